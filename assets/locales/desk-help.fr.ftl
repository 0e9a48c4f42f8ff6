# L’aide de pli-desk : help-COMMANDE, help-COMMANDE-ARGUMENT, et help-any-ARGUMENT pour ce qui se dit partout de même.
# L’anglais est dans les commentaires de crates/desk/src/cli.rs.

help-usage = Usage :
help-example = Exemple :
help-group-support = L’assistance :
help-group-developer = La personne en charge :
help-group-officer = La sécurité et le DPO :
help-variable = variable : { $what }
help-values = au choix : { $what }
help-default = défaut : { $what }

usage-value = « { $value } » ne convient pas pour { $argument } : { $why }
usage-value-missing = il manque une valeur à { $argument } ({ $why })
usage-argument = l’argument « { $argument } » est inconnu
usage-command = il n’y a pas de commande « { $command } »
usage-missing = il manque : { $argument }
usage-conflict = { $argument } ne va pas avec { $other }
usage-other = ces arguments ne conviennent pas
usage-valid = au choix : { $values }
usage-unsaid = valeur inattendue
usage-why = { $why }
usage-help = Pour l’aide : pli-desk --help

argument-language = c’est fr ou en
argument-state = c’est received, contested, in-charge, used ou closed
argument-empty = c’est vide
argument-time = c’est une durée comme 90s, 30m ou 1h
argument-day = un connecteur s’exécute un jour au plus
argument-address = ce n’est pas une adresse e-mail
argument-bank = au choix : { $banks }
location-password = un mot de passe n’a pas sa place dans un argument : utilisez ~/.pgpass (PGPASSFILE) ou l’authentification « peer »
location-unencrypted = un registre sur une autre machine demande sslmode=verify-full ou verify-ca

help-pli-desk = Le guichet de Pli : recevoir, vérifier, utiliser sans lire, supprimer, le prouver.
    .more = Codes de sortie : 0 fait, 1 échec, 2 arguments faux, 3 incomplet, 4 refusé, 5 interdit, 6 inconnu, 7 conflit, 8 registre, 9 clé, 10 connecteur, 11 temps écoulé, 12 modifié.
help-receive = Recevoir des envois : mails, mboxes, Maildirs, dossiers, fichiers, entrée standard
help-invite = Inviter une personne à partager : une référence à elle, et le brouillon du mail avec le lien
help-todo = Ce qui attend une personne : contestés, refusés, incomplets, sans signature, brouillons, bientôt supprimés
help-done = Régler une ligne de todo
help-choose = Dire lequel de plusieurs envois d’une demande compte ; les autres sont supprimés
help-release = Reprendre une demande suspendue : ce n’est pas la personne qui a retiré son accord
help-show = Montrer ce qui est su d’une demande, close ou non
help-receipt = Écrire les reçus d’une demande sur la sortie standard
help-consent = Écrire le PDF de l’accord d’une demande sur la sortie standard
help-erase = Effacer ce qui est su d’une personne qui le demande, et dire ce que la loi fait garder
help-serve = Servir le guichet aux personnes de la liste, sur une prise Unix
help-doctor = Regarder ce qu’il faut au service, et dire quoi faire : droits, propriétaires, clés, journal, liste des personnes, prise, heure, place, mémoire, bac à sable
help-connector = Les programmes qui reçoivent des identifiants au service : en apporter un, approuver celui d’un autre
help-connector-add = Faire conserver un programme par le service, par son SHA-256
    .more =
    Exemple : pli-desk connector add lcl ./target/release/connector

    Un dossier est conservé avec tout ce qu’il contient, et c’est son exécutable `connector` qui tourne.
help-connector-approve = Laisser un programme qu’un autre a apporté recevoir des identifiants
help-connector-list = Montrer ce qui est conservé : SHA-256, nom, qui l’a apporté, qui l’a approuvé
help-unlock = Ouvrir une fois l’identité d’une époque, pour que le service s’en serve ; un responsable le fait
help-lock = Faire oublier au service les identités déverrouillées
help-init = Créer le dossier du guichet, sa clé et son journal ; rien d’autre ne les crée
help-inspect = Vérifier un envoi ou un dossier reçu, sans aucune clé
help-assign = Donner la charge d’un dossier à une personne, la seule qui pourra l’ouvrir
help-use = Exécuter un programme avec les identifiants d’un dossier ; personne ne les voit
    .more =
    Exemple : pli-desk use K7M4-Q2XD --for 10m -- ./connecteur --account pea

    Le connecteur reçoit les champs en un objet JSON sur le descripteur 3. Dans ce qu’il affiche, chaque champ est masqué.
help-approve = Accepter, comme opérateur, que les identifiants d’un dossier soient montrés à une personne
help-reveal = Montrer les identifiants d’un dossier sur le terminal, quand deux opérateurs l’approuvent
help-withdraw = Obéir au retrait signé d’une personne : supprimer tout de suite
help-close = Le travail est fini : supprimer le fichier scellé, signer le reçu, préparer le mail
help-expire = Supprimer ce qui est en retard et dire ce qui le sera dans deux jours ; pour une minuterie
help-epoch = Les clés : époques, identités, et la liste qui les publie
help-epoch-new = Créer une époque ; son identité est gardée derrière une phrase de passe, ou dans un matériel
help-epoch-list = Montrer les époques dont ce guichet garde l’identité, celles qui sont détruites, et les mots et empreintes des clés de la liste
help-epoch-draft = Écrire la liste de ces époques, sans la signer
help-epoch-sign = Signer une liste avec la racine, hors ligne ; la signature se place à côté (.minisig)
help-epoch-destroy = Détruire l’identité d’une époque, pour toujours
help-audit = Le journal de tout ce qui a été fait
help-audit-verify = Vérifier que rien n’a été coupé, modifié ni ajouté
help-audit-export = Écrire le journal, un objet JSON par ligne, sur la sortie standard
help-gifts = Les cadeaux promis
help-gifts-list = Montrer les cadeaux dus
help-gifts-export = Écrire tous les cadeaux en CSV (RFC 4180) sur la sortie standard
help-gifts-give = Noter qu’un cadeau est donné
help-cases = Les dossiers ouverts, les plus proches de leur fin d’abord
help-manual = Écrire les pages de manuel et les complétions des shells dans un dossier
help-help = Afficher cette aide, ou celle d’une commande

help-any-help = Afficher cette aide
help-any-version = Afficher la version
help-any-home = Le dossier du guichet : registre, identités, brouillons [défaut : pli-desk dans le dossier de données de la personne]
help-any-registry = Le registre : un fichier SQLite, ou postgres://… sans mot de passe [défaut : desk.db dans le dossier du guichet]
help-any-socket = La prise du service [défaut : /run/pli-desk/desk.sock, si elle est là et si --home n’est pas donné]
help-any-roster = Qui a droit à quoi, signé [défaut : roster.toml dans le dossier du guichet]
help-any-log_copy = Un second endroit pour le journal : un fichier, ou `journal` ; si l’un des deux n’est pas écrit, rien n’est répondu
help-any-connectors = Quels programmes reçoivent des identifiants : ceux qu’une seconde personne a approuvés, ou ceux que dit le journal
help-any-network = Ce qu’un connecteur atteint : ce que la machine atteint, ou rien
help-any-operator = Qui exécute cette commande, pour le journal ; le service le sait lui-même [défaut : le nom de la personne sur cette machine]
help-any-bundle = Une liste des clés plus récente que celle du programme ; sa signature est à côté (.minisig)
help-any-drafts = Où vont les brouillons, un dossier ou un Maildir [défaut : drafts dans le dossier du guichet]
help-any-language = La langue à parler [défaut : celle des paramètres régionaux, ou le français]
help-any-passphrase_fd = Lire les phrases de passe sur ce descripteur ouvert, une par ligne [défaut : les demander sur le terminal]
help-any-json = Un objet JSON par ligne
help-any-case = Le dossier, comme K7M4-Q2XD, ou un de ses envois, comme K7M4-Q2XD/3f2a9c1b
help-receive-paths = Des mails (.eml), mboxes, Maildirs, dossiers, ou les fichiers d’un envoi ; - est l’entrée standard [défaut : -]
help-receive-no_render = Ne pas remettre en page les PDF des accords ; inspect et use le font toujours
help-connector-add-name = Comment il s’appelle à l’usage
help-connector-add-path = Un fichier ou un dossier
help-connector-approve-hash = Son SHA-256, ou au moins huit de ses chiffres
help-unlock-epoch = L’époque
help-lock-epoch = Seulement cette époque [défaut : toutes]
help-audit-export-programs = À la place, tous les programmes conservés pour recevoir des identifiants, en une archive zip
help-invite-email = L’adresse de la personne, celle de son compte Bankin’ ; un envoi d’une autre est marqué
help-invite-bank = La banque dont les comptes manquent, comme lcl
help-invite-lang = La langue du mail
help-inspect-what = Une référence de dossier, ou des chemins comme pour receive
help-assign-to = La personne en charge
help-assign-instead_of = Qui cède le dossier
help-use-limit = Combien de temps le connecteur peut s’exécuter, comme 90s ou 1h
help-use-stdin = Donner les champs sur l’entrée standard au lieu du descripteur 3
help-use-connector = Le programme et ses arguments ; au service, un programme conservé, par son nom
help-approve-reason = Pourquoi un connecteur ne suffit pas
help-approve-key = La clé secrète minisign de l’opérateur
help-reveal-approvals = Les approbations de deux opérateurs différents, d’une heure au plus
help-withdraw-file = Le retrait que l’application de la personne a écrit, ou le mail qui le contient
help-erase-address = L’adresse du compte Bankin’
help-done-number = Son numéro, comme todo le montre
help-expire-dry_run = Dire seulement ce qui serait supprimé
help-epoch-new-name = Comme 2026-11
help-epoch-new-from = Quand elle commence, RFC 3339
help-epoch-new-until = Quand elle finit, RFC 3339
help-epoch-new-plugin = Un fichier avec l’identité du greffon (AGE-PLUGIN-…), créée avec l’outil du greffon
help-epoch-new-recipient = Le destinataire du greffon (age1tag1… ou age1tagpq1…)
help-epoch-draft-serial = Supérieur à celui de toutes les listes d’avant
help-epoch-draft-from = Quand les applications peuvent commencer à s’en servir, RFC 3339
help-epoch-draft-until = Quand elles doivent cesser, RFC 3339
help-epoch-draft-out = Le fichier à écrire, en entier ou pas du tout [défaut : la sortie standard]
help-epoch-sign-bundle = La liste, comme epoch draft l’écrit
help-epoch-sign-root = La clé secrète minisign de la racine
help-epoch-destroy-name = L’époque
help-epoch-destroy-yes = Sans lui, dire seulement ce qui ne s’ouvrirait plus
help-audit-verify-head = Une copie plus ancienne de audit.head, gardée ailleurs : le journal doit contenir ce qu’il contenait alors
help-gifts-export-spreadsheet = Ce qui l’ouvrira
help-cases-word = Seulement ceux qui ont ceci dans leur référence, nom, adresse ou banque
help-cases-state = Seulement ceux qui sont ainsi : received, contested, in-charge, used, closed
help-cases-mine = Seulement ceux dont vous avez la charge
help-cases-all = Les clos aussi
help-manual-directory = Créé s’il n’existe pas
