# The messages that the desk prepares. Nothing sends them in support's place.

reply-greeting = Hello { $name },
reply-greeting-unnamed = Hello,
reply-signature = The Bankin’ support team

received-subject = Request { $reference }: we have received it
received-body =
    We have received your signed consent and your sealed credentials. Thank you for your help!

    One developer at Bridge alone will be able to use them, without reading them, by { $expires }. As soon as the investigation is over, we delete them and send you the proof.

    As promised, { $months } months of Bankin’ Plus/Pro are yours. The gift stays yours even if you withdraw your consent.

    Never send us a code received by text message. When all is over, remember to change your bank password.

invitation-subject = Request { $reference }: sharing your credentials with Pli
invitation-body =
    To find your accounts, the developer at Bridge who investigates may need to log in to your bank, for a time. You can share your credentials with that person, under seal, with Pli.
invitation-body-bank =
    To find your { $bank } accounts ({ $accounts }), the developer at Bridge who investigates may need to log in to your bank, for a time. You can share your credentials with that person, under seal, with Pli.
invitation-steps = If you have not done it yet, try this first: { $steps }. It is often enough. Pli shows you how.
invitation-link =
    Install Pli from this page, and from no other:
    { $download }

    When Pli asks for your request number, paste this one:
    { $reference }

    It is your choice: if you do not, we go on looking in other ways. Pli takes five minutes.
invitation-asked = What Pli asks you for: your name, the e-mail of your Bankin’ account, the accounts that are missing, your consent, then your bank’s customer number and code. Nobody at support sees what you share.
invitation-asked-bank = What Pli asks you for: your name, the e-mail of your Bankin’ account, the accounts that are missing, your consent, then what opens your { $bank } account ({ $fields }). Nobody at support sees what you share.
invitation-never = What nobody will ever ask you for: a code from a text message, a card number, a credential written in a message. We will not call you about it.
invitation-check =
    Is it really us? This message comes from { $support }, it names your request { $reference }, and it has no attachment. In doubt? Do not follow the link: write to us from Bankin’ and give this reference. In Pli, “Help” shows the five words of Bridge’s key: send them to us, and we will tell you whether they are right.

incomplete-subject = Pli: something is missing from your message
incomplete-subject-request = Request { $reference }: something is missing
incomplete-body = Thank you for your message. To look into your request, we still need:
incomplete-body-another = Thank you for your message. We already have a signed consent and sealed credentials for this request: if you did not mean to change anything, there is nothing for you to do. If you meant to send new ones, we still need:
incomplete-consent = - your signed consent: the file “consentement-….pdf” that Pli saved in your documents;
incomplete-sealed = - your sealed credentials: the file “identifiants-….age” that Pli saved in your documents.
incomplete-how =
    Could you reply to this message and attach both files, just as Pli saved them? Do not open them to save them again, print them or compress them.

    Never write your credentials in a message.

# What may have happened: one paragraph a clue.
clue-mail-cut-off = Your message was cut short on its way: its end did not arrive, nor did the attachments with it.
clue-not-age = The file “{ $file }” that we received is not the one that Pli saved.
clue-not-a-pdf = The file “{ $file }” that we received is not a PDF.
clue-attachment-empty = The file “{ $file }” arrived empty.
clue-winmail = Your email app (Outlook) wrapped the attachments in a file “winmail.dat”, which we could not read. In Outlook, choose the format HTML or “Plain text” before you send.
clue-pdf-without-record = The file “{ $file }” is not the consent that Pli saved: it may have been printed, scanned or merged with other pages.
clue-pdf-cut = The file “{ $file }” arrived incomplete: its end is missing.
clue-pdf-saved-again = Your consent “{ $file }” was cut, or saved again by another program. We need the original file, unchanged.
clue-sealed-file-line-ends = Your sealed credentials “{ $file }” were sent as text: they changed on the way and can no longer be opened. Attach the file as an attachment, without another program in between.
clue-sealed-file-recoded = Your sealed credentials “{ $file }” were sent as text: they changed on the way and can no longer be opened. Attach the file as an attachment, without opening it.
clue-sealed-file-cut = Your sealed credentials “{ $file }” arrived incomplete and can no longer be opened.
clue-sealed-file-other = Your sealed credentials “{ $file }” do not go with this consent: they are from another request, or another try.
clue-link-instead = Your message has a link to { $host }. For your safety we open no links: attach the files to the message itself.
clue-picture-instead = We received a picture ({ $file }). A photo or a scan of the consent is not enough: we need Pli’s own file.
clue-archive-locked = The archive “{ $file }” is locked with a password. Attach the two files themselves: they are protected already.
clue-archive-unopened = We cannot open “{ $file }”. Attach the two files themselves, without an archive.
clue-outlook-file = “{ $file }” is a message saved by Outlook, which we cannot open. Attach the two files themselves.
clue-mail-encrypted = Your message is encrypted for a key that we do not have. Send an ordinary message: Pli has already sealed your credentials in it.
clue-calendar = Your message reached us as a meeting invitation, without its attachments. Write an ordinary message.
clue-withdrawals-too-many = Your message holds too many withdrawals: only the first were read.
file-unnamed = unnamed

unsigned-body =
    We have received a message that withdraws your consent for request { $reference }. It is not signed with the key of your request: somebody else may have written it. Until you reply, nobody uses your credentials.

    Was it you? Reply “yes” to this message, and we delete your credentials and send you the proof. If it was not you, tell us: nothing changes.

fraud-subject = Pli: your message about a request for credentials
fraud-body =
    You were right to write to us, and to share nothing. Thank you!

    Stop replying to this person and do not give them any code, however much they insist. Bankin’ never asks for credentials on the phone or by text message, and never asks through someone else.

    Have you already given a credential or a code? Call your bank at once, on the number printed on your card.

    Do not send us any credentials. Could you just tell us when and how this person contacted you? Do not reply with a password or a code.

closed-subject = Request { $reference }: your credentials are deleted
closed-subject-one = Request { $reference }: one of your sendings is deleted
closed-body =
    On { $closed } we deleted the sealed credentials of this sending from our systems.

    The signed proof is attached to this message. Open it in Pli: My requests > Open the proof.
closed-password = Change your bank password now.
closed-password-later = Another sending is still in use for this bank: do not change its password before you receive the proof for that one.
closed-copy = A copy of your message may still be among your sent messages: you can delete it.
closed-closed = The investigation is over.
closed-withdrawn = You have withdrawn your consent.
closed-replaced = Another sending of the same request replaces this one.
closed-shared =
    The same sealed file also came to us with another consent, and that consent was withdrawn. Nobody had opened the file, so we could not know whose it is.

    You did not ask for this, and want to go on? Send us a new request with Pli.
closed-expired = The time that was set is over.
