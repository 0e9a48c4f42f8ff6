### After the sending: history, coming back, withdrawal, receipt.

rail-sendings = Mes demandes
rail-help = Aide

## What waits, at the start

reminder-try-step = Avez-vous pu essayer ce qui fait souvent revenir vos comptes { $bank } ?
    .act = Reprendre
reminder-resume = Vous pouvez reprendre votre demande { $reference }.
    .act = Reprendre
reminder-confirm = Demande { $reference } : votre message est-il parti ?
    .act = Non, reprendre
reminder-change-password = Demande { $reference } : changez le code de votre banque, si ce n’est pas déjà fait.
    .act = Voir la demande
reminder-done = C’est fait
reminder-ask-for-receipt = Demande { $reference } : le délai est passé, et vous n’avez ouvert aucune preuve de suppression dans Pli.
    .act = Voir la demande
reminders-label = À faire
reminder-dismiss = Ne plus me le rappeler
## What was sent, at the start

sent-label = Demande en cours
sent-confirmed = Demande { $reference } : vous avez confirmé son départ le { $date }. Suppression au plus tard le { $deadline }.
sent-handed-over = Demande { $reference } : préparée le { $date }. Vous seul savez si elle est partie.
sent-withdrawn = Demande { $reference } : retrait préparé le { $date }, suppression au plus tard le { $deadline }.
sent-see = Voir

## My sendings

page-sendings-title = Mes demandes
page-sendings-lead = Où en est chacune. Vos identifiants n’y sont jamais écrits.
page-sendings-empty = Rien pour l’instant. Vos demandes seront gardées ici, sans vos identifiants.
page-sendings-open = Ouvrir
page-sendings-resume = Reprendre
page-sendings-delete = Supprimer
page-sendings-no-bank = Banque à choisir
page-sendings-of = { $bank }, { $date }
page-sendings-one = Une demande
page-sendings-received = Vous avez reçu une preuve de suppression ?
page-sendings-receipt = Ouvrir la preuve
page-sendings-receipt-hint = Le support vous l’envoie par mail : un fichier dont le nom finit par .receipt. Pli vérifie qu’elle est valide. Vous pouvez aussi glisser le fichier dans la fenêtre.
page-sendings-nothing = Ne rien garder
page-sendings-erase = Tout effacer
page-sendings-back = Revenir à ma demande
page-sendings-another = Nouvelle demande

sending-state-unfinished = Pas encore finie
sending-state-ready = Prête. Pli n’a encore ouvert aucun message
sending-state-handed-over = Préparée. Vous seul savez si elle est partie
sending-state-confirmed = Vous avez confirmé le départ du message
sending-state-withdrawn = Retrait préparé. C’est votre mail qui retire l’accord
sending-state-withdrawal-sent = Vous avez confirmé le départ de votre retrait
sending-state-expired = Délai passé. Pli n’a jamais ouvert le message
sending-state-overdue = Le délai est passé, et vous n’avez ouvert aucune preuve de suppression dans Pli
sending-state-closed = Identifiants supprimés, preuve vérifiée
sending-days-left = { $days ->
    [0] aujourd’hui
    [one] dans 1 jour
   *[other] dans { $days } jours
}
sending-deadline = Suppression au plus tard { $left }, le { $date }

unreadable-key-lost = Illisible : sa clé n’est plus dans le trousseau de cet ordinateur.
unreadable-damaged = Illisible : son fichier est abîmé.
unreadable-newer-version = Écrite par une version plus récente de Pli. Mettez Pli à jour.

keyring-absent = Cet ordinateur n’a pas de trousseau (son coffre à mots de passe) ouvert. Pli fonctionne, mais ne se souvient de rien. S’il en a un, il faut l’ouvrir, puis réessayer.
keyring-locked = Le trousseau de mots de passe de cet ordinateur est verrouillé. Pli fonctionne, mais ne se souvient de rien. Réessayez, et donnez le mot de passe que l’ordinateur demande.
keyring-denied = L’accès au trousseau de mots de passe de cet ordinateur a été refusé. Pli fonctionne, mais ne se souvient de rien. Réessayez, et acceptez quand l’ordinateur le demande.
keyring-failed = Le trousseau de mots de passe de cet ordinateur ne marche pas. Pli fonctionne, mais ne se souvient de rien. Redémarrez l’ordinateur, puis réessayez.
keyring-slow = Le trousseau de mots de passe de cet ordinateur ne répond pas. Il attend peut-être votre mot de passe dans une autre fenêtre.
keyring-unwritable = Pli ne peut pas écrire dans son dossier. Pli fonctionne, mais ne se souviendra pas de cette demande. Vérifiez que ce dossier est à vous et que le disque a de la place, puis réessayez.
keyring-different = Le trousseau de cet ordinateur garde deux clés de Pli qui ne se ressemblent pas. Si vous savez laquelle est la bonne, supprimez l’autre (« com.bankin.pli ») dans le programme du trousseau, puis réessayez. Sinon, n’en supprimez aucune : écrivez à support@bankin.com.
keyring-retry = Réessayer

## One sending

page-sending-title = Demande { $reference }
page-sending-bank = Banque
page-sending-accounts = Comptes
page-sending-signed = Accord signé
page-sending-state = Où elle en est
page-sending-expires = Suppression
page-sending-expires-on = Le { $date } au plus tard
page-sending-expires-in = Le { $date } au plus tard ({ $left })
page-sending-withdrawn = Retrait préparé
page-sending-receipt = Preuve
    .text = Identifiants supprimés le { $date }. Preuve signée, vérifiée.
page-sending-files = Fichiers
page-sending-file-gone = { $name } n’est plus dans son dossier, ou a changé
page-sending-consent = Voir mon accord signé
page-sending-resume = Reprendre
page-sending-hand-off-again = Envoyer à nouveau
page-sending-confirm = Oui, il est parti
page-sending-deny = Je me suis trompé : il n’est pas parti
page-sending-export = Enregistrer une copie
page-sending-folder = Ouvrir le dossier
page-sending-restart = Recommencer à partir de cette demande
page-sending-exported = Votre accord signé et l’historique de cette demande sont dans { $folder }, avec la preuve si vous l’avez reçue.
page-sending-withdraw = Retirer mon accord
page-sending-withdraw-again = Préparer à nouveau mon retrait
page-sending-keep = Je garde mon accord
page-sending-withdraw-reminder = C’est votre mail qui retire l’accord. S’il n’est pas parti, préparez-le à nouveau et envoyez-le.
page-sending-delete = Supprimer de cet ordinateur
page-sending-password = J’ai changé le code de ma banque
page-sending-password-later = À faire quand vous avez reçu la preuve de suppression.
page-sending-password-after-another = Un autre envoi sert peut-être encore : ne changez pas le code de votre banque avant d’en recevoir la preuve.
page-sending-password-now = À faire maintenant.
page-sending-ask-for-receipt = Demander la preuve au support
page-sending-evidence = Empreintes et clé
page-sending-record = Empreinte de l’accord
page-sending-sealed = Empreinte du fichier scellé
page-sending-words = Mots de la clé

## A message to support

message-filled-in = Un message a dû s’ouvrir, déjà écrit. Il vous reste à l’envoyer.
message-page-only = Le site où vous lisez vos mails a dû s’ouvrir. Il vous reste à y coller ce message et à l’envoyer.
message-nothing = Votre messagerie ne s’est pas ouverte. Il vous reste à écrire ce message et à l’envoyer.
message-by-hand = Copiez ces trois lignes dans un nouveau message, là où vous lisez vos mails, puis envoyez-le.
message-mail = Ce qui partira
message-signed-part = (ici, votre retrait signé : ne le changez pas)

## Withdrawal

page-withdraw-title = Retirer votre accord
page-withdraw-lead = Vous pouvez changer d’avis à tout moment, sans dire pourquoi.
page-withdraw-mail = Vous enverrez un mail
    .text = Pli le prépare : c’est ce mail qui retire l’accord.
page-withdraw-deleted = Le support supprimera ce qu’il a reçu
    .text = Et il vous en enverra la preuve.
page-withdraw-gift = Si vos 6 mois offerts ont commencé, vous les gardez.
page-withdraw-act = Préparer mon retrait
page-withdraw-unsigned = Préparer un retrait sans signature
page-withdrawn-title = Votre retrait est prêt à partir
page-withdrawn-signed = Votre retrait signé est dans le texte. Ne le changez pas : il permet de supprimer sans attendre.
page-withdrawn-plain = Ce retrait n’est pas signé : le support vérifiera que le message vient de vous.
page-withdrawn-saved = Le fichier { $file }, dans le dossier de la demande, en est une copie.
page-withdrawn-back = Voir la demande
page-withdrawn-question = Avez-vous envoyé ce message ?
page-withdrawn-yes = Oui, il est parti
page-withdrawn-later = Non, plus tard

## Receipt

page-receipt-genuine-title = Bridge a supprimé vos identifiants
page-receipt-one-title = Cet envoi est supprimé
page-receipt-genuine-text = Bridge a supprimé cet envoi le { $date }.
page-receipt-genuine-checked = La preuve est bien signée par Bridge, pour la demande { $reference }. Pli la garde avec votre demande.
page-receipt-password = Changez maintenant le code de votre banque
    .text = Sur le site ou dans l’application { $bank }. Le développeur n’en a plus besoin pour cette demande.
page-receipt-malformed = Pli n’y trouve pas de preuve complète.
    .title = Ce fichier n’est pas une preuve de suppression
    .remedy = Choisissez le fichier reçu du support par mail, dont le nom finit par .receipt. Si c’est bien lui, demandez au support de vous l’envoyer encore une fois.
page-receipt-not-genuine = Pli ne reconnaît pas sa signature.
    .title = Pli ne peut pas vérifier cette preuve
    .remedy = Demandez la dernière version de Pli à support@bankin.com, puis ouvrez la preuve à nouveau. Si cela recommence, dites-le au support.
page-receipt-altered = Elle a été changée après sa signature.
    .title = Cette preuve n’est pas valide
    .remedy = Demandez au support de vous l’envoyer encore une fois.
page-receipt-unknown-format = Elle est écrite pour une version plus récente.
    .title = Cette version de Pli ne sait pas lire cette preuve
    .remedy = Gardez ce fichier, mettez Pli à jour, puis ouvrez-le à nouveau.
page-receipt-other-case = Elle est signée par Bridge, pour la demande { $reference }. Cette demande n’est pas, ou plus, sur cet ordinateur.
    .title = Cette preuve est celle d’une autre demande
    .remedy = La preuve est valide : gardez son fichier. Vous n’avez rien à redemander.
page-receipt-other-sending = Elle est signée par Bridge, pour un autre envoi de la demande { $reference }.
    .title = Cette preuve est celle d’un autre envoi
    .remedy = La preuve est valide : gardez son fichier. Vous n’avez rien à redemander.
page-receipt-unreadable = Elle est signée par Bridge, pour la demande { $reference }. C’est peut-être une demande que Pli ne peut pas lire sur cet ordinateur.
    .title = Pli ne trouve pas la demande de cette preuve
    .remedy = La preuve est valide : gardez son fichier. Vous n’avez rien à redemander.

## Erasing

page-delete-title = Supprimer cette demande de cet ordinateur ?
page-delete-text = Ses fichiers, son historique et sa clé seront effacés d’ici.
page-delete-unreadable = Pli ne peut plus la lire : son historique et sa clé seront effacés d’ici. Ses fichiers sont peut-être encore dans le dossier « Pli » de vos documents.
page-delete-mail = Ce qui est parti n’est pas effacé. Pour retirer votre accord, écrivez à support@bankin.com, avec le numéro écrit dans votre accord signé ou dans votre message.
page-delete-key = Ce qui est parti n’est pas effacé. Vous voulez retirer votre accord ? Faites-le d’abord : sans la clé de la demande, il faudra un simple mail, que le support vérifiera.
page-delete-act = Supprimer
page-delete-withdraw = Retirer d’abord mon accord
page-erase-title = Tout effacer de cet ordinateur ?
page-erase-text = Toutes vos demandes, leurs fichiers et leurs clés seront effacés. Les réglages de Pli s’effaceront quand vous le fermerez.
page-erase-act = Tout effacer
page-erased-title = Tout est effacé
page-erased-text = Pli a effacé vos demandes, et leurs fichiers là où il les avait enregistrés. Fermez Pli : ses réglages s’effacent aussi. Vous pouvez ensuite le désinstaller.

whereabouts-no-history = Pli ne peut pas lire vos demandes pour le moment.
whereabouts-erased = Pli a effacé vos demandes de cet ordinateur. Ce qui est parti ne l’est pas.
whereabouts-history = Ce que Pli garde de vos demandes n’est que sur cet ordinateur.
whereabouts-unreadable = Pli ne peut pas lire une de vos demandes : elle est peut-être partie.
whereabouts-withdrawn = Retrait préparé. C’est votre mail qui retire l’accord.
whereabouts-withdrawal-sent = Vous avez confirmé le départ de votre retrait.
whereabouts-deleted = Bridge a supprimé les identifiants de cet envoi.
whereabouts-one-left = Vous avez confirmé le départ d’une demande, le { $date }.
whereabouts-one-maybe = Une demande est préparée. Vous seul savez si elle est partie.
whereabouts-one-deleted = Une demande est partie. Ses identifiants sont supprimés.
whereabouts-several-left = Vous avez confirmé le départ de { $count } demandes, la dernière le { $date }.
whereabouts-several-maybe = { $count } demandes sont parties, ou préparées.
whereabouts-several-deleted = { $count } demandes sont parties. Leurs identifiants sont supprimés.

failure-history-unavailable = Pli ne peut pas ouvrir votre historique pour le moment.
    .remedy =
        { $reason ->
            [absent] Ouvrez le trousseau de mots de passe de cet ordinateur, s’il en a un, puis réessayez.
            [locked] Déverrouillez le trousseau de cet ordinateur, puis réessayez.
            [denied] Réessayez, et acceptez quand l’ordinateur le demande.
            [slow] Votre ordinateur attend peut-être un mot de passe dans une autre fenêtre. Répondez-lui, puis réessayez.
            [unwritable] Vérifiez que le dossier de Pli est à vous et que le disque a de la place, puis réessayez.
            [different] Ouvrez « Mes demandes » : quoi faire y est écrit.
           *[failed] Redémarrez l’ordinateur, puis réessayez.
        }
failure-case-key-unreachable = Le trousseau de cet ordinateur ne donne pas la clé de cette demande maintenant.
    .remedy = Déverrouillez le trousseau, ou acceptez quand l’ordinateur le demande, puis réessayez. Vous pouvez aussi retirer votre accord sans signature : le support vous demandera alors si c’est bien vous.
failure-keyring-waiting = Votre ordinateur attend peut-être un mot de passe dans une autre fenêtre, pour son trousseau.
    .remedy = Répondez-lui, ou fermez la fenêtre qui le demande. Puis recommencez ici.
failure-case-unreadable = Cette demande ne peut pas être lue.
    .remedy = Les autres restent lisibles. Vous pouvez la supprimer de cet ordinateur.
failure-files-not-erased = Encore sur cet ordinateur : { $what }.
    .remedy = Fermez les programmes qui les utilisent, ou supprimez-les vous-même, puis réessayez.
failure-keys-not-erased = Pli n’a pas pu effacer ou vérifier dans le trousseau : { $what }.
    .remedy = Ouvrez ou déverrouillez le trousseau, puis réessayez.

## Help

page-help-title = Aide
page-help-support = Une question ?
    .text = Écrivez à support@bankin.com, sans jamais y mettre d’identifiant. Donnez le numéro de votre demande et la version ci-dessous.
page-help-version = Version
page-help-program = SHA-256 de Pli
page-help-newer = Une version plus récente ?
    .text = Pli ne se connecte jamais à internet : il ne peut pas le savoir. Demandez-la à support@bankin.com, ou suivez le lien de l’article d’aide de Bankin’.
page-help-key = Clé de Bridge
    .text = Comparez ces mots avec ceux que le support vous donne. S’ils sont identiques, c’est bien la clé de Bridge.
page-help-key-name = Clé
page-help-key-words = En mots
page-help-key-digits = Empreinte
page-help-no-key = Aucune clé de Bridge n’est valable aujourd’hui.
page-help-licences = Licences
    .text = Pli est un logiciel libre (MIT ou Apache 2.0). Il contient ces logiciels, écrits par d’autres :
page-help-zoom = Agrandir le texte
    .text = Touches Ctrl et +, ou Ctrl et la molette de la souris. Ctrl et 0 : taille normale. Sur Mac, la touche ⌘ remplace Ctrl.
page-help-copy = Copier la version
