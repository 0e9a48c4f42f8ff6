# What pli-desk finds of a mail, a package or its log, by its code (docs/DESK.md, "Codes").

finding-consent-missing = there is no consent PDF
finding-sealed-file-missing = there is no sealed file
finding-mail-cut-off = the mail is cut off
finding-not-age = "{ $file }" is not an age file
finding-not-a-pdf = "{ $file }" is not a PDF
    .this = not a readable PDF
finding-attachment-empty = "{ $file }" is empty
finding-winmail = the mail is in Outlook's own format (winmail.dat)
finding-pdf-without-record = "{ $file }" does not hold one consent record: it was printed, scanned, put together, or is another document
finding-pdf-cut = "{ $file }" is cut: its end is missing
finding-pdf-saved-again = "{ $file }" was cut, or saved again by another program: it is not the file that Pli saved
finding-sealed-file-line-ends = "{ $file }" was sent as a text: the ends of its lines are changed
finding-sealed-file-recoded = "{ $file }" was sent as a text: its bytes are changed
finding-sealed-file-cut = "{ $file }" is cut or damaged
finding-sealed-file-other = "{ $file }" belongs to another consent
finding-link-instead = there is a link to { $host } where files should be
finding-picture-instead = "{ $file }" is a picture
finding-archive-locked = "{ $file }" is locked with a password
finding-archive-unopened = "{ $file }" cannot be opened here
finding-outlook-file = "{ $file }" is a mail saved by Outlook
finding-mail-encrypted = the mail is encrypted for its reader
finding-calendar = the mail came as an invitation

finding-mail-too-long = the mail is longer than { $limit } MB
finding-mail-too-many-parts = the mail has more than { $limit } parts
finding-mail-too-many-headers = the mail has more than { $limit } header lines
finding-mail-too-deep = the mail holds mails more than { $limit } deep
finding-not-a-mail = this is not a mail
finding-file-unreadable = cannot be read: { $why }

finding-case-closed = its sealed file is deleted already
finding-case-contested = another sending contests it: compare them (`pli-desk show { $case }`), then `pli-desk choose { $sending }` or the other
finding-withdrawal-unsigned = this takes a consent back, unsigned: ask the person, then run `pli-desk close { $case }`
finding-withdrawal-unread = this takes a consent back: `pli-desk receive` or `withdraw` obeys it
finding-other-sender = it came from { $sender }, and the consent is of { $email }
finding-gift-second = this person has the gift already
finding-invited-other = support invited { $invited } for this request, and this is of { $other }

finding-record-missing = no single consent record is embedded
finding-record-unreadable = the record cannot be read: { $why }
finding-signature-missing = no single case signature is embedded
finding-signature-unreadable = the case signature cannot be read
finding-signature-wrong = the case key did not sign this record
finding-other-sealed-file = the sealed file is not the one that was signed
finding-other-renderer = made by another renderer: { $producer }
finding-unrenderable = the record cannot be rendered: { $why }
finding-appended = { $bytes } bytes were added
finding-cut = { $bytes } bytes are missing
finding-differs = { $bytes } bytes differ from the record's document, the first at { $first } ({ $part })
part-page = Page
part-font = Font
part-file = File
part-metadata = Metadata
part-structure = Structure

finding-terms-unknown = terms { $version } are not known here
finding-terms-other = other terms have the version { $version }
finding-not-eligible = by the rules this case is not eligible: { $fact }
finding-not-as-written = not as Pli writes it: { $fact }
finding-other-text = the words are not those of terms { $version }
finding-other-term = the expiry is not the one that the terms set
finding-other-signature = signed with another name than the person's

finding-demonstration = made with demonstration keys: worth nothing
    .expected = not made with demonstration keys
finding-epoch-unknown = the bundle has no epoch { $epoch }
finding-epoch-other = epoch { $epoch } has another key in the bundle
finding-epoch-not-in-force = epoch { $epoch } was not in force at the signature
finding-epoch-destroyed = the identity of epoch { $epoch } is destroyed: nobody can open the sealed file
finding-sealed-file-damaged = the sealed file is no age file
finding-sealed-file-recipients = the sealed file is for other recipients than the bundle's
finding-sealed-file-length = the sealed file has a length that Pli makes none of
finding-expired = the consent expired on { $at }
finding-not-yet-signed = the consent is dated in the future, { $at }

log-head = the head is missing or not signed by the desk
log-malformed = line { $number } is not an entry
log-broken = line { $number } does not follow the one before it
log-cut = the log was cut: { $found } entries where the head says { $signed }
log-replaced = line { $number } is not the one that the head says
log-clock-set-back = the clock was set back before entry { $number }
log-interrupted = a write was interrupted: { $entries } entries after the head, { $torn } bytes of a torn write
log-unsigned = { $bytes } bytes follow entry { $after }, the last that is signed: the desk did not write them
log-counted = the head says { $signed } entries where there are { $found }
log-as-written = { $entries } entries, as written
log-altered = { $entries } entries, ALTERED
