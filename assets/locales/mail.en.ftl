# The draft that goes with a package.
mail-subject = Request { $reference }
mail-greeting = Hello,
mail-purpose = Here are my signed consent and my sealed credentials, to find the accounts that are missing from Bankin’.
mail-row-reference = Request: { $reference }
mail-row-bank = Bank: { $bank }
mail-row-accounts = Missing accounts: { $accounts }
mail-row-step = Already tried: { $step }, without success
mail-row-email = Email address of my Bankin’ account: { $email }
mail-description = What is going wrong:
mail-attachments = Attachments:
mail-attachment-consent = - { $file }: my signed consent
mail-attachment-sealed = - { $file }: my credentials, sealed for the developer in charge of my request
mail-key = Words of the key that sealed them: { $words }
# Stands at the end of a description that is too long for a webmail’s address line.
mail-shortened = […] (The rest is in { $file }.)

# Mails without attachment.
mail-plain-subject = Accounts are missing from Bankin’
mail-plain-body =
    Some accounts of my bank do not appear in Bankin’.
    Can you help me find them? Thank you.
mail-plain-bank-subject = A { $bank } account is missing from Bankin’
mail-plain-bank-body =
    One of my { $bank } accounts does not appear in Bankin’.
    Can you help me find it? Thank you.
mail-suspicion-subject = Someone asked me for my bank credentials
mail-suspicion-body =
    { $by ->
        [phone-call] Someone asked me on the phone to share my bank credentials.
        [text-message] I received a message that asks me to share my bank credentials.
       *[someone-else] Someone asked me to share my bank credentials.
    }
    For this request, I have not shared anything through Pli. Did it come from you? Thank you.

# After the sending.
mail-withdrawal-subject = Request { $reference }: I withdraw my consent
mail-withdrawal-body =
    I withdraw the consent that I gave on { $date } for request { $reference }.
    Please delete my credentials now and send me the proof.
mail-withdrawal-signed = Here is my signed withdrawal. It lets you do so at once:
mail-receipt-subject = Request { $reference }: the proof of deletion
mail-receipt-body =
    My credentials for request { $reference } were not to be kept after { $date }.
    I have not found the proof that they were deleted. Can you send it to me? Thank you.

# A date: its month by number, its day, of which the first has a form of its own in French.
mail-date = { $day } { $month } { $year }
mail-first-day = 1
mail-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
