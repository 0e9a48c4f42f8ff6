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

whereabouts-here = This request has not left this computer.
whereabouts-here-signed = Consent signed. This request has not left this computer.
whereabouts-files-ready = Pli has not opened any message for this request yet.
whereabouts-files-in-folder = The message is prepared. Only you know whether it was sent.
whereabouts-confirmed-by-you = You confirmed that the message was sent.
whereabouts-files-erased = You confirmed that the message was sent. Pli erased its two files.
whereabouts-seal = What you type here is in this window only.
whereabouts-way-here = Here
whereabouts-way-mail = Your email
whereabouts-way-bridge = Bridge

## Actions that several pages have

action-back = Back
action-continue = Continue
action-busy = One moment…
action-close = Close Pli
action-change = Change
action-copy = Copy
action-copied = Copied
action-about = : { $what }
action-show = Show
action-hide = Hide
action-cancel = Cancel
action-done-before = : done

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
page-welcome-lead = Has Bankin’ support asked if you would share your bank credentials? Pli takes you through it, step by step.
page-welcome-why = Why
    .text = Some errors only appear when someone signs in to your bank, as you do.
page-welcome-shared = You share
    .text = Your customer number and code (or password) for your bank.
page-welcome-never = Never
    .text = A code received by text message, a card number, money.
page-welcome-who = Who uses them
    .text = Only the developer who looks for the error, at Bridge, the service that links Bankin’ to your bank.
page-welcome-how-long = How long
    .text = The time it takes to find the error, { $days } days at most. Then everything is deleted, and you receive proof of it.
page-welcome-risk = The risk
    .text = Your bank may hold this against you, and refuse to refund a payment that you did not make.
page-welcome-thanks = As a thank-you
    .text = 6 months of Bankin’ Plus or Pro, free of charge.
page-welcome-already = Bankin’ already has my credentials: why share them?
    .text = At Bankin’, your credentials are encrypted: nobody on the team can read them, not even the developers at Bridge. Using them for an investigation takes your consent and a separate, sealed file.
page-welcome-start = Start
page-welcome-minutes = About 5 minutes. You can stop at any time.

## Who asked

page-who-asked-title = Who asked you to share your credentials?
page-who-asked-hint = Fraudsters sometimes pretend to be Bankin’ or your bank.
page-who-asked-support-hint = In the app, or in an email from support@bankin.com
page-who-asked-text-message-hint = WhatsApp, Messenger, Telegram…

## Fraud stop

page-fraud-stop-title = Stop: this may be a scam
page-fraud-stop-lead = You were right to say so. For this request, you have not shared anything through Pli.
page-fraud-stop-notice = { $by ->
    [phone-call] Bankin’, Bridge and your bank never ask for your credentials by phone.
    [text-message] Bankin’, Bridge and your bank never ask for your credentials by text or chat message.
   *[other] Bankin’ never asks through someone else. Only support can suggest this.
}
page-fraud-stop-silence = Stop replying
    .text = Do not give any code, however much they insist.
page-fraud-stop-bank = Have you already given a customer number or a code?
    .text = Call your bank at once, on the number printed on your card.
page-fraud-stop-support = Ask Bankin’ support
    .text = Write to support@bankin.com: they will tell you whether the request is theirs.
page-fraud-stop-report = Get help, and report it
    .text = 17Cyber (17cyber.gouv.fr), or Info Escroqueries on 0 805 805 817, a free call. Both are in French.
    .text-message = If it is a text message, forward it to 33700. For help: 17Cyber (17cyber.gouv.fr), or Info Escroqueries on 0 805 805 817, a free call. Both are in French.
page-fraud-stop-write = Write to support

## Accounts

page-accounts-title = Which accounts are missing from Bankin’?
page-accounts-hint = Tick all that apply, at one bank.
page-accounts-help = How do I know which account is missing?
    .text = Open your bank’s site or app, and compare your list of accounts with the one in Bankin’.

## What is to be tried first

page-step-yes = Yes, and accounts are still missing
page-step-no = No, not yet
    .hint = Pli shows you how.

page-step-guide-title = First, try this in Bankin’
page-step-guide-text = Leave Pli open and come back here afterwards. For now, there is nothing to share.
page-step-guide-helped = Yes, they are back
page-step-guide-missing = No, some are still missing

page-solved-title = Your accounts are back
page-solved-lead = This is the best outcome: there is nothing to share.
page-solved-text = If an account disappears again, reopen Pli and start a new request.

## Not eligible

page-not-eligible-title = Good news: keep your credentials to yourself
page-not-eligible-account = For this { $bank } account, support does not need your credentials: they can look for the error another way. Here is a message, ready to send.
page-not-eligible-bank = For this bank, support does not need your credentials: they can look for the error another way. Here is a message, ready to send.
page-not-eligible-nothing-attached = No attachment, no credentials
page-not-eligible-prepare = Open this message in my email app
page-not-eligible-wrong-account = I chose the wrong account
page-not-eligible-wrong-bank = I chose the wrong bank
page-not-eligible-prepared = A message should have opened. If not, copy it here.

## You and the problem

page-problem-title = Your details and the problem
page-problem-lead = Sharing your credentials can help to find the error. It is your choice: you can stop at any time.
page-problem-name = Your name
    .hint = First and last name. You will sign with this name.
page-problem-email = The email address of your Bankin’ account
    .hint = The one you sign in to Bankin’ with.
page-problem-reference = Your request number
    .hint = If support gave you one. It looks like K7M4-Q2XD.
page-problem-optional = (optional)
page-problem-description = What is going wrong?
    .hint = In your own words: since when, what you see, what you have tried.
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
page-review-hint = They will be written into your consent.
page-review-confirm = It is all correct, continue
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
review-description = The problem
    .change = the description
review-name = Your name
    .change = your name
review-email = Email address
    .change = the email address

## Consent

page-consent-title = Your consent
page-consent-hint = Read this text, tick each box, then sign. You will keep a copy of it.
page-consent-asked-again = The consent has changed since you signed it, or is no longer valid. Read it again, then sign again.
page-consent-acts = What I accept
page-consent-signature = Type your name to sign
    .hint = As in your answers: { $name }
page-consent-date = On { $day },
page-consent-time = at { $hour }:{ $minute }
page-consent-next = A small window will then open, for your credentials.
page-consent-sign = Sign my consent
    .busy = Signing…
page-consent-signed = You have signed this consent. Nothing has changed since.
page-consent-preview = View the document before signing
    .busy = Opening the document…

## Before the seal window

page-credentials-title = Type your credentials in a separate window
page-credentials-write = You type them
    .text = The customer number and code (or password) of your { $bank } online banking.
page-credentials-seal = Pli seals them
    .text = They are locked in an unreadable file that only Bridge’s key can open.
page-credentials-forget = The window closes and forgets everything
    .text = Nothing is sent: you will send the file yourself, in the next step.
page-credentials-open = Open the protected window
    .busy = The protected window is open…
page-credentials-sealed = Your credentials are sealed
    .text = Pli still has to save the two files in your documents.
page-credentials-write-files = Save the two files
    .busy = Saving…
page-credentials-cancelled = The window closed without keeping anything. You can open it again.

## The seal window

seal-window = Protected window
seal-title = Your { $bank } credentials
seal-hint = The same as on the { $bank } site or app.
seal-seal = Seal my credentials
    .busy = Sealing…
seal-caps-lock = Caps Lock is on.
seal-show-all = Show what I type
seal-hide-all = Hide what I type
seal-space-keep = Keep the space
seal-space-remove = Remove the space
seal-confirm-unusual = It is correct, seal it
seal-idle = Are you still there?
    .text = { $seconds ->
        [one] If you do nothing, this window closes in { $seconds } second and forgets everything.
       *[other] If you do nothing, this window closes in { $seconds } seconds and forgets everything.
    }
seal-idle-stay = Continue

## How do you read your mail

page-mail-client-title = How do you read your email?
page-mail-client-hint = What you choose opens at once. Pli prepares the message. You send it.
page-mail-client-again = Let us try another way. Pli saved your two files in { $folder }.
page-mail-client-programs = In an app
page-mail-client-webmails = On the web, in your browser
page-mail-client-proposed = Same as last time
page-mail-client-installed = Already installed
page-mail-client-outlook = If you read your email in this app
page-mail-client-other-program = Another app
page-mail-client-other-webmail = Another site
page-mail-client-unknown = I’m not sure
page-mail-client-preview = View the message and its two files
page-mail-client-cancelled = Nothing was prepared. You can choose again.
page-mail-client-retype = I made a mistake: type my credentials again
page-mail-client-sent = I have already sent it myself

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

page-handed-over-opened = Now go to { $via }
page-handed-over-opened-unnamed = Now go to your email app
page-handed-over-webmail = Send the message with { $via }
page-handed-over-folder = Attach the two files to your message
page-handed-over-count = Check the two attachments
    .text = A new message should be open there, with these two files.
page-handed-over-send = Send the message
    .text = The address and the text should already be filled in. Click “Send”.
page-handed-over-question = Have you sent the message, with both attachments?
page-handed-over-yes = Yes, I have sent it
page-handed-over-no = No, try another way
page-handed-over-nothing-opened = Nothing opened?
    .text = The app may have no email account yet, or be slow to open. Wait ten seconds, then try another way.
page-handed-over-new-message = Start a new message
    .text = As you usually do, where you read your email.
page-handed-over-open-site = Open { $via }
    .text = Sign in, then click “Écrire” or “Nouveau message”.
page-handed-over-site-opened = { $via } should be open in your browser.
page-handed-over-compose = Open the message in { $via }
    .text = Everything is already filled in. Sign in if { $via } asks.
    .shortened = Your text is too long for this site and is cut there: the attached consent has all of it. Sign in if { $via } asks.
page-handed-over-compose-else = Is the message empty? Copy it here
page-handed-over-copy = Copy and paste the address and the subject
    .text = The text is optional: your signed consent says it all.
page-handed-over-address = Address
page-handed-over-attach = Attach the two files
    .text = With the mouse, drag one of these cards into the message: both files follow. Or click the paper clip in the message: they are in { $folder }.
page-handed-over-copy-files = Copy the files
    .done = Files copied: paste them into the message
page-handed-over-open-folder = Open their folder
page-handed-over-compare = Compare, then send
    .text = Your message should look like this drawing. Then click “Send”.
page-handed-over-picture = View a drawing of the message

## Done

page-done-title = Thank you. You are done.
page-done-lead = You confirmed that the message was sent, with both attachments.
page-done-answer = Support will reply by email
    .text = Your 6 months of Bankin’ Plus or Pro start as soon as they have your two files. If you hear nothing within a few days, write to support@bankin.com.
page-done-search = A developer at Bridge will look for the error
    .text = Nobody will call you to ask for a code.
page-done-deleted = Your credentials will be deleted by { $deadline }
    .text = You will get proof by email: open it in Pli. <b>Then change your bank password</b>, but not before: the developer needs it to look for the error.
page-done-withdraw = If you change your mind
    .text = You can withdraw your consent at any time, without giving a reason: from here, or by writing to support@bankin.com. You keep your 6 months.
page-done-kept = What stays with you
    .text = A copy of the message is usually in the “Sent” folder of your email. Pli saved the two files in { $folder }.
    .erased = A copy of the message is usually in the “Sent” folder of your email. Pli erased the two files from { $folder }.
page-done-erase = Erase the two files
page-done-reference = Your request number
page-done-consent = Open my signed consent (PDF)
page-done-erase-title = Erase the two files?
    .text = Your signed consent and the sealed file leave { $folder }. A copy stays in the message that you sent.

## Closing

closing-title = Close Pli?
closing-text = { $at ->
    [mail-client] Pli has not opened any message yet. If you close now, you will have to start again.
    [handed-over] Pli saved your two files in { $folder }, and will not know whether the message was sent.
    [done] Pli could not keep this request: see “My requests”. Once Pli is closed, you can only withdraw your consent by writing to support@bankin.com. Keep the proof file that you will receive.
   *[other] If you close now, your answers will be lost.
}
closing-kept = { $at ->
    [consent] Your answers are kept on this computer, in “My requests”. You will need to tick the boxes and sign again when you come back.
    [signed] Your answers and your signed consent are kept on this computer, in “My requests”.
    [sealed] Your answers and your signed consent are kept, in “My requests”. Your credentials are not: you will type them again.
    [mail-client] Pli has not opened any message yet. This request is kept in “My requests”, and your two files in { $folder }.
    [handed-over] Pli does not know whether your message was sent. You can say so, or send it, in “My requests”. Pli saved your two files in { $folder }.
   *[other] Your answers are kept on this computer, in “My requests”.
}
closing-stay = Stay in Pli

## What to correct: beside the field, and as a link in the summary

problem-choose-accounts = Tick at least one account.
problem-accounts-mixed = Tick your accounts, or “Another account”, but not both.
problem-banks-mixed = A request is for one bank. Keep the accounts of one, and make another request afterwards.
problem-name-empty = Enter your first and last name.
    .summary = Enter your name
problem-name-too-long = This name is too long: { $max } characters at most.
    .summary = Shorten your name
problem-name-undrawable = Pli cannot print { $characters }. Spell this name another way, for example as on your identity card.
    .summary = Change some characters of your name
problem-email-empty = Enter the email address of your Bankin’ account.
    .summary = Enter your email address
problem-email-no-at = The @ sign is missing from the address.
    .summary = Complete your email address
problem-email-no-ending = The end of the address is missing, for example “.fr” or “.com”.
    .summary = Complete your email address
problem-email-comma = There is a comma in the address. Put a full stop in its place.
    .summary = Replace the comma in your email address
problem-email-mistyped = Did you mean { $meant }? Correct the address, or continue if it is right.
    .summary = Check the end of your email address
problem-email-invalid = This address is incomplete, or has one character too many. It looks like first.last@example.com.
    .summary = Correct your email address
problem-reference-shape = The number has eight letters and digits, like K7M4-Q2XD. Leave it empty if you have none.
    .summary = Complete your request number
problem-reference-check = One letter or digit is not right. Copy it from support’s message.
    .summary = Check your request number
problem-description-empty = Tell us what happens, even in one sentence.
    .summary = Tell us what happens
problem-description-too-long = This text is too long: { $max } characters at most.
    .summary = Shorten your description
problem-card-number = Erase the card number. Type no code, password or card number here.
    .summary = Erase the card number
problem-secret = Erase the customer number, the code or the password: type none of them here.
    .summary = Erase the customer number or the code
problem-description-undrawable = Pli cannot print { $characters }. Erase these characters.
    .summary = Change some characters of your description
problem-act-missing = Tick this box if you agree. If not, close Pli.
    .summary = Tick each sentence, if you agree
problem-signature-empty = Type your name to sign.
    .summary = Sign with your name
problem-signature-other = The signature must be the name you gave: { $name }.
    .summary = Sign with the name you gave
problem-credential-empty = Fill in this box.
problem-credential-too-long = This is too long: { $max } characters at most.
problem-credential-in-answers = Your answers, which are not sealed, hold this too. Cancel, then erase it from your answers. If it is your name or email address, first choose something else on your bank’s site.
problem-credential-space = { $place ->
    [start] There is a space at the start.
    [both] There is a space at the start and one at the end.
   *[end] There is a space at the end.
} Pasting often adds one. Keep it?
problem-credential-unseen = An invisible character was pasted along. Pli has removed it. Confirm to seal without it.
problem-credential-unusual = This is not the usual format. Check it, then confirm.
problem-credential-unchecked = Pli cannot check it. Click “Show”, read it again, then seal it.

## What failed, and what to do

not-started = Pli cannot continue
not-started-import = Open a key file
not-started-import-hint = If support@bankin.com sent you a key file, open it here. Pli checks that Bridge signed it.

failure-code = Code: { $code }
failure-bundle-expired = Bridge’s key in this version of Pli has expired.
    .remedy = Check the date of this computer. If it is right, ask support@bankin.com for the new version.
failure-bundle-unsigned = Pli could not verify Bridge’s key: its signature is missing.
    .remedy = Do not use this copy of Pli. Ask support@bankin.com for another one.
failure-bundle-altered = Bridge’s key has been altered in this copy of Pli.
    .remedy = Do not use this copy of Pli. Ask support@bankin.com for another one.
failure-bundle-malformed = Bridge’s key cannot be read in this copy of Pli.
    .remedy = Do not use this copy of Pli. Ask support@bankin.com for another one.
failure-bundle-rolled-back = This copy of Pli holds an old Bridge key.
    .remedy = Ask support@bankin.com for the latest version.
failure-bundle-not-yet-valid = Bridge’s key is not valid yet today.
    .remedy = Check the date of this computer. If it is right, try again tomorrow.
failure-no-epoch = No Bridge key is valid today.
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
failure-bundle-file-expired = This key file has expired.
    .remedy = Check the date of this computer. If it is right, ask support@bankin.com for the latest file.
failure-bundle-file-not-kept = Pli could not keep this key file on this computer.
    .remedy = Free some space, then choose it again.
failure-bundle-file-not-needed = Pli has a valid key already: this file is not needed.
    .remedy = There is nothing to do with this file. If somebody asked you to open it, tell support@bankin.com.
failure-file-unreadable = Pli cannot read this file.
    .remedy = Save it in your documents, then open it again.
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
failure-consent-expired = Your consent has expired. Nothing was sealed.
    .remedy = Check the date of this computer. If it is right, read the consent again and sign it again.
failure-sealed-not-saved = Your credentials are sealed, but not saved yet: they would be lost.
    .remedy = Go back to your request and continue. To give it up, delete it.
failure-request-changed = This request has changed in the meantime.
    .remedy = Go back to “My requests”, then open it again.
failure-documents-unwritable = Pli has no access to { $folder }.
    .remedy = Check that this folder exists and that Pli is allowed to save in it, then try again.
failure-no-folder = Pli cannot write in any folder.
    .remedy = Free some space, then try again.
failure-disk-full = This computer has no space left.
    .remedy = Free some space, then try again.
failure-path-too-long = The path of { $folder } is too long for this computer.
    .remedy = If your two files are saved, use a website, or attach them yourself. If not, write to support@bankin.com.
failure-files-missing = The two files are no longer in { $folder }.
    .remedy = Try again: Pli makes them again.
failure-files-changed = The files in { $folder } are no longer the ones you sealed.
    .remedy = Do not send them. Try again: Pli makes them again, in another folder.
failure-sealed-file-gone = The sealed file is no longer there, or is no longer the same.
    .remedy = Pli cannot make it again. If your message was sent, say so in “My requests”. If not, start a new request.
failure-no-mail-client = No email app is set as the default on this computer.
    .remedy = Use the website where you read your email.
failure-client-not-found = This app is no longer on this computer.
    .remedy = Choose another way to read your email.
failure-client-failed = This app did not open the message.
    .remedy = Try again, or choose another way.
failure-client-cannot-read = { $name } is not allowed to read the folder { $folder }.
    .remedy = Choose another way, or attach the two files yourself.
failure-portal-failed = Your system did not open the message.
    .remedy = Try again, or choose another way.
failure-folder-not-shown = The folder did not open.
    .remedy = Open it yourself: { $folder }.
failure-viewer-failed = No app opened the document.
    .remedy = Install a PDF reader, then try again.
failure-browser-failed = Your web browser did not open.
    .remedy = Open it yourself, then go to the address where you read your email.
failure-clipboard-failed = Copying did not work.
    .remedy = Select the text with the mouse, or type it. For the files, open their folder.
failure-drag-failed = The files could not be dragged.
    .remedy = Copy the files, or open their folder to attach them.
failure-internal = Pli ran into an error.
    .remedy = Try again. If it happens again, write to support@bankin.com, without credentials.
