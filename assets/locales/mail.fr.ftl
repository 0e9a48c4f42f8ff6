# The draft that goes with a package.
mail-subject = Demande { $reference }
mail-greeting = Bonjour,
mail-purpose = Voici mon accord signé et mes identifiants scellés, pour retrouver les comptes qui manquent dans Bankin’.
mail-row-reference = Demande : { $reference }
mail-row-bank = Banque : { $bank }
mail-row-accounts = Comptes manquants : { $accounts }
mail-row-step = Déjà essayé : { $step }, sans résultat
mail-row-email = Adresse mail de mon compte Bankin’ : { $email }
mail-description = Ce qui se passe :
mail-attachments = Pièces jointes :
mail-attachment-consent = - { $file } : mon accord signé
mail-attachment-sealed = - { $file } : mes identifiants, scellés pour le développeur chargé de ma demande
mail-key = Mots de la clé qui les a scellés : { $words }
# Stands at the end of a description that is too long for a webmail’s address line.
mail-shortened = […] (La suite est dans { $file }.)

# Mails without attachment.
mail-plain-subject = Des comptes manquent dans Bankin’
mail-plain-body =
    Des comptes de ma banque n’apparaissent pas dans Bankin’.
    Pouvez-vous m’aider à les retrouver ? Merci.
mail-plain-bank-subject = Un compte { $bank } manque dans Bankin’
mail-plain-bank-body =
    Un de mes comptes { $bank } n’apparaît pas dans Bankin’.
    Pouvez-vous m’aider à le retrouver ? Merci.
mail-suspicion-subject = On m’a demandé mes identifiants bancaires
mail-suspicion-body =
    { $by ->
        [phone-call] Quelqu’un m’a demandé au téléphone de partager mes identifiants bancaires.
        [text-message] J’ai reçu un message qui me demande de partager mes identifiants bancaires.
       *[someone-else] Quelqu’un m’a demandé de partager mes identifiants bancaires.
    }
    Pour cette demande, je n’ai rien partagé avec Pli. Venait-elle de vous ? Merci.

# After the sending.
mail-withdrawal-subject = Demande { $reference } : je retire mon accord
mail-withdrawal-body =
    Je retire l’accord que j’ai donné le { $date } pour la demande { $reference }.
    Merci de supprimer mes identifiants dès maintenant et de m’en envoyer la preuve.
mail-withdrawal-signed = Voici mon retrait signé. Il permet de le faire sans attendre :
mail-receipt-subject = Demande { $reference } : la preuve de suppression
mail-receipt-body =
    Mes identifiants pour la demande { $reference } ne devaient pas être gardés après le { $date }.
    Je n’ai pas trouvé la preuve de leur suppression. Pouvez-vous me l’envoyer ? Merci.

# A date: its month by number, its day, of which the first has a form of its own in French.
mail-date = { $day } { $month } { $year }
mail-first-day = 1er
mail-month = { $month ->
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
