### English, complete. French is the source; the ids and variables are the same, as
### ui/test/catalogues.test.ts checks. <b>…</b> is drawn in semi-bold.

## The window

window-title = { $page } — Pli
window-title-error = Error: { $page } — Pli
demo-label = Demonstration
demo-text = <b>Demonstration.</b> Do not type any real credentials here.
language-fr = Français
language-en = English
reference-label = Request

## The six steps

steps-label = Steps
steps-before = Six steps, about 5 minutes
steps-now = Step { $number } of { $count }: <b>{ $step }</b>
steps-finished = Finished
steps-done = , done
step-request = Your request
step-problem = The problem
step-review = Your answers
step-consent = Your consent
step-credentials = Your credentials
step-message = Your message

## Where the data is now

whereabouts-here = Nothing has left this computer.
whereabouts-here-signed = Consent signed. Nothing has left this computer.
whereabouts-files-ready = Two files are ready. Nothing has gone.
whereabouts-files-in-folder = Your files are in Documents > Pli.
whereabouts-confirmed-by-you = A copy of the files stays on this computer.
whereabouts-files-erased = The two files are erased from this computer.
whereabouts-seal = Your credentials are in this window only.
whereabouts-way-here = Here
whereabouts-way-mail = Your mail
whereabouts-way-bridge = Bridge

## Actions that several pages have

action-back = Back
action-continue = Continue
action-busy = One moment…
action-close = Close Pli
action-print = Print this page
action-change = Change
action-copy = Copy
action-copied = Copied
action-about = : { $what }
action-show = Show
action-hide = Hide
action-cancel = Cancel

## The error summary

errors-title = { $count ->
    [one] There is one thing to correct
    [2] There are two things to correct
    [3] There are three things to correct
    [4] There are four things to correct
   *[other] There are { $count } things to correct
}
error-prefix = Error:

## Welcome

page-welcome-title = Get your accounts back in Bankin’
page-welcome-lead = Has support offered you to share your bank credentials? Pli guides you, step by step.
page-welcome-why = Why
    .text = Some errors only show when signing in to your bank, the way you do.
page-welcome-shared = You share
    .text = Your bank’s customer number and code (or password).
page-welcome-never = Never
    .text = A code received by text message, a card number, money.
page-welcome-who = Who uses it
    .text = The developer who looks for the error at Bridge, the service that links Bankin’ to your bank. Nobody else.
page-welcome-how-long = How long
    .text = As long as the search takes. Then everything is deleted.
page-welcome-thanks = As a thank-you
    .text = 6 months of Bankin’ Plus or Pro, free.
page-welcome-start = Start
page-welcome-minutes = About 5 minutes. You can stop at any time.

## Who asked

page-who-asked-title = Who asked you to share your credentials?
page-who-asked-hint = Fraudsters sometimes pretend to be Bankin’ or your bank.
page-who-asked-support-hint = By mail or in the app
page-who-asked-text-message-hint = WhatsApp, Messenger, Telegram…

## Fraud stop

page-fraud-stop-title = Stop: this may be a scam
page-fraud-stop-lead = You were right to answer frankly. With Pli, you have shared nothing.
page-fraud-stop-notice = { $by ->
    [phone-call] Bankin’, Bridge and your bank never ask for your credentials by phone.
    [text-message] Bankin’, Bridge and your bank never ask for your credentials by text or chat message.
   *[other] Bankin’ never asks for your credentials through someone else. Only support can offer you to share them.
}
page-fraud-stop-silence = Do not answer any more
    .text = Give no code, even if the person insists.
page-fraud-stop-bank = Have you already given a code?
    .text = Call your bank at once, on the number printed on your card.
page-fraud-stop-support = Ask Bankin’ support
    .text = Write to support@bankin.com: they will tell you whether the request is theirs.
page-fraud-stop-write = Write to support

## Bank

page-bank-title = Which is your bank?
page-bank-hint = The one whose accounts are missing in Bankin’.

## Accounts

page-accounts-title = Which { $bank } accounts are missing in Bankin’?
page-accounts-hint = You can tick several.
page-accounts-or = or
page-accounts-help = How do I know which account is missing?
    .text = Open the { $bank } site or app, and compare your list of accounts with the one in Bankin’.

## What is to be tried first

page-step-yes = Yes, and accounts are still missing
page-step-no = No, not yet
    .hint = Pli shows you how.

page-step-guide-title = First, try this in Bankin’
page-step-guide-text = Leave Pli open: you will come back to this page. For now, there is nothing to share.
page-step-guide-helped = Yes, they are back
page-step-guide-missing = No, some are still missing

page-solved-title = Your accounts are back
page-solved-lead = This is the best ending there is: you have nothing to share.
page-solved-text = Your credentials stay with you. If an account disappears again, open Pli: you will start again here.

## Not eligible

page-not-eligible-title = Good news: keep your credentials to yourself
page-not-eligible-account = For this { $bank } account, Bankin’ support does not need them: they can look for the error another way. Write to them. Here is a message, ready to send.
page-not-eligible-bank = For this bank, Bankin’ support does not need them: they can look for the error another way. Write to them. Here is a message, ready to send.
page-not-eligible-nothing-attached = No attachment, no credentials
page-not-eligible-prepare = Prepare this mail
page-not-eligible-wrong-account = I chose the wrong account
page-not-eligible-wrong-bank = I chose the wrong bank
page-not-eligible-prepared = The mail opens in your mail program. Nothing opened? Copy it here.

## Eligible

page-eligible-title = Sharing can help to find the error
page-eligible-lead = You are free: you can stop at any time.
page-eligible-accounts = Missing
    .text = { $accounts }, at { $bank }
page-eligible-next = What comes next
    .text = You tell us about the problem, you sign a consent, you seal your credentials, then you send a mail.
page-eligible-ready = Have at hand
    .text = The customer number and code (or password) of your { $bank } account, and the mail from support if they wrote to you.
page-eligible-thanks = As a thank-you
    .text = 6 months of Bankin’ Plus or Pro, as soon as support receives your signed consent and your sealed credentials.
page-eligible-already = Bankin’ already has my credentials: why share them?
    .text = Bankin’ is registered with the ACPR (Banque de France). Nobody on the team can read the credentials you saved there, not even the developers at Bridge. Using them for a search takes your consent and a separate, sealed file.

## You and the problem

page-problem-title = You and the problem
page-problem-name = Your name
    .hint = First and last name. You will sign with this name.
page-problem-email = The mail address of your Bankin’ account
    .hint = The one you use to open Bankin’.
page-problem-reference = Your request number
    .hint = Support gave it to you by mail. It looks like K7M4-Q2XD.
page-problem-optional = (optional)
page-problem-since = Since when have these accounts been missing?
    .hint = For example: early October. No need for the exact date.
page-problem-description = What happens?
    .hint = In your own words: what you see, what you have tried.
page-problem-left = { $count ->
    [one] You have { $count } character left.
   *[other] You have { $count } characters left.
}
page-problem-over = { $count ->
    [one] This is { $count } character too long.
   *[other] This is { $count } characters too long.
}

## Check your answers

page-review-title = Check your answers
page-review-hint = They will be written into the consent, on the next page.
page-review-confirm = Everything is right, continue
review-asked-by = Asked by
    .change = who asked
review-bank = Your bank
    .change = the bank
review-accounts = Missing
    .change = the missing accounts
review-step = Tried first
    .change = { $name }
review-reference = Your request
    .change = the request number
review-since = Since
    .change = the date
review-description = The problem
    .change = the description
review-name = Your name
    .change = your name
review-email = Bankin’ mail
    .change = the mail address

## Consent

page-consent-title = Your consent
page-consent-hint = Read this letter, tick, then sign. You will keep a copy of it.
page-consent-asked-again = The consent has changed since you signed it, or is no longer valid. Read it again, then sign again.
page-consent-acts = What I accept
page-consent-signature = Write your name to sign
    .hint = As in your answers: { $name }
page-consent-date = On { $day },
page-consent-time = at { $hour }:{ $minute }
page-consent-sign = Sign my consent
    .busy = Signing…
page-consent-signed = You have signed this consent. Nothing has changed since.
page-consent-preview = See the document before signing
    .busy = Opening the document…

## Before the seal window

page-credentials-title = You type your credentials in a separate window
page-credentials-text = A small window opens, takes your credentials, then disappears.
page-credentials-write = You type
    .text = The customer number and code (or password) of your { $bank } account.
page-credentials-seal = The window seals
    .text = It locks your credentials in an unreadable file that only Bridge’s key can open.
page-credentials-forget = It closes and forgets everything
    .text = Nothing is sent: you will send the file yourself, in the next step.
page-credentials-open = Open the protected window
    .busy = The protected window is open…
page-credentials-sealed = Your credentials are sealed
    .text = The two files are still to be written in Documents > Pli.
page-credentials-write-files = Write the two files
    .busy = Writing…
page-credentials-cancelled = The window closed without keeping anything. You can open it again.

## The seal window

seal-window = Protected window
seal-title = Your { $bank } credentials
seal-hint = The same as on the { $bank } site or app.
seal-promise = Pli locks your credentials in a file that only Bridge’s key can open. Then this window closes and forgets everything.
seal-seal = Seal my credentials
    .busy = Sealing…
seal-caps-lock = Your keyboard types capital letters.
seal-show-all = Show what I type
seal-hide-all = Hide what I type
seal-space-keep = Keep the space
seal-space-remove = Remove the space
seal-confirm-unusual = It is right, seal it
seal-idle = Are you still there?
    .text = { $seconds ->
        [one] Without an answer, this window closes in { $seconds } second and forgets everything.
       *[other] Without an answer, this window closes in { $seconds } seconds and forgets everything.
    }
seal-idle-stay = Continue

## How do you read your mail

page-mail-client-title = How do you read your mail?
page-mail-client-hint = We prepare the message. You send it yourself.
page-mail-client-again = Let us try another way. Your two files are still in Documents > Pli.
page-mail-client-programs = With a program
page-mail-client-webmails = On a website
page-mail-client-installed = Already installed
page-mail-client-other-program = Another program
page-mail-client-other-webmail = Another site
page-mail-client-unknown = I do not know
page-mail-client-preview = See the message and its two files
page-mail-client-cancelled = Nothing was prepared. You can choose again.
page-mail-client-busy = Preparing…

mail-label-to = To
mail-label-subject = Subject
mail-label-body = Text

picture-message = Drawing of a message ready to go. To: { $to }. Subject: { $subject }. A few lines of text. Two attachments: { $first } and { $second }.
picture-message-title = New message
picture-message-send = Send

file-consent = Your signed consent
file-credentials = Your sealed credentials
file-size = { $kilobytes } kB

## The draft was handed over

page-handed-over-opened = Look in { $via }
page-handed-over-opened-unnamed = Look in your mail program
page-handed-over-webmail = Send the message with { $via }
page-handed-over-folder = Attach the two files to your message
page-handed-over-count = Count the two attachments
    .text = A new message should be open there, with these two files.
page-handed-over-send = Send the message
    .text = The address and the text should already be written. Click “Send”.
page-handed-over-question = Can you see the 2 attachments? Has the message gone?
page-handed-over-yes = Yes, the message has gone
page-handed-over-no = No, try another way
page-handed-over-nothing-opened = Nothing opened?
    .text = The program may have no mail account yet, or be slow to open. Wait ten seconds, then try another way.
page-handed-over-new-message = Open a new message
    .text = As you usually do, where you read your mail.
page-handed-over-open-site = Open { $via }
    .text = { $via } opens in your browser. The folder of your two files opens too.
page-handed-over-copy = Copy and paste these three lines
    .text = If a line is already written in your message, leave it.
page-handed-over-address = Address
page-handed-over-attach = Attach the two files
    .text = With the mouse, drag one of these cards into the message: both files follow. Or choose “Attach” (the paper clip) in the message: they are in Documents > Pli.
page-handed-over-copy-files = Copy the files
    .done = Files copied: paste them into the message
page-handed-over-open-folder = Open their folder
page-handed-over-compare = Compare, then send
    .text = Your message should look like this drawing. Then click “Send”.

## Done

page-done-title = Thank you, { $name }. You are done.
page-done-lead = You told us that the message has gone, with its two attachments.
page-done-answer = Support answers you by mail
    .text = Your 6 months of Bankin’ Plus or Pro start then.
page-done-search = A developer at Bridge looks for the error
    .text = Nobody will call you to ask for a code.
page-done-deleted = Your credentials are deleted
    .text = You receive the proof by mail. <b>Then change your bank password</b>: not before, the developer needs it for the search.
page-done-withdraw = If you change your mind
    .text = You can withdraw your consent at any time, without giving a reason: from here, or by writing to support@bankin.com. You keep your 6 months.
page-done-kept = What stays with you
    .text = A copy of the message is in your mailbox, in the “Sent” folder. The two files are in Documents > Pli.
    .erased = A copy of the message is in your mailbox, in the “Sent” folder. The two files are erased from this computer.
page-done-erase = Erase the two files

## Closing

closing-title = Close Pli?
closing-text = { $whereabouts ->
    [files-ready] Nothing has gone. If you close now, you will have to start again.
    [files-in-folder] Your two files stay in Documents > Pli. Pli will not know whether the message has gone.
   *[other] If you close now, your answers will be lost.
}
closing-kept = Your request is kept on this computer. You will find it in “My requests”.
closing-stay = Stay in Pli

## What to correct: beside the field, and as a link in the summary

problem-choose-one = Choose an answer.
    .summary = Choose an answer
problem-choose-accounts = Tick at least one account.
    .summary = Tick at least one account
problem-accounts-mixed = Tick your accounts, or “Another account”, but not both.
    .summary = Choose between your accounts and “Another account”
problem-name-empty = Write your first and last name.
    .summary = Write your name
problem-name-too-long = This name is too long: { $max } characters at most.
    .summary = Shorten your name
problem-name-undrawable = Pli cannot print { $characters }. Write this name another way, for example as on your identity card.
    .summary = Change some characters of your name
problem-email-empty = Write the mail address of your Bankin’ account.
    .summary = Write your mail address
problem-email-no-at = The @ sign is missing from the address.
    .summary = Complete your mail address
problem-email-no-ending = The end of the address is missing, for example “.fr” or “.com”.
    .summary = Complete your mail address
problem-email-comma = There is a comma in the address. Put a full stop in its place.
    .summary = Replace the comma in your mail address
problem-email-mistyped = Did you mean { $meant }? Correct the address, or continue if it is right.
    .summary = Check the end of your mail address
problem-email-invalid = This address is incomplete, or has one character too many. It looks like first.last@example.com.
    .summary = Correct your mail address
problem-reference-shape = The number has eight letters and digits, like K7M4-Q2XD. Leave it empty if you have none.
    .summary = Complete your request number
problem-reference-check = One letter or digit is wrong. Copy the number from the mail that support sent you.
    .summary = Check your request number
problem-since-empty = Write since when, even roughly.
    .summary = Write since when these accounts have been missing
problem-since-too-long = This answer is too long: { $max } characters at most. Tell the rest further down.
    .summary = Shorten the date
problem-since-undrawable = Pli cannot print { $characters }. Erase these characters.
    .summary = Change some characters of the date
problem-description-empty = Tell us what happens, even in one sentence.
    .summary = Tell us what happens
problem-description-too-long = This text is too long: { $max } characters at most.
    .summary = Shorten your description
problem-description-card-number = Erase the card number. Write no code, password or card number here.
    .summary = Erase the card number written in your description
problem-description-secret = Erase the code. Write no code, password or card number here.
    .summary = Erase the code written in your description
problem-description-undrawable = Pli cannot print { $characters }. Erase these characters.
    .summary = Change some characters of your description
problem-act-missing = Tick this box if you agree. If not, close Pli: nothing has gone.
    .summary = Tick each sentence, if you agree
problem-signature-empty = Write your name to sign.
    .summary = Sign with your name
problem-signature-other = The signature must be the name you gave: { $name }.
    .summary = Sign with the name you gave
problem-credential-empty = Fill in this box.
    .summary = Fill in every box
problem-credential-too-long = This is too long: { $max } characters at most.
    .summary = Shorten what you typed
problem-credential-in-answers = Your answers, which are not sealed, hold this too. Cancel, then erase it from your answers. If it is your name or mail address, first choose something else on your bank’s site.
    .summary = This is also written in your answers
problem-credential-space = { $place ->
    [start] There is a space at the start.
    [both] There is a space at the start and one at the end.
   *[end] There is a space at the end.
} Pasting often adds one. Keep it?
    .summary = Keep or remove the space
problem-credential-unseen = An invisible character was pasted along. Pli has removed it. Confirm to seal without it.
    .summary = Confirm what you pasted
problem-credential-unusual = This does not look as it usually does. Check it, then confirm.
    .summary = Check what you typed

## What failed, and what to do

not-started = Pli cannot start
not-started-import = Open a key file
not-started-import-hint = If support@bankin.com sent you a key file, open it here. Pli checks that Bridge signed it.

failure-bundle-expired = Bridge’s key in this version of Pli is past its date.
    .remedy = Check the date of this computer. If it is right, ask support@bankin.com for the new version.
failure-bundle-unsigned = Pli could not verify Bridge’s key: its signature is missing.
    .remedy = Do not use this copy of Pli. Ask support@bankin.com for another one.
failure-bundle-altered = Bridge’s key has been altered in this copy of Pli.
    .remedy = Do not use this copy of Pli. Ask support@bankin.com for another one.
failure-bundle-malformed = Bridge’s key cannot be read in this copy of Pli.
    .remedy = Do not use this copy of Pli. Ask support@bankin.com for another one.
failure-bundle-rolled-back = This copy of Pli holds an old key of Bridge.
    .remedy = Ask support@bankin.com for the latest version.
failure-bundle-not-yet-valid = Bridge’s key is not valid yet today.
    .remedy = Check the date of this computer. If it is right, try again tomorrow.
failure-no-epoch = No key of Bridge is valid today.
    .remedy = Check the date of this computer. If it is right, ask support@bankin.com for the new version.
failure-bundle-file-unsigned = This file is not a key file signed by Bridge.
    .remedy = Choose the file you got from support@bankin.com, whose name ends in .plikeys.
failure-bundle-file-altered = This key file was altered on its way.
    .remedy = Do not use it. Ask support@bankin.com for it again.
failure-bundle-file-malformed = This version of Pli cannot read this key file.
    .remedy = Ask support@bankin.com for the latest version of Pli.
failure-bundle-file-rolled-back = This key file is older than the key that Pli knows.
    .remedy = Ask support@bankin.com for the latest file.
failure-bundle-file-not-yet-valid = This key file is not valid yet today.
    .remedy = Check the date of this computer. If it is right, try again tomorrow.
failure-bundle-file-expired = This key file is past its date.
    .remedy = Check the date of this computer. If it is right, ask support@bankin.com for the latest file.
failure-bundle-file-not-kept = Pli could not keep this key file on this computer.
    .remedy = Free some space, then choose it again.
failure-seal-not-started = The protected window did not open.
    .remedy = Try again. If it still does not open, restart the computer.
failure-seal-ended-early = The protected window stopped before the end. Nothing was kept.
    .remedy = Open it again and type your credentials.
failure-seal-timed-out = The protected window closed because nothing happened. Nothing was kept.
    .remedy = Open it again when you are ready.
failure-seal-unreadable = The sealed file is not complete. Pli has not kept it.
    .remedy = Open the window again and type your credentials.
failure-seal-other-key = Bridge’s key has changed since you signed. Nothing was sealed.
    .remedy = Read the consent again and sign it again: it names the new key.
failure-consent-expired = The time that your consent gives is over. Nothing was sealed.
    .remedy = Check the date of this computer. If it is right, read the consent again and sign it again.
failure-documents-unwritable = Pli could not write in the Documents folder.
    .remedy = Check that this folder exists and that Pli is allowed to write in it, then try again.
failure-disk-full = This computer has no space left.
    .remedy = Free some space, then try again.
failure-path-too-long = The path of the Documents folder is too long for this computer.
    .remedy = Move the Documents folder higher up, then try again.
failure-files-missing = The two files are no longer in Documents > Pli.
    .remedy = Try again: Pli writes them again.
failure-files-changed = The files in Documents > Pli are no longer the ones you sealed.
    .remedy = Do not send them. Try again: Pli writes them again, in another folder.
failure-sealed-file-gone = The sealed file is no longer there, or is no longer the same.
    .remedy = Pli cannot make it again. If your message has gone, say so in “My requests”. Otherwise, start a new request.
failure-no-mail-client = This computer has no mail program.
    .remedy = Use the website where you read your mail.
failure-client-not-found = This program is no longer on this computer.
    .remedy = Choose another way to read your mail.
failure-client-failed = This program did not open the message.
    .remedy = Try again, or choose another way.
failure-client-cannot-read = { $name } is not allowed to read the folder { $folder }.
    .remedy = Choose another way, or attach the two files by hand.
failure-portal-failed = Your system did not open the message.
    .remedy = Try again, or choose another way.
failure-folder-not-shown = The folder did not open.
    .remedy = Open it yourself: Documents, then Pli. Your two files are there.
failure-viewer-failed = No program opened the document.
    .remedy = Install a PDF reader, then try again.
failure-browser-failed = Your web browser did not open.
    .remedy = Open it yourself, then go to the address where you read your mail.
failure-clipboard-failed = Copying did not work.
    .remedy = Select the text with the mouse, or write it by hand. For the files, open their folder.
failure-drag-failed = The files could not be dragged.
    .remedy = Copy the files, or open their folder to attach them.
failure-internal = Pli ran into an error. Your answers are still there.
    .remedy = Try again. If it happens again, write to support@bankin.com, without credentials.
