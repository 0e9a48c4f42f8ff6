# Les messages que la réception prépare. Personne ne les envoie à la place de l’équipe support.

reply-greeting = Bonjour { $name },
reply-greeting-unnamed = Bonjour,
reply-signature = L’équipe support Bankin’

received-subject = Nous avons bien reçu votre dossier { $reference }
received-body =
    Nous avons bien reçu votre accord signé et vos identifiants chiffrés. Merci pour votre aide !

    Un seul développeur de Bridge pourra les utiliser, sans les lire, au plus tard jusqu’au { $expires }. Dès que l’examen est terminé, ils sont supprimés et nous vous envoyons un reçu signé qui le prouve.

    Comme promis, { $months } mois de Bankin’ Plus/Pro vous sont offerts. Ce cadeau reste à vous, même si vous retirez votre accord.

    Ne nous envoyez jamais de code reçu par SMS. Quand tout sera fini, pensez à changer votre mot de passe bancaire.

incomplete-subject = Il manque une pièce à votre message
incomplete-subject-case = Il manque une pièce à votre dossier { $reference }
incomplete-body = Merci pour votre message. Pour examiner votre dossier, il nous manque :
incomplete-consent = - l’accord signé : le fichier « consentement-….pdf » que Pli a enregistré dans vos documents, tel quel (ni imprimé, ni scanné, ni modifié) ;
incomplete-sealed = - les identifiants chiffrés : le fichier « identifiants-….age » que Pli a enregistré dans vos documents, tel quel ;
incomplete-how = Pouvez-vous répondre à ce message en y joignant les deux fichiers ? N’écrivez jamais vos identifiants dans un message.

unsigned-body =
    Nous avons reçu un message qui retire votre accord pour la demande { $reference }. Il n’est pas signé avec la clé de votre dossier : quelqu’un d’autre a pu l’écrire.

    Est-ce bien vous ? Répondez « oui » à ce message, et nous supprimons vos identifiants et vous en envoyons la preuve. Si ce n’est pas vous, dites-le-nous : rien ne change.

closed-subject = Vos identifiants sont supprimés (dossier { $reference })
closed-body =
    Vos identifiants chiffrés ont été supprimés de nos systèmes le { $closed }.

    Le reçu signé est joint à ce message. Chacun peut le vérifier avec le programme minisign et la clé publique que Bankin’ publie.

    Une copie de votre message reste peut-être dans vos messages envoyés : vous pouvez l’effacer. Pensez aussi à changer votre mot de passe bancaire.
closed-closed = L’examen de votre dossier est terminé.
closed-withdrawn = Vous avez retiré votre accord.
closed-replaced = Un autre envoi de la même demande remplace celui-ci.
closed-expired = La durée prévue est écoulée.
