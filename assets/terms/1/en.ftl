# Consent to share bank credentials, text no. 1.
# It is signed: a changed word is a new version of the terms, in a new directory, and this file stays
# for the consents that were signed with it.
# **…** marks what stands out. Values never carry emphasis: it is read before they are filled in.

title = Consent to share bank credentials
subtitle = Text no. { $version } · key of { $epoch }

clause-parties = Who this is between
    .body = I, **{ $name }** ({ $email }), and Bridge, the service that connects Bankin’ to my bank. My request has the reference **{ $reference }**. The controller of my data is { $controller }, { $address }, registered with the ACPR (Banque de France) under number { $acpr }.
clause-purpose = Why
    .body = To find out why Bankin’ does not show my **{ $bank }** { $count ->
        [one] account
       *[other] accounts
    }: **{ $accounts }**. Then to correct the error. My credentials are used for nothing else, and only my consent allows it (GDPR, article 6).
clause-shared = What I share
    .body = The customer number and the code of my **{ $bank }** online banking. Never a code received by text message or in my bank’s app, never a card number: nobody will ask me for them, and I will not give them.
clause-who = Who uses them
    .body = Only the developer in charge of the investigation, at Bridge. They use them without reading them: a program receives them instead. For the journey, my credentials are locked in a sealed file that cannot be read without Bridge’s key (key of { $epoch }). A copy of my message, with the sealed file, stays in my mailbox.
clause-duration = For how long
    .body = For the time of the investigation, and **{ $days } days** at most after I sign. As soon as the investigation is over, or as soon as I withdraw my consent, my credentials are deleted, and I receive proof of it by email.
clause-risks = The risks
    .body = The law asks me to keep my codes to myself (French Monetary and Financial Code, articles L133-16 and L133-19). If a transaction that I did not make appears on my accounts, **{ $bank }** may hold it against me that I shared my credentials, and refuse to refund me. I will change my code as soon as the investigation is over.
clause-rights = My rights
    .body = I can ask to see, correct, erase or take away my data, and ask that it no longer be used, by writing to the data protection officer: { $dpo }. If the answer does not satisfy me, I can turn to the CNIL, the French data protection authority (cnil.fr).
clause-withdrawal = Changing my mind
    .body = I can withdraw my consent whenever I want, without giving a reason, with Pli or by writing to { $support }. It is as simple as giving it. What was done before remains allowed; nothing more will be.
clause-gift = The thank-you
    .body = I receive 6 months of Bankin’ Plus or Pro as soon as my signed consent and my sealed file have arrived. This gift binds me to nothing: I keep it even if I withdraw my consent.

act-sharing = I consent to this sharing, for this investigation only.
act-risks = I have read and understood the risks explained in point 6.
act-free = Nobody is forcing me. I know that I can change my mind.

# What stands around the clauses in the consent PDF.

pdf-page = Page { $page } of { $pages }
pdf-reference = Request { $reference }
pdf-subject = Consent of { $name } to sharing { $bank } credentials, request { $reference }
pdf-preview = Preview, not signed
pdf-demo = DEMONSTRATION
pdf-demo-notice = Demonstration: this document is worth nothing.
pdf-preview-notice = Preview: this document is not signed and worth nothing.

pdf-request = My request
pdf-request-reference = Reference
pdf-request-name = Name
pdf-request-email = Bankin’ email
pdf-request-bank = Bank
pdf-request-accounts = { $count ->
    [one] Missing account
   *[other] Missing accounts
}
pdf-request-step-tried = Tried, it did not help
pdf-request-asked-by = Who asked me
pdf-request-asked-by-support = Bankin’ support
pdf-request-asked-by-article = Nobody, I read Bankin’s article
pdf-request-asked-by-phone-call = Somebody on the phone
pdf-request-asked-by-text-message = Somebody by text message or messaging app
pdf-request-asked-by-someone-else = Somebody else
pdf-problem = The problem, in my words
pdf-agreement = What we agree
pdf-acts = What I accept
pdf-act-ticked = Yes.
pdf-act-unticked = Not ticked yet.

pdf-signature = My signature
pdf-signature-day = On { $day } { $month } { $year },
pdf-signature-time = at { $hour }:{ $minute }:{ $second }
pdf-signature-zone = { $zone ->
    [none] time { $offset }
   *[other] time { $offset }, { $zone }
}
pdf-signature-typed = Name typed to sign: **{ $name }**
pdf-signature-kind = Simple electronic signature (eIDAS, art. 25).
pdf-signature-awaited = Signature awaited
pdf-expiry = My credentials will be deleted by { $day } { $month } { $year }.

pdf-evidence = Evidence
pdf-evidence-hint = To check, without a secret key, that this consent has not changed and belongs to its sealed file.
pdf-evidence-reference = Request
pdf-evidence-terms = Text and terms
pdf-evidence-terms-value = no. { $version }, SHA-256 { $sha256 }
pdf-evidence-epoch = Bridge’s key
pdf-evidence-epoch-value = { $name }, SHA-256 { $fingerprint }
pdf-evidence-words = The same, in words
pdf-evidence-sealed = Sealed file
pdf-evidence-record = Signed data
pdf-evidence-sha256 = SHA-256 { $sha256 }
pdf-evidence-case-key = The request’s key
pdf-evidence-case-key-value = Ed25519 { $key }
pdf-evidence-signed-at = Signed at
pdf-evidence-app = Version of Pli
pdf-evidence-app-value = { $app }, layout { $renderer }
pdf-evidence-files = In this document: consent.json (the signed data), consent.sig (the signature of the request’s key).
pdf-record-description = The data of the consent, machine-readable
pdf-signature-description = Ed25519 signature of the data and the sealed file by the request’s key

month = { $month ->
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
month-of-year = { $month } { $year }
first-day = 1
list-and = { $first } and { $last }
