### After the sending: history, coming back, withdrawal, receipt.

rail-sendings = Mes envois

## What waits, at the start

reminder-try-step = Avez-vous pu essayer ce qui retrouve souvent vos comptes { $bank } ?
    .act = Reprendre
reminder-resume = Votre demande { $reference } n’est pas finie.
    .act = Reprendre
reminder-change-password = Demande { $reference } : changez le code de votre banque, s’il n’a pas encore changé.
    .act = Voir la demande
reminder-ask-for-receipt = Demande { $reference } : le délai est passé, sans preuve de suppression.
    .act = Voir la demande
reminders-label = À faire
reminder-dismiss = Ne plus me le rappeler

## My sendings

page-sendings-title = Mes envois
page-sendings-lead = Vos demandes, et où elles en sont. Vos identifiants n’y sont jamais écrits.
page-sendings-empty = Rien pour l’instant. Vos demandes seront gardées ici, sans vos identifiants.
page-sendings-open = Ouvrir
page-sendings-resume = Reprendre
page-sendings-delete = Supprimer
page-sendings-no-bank = Banque à choisir
page-sendings-of = { $bank }, { $date }
page-sendings-received = Vous avez reçu une preuve de suppression ?
page-sendings-receipt = Ouvrir la preuve
page-sendings-receipt-hint = Le support vous l’envoie par mail : un fichier « preuve-….receipt ». Pli vérifie qu’elle est valide. Vous pouvez aussi glisser le fichier sur cette page.
page-sendings-nothing = Ne rien garder
    .text = Vos demandes, leurs fichiers et leurs clés s’effacent de cet ordinateur.
page-sendings-erase = Tout effacer
page-sendings-back = Revenir à ma demande

sending-state-unfinished = Pas encore finie
sending-state-ready = Prête, pas encore remise
sending-state-handed-over = Préparée, envoi non confirmé
sending-state-confirmed = Vous nous avez dit que le message est parti
sending-state-withdrawn = Retrait d’accord préparé
sending-state-expired = Délai passé, jamais remise
sending-state-overdue = Délai passé, sans preuve de suppression
sending-state-closed = Identifiants supprimés, preuve vérifiée
sending-days-left = { $days ->
    [0] Suppression aujourd’hui au plus tard
    [one] Suppression dans 1 jour au plus tard
   *[other] Suppression dans { $days } jours au plus tard
}

unreadable-key-lost = Illisible : sa clé n’est plus dans le trousseau de cet ordinateur.
unreadable-damaged = Illisible : son fichier est abîmé.
unreadable-newer-version = Écrite par une version plus récente de Pli. Mettez Pli à jour.

keyring-absent = Cet ordinateur n’a pas de trousseau de mots de passe où garder vos demandes. Pli fonctionne, mais ne s’en souviendra pas.
keyring-locked = Le trousseau de mots de passe de cet ordinateur est verrouillé. Pli fonctionne, mais ne se souvient de rien. Réessayez, et donnez le mot de passe que l’ordinateur demande.
keyring-denied = L’accès au trousseau de mots de passe de cet ordinateur a été refusé. Pli fonctionne, mais ne se souvient de rien. Réessayez, et acceptez quand l’ordinateur le demande.
keyring-failed = Le trousseau de mots de passe de cet ordinateur ne marche pas. Pli fonctionne, mais ne se souvient de rien. Redémarrez l’ordinateur, puis réessayez.
keyring-slow = Le trousseau de mots de passe de cet ordinateur ne répond pas. Il attend peut-être votre mot de passe dans une autre fenêtre.
keyring-unwritable = Pli ne peut pas écrire dans son dossier. Pli fonctionne, mais ne se souviendra pas de cette demande. Vérifiez que ce dossier est à vous et que le disque a de la place, puis réessayez.
keyring-different = Le trousseau de cet ordinateur garde deux clés de Pli qui ne se ressemblent pas. Laquelle est la bonne ? Supprimez l’autre (« com.bankin.pli ») dans le programme du trousseau, puis réessayez.
keyring-retry = Réessayer

## One sending

page-sending-title = Demande { $reference }
page-sending-bank = Banque
page-sending-accounts = Comptes
page-sending-signed = Accord signé le
page-sending-state = Où elle en est
page-sending-expires = Suppression au plus tard le
page-sending-withdrawn = Retrait préparé le
page-sending-receipt = Preuve
    .text = Identifiants supprimés le { $date }, par l’opérateur « { $by } ». Signature vérifiée.
page-sending-files = Fichiers
page-sending-file-gone = { $name } n’est plus dans son dossier
page-sending-consent = Voir mon accord signé
page-sending-resume = Reprendre
page-sending-hand-off-again = Renvoyer
page-sending-confirm = Oui, le message est parti
page-sending-export = Exporter
page-sending-exported = Les copies sont dans le dossier de la demande.
page-sending-withdraw = Retirer mon accord
page-sending-withdraw-again = Renvoyer mon retrait
page-sending-withdraw-reminder = C’est votre mail qui retire l’accord. S’il n’est pas parti, préparez-le à nouveau et envoyez-le.
page-sending-delete = Supprimer de cet ordinateur
page-sending-password = J’ai changé le code de ma banque
page-sending-password-hint = À faire quand la recherche est finie.
page-sending-ask-for-receipt = Demander la preuve au support
page-sending-evidence = Ce qui prouve cet envoi
page-sending-record = Empreinte de l’accord
page-sending-sealed = Empreinte du fichier scellé
page-sending-words = Mots de la clé

## A message to support

message-filled-in = Votre mail s’est ouvert, avec ce message. Il reste à l’envoyer.
message-page-only = Le site où vous lisez vos mails s’est ouvert. Ce message reste à y écrire et à envoyer.
message-nothing = Votre mail ne s’est pas ouvert. Ce message reste à écrire et à envoyer.
message-by-hand = Copiez ces trois lignes dans un nouveau message, là où vous lisez vos mails, puis envoyez-le.
message-mail = Ce qui partira

## Withdrawal

page-withdraw-title = Retirer votre accord
page-withdraw-lead = Vous pouvez changer d’avis à tout moment, sans dire pourquoi.
page-withdraw-deleted = Vos identifiants sont supprimés
    .text = Le support reçoit votre retrait et supprime vos identifiants. Il vous en envoie la preuve.
page-withdraw-gift = Vous ne perdez rien
    .text = Les 6 mois offerts restent à vous.
page-withdraw-act = Retirer mon accord
page-withdraw-unsigned = Retirer sans signature
page-withdrawn-title = Votre retrait est prêt à partir
page-withdrawn-signed = Votre retrait signé est dans le texte. Ne le changez pas : il permet de supprimer sans attendre.
page-withdrawn-plain = Cet ordinateur n’a plus la clé de la demande : le support vérifiera que le message vient de vous.
page-withdrawn-saved = Une copie de votre retrait est dans le dossier de la demande : { $file }.
page-withdrawn-back = Voir la demande

## Receipt

page-receipt-genuine-title = Vos identifiants sont supprimés
page-receipt-genuine-text = Supprimés le { $date }, par l’opérateur « { $by } ».
page-receipt-genuine-checked = La preuve est bien signée par Bridge, pour la demande { $reference }. Pli la garde avec votre demande.
page-receipt-malformed = Pli n’y lit pas de preuve complète.
    .title = Ce fichier n’est pas une preuve de suppression
    .remedy = Choisissez le fichier reçu du support par mail, dont le nom finit par « .receipt ». Si c’est bien lui, demandez au support de vous l’envoyer encore une fois.
page-receipt-not-genuine = Elle n’est pas signée par Bridge.
    .title = Cette preuve n’est pas valide
    .remedy = Demandez au support de vous l’envoyer encore une fois.
page-receipt-altered = Elle a été changée après sa signature.
    .title = Cette preuve n’est pas valide
    .remedy = Demandez au support de vous l’envoyer encore une fois.
page-receipt-unknown-format = Elle est écrite pour une version plus récente.
    .title = Cette version de Pli ne sait pas lire cette preuve
    .remedy = Gardez ce fichier, mettez Pli à jour, puis ouvrez-le à nouveau.
page-receipt-other-case = Elle est signée par Bridge, pour la demande { $reference }. Cet envoi n’est pas, ou plus, dans l’historique de cet ordinateur.
    .title = Cette preuve est celle d’un autre envoi
    .remedy = La preuve est valide : gardez son fichier. Vous n’avez rien à redemander.

## Erasing

page-delete-title = Supprimer cette demande de cet ordinateur ?
page-delete-text = Ses fichiers, son historique et sa clé sont effacés d’ici.
page-delete-unreadable = Pli ne sait plus où il l’a écrite : regardez aussi dans Documents > Pli s’il en reste un dossier.
page-delete-key = Ce que le support a reçu n’est pas effacé. Un accord déjà donné peut encore être retiré, mais par un simple mail.
page-delete-act = Supprimer
page-erase-title = Tout effacer de cet ordinateur ?
page-erase-text = Toutes vos demandes, leurs fichiers dans Documents > Pli et leurs clés sont effacés. Les réglages de Pli s’effacent quand vous le fermez.
page-erase-act = Tout effacer
page-erased-title = Tout est effacé
page-erased-text = Vos demandes, leurs fichiers et leurs clés ne sont plus sur cet ordinateur. Fermez Pli : ses réglages s’effacent aussi. Vous pouvez ensuite le désinstaller.

whereabouts-history = L’historique n’est que sur cet ordinateur.
whereabouts-no-history = Pli n’a pas d’historique pour le moment.
whereabouts-erased = Vos demandes sont effacées de cet ordinateur.

failure-history-unavailable = Pli ne peut pas lire ses souvenirs maintenant.
    .remedy =
        { $reason ->
            [absent] Cet ordinateur n’a pas de trousseau de mots de passe où les garder.
            [locked] Déverrouillez le trousseau de cet ordinateur, puis réessayez.
            [denied] Réessayez, et acceptez quand l’ordinateur le demande.
            [slow] Votre ordinateur attend peut-être un mot de passe dans une autre fenêtre. Répondez-lui, puis réessayez.
            [unwritable] Vérifiez que le dossier de Pli est à vous et que le disque a de la place, puis réessayez.
            [different] Supprimez l’une des deux clés de Pli dans le programme du trousseau, puis réessayez.
           *[failed] Redémarrez l’ordinateur, puis réessayez.
        }
failure-case-key-unreachable = Le trousseau de cet ordinateur ne donne pas la clé de cette demande maintenant.
    .remedy = Déverrouillez le trousseau, ou acceptez quand l’ordinateur le demande, puis réessayez. Vous pouvez aussi retirer votre accord sans signature : le support vous demandera alors si c’est bien vous.
failure-keyring-waiting = Votre ordinateur attend peut-être un mot de passe dans une autre fenêtre, pour son trousseau.
    .remedy = Répondez-lui, ou fermez cette fenêtre. Puis recommencez ici.
failure-case-unreadable = Cette demande ne peut pas être lue.
    .remedy = Les autres le peuvent. Vous pouvez la supprimer de cet ordinateur.
failure-files-not-erased = Un fichier n’a pas pu être effacé.
    .remedy = Fermez les programmes qui l’utilisent, puis réessayez.
failure-keys-not-erased = Une clé est encore dans le trousseau de cet ordinateur.
    .remedy = Déverrouillez le trousseau, puis réessayez.
