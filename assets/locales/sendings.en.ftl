### After the sending: history, coming back, withdrawal, receipt.

rail-sendings = My requests

## What waits, at the start

reminder-try-step = Could you try what often brings your { $bank } accounts back?
    .act = Resume
reminder-resume = Your request { $reference } is not finished.
    .act = Resume
reminder-change-password = Request { $reference }: change your bank password, if it has not changed yet.
    .act = See the request
reminder-ask-for-receipt = Request { $reference }: the time is over, without a proof of deletion.
    .act = See the request
reminders-label = To do
reminder-dismiss = Do not remind me again

## My sendings

page-sendings-title = My requests
page-sendings-lead = Your requests, and where they stand. Your credentials are never written in them.
page-sendings-empty = Nothing yet. Your requests will be kept here, without your credentials.
page-sendings-open = Open
page-sendings-resume = Resume
page-sendings-delete = Delete
page-sendings-no-bank = Bank not chosen yet
page-sendings-of = { $bank }, { $date }
page-sendings-received = Did you receive a proof of deletion?
page-sendings-receipt = Open the proof
page-sendings-receipt-hint = Support sends it to you by mail: a file “preuve-….receipt”. Pli checks that it is valid. You can also drop the file on this page.
page-sendings-nothing = Keep nothing
    .text = Your requests, their files and their keys are erased from this computer.
page-sendings-erase = Erase everything
page-sendings-back = Back to my request

sending-state-unfinished = Not finished yet
sending-state-ready = Ready, not handed over yet
sending-state-handed-over = Prepared, sending not confirmed
sending-state-confirmed = You told us that the message left
sending-state-withdrawn = Withdrawal of consent prepared
sending-state-expired = Time is over, never handed over
sending-state-overdue = Time is over, without a proof of deletion
sending-state-closed = Credentials deleted, proof checked
sending-days-left = { $days ->
    [0] Deleted today at the latest
    [one] Deleted in 1 day at the latest
   *[other] Deleted in { $days } days at the latest
}

unreadable-key-lost = Unreadable: its key is not in this computer’s keyring any more.
unreadable-damaged = Unreadable: its file is damaged.
unreadable-newer-version = Written by a newer version of Pli. Update Pli.

keyring-absent = This computer has no password keyring to keep your requests in. Pli works, but will not remember them.
keyring-locked = This computer’s password keyring is locked. Pli works, but remembers nothing. Try again, and give the password that the computer asks for.
keyring-denied = Access to this computer’s password keyring was refused. Pli works, but remembers nothing. Try again, and accept when the computer asks.
keyring-failed = This computer’s password keyring does not work. Pli works, but remembers nothing. Restart the computer, then try again.
keyring-slow = This computer’s password keyring does not answer. It may be waiting for your password in another window.
keyring-unwritable = Pli cannot write to its folder. Pli works, but will not remember this request. Check that the folder is yours and that the disk has room, then try again.
keyring-different = This computer’s keyring holds two keys of Pli that differ. Which one is right? Delete the other (“com.bankin.pli”) in the keyring’s own program, then try again.
keyring-retry = Try again

## One sending

page-sending-title = Request { $reference }
page-sending-bank = Bank
page-sending-accounts = Accounts
page-sending-signed = Consent signed on
page-sending-state = Where it stands
page-sending-expires = Deletion at the latest on
page-sending-withdrawn = Withdrawal prepared on
page-sending-receipt = Proof
    .text = Credentials deleted on { $date }, by the operator “{ $by }”. Signature checked.
page-sending-files = Files
page-sending-file-gone = { $name } is no longer in its folder
page-sending-consent = See my signed consent
page-sending-resume = Resume
page-sending-hand-off-again = Send again
page-sending-confirm = Yes, the message has gone
page-sending-export = Export
page-sending-exported = The copies are in the request’s folder.
page-sending-withdraw = Withdraw my consent
page-sending-withdraw-again = Send my withdrawal again
page-sending-withdraw-reminder = It is your mail that withdraws the consent. If it has not gone, prepare it again and send it.
page-sending-delete = Delete from this computer
page-sending-password = I changed my bank password
page-sending-password-hint = To do when the search is over.
page-sending-ask-for-receipt = Ask support for the proof
page-sending-evidence = What proves this sending
page-sending-record = Fingerprint of the consent
page-sending-sealed = Fingerprint of the sealed file
page-sending-words = Words of the key

## A message to support

message-filled-in = Your mail opened, with this message. You still have to send it.
message-page-only = The site where you read your mail opened. You still have to write this message there and send it.
message-nothing = Your mail did not open. You still have to write this message and send it.
message-by-hand = Copy these three lines into a new message, where you read your mail, then send it.
message-mail = What will go

## Withdrawal

page-withdraw-title = Withdraw your consent
page-withdraw-lead = You can change your mind at any time, without saying why.
page-withdraw-deleted = Your credentials are deleted
    .text = Support receives your withdrawal and deletes your credentials. It sends you the proof.
page-withdraw-gift = You lose nothing
    .text = The 6 months offered remain yours.
page-withdraw-act = Withdraw my consent
page-withdraw-unsigned = Withdraw without a signature
page-withdrawn-title = Your withdrawal is ready to go
page-withdrawn-signed = Your signed withdrawal is in the text. Do not change it: it lets support delete at once.
page-withdrawn-plain = This computer does not have the key of the request any more: support will check that the message is from you.
page-withdrawn-saved = A copy of your withdrawal is in the request’s folder: { $file }.
page-withdrawn-back = See the request

## Receipt

page-receipt-genuine-title = Your credentials are deleted
page-receipt-genuine-text = Deleted on { $date }, by the operator “{ $by }”.
page-receipt-genuine-checked = The proof is signed by Bridge, for request { $reference }. Pli keeps it with your request.
page-receipt-malformed = Pli reads no complete proof in it.
    .title = This file is not a proof of deletion
    .remedy = Choose the file that support sent you by mail, whose name ends in “.receipt”. If this is the one, ask support to send it to you once more.
page-receipt-not-genuine = It is not signed by Bridge.
    .title = This proof is not valid
    .remedy = Ask support to send it to you once more.
page-receipt-altered = It was changed after it was signed.
    .title = This proof is not valid
    .remedy = Ask support to send it to you once more.
page-receipt-unknown-format = It is written for a newer version.
    .title = This version of Pli cannot read this proof
    .remedy = Keep this file, update Pli, then open it again.
page-receipt-other-case = It is signed by Bridge, for request { $reference }. That sending is not, or no longer, in the history of this computer.
    .title = This proof is of another sending
    .remedy = The proof is valid: keep its file. There is nothing to ask for again.

## Erasing

page-delete-title = Delete this request from this computer?
page-delete-text = Its files, its history and its key are erased here.
page-delete-unreadable = Pli no longer knows where it wrote it: look in Documents > Pli, too, for a folder that remains.
page-delete-key = What support received is not erased. A consent that was given can still be withdrawn, but by a plain mail.
page-delete-act = Delete
page-erase-title = Erase everything from this computer?
page-erase-text = All your requests, their files in Documents > Pli and their keys are erased. Pli’s settings are erased when you close it.
page-erase-act = Erase everything
page-erased-title = Everything is erased
page-erased-text = Your requests, their files and their keys are no longer on this computer. Close Pli: its settings are erased too. You can then uninstall it.

whereabouts-history = The history is on this computer only.
whereabouts-no-history = Pli has no history for the moment.
whereabouts-erased = Your requests are erased from this computer.

failure-history-unavailable = Pli cannot read what it remembers now.
    .remedy =
        { $reason ->
            [absent] This computer has no keyring to keep it with.
            [locked] Unlock this computer’s keyring, then try again.
            [denied] Try again, and accept when the computer asks.
            [slow] Your computer may be waiting for a password in another window. Answer it, then try again.
            [unwritable] Check that Pli’s folder is yours and that the disk has room, then try again.
            [different] Delete one of Pli’s two keys in the keyring’s own program, then try again.
           *[failed] Restart the computer, then try again.
        }
failure-case-key-unreachable = This computer’s keyring does not give the key of this request now.
    .remedy = Unlock the keyring, or accept when the computer asks, then try again. You can also withdraw your consent without a signature: support will then ask you whether it was you.
failure-keyring-waiting = Your computer may be waiting for a password in another window, for its keyring.
    .remedy = Answer it, or close that window. Then start again here.
failure-case-unreadable = This request cannot be read.
    .remedy = The others can. You can delete it from this computer.
failure-files-not-erased = A file could not be erased.
    .remedy = Close the programs that use it, then try again.
failure-keys-not-erased = A key is still in this computer’s keyring.
    .remedy = Unlock the keyring, then try again.
