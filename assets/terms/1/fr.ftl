# Accord pour partager des identifiants bancaires, texte n° 1.
# It is signed: a changed word is a new version of the terms, in a new directory, and this file stays
# for the consents that were signed with it.
# **…** marks what stands out. Values never carry emphasis: it is read before they are filled in.

title = Accord pour partager des identifiants bancaires
subtitle = Texte n° { $version } · clé de { $epoch }

clause-parties = Entre qui
    .body = Moi, **{ $name }** ({ $email }), et Bridge, le service qui relie Bankin’ à ma banque. Ma demande porte la référence **{ $reference }**. Le responsable de mes données est { $controller }, { $address }, enregistré auprès de l’ACPR (Banque de France) sous le numéro { $acpr }.
clause-purpose = Pourquoi
    .body = Trouver pourquoi Bankin’ n’affiche pas { $count ->
        [one] mon compte
       *[other] mes comptes
    } **{ $bank }** : **{ $accounts }**. Puis corriger l’erreur. Mes identifiants ne servent à rien d’autre, et seul mon accord le permet (RGPD, article 6).
clause-shared = Ce que je partage
    .body = L’identifiant et le code de mon espace client **{ $bank }**. Jamais un code reçu par SMS ou dans l’application de ma banque, jamais un numéro de carte : personne ne me les demandera, et je ne les donnerai pas.
clause-who = Qui s’en sert
    .body = Seul le développeur chargé de la recherche, chez Bridge. Il s’en sert sans les lire : un programme les reçoit à sa place. Pour le trajet, mes identifiants sont enfermés dans un fichier scellé, illisible sans la clé de Bridge (clé de { $epoch }). Une copie de mon message, avec le fichier scellé, reste dans ma messagerie.
clause-duration = Combien de temps
    .body = Le temps de la recherche, et **{ $days } jours** au plus après ma signature. Dès que la recherche est finie, ou dès que je retire mon accord, mes identifiants sont supprimés, et j’en reçois la preuve par mail.
clause-risks = Les risques
    .body = La loi me demande de garder mes codes pour moi (Code monétaire et financier, articles L133-16 et L133-19). Si une opération que je n’ai pas faite apparaît sur mes comptes, **{ $bank }** peut me reprocher d’avoir partagé mes identifiants, et refuser de me rembourser. Je changerai mon code dès que la recherche sera finie.
clause-rights = Mes droits
    .body = Je peux demander à voir, à corriger, à effacer ou à récupérer mes données, et demander qu’on cesse de s’en servir, en écrivant au délégué à la protection des données : { $dpo }. Si la réponse ne me convient pas, je peux m’adresser à la CNIL (cnil.fr).
clause-withdrawal = Changer d’avis
    .body = Je peux retirer mon accord quand je veux, sans donner de raison, avec Pli ou en écrivant à { $support }. C’est aussi simple que de le donner. Ce qui a été fait avant reste permis, rien de plus ne le sera.
clause-gift = Le remerciement
    .body = Je reçois 6 mois de Bankin’ Plus ou Pro dès que mon accord signé et mon fichier scellé sont arrivés. Ce cadeau ne m’oblige à rien : je le garde même si je retire mon accord.

act-sharing = J’accepte ce partage, pour cette recherche seulement.
act-risks = J’ai lu et compris les risques expliqués au point 6.
act-free = Personne ne m’y oblige. Je sais que je peux changer d’avis.

# What stands around the clauses in the consent PDF.

pdf-page = Page { $page } sur { $pages }
pdf-reference = Demande { $reference }
pdf-subject = Consentement de { $name } au partage d’identifiants { $bank }, demande { $reference }
pdf-preview = Aperçu, non signé
pdf-demo = DÉMONSTRATION
pdf-demo-notice = Démonstration : ce document ne vaut rien.
pdf-preview-notice = Aperçu : ce document n’est pas signé et ne vaut rien.

pdf-request = Ma demande
pdf-request-reference = Référence
pdf-request-name = Nom
pdf-request-email = Adresse mail Bankin’
pdf-request-bank = Banque
pdf-request-accounts = { $count ->
    [one] Compte manquant
   *[other] Comptes manquants
}
pdf-request-step-tried = Déjà essayé, sans succès
pdf-request-asked-by = Qui me l’a demandé
pdf-request-asked-by-support = Le support de Bankin’
pdf-request-asked-by-article = Personne, j’ai lu l’article de Bankin’
pdf-request-asked-by-phone-call = Quelqu’un au téléphone
pdf-request-asked-by-text-message = Quelqu’un par SMS ou messagerie
pdf-request-asked-by-someone-else = Quelqu’un d’autre
pdf-problem = Le problème, avec mes mots
pdf-agreement = Ce que nous convenons
pdf-acts = Ce que j’accepte
pdf-act-ticked = Oui.
pdf-act-unticked = Pas encore coché.

pdf-signature = Ma signature
pdf-signature-day = Le { $day } { $month } { $year },
pdf-signature-time = à { $hour } h { $minute } min { $second } s
pdf-signature-zone = { $zone ->
    [none] heure { $offset }
   *[other] heure { $offset }, { $zone }
}
pdf-signature-typed = Nom tapé pour signer : **{ $name }**
pdf-signature-kind = Signature électronique simple (eIDAS, art. 25).
pdf-signature-awaited = Signature attendue
pdf-expiry = Identifiants à supprimer le { $day } { $month } { $year } au plus tard.

pdf-evidence = Éléments de preuve
pdf-evidence-hint = De quoi vérifier, sans clé secrète, que cet accord n’a pas changé et va avec son fichier scellé.
pdf-evidence-reference = Demande
pdf-evidence-terms = Texte et conditions
pdf-evidence-terms-value = n° { $version }, SHA-256 { $sha256 }
pdf-evidence-epoch = Clé de Bridge
pdf-evidence-epoch-value = { $name }, SHA-256 { $fingerprint }
pdf-evidence-words = La même, en mots
pdf-evidence-sealed = Fichier scellé
pdf-evidence-record = Données signées
pdf-evidence-sha256 = SHA-256 { $sha256 }
pdf-evidence-case-key = Clé de la demande
pdf-evidence-case-key-value = Ed25519 { $key }
pdf-evidence-signed-at = Signé à
pdf-evidence-app = Version de Pli
pdf-evidence-app-value = { $app }, mise en page { $renderer }
pdf-evidence-files = Dans ce document : consent.json (les données signées), consent.sig (la signature de la clé de la demande).
pdf-record-description = Les données de l’accord, lisibles par une machine
pdf-signature-description = Signature Ed25519 des données et du fichier scellé par la clé de la demande

month = { $month ->
    [1] janvier
    [2] février
    [3] mars
    [4] avril
    [5] mai
    [6] juin
    [7] juillet
    [8] août
    [9] septembre
    [10] octobre
    [11] novembre
   *[12] décembre
}
month-of-year = { $month } { $year }
first-day = 1er
list-and = { $first } et { $last }
