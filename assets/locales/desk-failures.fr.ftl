# Pourquoi une commande de pli-desk s’est arrêtée, par son code (docs/DESK.md, « Codes »).

failure-registry-locked = un autre processus utilise le registre ; réessayez dans un instant
failure-registry-full = il n’y a plus de place pour le registre ; rien n’a changé
failure-registry-read-only = le registre ne peut pas être modifié
failure-registry-unreachable = le registre ne s’ouvre pas : { $why }
failure-registry-missing = le registre { $path } n’est pas là : remettez-le. S’il est perdu, mettez de côté ce qui est dans { $path }.sealed, puis lancez `pli-desk init`
failure-registry-silent = le registre ne répond plus depuis { $seconds } s : regardez ce qu’il en est avant de réessayer
failure-registry-damaged = le registre est abîmé, ou n’en est pas un ({ $place })
failure-registry-newer = le registre vient d’une version plus récente de pli-desk
failure-registry-not-rewritten = c’est supprimé, mais le registre n’a pas encore pu être réécrit ({ $code }) : le prochain close, withdraw ou expire le fera
failure-registry-failed = le registre a échoué : { $why }

failure-bundle-unsigned = la liste des clés n’est pas signée par la racine
failure-bundle-altered = la liste des clés ou sa signature a été modifiée
failure-bundle-malformed = la liste des clés est mal formée : { $why }
failure-bundle-rolled-back = la liste des clés porte le numéro { $serial }, inférieur à { $last } déjà vu
failure-bundle-not-yet-valid = la liste des clés ne vaut pas avant le { $at }
failure-bundle-expired = la liste des clés ne vaut plus depuis le { $at }
failure-bundle-refused = la liste des clés serait refusée : { $why }

failure-audit-file = le journal ne peut être ni lu ni écrit : { $why }
failure-audit-too-long = cela serait trop long pour le journal : raccourcissez ce qui a été tapé
failure-audit-head = la tête du journal manque ou n’est pas authentique
failure-audit-altered = le journal a été modifié : { $why }
alteration-shorter = il est plus court que ne le dit sa tête
alteration-last-line = sa dernière ligne signée est une autre
alteration-not-written = quelque chose suit sa tête que le guichet n’a pas écrit
alteration-next-older = la tête suivante est plus ancienne que sa tête

failure-key-malformed = ce n’est pas une clé secrète minisign
failure-key-failed = minisign : { $why }
failure-key-exposed = « { $path } » peut être lu par d’autres : chmod 600, puis demandez-vous qui l’a lu
failure-receipt-key-mismatch = la clé des reçus { $key } n’est aucune de celles que la liste des clés nomme pour maintenant
failure-passphrase-wrong = la phrase de passe était fausse { $attempts } fois
failure-passphrase-empty = une phrase de passe vide ne protège rien
failure-passphrase-different = les deux phrases de passe ne sont pas les mêmes
failure-passphrase-unanswered = la phrase de passe ne peut pas être demandée : { $why }
failure-passphrase-weak = une phrase de passe a au moins 12 caractères, ou six mots
failure-passphrase-descriptor = les phrases de passe ne se lisent pas sur le descripteur { $number } : { $why }

failure-epoch-exists = il y a, ou il y a eu, une époque { $epoch }
failure-epoch-unknown = ce guichet n’a pas d’identité de l’époque { $epoch }
failure-epoch-unlisted = la liste des clés ne nomme pas l’époque { $epoch }, dont l’identité est ici : donnez-en une qui la nomme avec `--bundle`
failure-epoch-destroyed = l’identité de l’époque { $epoch } est détruite : ce qui fut scellé pour elle ne s’ouvrira plus jamais
failure-epoch-malformed = mal formé : { $why }
failure-epoch-unsuitable = le destinataire d’un greffon commence par age1tag1… ou age1tagpq1…
failure-epoch-file = un fichier d’époque ne peut être ni lu ni écrit : { $why }
failure-plugin-missing = le greffon age-plugin-{ $plugin } n’est pas installé
failure-age-failed = age : { $why }

failure-case-unknown = il n’y a pas de dossier { $case }
failure-case-unassigned = personne n’a la charge du dossier : faites d’abord assign
failure-case-held = { $developer } a la charge du dossier { $case }
failure-case-closed = le dossier { $case } est clos : son fichier scellé est supprimé
    .this = le dossier est clos : son fichier scellé est supprimé
failure-case-contested = le dossier { $case } a reçu plusieurs envois : voir `pli-desk show { $case }`, puis `pli-desk choose { $case }/ENVOI`
    .this = un autre envoi le conteste : choisissez celui qui compte
failure-case-not-contested = le dossier { $case } n’est pas contesté
failure-case-on-hold = le dossier { $case } est suspendu : quelqu’un retire peut-être son accord
    .since = suspendu depuis le { $at } : quelqu’un retire peut-être son accord
failure-case-open = le dossier { $case } est ouvert : fermez-le d’abord par close, qui supprime ses identifiants
failure-case-in-use = le dossier { $case } est déjà en cours d’utilisation
failure-not-in-charge = { $developer } a la charge du dossier ; personne d’autre ne l’ouvre
failure-gift-not-due = aucun cadeau n’est dû pour le dossier { $case }
failure-receipt-missing = il n’y a pas de reçu du dossier { $case } : il n’est pas supprimé
failure-decision-unknown = rien n’est à décider sous le numéro { $number }
failure-reference-mistyped = « { $typed } » : { $why }
failure-desk-busy = une autre commande tient « { $path } » et ne finit pas : voyez ce qu’elle attend, puis réessayez
failure-desk-missing = il n’y a pas de guichet dans « { $path } » : créez-en un avec `pli-desk init`

failure-expired = l’accord a pris fin le { $at } ; le dossier est à clore
    .soon = l’accord prend fin le { $at } : il ne reste pas assez de temps pour un connecteur
failure-clock-set-back = d’après l’horloge, il est plus tôt que le { $at }, où le dossier fut reçu. Vérifiez l’heure ; si elle est juste, et ne l’était pas alors, voyez `pli-desk todo`
    .log = d’après l’horloge, il est plus tôt que le { $at }, où le journal fut écrit. Vérifiez l’heure ; si elle est juste, et ne l’était pas alors, voyez `pli-desk todo`
failure-other-identity = cette identité n’ouvre pas le fichier scellé : il est scellé pour une autre époque
failure-other-payload = ce qui est scellé appartient à un autre accord
failure-plugin-failed = le greffon de l’identité a échoué : { $why }
failure-plugin-time-over = le greffon de l’identité n’a pas ouvert le fichier scellé à temps et a été arrêté : branchez sa clé, touchez-la quand elle le demande, puis recommencez
failure-sealed-file-damaged = le fichier scellé est abîmé : { $why }
failure-payload-malformed = le contenu scellé n’en est pas un
failure-payload-unknown-format = le contenu scellé est d’un format inconnu
failure-payload-not-canonical = le contenu scellé n’est pas sous sa forme canonique
failure-payload-field-out-of-bounds = un identifiant est vide, dépasse { $limit } caractères, ou contient un caractère de contrôle
failure-payload-other-fields = le contenu scellé n’a pas les identifiants de sa banque
failure-payload-other-padding = le contenu scellé est complété à une autre longueur que la sienne

failure-connector-missing = il n’y a pas de programme « { $program } »
failure-connector-not-executable = le programme « { $program } » ne peut pas être exécuté
failure-connector-not-started = le connecteur n’a pas démarré : { $why }
failure-connector-output = ce que le connecteur affiche ne peut pas être écrit : { $why }
failure-connector-watch = le connecteur n’a pas pu être surveillé : { $why }
failure-connector-failed = le connecteur a échoué avec le code { $code } après { $seconds } s
failure-connector-crashed = le connecteur s’est effondré, ou fut arrêté, par le signal { $signal } après { $seconds } s
failure-connector-time-over = le temps du connecteur était écoulé : il a été arrêté après { $seconds } s
failure-connector-killed = le temps du connecteur était écoulé et il ne s’arrêtait pas : il a été tué après { $seconds } s
failure-connector-interrupted = le connecteur a été arrêté avec le guichet après { $seconds } s
failure-connector-revoked = le connecteur a été arrêté après { $seconds } s : { $why }

failure-program-malformed = ce n’est pas un programme à conserver : { $why }
failure-program-unknown = aucun programme « { $name } » n’est conservé ici : ajoutez-le avec `pli-desk connector add`
failure-program-not-approved = personne d’autre que { $added } n’a relu le programme { $name } ({ $hash }) : une autre personne lance `pli-desk connector approve { $hash }`
failure-program-own = { $name } a apporté ce programme, et ne peut pas l’approuver
failure-program-altered = le programme conservé { $hash } a été modifié : ne l’utilisez pas, et cherchez qui l’a fait
failure-program-file = les programmes conservés : { $why }
unfit-empty = il est vide
unfit-not-executable = il ne peut pas être exécuté
unfit-too-many = il a trop de fichiers
unfit-places = ses fichiers n’ont pas chacun leur place
unfit-no-main = le dossier n’a pas de `connector` exécutable

failure-epoch-locked = l’époque { $epoch } est verrouillée : un responsable lance `pli-desk unlock { $epoch }`
failure-unlock-wrong = la phrase de passe de l’époque { $epoch } était fausse
failure-unlock-delayed = la phrase de passe de l’époque { $epoch } était fausse { $wrong } fois : personne ne peut essayer avant le { $until }
failure-memory-not-locked = le service ne peut pas verrouiller de mémoire, aucune identité n’y entre donc : LimitMEMLOCK=infinity dans son unité
failure-service-missing = aucun service ne tourne ici : `use` demande lui-même la phrase de passe

failure-service-running = un service tourne déjà dans « { $path } »
    .socket = un service répond déjà à « { $path } »
failure-service-failed = le service ne peut pas tourner : { $why }
failure-service-unreachable = aucun service ne répond à « { $path } » : { $why }
failure-service-broken = le service s’est arrêté avant de répondre, ou dit autre chose qu’une réponse : lancez `pli-desk todo`
failure-service-busy = trop de demandes à la fois : réessayez
failure-desk-exposed = d’autres que son propriétaire peuvent entrer dans « { $path } » : chmod 700
failure-socket-exposed = « { $path } » est à l’uid { $uid }, ou d’autres peuvent y écrire : ils pourraient prendre la place du service
failure-socket-failed = la prise « { $path } » : { $why }
failure-argument-not-text = un argument n’est pas en UTF-8
failure-not-your-role = { $name } ne peut pas lancer `{ $command }` : aucun de ses rôles n’en donne le droit
    .taken-off = { $name } n’est plus développeur dans la liste des personnes
failure-request-malformed = la demande est mal formée : { $why }
failure-request-arguments = { $why }
    .beside = cela se fait à côté du service, pas par lui
failure-request-too-long = la demande dépasse { $limit } Mo
failure-request-slow = la demande n’est pas arrivée entière à temps
told = { $text }

failure-roster-malformed = la liste des opérateurs : { $why }
    .members = la liste des personnes : { $why }
failure-roster-file = la liste des personnes « { $path } » : { $why }
failure-roster-unsigned = la liste des personnes n’est pas signée, telle qu’elle est, par la racine ou par deux responsables de la précédente
failure-roster-rolled-back = la liste des personnes porte le numéro { $serial }, et ce guichet en a accepté une autre, numéro { $last }
failure-uid-unknown = l’uid { $uid } n’est dans aucune liste des personnes de ce guichet
failure-member-unknown = dans la liste des personnes, « { $name } » n’a pas le rôle { $role }
flaw-serial = les numéros commencent à 1
flaw-twice = { $what } de « { $name } » apparaît deux fois
flaw-name = « { $name } » n’est pas un nom, ou pas sous sa seule orthographe
flaw-no-role = « { $name } » n’a pas de rôle
flaw-no-key = « { $name } » n’a pas de clé
flaw-service = « { $name } » a l’uid du service lui-même
failure-approval-malformed = ce n’est pas une approbation
failure-approval-not-genuine = l’approbation n’est signée par aucun opérateur de la liste
failure-approval-other-case = l’approbation de { $operator } est d’un autre dossier
failure-approval-not-now = l’approbation de { $operator } ne vaut pas maintenant
failure-approval-no-reason = l’approbation de { $operator } ne donne pas de raison
failure-approval-not-two = il faut deux approbations, pas { $count }
failure-approval-other-viewer = l’approbation de { $operator } est pour les yeux d’une autre personne
failure-approval-own-request = { $operator } verrait les identifiants, et ne peut pas l’approuver
failure-approval-used = l’approbation de { $operator } a déjà servi
failure-approval-same-operator = il faut deux opérateurs différents : les deux approbations sont de { $operator }
failure-reveal-not-a-terminal = les identifiants ne se montrent que sur un terminal
failure-reveal-terminal = le terminal : { $why }

failure-withdrawal-malformed = ce n’est pas un retrait
failure-withdrawal-unknown-format = un retrait d’un format inconnu : { $format }
failure-withdrawal-other-consent = le retrait est d’un autre accord, dossier { $case }
failure-withdrawal-not-genuine = le retrait n’est pas signé avec la clé du dossier
failure-withdrawal-unsigned = le retrait du dossier { $case } n’est pas signé : demandez à la personne, puis faites `pli-desk close { $case }`

failure-uninspectable = { $source } : { $why }
failure-file-unreadable = « { $path } » ne peut pas être lu : { $why }
failure-file-unwritable = « { $path } » ne peut pas être écrit : { $why }
failure-output = impossible d’afficher : { $why }

reference-shape = une référence de dossier a huit lettres et chiffres
reference-check = le caractère de contrôle de la référence du dossier est faux
selector-digits = après la barre viennent les premiers chiffres de l’empreinte de l’envoi, au moins quatre

system-not-found = fichier ou dossier introuvable
system-permission = accès refusé
system-full = plus de place
system-too-large = fichier trop grand
system-read-only = système de fichiers en lecture seule
system-directory = c’est un dossier
system-no-directory = ce n’est pas un dossier
system-end = fin inattendue
system-pipe = plus personne ne lit
system-other = erreur du système ({ $text })
