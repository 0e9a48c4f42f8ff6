### French, the source language, for a person who has never heard of a key: short sentences, words of
### every day. <b>…</b> is drawn in semi-bold. The typography is checked by ui/test/catalogues.test.ts.

## The window

window-title = { $page } — Pli
window-title-error = Erreur : { $page } — Pli
demo-label = Démonstration
demo-text = <b>Démonstration.</b> N’écrivez ici aucun vrai identifiant.
language-fr = Français
language-en = English
reference-label = Demande

## The six steps

steps-label = Étapes
steps-before = Six étapes, environ 5 minutes
steps-now = Étape { $number } sur { $count } : <b>{ $step }</b>
steps-finished = Terminé
steps-done = , fait
step-request = Votre demande
step-problem = Le problème
step-review = Vos réponses
step-consent = Votre accord
step-credentials = Vos identifiants
step-message = Votre message

## Where the data is now

whereabouts-here = Cette demande n’a pas quitté cet ordinateur.
whereabouts-here-signed = Accord signé. Cette demande n’a pas quitté cet ordinateur.
whereabouts-files-ready = Pli n’a encore ouvert aucun message pour cette demande.
whereabouts-files-in-folder = Le message est préparé. Vous seul savez s’il est parti.
whereabouts-confirmed-by-you = Vous avez confirmé le départ du message.
whereabouts-files-erased = Vous avez confirmé le départ du message. Pli a effacé ses deux fichiers.
whereabouts-seal = Ce que vous écrivez ici n’est que dans cette fenêtre.
whereabouts-way-here = Ici
whereabouts-way-mail = Votre mail
whereabouts-way-bridge = Bridge

## Actions that several pages have

action-back = Retour
action-continue = Continuer
action-busy = Un instant…
action-close = Fermer Pli
action-change = Modifier
action-copy = Copier
action-copied = Copié
action-about =  : { $what }
action-show = Afficher
action-hide = Masquer
action-cancel = Annuler
action-done-before =  : fait

## The error summary

errors-title = { $count ->
    [one] Il y a une chose à corriger
    [2] Il y a deux choses à corriger
    [3] Il y a trois choses à corriger
    [4] Il y a quatre choses à corriger
   *[other] Il y a { $count } choses à corriger
}
error-prefix = Erreur :

## Welcome

page-welcome-title = Retrouvez vos comptes dans Bankin’
page-welcome-lead = Le support vous propose de partager les identifiants de votre banque ? Pli vous guide, pas à pas.
page-welcome-why = Pourquoi
    .text = Certaines erreurs n’apparaissent que si l’on se connecte à votre banque, comme vous le faites.
page-welcome-shared = Vous partagez
    .text = L’identifiant et le code (ou mot de passe) de votre banque.
page-welcome-never = Jamais
    .text = Un code reçu par SMS, un numéro de carte, de l’argent.
page-welcome-who = Qui s’en sert
    .text = Le développeur qui cherche l’erreur chez Bridge, le service qui relie Bankin’ à votre banque. Personne d’autre.
page-welcome-how-long = Durée
    .text = Le temps de trouver l’erreur, { $days } jours au plus. Puis tout est supprimé, et vous en recevez la preuve.
page-welcome-risk = Le risque
    .text = Votre banque peut vous reprocher ce partage, et refuser de vous rembourser un paiement que vous n’avez pas fait.
page-welcome-thanks = En remerciement
    .text = 6 mois de Bankin’ Plus ou Pro, offerts.
page-welcome-already = Bankin’ connaît déjà mes identifiants : pourquoi les partager ?
    .text = Chez Bankin’, vos identifiants sont chiffrés : personne dans l’équipe ne peut les lire, pas même les développeurs de Bridge. Pour s’en servir dans une recherche, il faut votre accord et un envoi à part, scellé.
page-welcome-start = Commencer
page-welcome-minutes = Environ 5 minutes. Vous pouvez arrêter à tout moment.

## Who asked

page-who-asked-title = Qui vous a demandé ce partage ?
page-who-asked-hint = Des escrocs se font parfois passer pour Bankin’ ou votre banque.
page-who-asked-support-hint = Dans l’application, ou par un mail de support@bankin.com
page-who-asked-text-message-hint = WhatsApp, Messenger, Telegram…

## Fraud stop

page-fraud-stop-title = Arrêtez-vous : c’est peut-être une arnaque
page-fraud-stop-lead = Vous avez bien fait de le dire. Pour cette demande, vous n’avez rien partagé avec Pli.
page-fraud-stop-notice = { $by ->
    [phone-call] Bankin’, Bridge et votre banque ne demandent jamais vos identifiants par téléphone.
    [text-message] Bankin’, Bridge et votre banque ne demandent jamais vos identifiants par SMS ou par messagerie.
   *[other] Bankin’ ne passe jamais par une autre personne pour demander vos identifiants. Seul le support peut vous proposer ce partage.
}
page-fraud-stop-silence = Ne répondez plus
    .text = Ne donnez aucun code, même si la personne insiste.
page-fraud-stop-bank = Vous avez déjà donné un identifiant ou un code ?
    .text = Appelez tout de suite votre banque, au numéro inscrit sur votre carte.
page-fraud-stop-support = Demandez au support de Bankin’
    .text = Écrivez à support@bankin.com : il vous dira si la demande vient de lui.
page-fraud-stop-report = Faites-vous aider, et signalez-le
    .text = 17Cyber (17cyber.gouv.fr), ou Info Escroqueries au 0 805 805 817, appel gratuit.
    .text-message = Si c’est un SMS, transférez-le au 33700. Pour être aidé : 17Cyber (17cyber.gouv.fr), ou Info Escroqueries au 0 805 805 817, appel gratuit.
page-fraud-stop-write = Écrire au support

## Accounts

page-accounts-title = Quels comptes manquent dans Bankin’ ?
page-accounts-hint = Vous pouvez en cocher plusieurs, dans une même banque.
page-accounts-help = Comment savoir quel compte manque ?
    .text = Comparez la liste de vos comptes sur le site ou dans l’application de votre banque avec celle de Bankin’.

## What is to be tried first

page-step-yes = Oui, et il manque toujours des comptes
page-step-no = Non, pas encore
    .hint = Pli vous montre comment faire.

page-step-guide-title = Essayez d’abord dans Bankin’
page-step-guide-text = Laissez Pli ouvert et revenez ici ensuite. Pour l’instant, il n’y a rien à partager.
page-step-guide-helped = Oui, ils sont revenus
page-step-guide-missing = Non, il en manque toujours

page-solved-title = Vos comptes sont revenus
page-solved-lead = Tout est réglé : vous n’avez rien à partager.
page-solved-text = Si un compte disparaît à nouveau, ouvrez Pli et commencez une nouvelle demande.

## Not eligible

page-not-eligible-title = Bonne nouvelle : gardez vos identifiants pour vous
page-not-eligible-account = Pour ce compte { $bank }, le support n’a pas besoin de vos identifiants : il peut chercher l’erreur autrement. Voici un message tout prêt.
page-not-eligible-bank = Pour cette banque, le support n’a pas besoin de vos identifiants : il peut chercher l’erreur autrement. Voici un message tout prêt.
page-not-eligible-nothing-attached = Sans pièce jointe, sans identifiant
page-not-eligible-prepare = Ouvrir ce message dans ma messagerie
page-not-eligible-wrong-account = J’ai choisi le mauvais compte
page-not-eligible-wrong-bank = J’ai choisi la mauvaise banque
page-not-eligible-prepared = Un message a dû s’ouvrir. Sinon, copiez-le ici.

## You and the problem

page-problem-title = Vos coordonnées et le problème
page-problem-lead = Partager vos identifiants peut aider à trouver l’erreur. C’est vous qui décidez : vous pouvez arrêter à tout moment.
page-problem-name = Votre nom
    .hint = Prénom et nom. Vous signerez avec ce nom.
page-problem-email = L’adresse mail de votre compte Bankin’
    .hint = Celle avec laquelle vous vous connectez.
page-problem-reference = Le numéro de votre demande
    .hint = Si le support vous en a donné un. Il ressemble à K7M4-Q2XD.
page-problem-optional = (facultatif)
page-problem-description = Que se passe-t-il ?
    .hint = Avec vos mots : depuis quand, ce que vous voyez, ce que vous avez essayé.
page-problem-left = { $count ->
    [one] Il vous reste { $count } caractère.
   *[other] Il vous reste { $count } caractères.
}
page-problem-over = { $count ->
    [one] Il y a { $count } caractère de trop.
   *[other] Il y a { $count } caractères de trop.
}

## Check your answers

page-review-title = Vérifiez vos réponses
page-review-hint = Elles seront écrites dans votre accord.
page-review-confirm = Tout est juste, continuer
review-asked-by = Demandé par
    .change = qui a demandé
review-bank = Votre banque
    .change = la banque
review-accounts = Il manque
    .change = les comptes manquants
review-step = Déjà essayé
    .change = { $name }
review-reference = Votre demande
    .change = le numéro de demande
review-description = Le problème
    .change = la description
review-name = Votre nom
    .change = votre nom
review-email = Adresse mail
    .change = l’adresse mail

## Consent

page-consent-title = Votre accord
page-consent-hint = Lisez ce texte, cochez chaque case, puis signez. Vous en garderez une copie.
page-consent-asked-again = L’accord a changé depuis votre signature, ou n’est plus valable. Relisez-le, puis signez à nouveau.
page-consent-acts = Ce que j’accepte
page-consent-signature = Écrivez votre nom pour signer
    .hint = Comme dans vos réponses : { $name }
page-consent-date = Le { $day },
page-consent-time = à { $hour } h { $minute }
page-consent-next = Une petite fenêtre s’ouvrira ensuite, pour vos identifiants.
page-consent-sign = Signer mon accord
    .busy = Signature en cours…
page-consent-signed = Vous avez signé cet accord. Rien n’a changé depuis.
page-consent-preview = Voir le document avant de signer
    .busy = Ouverture du document…

## Before the seal window

page-credentials-title = Écrivez vos identifiants dans une fenêtre à part
page-credentials-write = Vous les écrivez
    .text = L’identifiant et le code (ou mot de passe) de votre espace client { $bank }.
page-credentials-seal = Pli les scelle
    .text = Ils sont enfermés dans un fichier illisible, que seule la clé de Bridge peut ouvrir.
page-credentials-forget = La fenêtre se ferme et oublie tout
    .text = Rien n’est envoyé : c’est vous qui enverrez le fichier, à l’étape suivante.
page-credentials-open = Ouvrir la fenêtre protégée
    .busy = La fenêtre protégée est ouverte…
page-credentials-sealed = Vos identifiants sont scellés
    .text = Il reste à enregistrer les deux fichiers dans vos documents.
page-credentials-write-files = Enregistrer les deux fichiers
    .busy = Enregistrement en cours…
page-credentials-cancelled = La fenêtre s’est fermée sans rien garder. Vous pouvez l’ouvrir à nouveau.

## The seal window

seal-window = Fenêtre protégée
seal-title = Vos identifiants { $bank }
seal-hint = Les mêmes que sur le site ou dans l’application { $bank }.
seal-seal = Sceller mes identifiants
    .busy = Scellement en cours…
seal-caps-lock = Votre clavier écrit en majuscules.
seal-show-all = Afficher ce que j’écris
seal-hide-all = Masquer ce que j’écris
seal-space-keep = Garder l’espace
seal-space-remove = Enlever l’espace
seal-confirm-unusual = C’est exact, sceller
seal-idle = Vous êtes toujours là ?
    .text = { $seconds ->
        [one] Sans réponse, cette fenêtre se ferme dans { $seconds } seconde et oublie tout.
       *[other] Sans réponse, cette fenêtre se ferme dans { $seconds } secondes et oublie tout.
    }
seal-idle-stay = Continuer

## How do you read your mail

page-mail-client-title = Comment lisez-vous vos mails ?
page-mail-client-hint = Votre choix s’ouvre aussitôt. Pli prépare le message, vous l’envoyez.
page-mail-client-again = Essayons un autre moyen. Pli a enregistré vos deux fichiers dans { $folder }.
page-mail-client-programs = Dans un logiciel
page-mail-client-webmails = Sur internet, dans le navigateur
page-mail-client-proposed = Comme la dernière fois
page-mail-client-installed = Déjà installé
page-mail-client-outlook = Si vous lisez vos mails dans ce logiciel
page-mail-client-other-program = Un autre logiciel
page-mail-client-other-webmail = Un autre site
page-mail-client-unknown = Je ne sais pas
page-mail-client-preview = Voir le message et ses deux fichiers
page-mail-client-cancelled = Rien n’a été préparé. Vous pouvez choisir à nouveau.
page-mail-client-retype = Je me suis trompé : écrire à nouveau mes identifiants
page-mail-client-sent = Je l’ai déjà envoyé moi-même

mail-label-to = À
mail-label-subject = Objet
mail-label-body = Texte

picture-message = Dessin d’un message prêt à partir. Destinataire : { $to }. Objet : { $subject }. Quelques lignes de texte. Deux pièces jointes : { $first } et { $second }.
picture-message-title = Nouveau message
picture-message-send = Envoyer

file-consent = Votre accord signé
file-credentials = Vos identifiants scellés
file-size = { $kilobytes } ko

## The draft was handed over

page-handed-over-opened = Passez maintenant à { $via }
page-handed-over-opened-unnamed = Passez maintenant à votre logiciel de mail
page-handed-over-webmail = Envoyez le message avec { $via }
page-handed-over-folder = Joignez les deux fichiers à votre message
page-handed-over-count = Vérifiez les deux pièces jointes
    .text = Un nouveau message doit y être ouvert, avec ces deux fichiers.
page-handed-over-send = Envoyez le message
    .text = L’adresse et le texte doivent déjà être écrits. Cliquez sur « Envoyer ».
page-handed-over-question = Avez-vous envoyé le message, avec ses deux pièces jointes ?
page-handed-over-yes = Oui, il est parti
page-handed-over-no = Non, essayer autrement
page-handed-over-nothing-opened = Rien ne s’est ouvert ?
    .text = Le logiciel n’a peut-être pas encore de compte mail, ou il est lent à s’ouvrir. Attendez dix secondes, puis essayez un autre moyen.
page-handed-over-new-message = Commencez un nouveau message
    .text = Comme vous le faites d’habitude, là où vous lisez vos mails.
page-handed-over-open-site = Ouvrir { $via }
    .text = Connectez-vous, puis cliquez sur « Écrire » ou « Nouveau message ».
page-handed-over-site-opened = { $via } doit être ouvert dans votre navigateur.
page-handed-over-compose = Ouvrez le message dans { $via }
    .text = Tout est déjà écrit. Connectez-vous si { $via } le demande.
    .shortened = Votre texte, trop long pour ce site, y est coupé : votre accord joint le dit en entier. Connectez-vous si { $via } le demande.
page-handed-over-compose-else = Le message est vide ? Copiez-le ici
page-handed-over-copy = Copiez et collez l’adresse et l’objet
    .text = Le texte n’est pas obligatoire : votre accord signé dit tout.
page-handed-over-address = Adresse
page-handed-over-attach = Joignez les deux fichiers
    .text = Avec la souris, glissez l’une de ces cartes dans le message : les deux fichiers suivent. Ou cliquez sur le trombone du message : ils sont dans { $folder }.
page-handed-over-copy-files = Copier les fichiers
    .done = Fichiers copiés : collez-les dans le message
page-handed-over-open-folder = Ouvrir leur dossier
page-handed-over-compare = Comparez, puis envoyez
    .text = Votre message doit ressembler à ce dessin. Cliquez alors sur « Envoyer ».
page-handed-over-picture = Voir le dessin du message

## Done

page-done-title = Merci. C’est terminé.
page-done-lead = Vous avez confirmé le départ du message, avec ses deux pièces jointes.
page-done-answer = Le support vous répondra par mail
    .text = Vos 6 mois de Bankin’ Plus ou Pro commencent dès qu’il a vos deux fichiers. Sans réponse d’ici quelques jours, écrivez à support@bankin.com.
page-done-search = Un développeur de Bridge cherchera l’erreur
    .text = Personne ne vous appellera pour vous demander un code.
page-done-deleted = Vos identifiants seront supprimés le { $deadline } au plus tard
    .text = Vous en recevrez la preuve par mail : ouvrez-la dans Pli. <b>Changez alors le code de votre banque</b> : pas avant, le développeur en a besoin pour chercher.
page-done-withdraw = Si vous changez d’avis
    .text = Vous pouvez retirer votre accord à tout moment, sans donner de raison : d’ici, ou en écrivant à support@bankin.com. Vous gardez vos 6 mois.
page-done-kept = Ce qui reste chez vous
    .text = Une copie du message est en général dans le dossier « Envoyés » de votre mail. Pli a enregistré les deux fichiers dans { $folder }.
    .erased = Une copie du message est en général dans le dossier « Envoyés » de votre mail. Pli a effacé les deux fichiers de { $folder }.
page-done-erase = Effacer les deux fichiers
page-done-reference = Le numéro de votre demande
page-done-consent = Ouvrir mon accord signé (PDF)
page-done-erase-title = Effacer les deux fichiers ?
    .text = Votre accord signé et le fichier scellé quittent { $folder }. Une copie reste dans le message que vous avez envoyé.

## Closing

closing-title = Fermer Pli ?
closing-text = { $at ->
    [mail-client] Pli n’a encore ouvert aucun message. Si vous fermez maintenant, il faudra recommencer.
    [handed-over] Pli a enregistré vos deux fichiers dans { $folder }, et ne saura pas si le message est parti.
    [done] Pli n’a pas pu garder cette demande : voyez « Mes demandes ». Une fois Pli fermé, vous ne pourrez retirer votre accord qu’en écrivant à support@bankin.com. Gardez le fichier de preuve que vous recevrez.
   *[other] Si vous fermez maintenant, vos réponses seront perdues.
}
closing-kept = { $at ->
    [consent] Vos réponses sont gardées sur cet ordinateur, dans « Mes demandes ». Vous aurez à cocher et à signer quand vous reviendrez.
    [signed] Vos réponses et votre accord signé sont gardés sur cet ordinateur, dans « Mes demandes ».
    [sealed] Vos réponses et votre accord signé sont gardés, dans « Mes demandes ». Vos identifiants ne le sont pas : vous aurez à les écrire à nouveau.
    [mail-client] Pli n’a encore ouvert aucun message. Cette demande est gardée dans « Mes demandes », et vos deux fichiers dans { $folder }.
    [handed-over] Pli ne sait pas si votre message est parti. Vous pourrez le dire, ou l’envoyer, dans « Mes demandes ». Pli a enregistré vos deux fichiers dans { $folder }.
   *[other] Vos réponses sont gardées sur cet ordinateur, dans « Mes demandes ».
}
closing-stay = Rester dans Pli

## What to correct: beside the field, and as a link in the summary

problem-choose-accounts = Cochez au moins un compte.
problem-accounts-mixed = Cochez vos comptes, ou « Un autre compte », mais pas les deux.
problem-banks-mixed = Une demande est pour une seule banque. Gardez les comptes de l’une, et faites ensuite une autre demande.
problem-name-empty = Écrivez votre prénom et votre nom.
    .summary = Écrivez votre nom
problem-name-too-long = Ce nom est trop long : { $max } caractères au plus.
    .summary = Raccourcissez votre nom
problem-name-undrawable = Pli ne sait pas imprimer { $characters }. Écrivez ce nom autrement, par exemple comme sur votre carte d’identité.
    .summary = Changez des caractères de votre nom
problem-email-empty = Écrivez l’adresse mail de votre compte Bankin’.
    .summary = Écrivez votre adresse mail
problem-email-no-at = Il manque le signe @ dans l’adresse.
    .summary = Complétez votre adresse mail
problem-email-no-ending = Il manque la fin de l’adresse, par exemple « .fr » ou « .com ».
    .summary = Complétez votre adresse mail
problem-email-comma = Il y a une virgule dans l’adresse. Mettez un point à sa place.
    .summary = Remplacez la virgule de votre adresse mail
problem-email-mistyped = Vouliez-vous écrire { $meant } ? Corrigez l’adresse, ou continuez si elle est juste.
    .summary = Vérifiez la fin de votre adresse mail
problem-email-invalid = Cette adresse n’est pas complète, ou contient un signe en trop. Elle ressemble à prenom.nom@exemple.fr.
    .summary = Corrigez votre adresse mail
problem-reference-shape = Le numéro a huit lettres et chiffres, comme K7M4-Q2XD. Laissez vide si vous n’en avez pas.
    .summary = Complétez le numéro de votre demande
problem-reference-check = Une lettre ou un chiffre n’est pas le bon. Copiez-le depuis le message du support.
    .summary = Vérifiez le numéro de votre demande
problem-description-empty = Racontez ce qui se passe, même en une phrase.
    .summary = Racontez ce qui se passe
problem-description-too-long = Ce texte est trop long : { $max } caractères au plus.
    .summary = Raccourcissez votre description
problem-card-number = Effacez le numéro de carte. N’écrivez ici ni code, ni mot de passe, ni numéro de carte.
    .summary = Effacez le numéro de carte
problem-secret = Effacez l’identifiant, le code ou le mot de passe : n’en écrivez aucun ici.
    .summary = Effacez l’identifiant ou le code
problem-description-undrawable = Pli ne sait pas imprimer { $characters }. Effacez ces signes.
    .summary = Changez des caractères de votre description
problem-act-missing = Cochez cette case si vous êtes d’accord. Sinon, fermez Pli.
    .summary = Cochez chaque phrase, si vous êtes d’accord
problem-signature-empty = Écrivez votre nom pour signer.
    .summary = Signez avec votre nom
problem-signature-other = La signature doit être le nom que vous avez donné : { $name }.
    .summary = Signez avec le nom que vous avez donné
problem-credential-empty = Remplissez ce champ.
problem-credential-too-long = C’est trop long : { $max } caractères au plus.
problem-credential-in-answers = Vos réponses, qui ne sont pas scellées, contiennent aussi ceci. Annulez, puis effacez-le de vos réponses. Si c’est votre nom ou votre mail, choisissez d’abord autre chose sur le site de votre banque.
problem-credential-space = { $place ->
    [start] Il y a une espace au début.
    [both] Il y a une espace au début et une à la fin.
   *[end] Il y a une espace à la fin.
} Un copier-coller en ajoute souvent. La garder ?
problem-credential-unseen = Un signe invisible était collé avec. Pli l’a enlevé. Confirmez pour sceller sans lui.
problem-credential-unusual = Ce n’est pas la forme habituelle. Vérifiez, puis confirmez.
problem-credential-unchecked = Pli ne peut pas le vérifier. Cliquez sur « Afficher », relisez, puis scellez.

## What failed, and what to do

not-started = Pli ne peut pas continuer
not-started-import = Ouvrir un fichier de clé
not-started-import-hint = Si support@bankin.com vous a envoyé un fichier de clé, ouvrez-le ici. Pli vérifie que Bridge l’a signé.

failure-code = Code : { $code }
failure-bundle-expired = La clé de Bridge dans cette version de Pli n’est plus valable.
    .remedy = Vérifiez la date de cet ordinateur. Si elle est juste, demandez la nouvelle version à support@bankin.com.
failure-bundle-unsigned = Pli n’a pas pu vérifier la clé de Bridge : sa signature manque.
    .remedy = N’utilisez pas cette copie de Pli. Demandez-en une autre à support@bankin.com.
failure-bundle-altered = La clé de Bridge a été modifiée dans cette copie de Pli.
    .remedy = N’utilisez pas cette copie de Pli. Demandez-en une autre à support@bankin.com.
failure-bundle-malformed = La clé de Bridge est illisible dans cette copie de Pli.
    .remedy = N’utilisez pas cette copie de Pli. Demandez-en une autre à support@bankin.com.
failure-bundle-rolled-back = Cette copie de Pli contient une ancienne clé de Bridge.
    .remedy = Demandez la dernière version à support@bankin.com.
failure-bundle-not-yet-valid = La clé de Bridge n’est pas encore valable aujourd’hui.
    .remedy = Vérifiez la date de cet ordinateur. Si elle est juste, essayez demain.
failure-no-epoch = Aucune clé de Bridge n’est valable aujourd’hui.
    .remedy = Vérifiez la date de cet ordinateur. Si elle est juste, demandez la nouvelle version à support@bankin.com.
failure-bundle-file-unsigned = Ce fichier n’est pas un fichier de clé signé par Bridge.
    .remedy = Choisissez le fichier reçu de support@bankin.com, dont le nom finit par .plikeys.
failure-bundle-file-altered = Ce fichier de clé a été modifié en chemin.
    .remedy = Ne l’utilisez pas. Demandez-le à nouveau à support@bankin.com.
failure-bundle-file-malformed = Cette version de Pli ne sait pas lire ce fichier de clé.
    .remedy = Demandez la dernière version de Pli à support@bankin.com.
failure-bundle-file-rolled-back = Ce fichier de clé est plus ancien que la clé que Pli connaît.
    .remedy = Demandez le fichier le plus récent à support@bankin.com.
failure-bundle-file-not-yet-valid = Ce fichier de clé n’est pas encore valable aujourd’hui.
    .remedy = Vérifiez la date de cet ordinateur. Si elle est juste, essayez demain.
failure-bundle-file-expired = Ce fichier de clé n’est plus valable.
    .remedy = Vérifiez la date de cet ordinateur. Si elle est juste, demandez le fichier le plus récent à support@bankin.com.
failure-bundle-file-not-kept = Pli n’a pas pu garder ce fichier de clé sur cet ordinateur.
    .remedy = Libérez un peu de place, puis choisissez-le à nouveau.
failure-bundle-file-not-needed = Pli a déjà une clé valable : ce fichier n’est pas nécessaire.
    .remedy = Vous n’avez rien à faire de ce fichier. Si quelqu’un vous a demandé de l’ouvrir, parlez-en à support@bankin.com.
failure-file-unreadable = Pli ne peut pas lire ce fichier.
    .remedy = Enregistrez-le dans vos documents, puis ouvrez-le à nouveau.
failure-seal-not-started = La fenêtre protégée ne s’est pas ouverte.
    .remedy = Réessayez. Si elle ne s’ouvre toujours pas, redémarrez l’ordinateur.
failure-seal-ended-early = La fenêtre protégée s’est arrêtée avant la fin. Rien n’a été gardé.
    .remedy = Ouvrez-la à nouveau et écrivez vos identifiants.
failure-seal-timed-out = La fenêtre protégée s’est fermée, faute d’activité. Rien n’a été gardé.
    .remedy = Ouvrez-la à nouveau quand vous êtes prêt.
failure-seal-unreadable = Le fichier scellé n’est pas complet. Pli ne l’a pas gardé.
    .remedy = Ouvrez la fenêtre à nouveau et écrivez vos identifiants.
failure-seal-other-key = La clé de Bridge a changé depuis votre signature. Rien n’a été scellé.
    .remedy = Relisez l’accord et signez-le à nouveau : il nomme la nouvelle clé.
failure-consent-expired = La durée que prévoit votre accord est passée. Rien n’a été scellé.
    .remedy = Vérifiez la date de cet ordinateur. Si elle est juste, relisez l’accord et signez-le à nouveau.
failure-sealed-not-saved = Vos identifiants sont scellés, mais pas encore enregistrés : ils seraient perdus.
    .remedy = Revenez à votre demande et continuez. Pour y renoncer, supprimez-la.
failure-request-changed = Cette demande a changé entre-temps.
    .remedy = Revenez à « Mes demandes », puis ouvrez-la à nouveau.
failure-documents-unwritable = Pli n’a pas accès à { $folder }.
    .remedy = Vérifiez que ce dossier existe et que Pli a le droit d’y écrire, puis réessayez.
failure-no-folder = Pli ne peut écrire dans aucun dossier.
    .remedy = Libérez un peu de place, puis réessayez.
failure-disk-full = Il n’y a plus de place sur cet ordinateur.
    .remedy = Libérez un peu de place, puis réessayez.
failure-path-too-long = Le chemin du dossier { $folder } est trop long pour cet ordinateur.
    .remedy = Si vos deux fichiers sont enregistrés, passez par un site internet, ou joignez-les vous-même. Sinon, écrivez à support@bankin.com.
failure-files-missing = Les deux fichiers ne sont plus dans { $folder }.
    .remedy = Réessayez : Pli les recrée.
failure-files-changed = Les fichiers dans { $folder } ne sont plus ceux que vous avez scellés.
    .remedy = Ne les envoyez pas. Réessayez : Pli les recrée, dans un autre dossier.
failure-sealed-file-gone = Le fichier scellé n’est plus là, ou ce n’est plus le même.
    .remedy = Pli ne peut pas le refaire. Si votre message est parti, dites-le dans « Mes demandes ». Sinon, commencez une nouvelle demande.
failure-no-mail-client = Aucun logiciel de mail n’est choisi par défaut sur cet ordinateur.
    .remedy = Passez par le site internet où vous lisez vos mails.
failure-client-not-found = Ce logiciel n’est plus sur cet ordinateur.
    .remedy = Choisissez un autre moyen de lire vos mails.
failure-client-failed = Ce logiciel n’a pas ouvert le message.
    .remedy = Réessayez, ou choisissez un autre moyen.
failure-client-cannot-read = { $name } n’a pas le droit de lire le dossier { $folder }.
    .remedy = Choisissez un autre moyen, ou joignez les deux fichiers à la main.
failure-portal-failed = Votre système n’a pas ouvert le message.
    .remedy = Réessayez, ou choisissez un autre moyen.
failure-folder-not-shown = Le dossier ne s’est pas ouvert.
    .remedy = Ouvrez-le vous-même : { $folder }.
failure-viewer-failed = Aucun logiciel n’a ouvert le document.
    .remedy = Installez un lecteur de PDF, puis réessayez.
failure-browser-failed = Votre navigateur internet ne s’est pas ouvert.
    .remedy = Ouvrez-le vous-même, puis allez à l’adresse où vous lisez vos mails.
failure-clipboard-failed = La copie n’a pas marché.
    .remedy = Sélectionnez le texte à la souris, ou écrivez-le à la main. Pour les fichiers, ouvrez leur dossier.
failure-drag-failed = Le glisser-déposer n’a pas marché.
    .remedy = Copiez les fichiers, ou ouvrez leur dossier pour les joindre.
failure-internal = Pli a rencontré une erreur.
    .remedy = Réessayez. Si cela se répète, écrivez à support@bankin.com, sans identifiant.
