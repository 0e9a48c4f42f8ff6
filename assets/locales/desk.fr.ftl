# Les messages que la réception prépare. Personne ne les envoie à la place de l’équipe support.

reply-greeting = Bonjour { $name },
reply-greeting-unnamed = Bonjour,
reply-signature = L’équipe support Bankin’

received-subject = Demande { $reference } : nous l’avons bien reçue
received-body =
    Nous avons bien reçu votre accord signé et vos identifiants scellés. Merci pour votre aide !

    Un seul développeur de Bridge pourra les utiliser, sans les lire, jusqu’au { $expires } au plus tard. Dès que la recherche est terminée, nous les supprimons et nous vous en envoyons la preuve.

    Comme promis, { $months } mois de Bankin’ Plus/Pro vous sont offerts. Ce cadeau reste à vous, même si vous retirez votre accord.

    Ne nous envoyez jamais de code reçu par SMS. Quand tout sera fini, pensez à changer le code de votre banque.

invitation-subject = Demande { $reference } : partager vos identifiants avec Pli
invitation-body =
    Pour retrouver vos comptes, le développeur de Bridge qui enquête peut avoir besoin, pour un temps, de se connecter à votre banque. Vous pouvez partager vos identifiants avec lui, sous pli scellé, avec Pli.
invitation-body-bank =
    Pour retrouver vos comptes { $bank } ({ $accounts }), le développeur de Bridge qui enquête peut avoir besoin, pour un temps, de se connecter à votre banque. Vous pouvez partager vos identifiants avec lui, sous pli scellé, avec Pli.
invitation-steps = Si ce n’est pas déjà fait, essayez d’abord : { $steps }. Souvent, cela suffit. Pli vous montre comment.
invitation-link =
    Installez Pli depuis cette page, et seulement celle-ci :
    { $download }

    Quand Pli demande le numéro de votre demande, collez celui-ci :
    { $reference }

    C’est vous qui choisissez : sans ce partage, nous continuons à chercher autrement. Pli prend cinq minutes.
invitation-asked = Ce que Pli vous demande : votre nom, l’e-mail de votre compte Bankin’, les comptes qui manquent, votre accord, puis l’identifiant et le code de votre banque. Personne au support ne voit ce que vous partagez.
invitation-asked-bank = Ce que Pli vous demande : votre nom, l’e-mail de votre compte Bankin’, les comptes qui manquent, votre accord, puis ce qui ouvre votre espace { $bank } ({ $fields }). Personne au support ne voit ce que vous partagez.
invitation-never = Ce que personne ne vous demandera jamais : un code reçu par SMS, un numéro de carte, un identifiant écrit dans un message. Nous ne vous appellerons pas pour cela.
invitation-check =
    Est-ce bien nous ? Ce message vient de { $support }, il cite votre demande { $reference } et il n’a aucune pièce jointe. Un doute ? Ne suivez pas le lien : écrivez-nous depuis Bankin’ en citant cette référence. Dans Pli, « Aide » montre les cinq mots de la clé de Bridge : envoyez-les-nous, nous vous dirons si ce sont les bons.

incomplete-subject = Pli : il manque une pièce à votre message
incomplete-subject-request = Demande { $reference } : il manque une pièce
incomplete-body = Merci pour votre message. Pour examiner votre demande, il nous manque :
incomplete-body-another = Merci pour votre message. Nous avons déjà un accord signé et des identifiants scellés pour cette demande : si vous ne vouliez rien changer, vous n’avez rien à faire. Si vous vouliez en envoyer de nouveaux, il nous manque :
incomplete-consent = - votre accord signé : le fichier « consentement-….pdf » que Pli a enregistré dans vos documents ;
incomplete-sealed = - vos identifiants scellés : le fichier « identifiants-….age » que Pli a enregistré dans vos documents.
incomplete-how =
    Pouvez-vous répondre à ce message en y joignant les deux fichiers, tels que Pli les a enregistrés ? Ne les ouvrez pas pour les enregistrer à nouveau, ne les imprimez pas, ne les compressez pas.

    N’écrivez jamais vos identifiants dans un message.

# Ce qui a pu se passer : un paragraphe par indice.
clue-mail-cut-off = Votre message s’est arrêté en route : la fin n’est pas arrivée, et les pièces jointes avec elle.
clue-not-age = Le fichier « { $file } » que nous avons reçu n’est pas celui que Pli a enregistré.
clue-not-a-pdf = Le fichier « { $file } » que nous avons reçu n’est pas un PDF.
clue-attachment-empty = Le fichier « { $file } » est arrivé vide.
clue-winmail = Votre messagerie (Outlook) a enveloppé les pièces jointes dans un fichier « winmail.dat », que nous n’avons pas pu lire. Dans Outlook, choisissez le format HTML ou « Texte brut » avant d’envoyer.
clue-pdf-without-record = Le fichier « { $file } » n’est pas l’accord que Pli a enregistré : il a pu être imprimé, scanné ou réuni avec d’autres pages.
clue-pdf-cut = Le fichier « { $file } » est arrivé incomplet : la fin manque.
clue-pdf-saved-again = Votre accord « { $file } » a été coupé, ou enregistré à nouveau par un autre programme. Pour nous, il faut le fichier d’origine, sans changement.
clue-sealed-file-line-ends = Vos identifiants scellés « { $file } » ont été envoyés comme un texte : ils ont changé en route et ne s’ouvrent plus. Joignez le fichier comme pièce jointe, sans passer par un autre programme.
clue-sealed-file-recoded = Vos identifiants scellés « { $file } » ont été envoyés comme un texte : ils ont changé en route et ne s’ouvrent plus. Joignez le fichier comme pièce jointe, sans l’ouvrir.
clue-sealed-file-cut = Vos identifiants scellés « { $file } » sont arrivés incomplets et ne s’ouvrent plus.
clue-sealed-file-other = Vos identifiants scellés « { $file } » ne vont pas avec cet accord : ils sont d’une autre demande, ou d’un autre essai.
clue-link-instead = Votre message contient un lien vers { $host }. Pour votre sécurité, nous n’ouvrons pas de lien : joignez les fichiers au message lui-même.
clue-picture-instead = Nous avons reçu une image ({ $file }). Une photo ou un scan de l’accord ne suffit pas : il nous faut le fichier de Pli.
clue-archive-locked = L’archive « { $file } » est protégée par un mot de passe. Joignez les deux fichiers eux-mêmes : ils sont déjà protégés.
clue-archive-unopened = Nous ne pouvons pas ouvrir « { $file } ». Joignez les deux fichiers eux-mêmes, sans archive.
clue-outlook-file = « { $file } » est un message enregistré par Outlook, que nous ne pouvons pas ouvrir. Joignez les deux fichiers eux-mêmes.
clue-mail-encrypted = Votre message est chiffré pour une clé que nous n’avons pas. Envoyez un message ordinaire : vos identifiants y sont déjà scellés par Pli.
clue-calendar = Votre message nous est arrivé comme une invitation à une réunion, sans ses pièces jointes. Écrivez un message ordinaire.
clue-withdrawals-too-many = Votre message contient trop de retraits : seuls les premiers ont été lus.
file-unnamed = sans nom

unsigned-body =
    Nous avons reçu un message qui retire votre accord pour la demande { $reference }. Il n’est pas signé avec la clé de votre demande : quelqu’un d’autre a pu l’écrire. En attendant votre réponse, personne n’utilise vos identifiants.

    Est-ce bien vous ? Répondez « oui » à ce message, et nous supprimons vos identifiants et vous en envoyons la preuve. Si ce n’est pas vous, dites-le-nous : rien ne change.

fraud-subject = Pli : votre message sur une demande d’identifiants
fraud-body =
    Vous avez bien fait de nous écrire, et de ne rien partager. Merci !

    Ne répondez plus à cette personne et ne lui donnez aucun code, même si elle insiste. Bankin’ ne demande jamais d’identifiants au téléphone, ni par SMS, et ne passe jamais par quelqu’un d’autre.

    Vous avez déjà donné un identifiant ou un code ? Appelez tout de suite votre banque, au numéro inscrit sur votre carte.

    Ne nous envoyez aucun identifiant. Pouvez-vous seulement nous dire quand et comment cette personne vous a contacté ? Ne répondez pas avec un mot de passe ou un code.

closed-subject = Demande { $reference } : vos identifiants sont supprimés
closed-subject-one = Demande { $reference } : un de vos envois est supprimé
closed-body =
    Nous avons supprimé de nos systèmes, le { $closed }, les identifiants scellés de cet envoi.

    La preuve signée est jointe à ce message. Ouvrez-la dans Pli : Mes demandes > Ouvrir la preuve.
closed-password = Changez maintenant le code de votre banque.
closed-password-later = Un autre envoi sert encore pour cette banque : ne changez pas son code avant d’en recevoir la preuve.
closed-copy = Une copie de votre message reste peut-être dans vos messages envoyés : vous pouvez l’effacer.
closed-closed = La recherche est terminée.
closed-withdrawn = Vous avez retiré votre accord.
closed-replaced = Un autre envoi de la même demande remplace celui-ci.
closed-shared =
    Le même fichier scellé nous est aussi arrivé avec un autre accord, et cet accord a été retiré. Personne n’avait ouvert le fichier : nous ne pouvions pas savoir à qui il est.

    Vous n’avez rien demandé, et vous voulez continuer ? Envoyez-nous une nouvelle demande avec Pli.
closed-expired = La durée prévue est écoulée.
