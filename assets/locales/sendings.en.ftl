### After the sending: history, coming back, withdrawal, receipt.

rail-sendings = My requests
rail-help = Help

## What waits, at the start

reminder-try-step = Have you had a chance to try what often brings your { $bank } accounts back?
    .act = Resume
reminder-resume = You can resume your request { $reference }.
    .act = Resume
reminder-confirm = Request { $reference }: have you sent your message?
    .act = No, resume
reminder-change-password = Request { $reference }: change your bank password, if you have not done so yet.
    .act = View the request
reminder-done = I have done it
reminder-ask-for-receipt = Request { $reference }: the deadline has passed, and you have not opened a proof of deletion in Pli.
    .act = View the request
reminders-label = To do
reminder-dismiss = Do not remind me again
## What was sent, at the start

sent-label = Request under way
sent-confirmed = Request { $reference }: you confirmed on { $date } that it was sent. Deletion by { $deadline }.
sent-handed-over = Request { $reference }: prepared on { $date }. Only you know whether it was sent.
sent-withdrawn = Request { $reference }: withdrawal prepared on { $date }, deletion by { $deadline }.
sent-see = View

## My sendings

page-sendings-title = My requests
page-sendings-lead = Where each one stands. Your credentials are never written in them.
page-sendings-empty = Nothing yet. Your requests will be kept here, without your credentials.
page-sendings-open = Open
page-sendings-resume = Resume
page-sendings-delete = Delete
page-sendings-no-bank = Bank not chosen yet
page-sendings-of = { $bank }, { $date }
page-sendings-one = A request
page-sendings-received = Have you received proof of deletion?
page-sendings-receipt = Open the proof
page-sendings-receipt-hint = Support sends it to you by email: a file whose name ends in .receipt. Pli checks that it is valid. You can also drop the file anywhere in this window.
page-sendings-nothing = Keep nothing
page-sendings-erase = Erase everything
page-sendings-back = Back to my request
page-sendings-another = New request

sending-state-unfinished = Not finished yet
sending-state-ready = Ready. Pli has not opened any message yet
sending-state-handed-over = Prepared. Only you know whether it was sent
sending-state-confirmed = You confirmed that the message was sent
sending-state-withdrawn = Withdrawal prepared. It is your email that withdraws the consent
sending-state-withdrawal-sent = You confirmed that your withdrawal was sent
sending-state-expired = The time is over. Pli never opened the message
sending-state-overdue = The deadline has passed, and you have not opened a proof of deletion in Pli
sending-state-closed = Credentials deleted, proof checked
sending-days-left = { $days ->
    [0] today
    [one] in 1 day
   *[other] in { $days } days
}
sending-deadline = Deletion by { $date } ({ $left })

unreadable-key-lost = Unreadable: its key is no longer in this computer’s keyring.
unreadable-damaged = Unreadable: its file is damaged.
unreadable-newer-version = Written by a newer version of Pli. Update Pli.

keyring-absent = This computer has no open password keyring. Pli works, but remembers nothing. If it has one, open it, then try again.
keyring-locked = This computer’s password keyring is locked. Pli works, but remembers nothing. Try again, and enter the password that the computer asks for.
keyring-denied = Access to this computer’s password keyring was refused. Pli works, but remembers nothing. Try again, and accept when the computer asks.
keyring-failed = This computer’s password keyring does not work. Pli works, but remembers nothing. Restart the computer, then try again.
keyring-slow = This computer’s password keyring is not responding. It may be waiting for your password in another window.
keyring-unwritable = Pli cannot write to its folder. Pli works, but will not remember this request. Check that the folder is yours and that the disk has room, then try again.
keyring-different = The keyring of this computer holds two different Pli keys. If you know which one is right, delete the other (“com.bankin.pli”) in the keyring’s own program, then try again. If not, delete neither: write to support@bankin.com.
keyring-retry = Try again

## One sending

page-sending-title = Request { $reference }
page-sending-bank = Bank
page-sending-accounts = Accounts
page-sending-signed = Consent signed
page-sending-state = Where it stands
page-sending-expires = Deletion
page-sending-expires-on = By { $date }
page-sending-expires-in = By { $date } ({ $left })
page-sending-withdrawn = Withdrawal prepared
page-sending-receipt = Proof
    .text = Credentials deleted on { $date }. Signed proof, checked.
page-sending-files = Files
page-sending-file-gone = { $name } is no longer in its folder, or has changed
page-sending-consent = View my signed consent
page-sending-resume = Resume
page-sending-hand-off-again = Send again
page-sending-confirm = Yes, I have sent it
page-sending-deny = I made a mistake: it has not been sent
page-sending-export = Save a copy
page-sending-folder = Open the folder
page-sending-restart = Start again from this request
page-sending-exported = Your signed consent and the history of this request are in { $folder }, with the proof if you have received it.
page-sending-withdraw = Withdraw my consent
page-sending-withdraw-again = Prepare my withdrawal again
page-sending-keep = I keep my consent
page-sending-withdraw-reminder = You only withdraw when you send this email. If you have not, prepare it again.
page-sending-delete = Delete from this computer
page-sending-password = I changed my bank password
page-sending-password-later = To do once you have received the proof of deletion.
page-sending-password-after-another = Another sending may still be in use: do not change your bank password before you receive the proof for it.
page-sending-password-now = To do now.
page-sending-ask-for-receipt = Ask support for the proof
page-sending-evidence = Fingerprints and key
page-sending-record = Fingerprint of the consent
page-sending-sealed = Fingerprint of the sealed file
page-sending-words = Key words

## A message to support

message-filled-in = A message should have opened, already filled in. You still have to send it.
message-page-only = The site where you read your email should have opened. You still have to paste this message there and send it.
message-nothing = Your email did not open. You still have to write this message and send it.
message-by-hand = Copy these three lines into a new message, where you read your email, then send it.
message-mail = What you will send
message-signed-part = (your signed withdrawal is here: do not change it)

## Withdrawal

page-withdraw-title = Withdraw your consent
page-withdraw-lead = You can change your mind at any time, without saying why.
page-withdraw-mail = You will send an email
    .text = Pli prepares it: it is this email that withdraws your consent.
page-withdraw-deleted = Support will delete what it received
    .text = And will send you proof of it.
page-withdraw-gift = If your 6 free months have started, you keep them.
page-withdraw-act = Prepare my withdrawal
page-withdraw-unsigned = Prepare a withdrawal without a signature
page-withdrawn-title = Your withdrawal is ready to send
page-withdrawn-signed = Your signed withdrawal is in the text. Do not change it: it lets support delete at once.
page-withdrawn-plain = This withdrawal is not signed: support will check that the message is from you.
page-withdrawn-saved = The file { $file } in the request’s folder is a copy of it.
page-withdrawn-back = View the request
page-withdrawn-question = Have you sent this message?
page-withdrawn-yes = Yes, I have sent it
page-withdrawn-later = No, later

## Receipt

page-receipt-genuine-title = Bridge has deleted your credentials
page-receipt-one-title = This sending is deleted
page-receipt-genuine-text = Bridge deleted this sending on { $date }.
page-receipt-genuine-checked = The proof is signed by Bridge, for request { $reference }. Pli keeps it with your request.
page-receipt-password = Now change your bank password
    .text = On the { $bank } site or in its app. The developer no longer needs it for this request.
page-receipt-malformed = Pli finds no complete proof in it.
    .title = This file is not a proof of deletion
    .remedy = Choose the file that support sent you by email, whose name ends in .receipt. If this is the right file, ask support to send it again.
page-receipt-not-genuine = Pli does not recognise its signature.
    .title = Pli cannot check this proof
    .remedy = Ask support@bankin.com for the latest version of Pli, then open the proof again. If it happens again, tell support.
page-receipt-altered = It was changed after it was signed.
    .title = This proof is not valid
    .remedy = Ask support to send it again.
page-receipt-unknown-format = It is written for a newer version.
    .title = This version of Pli cannot read this proof
    .remedy = Keep this file, update Pli, then open it again.
page-receipt-other-case = It is signed by Bridge, for request { $reference }. That request is not, or no longer, on this computer.
    .title = This proof belongs to another request
    .remedy = The proof is valid: keep its file. There is nothing to ask for again.
page-receipt-other-sending = It is signed by Bridge, for another sending of request { $reference }.
    .title = This proof is for another sending
    .remedy = The proof is valid: keep its file. There is nothing to ask for again.
page-receipt-unreadable = It is signed by Bridge, for request { $reference }. That may be a request that Pli cannot read on this computer.
    .title = Pli cannot find the request that this proof is for
    .remedy = The proof is valid: keep its file. There is nothing to ask for again.

## Erasing

page-delete-title = Delete this request from this computer?
page-delete-text = Its files, its history and its key will be erased from here.
page-delete-unreadable = Pli can no longer read it: its history and its key will be erased from here. Its files may still be in the “Pli” folder of your documents.
page-delete-mail = What was sent is not erased. To withdraw your consent, write to support@bankin.com, with the number in your signed consent or in your message.
page-delete-key = What was sent is not erased. Do you want to withdraw your consent? Do it first: without the request’s key, you can still withdraw, but only with an ordinary email, which support will check.
page-delete-act = Delete
page-delete-withdraw = Withdraw my consent first
page-erase-title = Erase everything from this computer?
page-erase-text = All your requests, their files and their keys will be erased. Pli’s settings will be erased when you close it.
page-erase-act = Erase everything
page-erased-title = Everything is erased
page-erased-text = Pli erased your requests, and their files where it had saved them. Close Pli: its settings are erased too. You can then uninstall it.

whereabouts-no-history = Pli cannot read your requests right now.
whereabouts-erased = Pli erased your requests from this computer. What was sent is not.
whereabouts-history = What Pli keeps of your requests is on this computer only.
whereabouts-unreadable = Pli cannot read one of your requests: it may have been sent.
whereabouts-withdrawn = Withdrawal prepared. It is your email that withdraws the consent.
whereabouts-withdrawal-sent = You confirmed that your withdrawal was sent.
whereabouts-deleted = Bridge has deleted the credentials of this sending.
whereabouts-one-left = You confirmed on { $date } that a request was sent.
whereabouts-one-maybe = One request is prepared. Only you know whether it was sent.
whereabouts-one-deleted = One request was sent. Its credentials are deleted.
whereabouts-several-left = You confirmed that { $count } requests were sent, the last one on { $date }.
whereabouts-several-maybe = { $count } requests were sent, or prepared.
whereabouts-several-deleted = { $count } requests were sent. Their credentials are deleted.

failure-history-unavailable = Pli cannot open your history right now.
    .remedy =
        { $reason ->
            [absent] Open this computer’s password keyring, if it has one, then try again.
            [locked] Unlock this computer’s keyring, then try again.
            [denied] Try again, and accept when the computer asks.
            [slow] Your computer may be waiting for a password in another window. Answer it, then try again.
            [unwritable] Check that Pli’s folder is yours and that the disk has room, then try again.
            [different] Open “My requests”: it says what to do.
           *[failed] Restart the computer, then try again.
        }
failure-case-key-unreachable = This computer’s keyring does not give the key of this request now.
    .remedy = Unlock the keyring, or accept when the computer asks, then try again. You can also withdraw your consent without a signature: support will then ask you whether it was you.
failure-keyring-waiting = Your computer may be waiting for a password in another window, for its keyring.
    .remedy = Answer it, or close the window that asks for it. Then start again here.
failure-case-unreadable = This request cannot be read.
    .remedy = The others can still be opened. You can delete it from this computer.
failure-files-not-erased = Still on this computer: { $what }.
    .remedy = Close the programs that use them, or delete them yourself, then try again.
failure-keys-not-erased = Pli could not erase, or check, in the keyring: { $what }.
    .remedy = Open or unlock the keyring, then try again.

## Help

page-help-title = Help
page-help-support = Any questions?
    .text = Write to support@bankin.com, and never include your credentials. Give your request number and the version below.
page-help-version = Version
page-help-program = SHA-256 of Pli
page-help-newer = A newer version?
    .text = Pli never connects to the internet, so it cannot know. Ask support@bankin.com for it, or follow the link in Bankin’s help article.
page-help-key = Bridge’s key
    .text = Compare these words with the ones that support gives you. If they are the same, this is Bridge’s key.
page-help-key-name = Key
page-help-key-words = In words
page-help-key-digits = Fingerprint
page-help-no-key = No Bridge key is valid today.
page-help-licences = Licences
    .text = Pli is free software (MIT or Apache 2.0). It contains this software, written by others:
page-help-zoom = Larger text
    .text = Press Ctrl and +, or Ctrl and the mouse wheel. Ctrl and 0: normal size. On a Mac, use ⌘ instead of Ctrl.
page-help-copy = Copy the version
