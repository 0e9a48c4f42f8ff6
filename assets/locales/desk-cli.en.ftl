# What the program pli-desk says to who uses it.

nobody = nobody
state-received = received
state-invited = invited, nothing has come
state-contested = contested
state-in-charge = in charge
state-used = used
state-closed = closed
on-hold = on hold
reason-closed = the work is done
reason-expired = its time was over
reason-withdrawn = consent withdrawn
reason-replaced = another sending replaced it
reason-shared = its sealed file was taken back under another consent
reason-refused = the sealed file belongs to another consent

cases-head = CASE             STATE      BANK        AGE    UNTIL             IN CHARGE         PERSON
cases-none = No case.
days = { $days } d

show-request = request
show-sending = sending
show-state = state
show-person = person
show-email = e-mail
show-sender = written from
show-invited = invited address
show-invited-at = invited
show-bank = bank
show-signed = signed on
show-received = received on
show-expires = to be deleted on
show-developer = in charge
show-assigned = since
show-opened = opened on
show-held = on hold since
show-closed = closed on
show-reason = reason
show-draft = draft
show-uninvited = BEWARE: support invited { $invited } for this request, and this sending is of { $other }. Ask the person who was invited.
show-contested = These sendings contest each other. Compare them, ask the person, then: pli-desk choose { $reference }/SENDING
show-held-todo = On hold: somebody may have taken the consent back. Ask the person, then: pli-desk close { $reference }, or pli-desk release { $reference } if it was not them.

chosen = { $sending } counts.
chosen-in-charge = { $sending } counts; { $developer } is in charge of it.
replaced = { $sending } is replaced and deleted.
kept-apart = { $sending } has the same sealed file: opening it will tell which is true.
released = { $reference } is on hold no more.
done = { $number } is done.

init-before = It was a desk before.

todo-none = Nothing waits for a decision.
todo-head =   No  SINCE             WHAT
todo-invited-other = { $reference }: sent{ $sender }, while support invited { $details }. Ask the person who was invited, then: done { $number }, or close { $reference }.
todo-automatic = { $reference }: accepted, of an automatic mail{ $sender }: no draft answers it. Write to the person, then: done { $number }.
todo-contested = { $reference }: several sendings for one request. See: pli-desk show { $reference }, then choose { $reference }/SENDING.
todo-unsigned = { $reference }: unsigned withdrawal{ $sender }. Ask the person, then: close { $reference }, or release { $reference } and done { $number }.
todo-withdrawal = { $reference }: signed withdrawal that was not obeyed ({ $details }). Ask the person, then: close { $reference }, or release { $reference } and done { $number }.
todo-wrote = { $reference }: a person wrote{ $sender }. Read that mail, and what came after it: if one takes the consent back, or says yes to our question: close { $reference }. Otherwise: done { $number }.
todo-refused = { $reference }: refused{ $sender } ({ $details }). Answer the person, then: done { $number }.
todo-incomplete = { $reference }: incomplete{ $sender } ({ $details }). Send the draft; done { $number } if nothing comes.
todo-fraud = URGENT { $reference }: a fraud is reported{ $sender }. Tell security, then: done { $number }.
todo-receipt-asked = { $reference }: the proof of deletion is asked for{ $sender }. See: pli-desk receipt { $reference }, then: done { $number }.
todo-clock = The clock jumped by { $details }, and the system does not vouch for it: nothing was deleted. Check the time, then: done { $number }, and the command again.
todo-clock-behind = The clock is { $details } behind what is noted: nothing was opened or deleted. Check the time. If it is right, it was wrong before: done { $number }.
todo-draft = { $name }: a draft to be sent, in { $folder }.
todo-draft-pending = { $name }: a draft that is not written yet: its folder did not take it. The next receive or close writes it.
todo-draft-void = { $name }: a draft to be thrown away, in { $folder }: what it says is over.
todo-expiring = { $reference }: deleted after { $last }.
todo-from = { " " }from { $sender }

receiving = mails read

invited-before = { $address } was invited before, on { $at }: { $reference }. Send one of the two mails only.

erased =
    { $address }: { $sendings ->
        [one] { $sendings } sending
       *[other] { $sendings } sendings
    }, { $gifts ->
        [one] { $gifts } gift
       *[other] { $gifts } gifts
    } and { $invitations ->
        [one] { $invitations } invitation
       *[other] { $invitations } invitations
    } erased.
erased-nothing = Nothing is kept of { $address }.
erase-kept = Kept, as the law demands: the proof of the consent of { $reference } (GDPR, article 7, paragraph 1, and article 17, paragraph 3, b and e), until { $until }.
erase-draft = Still to be sent or thrown away by you: the draft { $name }, which is to this person.
erase-log = Kept, too: the log, which names no person, and the receipts.

expire-consent = { $reference }: its consent is erased, the time to keep it is over
expire-gifts =
    { $count ->
        [one] { $count } gift erased, the time to keep it is over
       *[other] { $count } gifts erased, the time to keep them is over
    }

todo-locked = Epoch { $epoch } is locked: nothing of it can be opened. An officer runs: pli-desk unlock { $epoch }
unlocked = { $epoch } is unlocked, until `pli-desk lock` or the end of the service.
locked = { $epoch } is locked.
all-locked = Every epoch is locked.

embedded = Here, whoever runs this command can read all that this desk keeps, credentials included: only the service (pli-desk serve) prevents that.
connector-added = { $name } ({ $hash }) is kept. Somebody other than { $added } reads it, then runs: pli-desk connector approve { $hash }
connector-approved = { $name } ({ $hash }) may be given credentials.

doctor-home = The desk’s directory, its owner’s alone
doctor-home-todo = To do: pli-desk init --home DIR under the service’s account, then chmod 700 DIR.
doctor-owners = All that is in it, the same owner’s
doctor-owners-todo = To do: find out who wrote it, then chown -R pli-desk DIR.
doctor-keys = The keys of the log and of receipts, their owner’s alone
doctor-keys-todo = To do: chmod 600 the key. Where it is missing, see “The ceremony” in DESK.md; where others have read it, replace it.
doctor-log = The log, as it was written
doctor-log-todo = To do: pli-desk audit verify says where; the security officer sets the log aside.
doctor-roster = The roster, signed
doctor-roster-todo = To do: have the root or two officers sign it (“The roster” in DESK.md).
doctor-socket = The socket’s place, which nobody else can take
doctor-socket-todo = To do: that folder and those above it are root’s or the service’s, and nobody else writes to them.
doctor-clock = The clock, which somebody vouches for
doctor-clock-todo = To do: timedatectl set-ntp true.
doctor-room = Room on the disk
doctor-room-todo = To do: make room, at least 500 MB.
doctor-memory = The right to lock memory
doctor-memory-todo = To do: LimitMEMLOCK=infinity in the unit of the service.
doctor-sandbox = The sandbox of connectors
doctor-sandbox-todo = To do: install bubblewrap; where namespaces are refused, allow them (kernel.unprivileged_userns_clone).
doctor-found-file = { $path }: { $why }
doctor-found-mode = { $path }: { $mode }
doctor-found-uid = { $path }: uid { $uid }
doctor-found-read = { $path }: others may read it
doctor-found-code = { $code }: { $why }
doctor-found = { $part }: { $found }
doctor-found-room = { $left } MB
doctor-found-memory = { $limit } bytes

verdict-sound = sound
verdict-accepted = accepted
verdict-contested = contested
verdict-known = known
verdict-withdrawal = withdrawal
verdict-withdrawn = withdrawn
verdict-unsigned = unsigned
verdict-incomplete = incomplete
verdict-fraud = fraud
verdict-receipt-requested = receipt-requested
verdict-answer = answer
verdict-unrelated = unrelated
verdict-unreadable = unreadable
verdict-refused = refused
drafted = draft: { $path }
receive-nothing = there is no mail and no file of a package

check-record = record
check-signature = signature
check-attachments-belong-together = attachments belong together
check-document-as-signed = document as signed
check-terms = terms
check-consent-text = consent text
check-eligibility = eligibility
check-epoch = epoch
check-sealed-file = sealed file
check-expiry = expiry
check-not-done = not looked at
inspect-case = case
inspect-accounts = missing accounts
inspect-description = description
inspect-expires = expires
inspect-epoch = epoch of the key
inspect-demo = demonstration
inspect-demo-yes = yes: worth nothing
inspect-words = words of the key
inspect-words-en = words of the key, en
inspect-fingerprint = fingerprint of the key
inspect-invited = { $address }
inspect-uninvited = { $address }: this is of ANOTHER address
no = no

assigned = { $case }: { $developer } is in charge
deleted = { $case }: deleted
deleted-withdrawn = { $case }: withdrawn and deleted
deleted-shared = its sealed file is another sending’s, too: there is no receipt

expire-none = Nothing is overdue.
expire-overdue = { $case }: overdue, { $why }
expire-deleted = { $case }: deleted, { $why }
expire-not-deleted = { $case }: not deleted: { $code }: { $why }
expire-soon = { $case }: will be deleted after { $last }
overdue-expired = its consent expired
overdue-unopened = nobody opened it in time
expiring = deleted

gift = { $case }  { $months } months since { $since }  { $email }  { $name }
gift-given = { $case }: the gift is given

epoch = { $epoch }  { $from } to { $until }  { $place }  { $recipient }
epoch-by-hand = { $epoch }  { $place }  put here by hand: it is in no bundle that this desk drafts
epoch-gone = { $epoch }  destroyed on { $at }
epoch-bundle = keys of the bundle
kept-passphrase = behind a passphrase
kept-plugin = in hardware
kept-nowhere = half destroyed: destroy it again
epoch-lost = { $case }: this desk cannot open it without epoch { $epoch }
epoch-overlap = what was sealed from { $from } to { $until } is opened by epoch { $epoch } too
epoch-not-destroyed = nothing is destroyed; add --yes to do it
epoch-destroyed = { $epoch }: its identity is destroyed; list it in the next bundle (epoch draft)

key-desk = the desk
key-receipt = the receipt key
key-yours = your key
key-root = the root
key-epoch = the identity of epoch { $epoch }
key-new-epoch = the new identity of epoch { $epoch }
key-again = { $what }, again
passphrase = Passphrase of { $what }:
passphrase-again = Passphrase of { $what } (it was wrong):

verifying = entries read
