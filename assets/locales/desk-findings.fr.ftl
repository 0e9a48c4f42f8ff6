# Ce que pli-desk constate d’un mail, d’un envoi ou de son journal, par son code (docs/DESK.md, « Codes »).

finding-consent-missing = il n’y a pas de PDF de l’accord
finding-sealed-file-missing = il n’y a pas de fichier scellé
finding-mail-cut-off = le mail est coupé
finding-not-age = « { $file } » n’est pas un fichier age
finding-not-a-pdf = « { $file } » n’est pas un PDF
    .this = ce n’est pas un PDF lisible
finding-attachment-empty = « { $file } » est vide
finding-winmail = le mail est au format propre à Outlook (winmail.dat)
finding-pdf-without-record = « { $file } » ne contient pas un accord et un seul : il a été imprimé, numérisé, assemblé, ou c’est un autre document
finding-pdf-cut = « { $file } » est coupé : il manque la fin
finding-pdf-saved-again = « { $file } » a été coupé, ou enregistré de nouveau par un autre programme : ce n’est pas le fichier que Pli a enregistré
finding-sealed-file-line-ends = « { $file } » a été envoyé comme un texte : ses fins de ligne ont changé
finding-sealed-file-recoded = « { $file } » a été envoyé comme un texte : ses octets ont changé
finding-sealed-file-cut = « { $file } » est coupé ou abîmé
finding-sealed-file-other = « { $file } » appartient à un autre accord
finding-link-instead = il y a un lien vers { $host } à la place des fichiers
finding-picture-instead = « { $file } » est une image
finding-archive-locked = « { $file } » est protégé par un mot de passe
finding-archive-unopened = « { $file } » ne s’ouvre pas ici
finding-outlook-file = « { $file } » est un mail enregistré par Outlook
finding-mail-encrypted = le mail est chiffré pour son lecteur
finding-calendar = le mail est arrivé comme une invitation
finding-withdrawals-too-many = le mail contient plus de { $limit } retraits : les autres ne sont pas lus

finding-mail-too-long = le mail dépasse { $limit } Mo
finding-mail-too-many-parts = le mail a plus de { $limit } parties
finding-mail-too-many-headers = le mail a plus de { $limit } lignes d’en-tête
finding-mail-too-deep = le mail contient des mails sur plus de { $limit } niveaux
finding-not-a-mail = ce n’est pas un mail
finding-file-unreadable = illisible : { $why }

finding-case-closed = son fichier scellé est déjà supprimé
finding-case-contested = un autre envoi le conteste : comparez-les (`pli-desk show { $case }`), puis `pli-desk choose { $sending }` ou l’autre
finding-withdrawal-unsigned = c’est un retrait sans signature : demandez à la personne, puis faites `pli-desk close { $case }`
finding-withdrawal-unread = c’est le retrait d’un accord : `pli-desk receive` ou `withdraw` l’exécute
finding-other-sender = le mail vient de { $sender }, et l’accord est de { $email }
finding-gift-second = cette personne a déjà le cadeau
finding-invited-other = l’assistance a invité { $invited } pour cette demande, et ceci est de { $other }
finding-wrote = sa demande est ouverte : lisez-le, et s’il retire l’accord, ou répond oui à notre question, faites `pli-desk close { $case }`

finding-record-missing = le document ne contient pas un accord et un seul
finding-record-unreadable = l’accord ne se lit pas : { $why }
finding-signature-missing = le document ne contient pas une signature du dossier et une seule
finding-signature-unreadable = la signature du dossier ne se lit pas
finding-signature-wrong = la clé du dossier n’a pas signé cet accord
finding-other-sealed-file = le fichier scellé n’est pas celui qui fut signé
finding-other-renderer = mis en page par un autre programme : { $producer }
finding-unrenderable = l’accord ne peut pas être mis en page : { $why }
finding-appended =
    { $bytes ->
        [one] un octet a été ajouté
       *[other] { $bytes } octets ont été ajoutés
    }
finding-cut =
    { $bytes ->
        [one] il manque un octet
       *[other] il manque { $bytes } octets
    }
finding-differs =
    { $bytes ->
        [one] un octet diffère du document de l’accord, à la position { $first } ({ $part })
       *[other] { $bytes } octets diffèrent du document de l’accord, le premier à la position { $first } ({ $part })
    }
part-page = page
part-font = police
part-file = fichier joint
part-metadata = métadonnées
part-structure = structure

finding-terms-unknown = les conditions { $version } sont inconnues ici
finding-terms-other = d’autres conditions portent le numéro { $version }
finding-not-eligible = d’après les règles, ce dossier n’est pas éligible : { $fact }
finding-not-as-written = Pli n’écrit pas cela ainsi : { $fact }
finding-other-text = les mots ne sont pas ceux des conditions { $version }
finding-other-term = la fin n’est pas celle que fixent les conditions
finding-other-signature = signé d’un autre nom que celui de la personne

finding-demonstration = fait avec des clés de démonstration : ne vaut rien
    .expected = n’est pas fait avec des clés de démonstration
finding-epoch-unknown = la liste des clés n’a pas d’époque { $epoch }
finding-epoch-other = l’époque { $epoch } a une autre clé dans la liste
finding-epoch-not-in-force = l’époque { $epoch } n’avait pas cours à la signature
finding-epoch-destroyed = l’identité de l’époque { $epoch } est détruite : personne ne peut ouvrir le fichier scellé
finding-sealed-file-damaged = le fichier scellé n’est pas un fichier age
finding-sealed-file-recipients = le fichier scellé est pour d’autres destinataires que ceux de la liste des clés
finding-sealed-file-length = le fichier scellé a une longueur que Pli ne produit pas
finding-expired = l’accord a pris fin le { $at }
finding-not-yet-signed = l’accord est daté de l’avenir, du { $at }

log-head = la tête manque ou n’est pas signée par le guichet
log-malformed = la ligne { $number } n’est pas une entrée
log-broken = la ligne { $number } ne suit pas la précédente
log-cut = le journal a été coupé : { $found } entrées là où la tête en dit { $signed }
log-replaced = la ligne { $number } n’est pas celle que dit la tête
log-clock-set-back = l’horloge a été retardée avant l’entrée { $number }
log-interrupted = une écriture a été interrompue : { $entries } entrées après la tête, { $torn } octets d’une écriture inachevée
log-unsigned = { $bytes } octets suivent l’entrée { $after }, la dernière qui est signée : le guichet ne les a pas écrits
log-counted = la tête dit { $signed } entrées là où il y en a { $found }
log-as-written = { $entries } entrées, telles qu’écrites
log-altered = { $entries } entrées, MODIFIÉ
