# Ce que le programme pli-desk dit à qui l’utilise.

nobody = personne
state-received = reçu
state-invited = invité, rien n’est arrivé
state-contested = contesté
state-in-charge = en charge
state-used = utilisé
state-closed = clos
on-hold = suspendu
reason-closed = travail terminé
reason-expired = délai passé
reason-withdrawn = accord retiré
reason-replaced = remplacé par un autre envoi
reason-shared = son fichier scellé a été retiré sous un autre accord
reason-refused = le fichier scellé appartient à un autre accord

cases-head = DEMANDE          ÉTAT       BANQUE      ÂGE    JUSQU’AU          EN CHARGE         PERSONNE
cases-none = Aucun dossier.
days = { $days } j

show-request = demande
show-sending = envoi
show-state = état
show-person = personne
show-email = adresse
show-sender = écrit depuis
show-invited = adresse invitée
show-invited-at = invitation du
show-bank = banque
show-signed = signé le
show-received = reçu le
show-expires = à supprimer le
show-developer = en charge
show-assigned = depuis le
show-opened = ouvert le
show-held = suspendu le
show-closed = clos le
show-reason = raison
show-draft = brouillon
show-uninvited = ATTENTION : le support a invité { $invited } pour cette demande, et cet envoi est de { $other }. Demandez à la personne invitée.
show-contested = Ces envois se contestent. Comparez-les, demandez à la personne, puis : pli-desk choose { $reference }/ENVOI
show-held-todo = Suspendu : quelqu’un retire peut-être son accord. Demandez à la personne, puis : pli-desk close { $reference }, ou pli-desk release { $reference } si ce n’était pas elle.

chosen = { $sending } compte.
chosen-in-charge = { $sending } compte ; { $developer } en a la charge.
replaced = { $sending } est remplacé et supprimé.
kept-apart = { $sending } a le même fichier scellé : l’ouverture dira lequel est vrai.
released = { $reference } n’est plus suspendu.
done = { $number } est réglé.

init-before = C’était déjà un guichet.

todo-none = Rien n’attend de décision.
todo-head =   N°  DEPUIS            QUOI
todo-invited-other = { $reference } : envoyé{ $sender }, alors que le support a invité { $details }. Demandez à la personne invitée, puis : done { $number }, ou close { $reference }.
todo-automatic = { $reference } : accepté, d’un mail automatique{ $sender } : aucun brouillon n’y répond. Écrivez à la personne, puis : done { $number }.
todo-contested = { $reference } : plusieurs envois pour une demande. Voir : pli-desk show { $reference }, puis choose { $reference }/ENVOI.
todo-unsigned = { $reference } : retrait sans signature{ $sender }. Demandez à la personne, puis : close { $reference }, ou release { $reference } et done { $number }.
todo-withdrawal = { $reference } : retrait signé qui n’a pas été exécuté ({ $details }). Demandez à la personne, puis : close { $reference }, ou release { $reference } et done { $number }.
todo-wrote = { $reference } : une personne a écrit{ $sender }. Lisez ce mail et ceux qui ont suivi : si l’un retire l’accord, ou répond oui à notre question : close { $reference }. Sinon : done { $number }.
todo-refused = { $reference } : refusé{ $sender } ({ $details }). Répondez à la personne, puis : done { $number }.
todo-incomplete = { $reference } : incomplet{ $sender } ({ $details }). Envoyez le brouillon ; done { $number } si rien ne vient.
todo-fraud = URGENT { $reference } : fraude signalée{ $sender }. Prévenez la sécurité, puis : done { $number }.
todo-receipt-asked = { $reference } : la preuve de suppression est demandée{ $sender }. Voir : pli-desk receipt { $reference }, puis : done { $number }.
todo-clock = L’horloge a sauté de { $details } et le système ne s’en porte pas garant : rien n’a été supprimé. Vérifiez l’heure, puis : done { $number }, et la commande de nouveau.
todo-clock-behind = L’horloge est en retard de { $details } sur ce qui est déjà noté : rien n’a été ouvert ni supprimé. Vérifiez l’heure. Si elle est juste, c’est qu’elle était fausse avant : done { $number }.
todo-draft = { $name } : brouillon à envoyer, dans { $folder }.
todo-draft-pending = { $name } : brouillon pas encore écrit : son dossier ne l’a pas pris. Le prochain receive ou close l’écrira.
todo-draft-void = { $name } : brouillon à jeter, dans { $folder } : ce qu’il dit ne vaut plus.
todo-expiring = { $reference } : supprimé après le { $last }.
todo-from = { " " }de { $sender }

receiving = mails lus

invited-before = { $address } a déjà une invitation, du { $at } : { $reference }. N’envoyez qu’un des deux mails.

erased =
    { $address } : { $sendings ->
        [one] { $sendings } envoi
       *[other] { $sendings } envois
    }, { $gifts ->
        [one] { $gifts } cadeau
       *[other] { $gifts } cadeaux
    } et { $invitations ->
        [one] { $invitations } invitation
       *[other] { $invitations } invitations
    }, effacés.
erased-nothing = Rien n’est conservé de { $address }.
erase-kept = Reste, car la loi l’exige : la preuve de l’accord de { $reference } (RGPD, article 7, paragraphe 1, et article 17, paragraphe 3, points b et e), jusqu’au { $until }.
erase-draft = Reste à envoyer ou à jeter par vous : le brouillon { $name }, adressé à cette personne.
erase-log = Reste aussi : le journal, qui ne nomme personne, et les preuves de suppression.

expire-consent = { $reference } : accord effacé, délai de conservation passé
expire-gifts =
    { $count ->
        [one] { $count } cadeau effacé, délai de conservation passé
       *[other] { $count } cadeaux effacés, délai de conservation passé
    }

todo-locked = L’époque { $epoch } est verrouillée : rien ne peut en être ouvert. Un responsable lance : pli-desk unlock { $epoch }
unlocked = { $epoch } est déverrouillée, jusqu’à « pli-desk lock » ou l’arrêt du service.
locked = { $epoch } est verrouillée.
all-locked = Toutes les époques sont verrouillées.

embedded = Ici, qui lance cette commande peut lire tout ce que garde ce guichet, y compris les identifiants : seul le service (pli-desk serve) l’empêche.
connector-added = { $name } ({ $hash }) est conservé. Une autre personne que { $added } le relit, puis lance : pli-desk connector approve { $hash }
connector-approved = { $name } ({ $hash }) peut recevoir des identifiants.

doctor-home = Le dossier du guichet, à son seul propriétaire
doctor-home-todo = À faire : pli-desk init --home DOSSIER sous le compte du service, puis chmod 700 DOSSIER.
doctor-owners = Tout ce qu’il contient, au même propriétaire
doctor-owners-todo = À faire : cherchez qui l’a écrit, puis chown -R pli-desk DOSSIER.
doctor-keys = Les clés du journal et des reçus, à leur seul propriétaire
doctor-keys-todo = À faire : chmod 600 sur la clé. Si elle manque, voyez « The ceremony » dans DESK.md ; si d’autres l’ont lue, remplacez-la.
doctor-log = Le journal, tel qu’il a été écrit
doctor-log-todo = À faire : pli-desk audit verify dit où ; le responsable de la sécurité met le journal de côté.
doctor-roster = La liste des personnes, signée
doctor-roster-todo = À faire : faites-la signer par la racine ou par deux responsables (« The roster » dans DESK.md).
doctor-socket = La place de la prise, que personne d’autre ne peut prendre
doctor-socket-todo = À faire : ce dossier et ceux au-dessus sont à root ou au service, et personne d’autre n’y écrit.
doctor-clock = L’heure, que quelqu’un garantit
doctor-clock-todo = À faire : timedatectl set-ntp true.
doctor-room = De la place sur le disque
doctor-room-todo = À faire : libérez de la place, au moins 500 Mo.
doctor-memory = Le droit de verrouiller la mémoire
doctor-memory-todo = À faire : LimitMEMLOCK=infinity dans l’unité du service.
doctor-sandbox = Le bac à sable des connecteurs
doctor-sandbox-todo = À faire : installez bubblewrap ; si l’espace de noms est refusé, autorisez-le (kernel.unprivileged_userns_clone).
doctor-found-file = { $path } : { $why }
doctor-found-mode = { $path } : { $mode }
doctor-found-uid = { $path } : uid { $uid }
doctor-found-read = { $path } : d’autres peuvent le lire
doctor-found-code = { $code }: { $why }
doctor-found = { $part } : { $found }
doctor-found-room = { $left } Mo
doctor-found-memory = { $limit } octets

verdict-sound = en ordre
verdict-accepted = accepté
verdict-contested = contesté
verdict-known = connu
verdict-withdrawal = retrait
verdict-withdrawn = retiré
verdict-unsigned = sans signature
verdict-incomplete = incomplet
verdict-fraud = fraude
verdict-receipt-requested = reçu demandé
verdict-answer = réponse
verdict-unrelated = étranger
verdict-unreadable = illisible
verdict-refused = refusé
drafted = brouillon : { $path }
receive-nothing = il n’y a ni mail ni fichier d’un envoi

check-record = accord
check-signature = signature
check-attachments-belong-together = pièces qui vont ensemble
check-document-as-signed = document tel que signé
check-terms = conditions
check-consent-text = texte de l’accord
check-eligibility = éligibilité
check-epoch = époque
check-sealed-file = fichier scellé
check-expiry = fin
check-not-done = non examiné
inspect-case = dossier
inspect-accounts = comptes manquants
inspect-description = description
inspect-expires = prend fin le
inspect-epoch = époque de la clé
inspect-demo = démonstration
inspect-demo-yes = oui : ne vaut rien
inspect-words = mots de la clé
inspect-words-en = mots de la clé, en
inspect-fingerprint = empreinte de la clé
inspect-invited = { $address }
inspect-uninvited = { $address } : ceci est d’une AUTRE adresse
no = non

assigned = { $case } : { $developer } en a la charge
deleted = { $case } : supprimé
deleted-withdrawn = { $case } : accord retiré, supprimé
deleted-shared = son fichier scellé est aussi celui d’un autre envoi : il n’y a pas de reçu

expire-none = Rien n’est en retard.
expire-overdue = { $case } : en retard, { $why }
expire-deleted = { $case } : supprimé, { $why }
expire-not-deleted = { $case } : pas supprimé : { $code } : { $why }
expire-soon = { $case } : sera supprimé après le { $last }
overdue-expired = son accord a pris fin
overdue-unopened = personne ne l’a ouvert à temps
expiring = supprimés

gift = { $case }  { $months } mois depuis le { $since }  { $email }  { $name }
gift-given = { $case } : le cadeau est donné

epoch = { $epoch }  du { $from } au { $until }  { $place }  { $recipient }
epoch-by-hand = { $epoch }  { $place }  déposée ici à la main : elle n’est dans aucune liste que ce guichet prépare
epoch-gone = { $epoch }  détruite le { $at }
epoch-bundle = clés de la liste
kept-passphrase = derrière une phrase de passe
kept-plugin = dans un matériel
kept-nowhere = à moitié détruite : détruisez-la de nouveau
epoch-lost = { $case } : ce guichet ne peut pas l’ouvrir sans l’époque { $epoch }
epoch-overlap = ce qui fut scellé du { $from } au { $until } s’ouvre aussi par l’époque { $epoch }
epoch-not-destroyed = rien n’est détruit ; ajoutez --yes pour le faire
epoch-destroyed = { $epoch } : son identité est détruite ; inscrivez-la dans la prochaine liste (epoch draft)

key-desk = la clé du guichet
key-receipt = la clé des reçus
key-yours = votre clé
key-root = la racine
key-epoch = l’identité de l’époque { $epoch }
key-new-epoch = la nouvelle identité de l’époque { $epoch }
key-again = { $what }, de nouveau
passphrase = Phrase de passe pour { $what } :
passphrase-again = Phrase de passe pour { $what } (elle était fausse) :

verifying = entrées lues
