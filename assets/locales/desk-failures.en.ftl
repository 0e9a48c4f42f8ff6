# Why a command of pli-desk stopped, by its code (docs/DESK.md, "Codes").

failure-registry-locked = another process is using the registry; try again in a moment
failure-registry-full = there is no room left for the registry; nothing was changed
failure-registry-read-only = the registry may not be written to
failure-registry-unreachable = the registry cannot be opened: { $why }
failure-registry-missing = the registry { $path } is not there: bring it back. If it is lost, set what is in { $path }.sealed aside, then run `pli-desk init`
failure-registry-silent = the registry has not answered for { $seconds } s: look at what became of it before you try again
failure-registry-damaged = the registry is damaged, or is not one ({ $place })
failure-registry-newer = the registry was made by a newer version of pli-desk
failure-registry-not-rewritten = it is deleted, but the registry could not be rewritten yet ({ $code }): the next close, withdraw or expire does it
failure-registry-failed = the registry failed: { $why }

failure-bundle-unsigned = the bundle is not signed by the root
failure-bundle-altered = the bundle or its signature was altered
failure-bundle-malformed = the bundle is malformed: { $why }
failure-bundle-rolled-back = the bundle's serial { $serial } is below { $last }, seen before
failure-bundle-not-yet-valid = the bundle is not valid before { $at }
failure-bundle-expired = the bundle expired on { $at }
failure-bundle-refused = the bundle would be refused: { $why }

failure-audit-file = the log cannot be read or written: { $why }
failure-audit-too-long = this would be too long for the log: shorten what was typed
failure-audit-head = the head of the log is missing or not genuine
failure-audit-altered = the log was altered: { $why }
alteration-shorter = it is shorter than its head says
alteration-last-line = its last signed line is another
alteration-not-written = something follows its head that the desk did not write
alteration-next-older = the next head is older than its head

failure-key-malformed = not a minisign secret key
failure-key-failed = minisign: { $why }
failure-key-exposed = "{ $path }" may be read by others: chmod 600, and ask who did
failure-receipt-key-mismatch = the receipt key { $key } is none that the bundle names for now
failure-passphrase-wrong = the passphrase was wrong { $attempts } times
failure-passphrase-empty = an empty passphrase protects nothing
failure-passphrase-different = the two passphrases are not the same
failure-passphrase-unanswered = the passphrase cannot be asked for: { $why }
failure-passphrase-weak = a passphrase has at least 12 characters, or six words
failure-passphrase-descriptor = passphrases cannot be read from file descriptor { $number }: { $why }

failure-epoch-exists = there is, or was, an epoch { $epoch }
failure-epoch-unknown = this desk keeps no identity of epoch { $epoch }
failure-epoch-unlisted = the bundle does not list epoch { $epoch }, whose identity is here: name one that does with `--bundle`
failure-epoch-destroyed = the identity of epoch { $epoch } was destroyed: what was sealed to it can never be opened
failure-epoch-malformed = malformed: { $why }
failure-epoch-unsuitable = a plugin's recipient is age1tag1… or age1tagpq1…
failure-epoch-file = an epoch's file cannot be read or written: { $why }
failure-plugin-missing = the plugin age-plugin-{ $plugin } is not installed
failure-age-failed = age: { $why }

failure-case-unknown = there is no case { $case }
failure-case-unassigned = nobody is in charge of the case: assign it first
failure-case-held = { $developer } is in charge of case { $case }
failure-case-closed = case { $case } is closed: its sealed file is deleted
    .this = the case is closed: its sealed file is deleted
failure-case-contested = case { $case } was sent more than once: see `pli-desk show { $case }`, then `pli-desk choose { $case }/SENDING`
    .this = another sending contests it: choose the one that counts
failure-case-not-contested = case { $case } is not contested
failure-case-on-hold = case { $case } is on hold: somebody may have taken the consent back
    .since = it is on hold since { $at }: somebody may have taken the consent back
failure-case-open = case { $case } is open: close it first, which deletes its credentials
failure-case-in-use = case { $case } is in use already
failure-not-in-charge = { $developer } is in charge of the case; only that developer opens it
failure-gift-not-due = no gift is due for case { $case }
failure-receipt-missing = there is no receipt of case { $case }: it is not deleted
failure-decision-unknown = there is nothing to decide under { $number }
failure-reference-mistyped = "{ $typed }": { $why }
failure-desk-busy = another command holds "{ $path }", and does not end: look what it waits for, then try again
failure-desk-missing = there is no desk in "{ $path }": make one with `pli-desk init`

failure-expired = the consent expired on { $at }; the case is to be closed
    .soon = the consent expires on { $at }: no time is left for a connector
failure-clock-set-back = the clock says it is before { $at }, when the case was received. Check the time; if it is right, and was wrong then: see `pli-desk todo`
    .log = the clock says it is before { $at }, when the log was written. Check the time; if it is right, and was wrong then: see `pli-desk todo`
failure-other-identity = this identity does not open the sealed file: it was sealed to another epoch
failure-other-payload = what is sealed belongs to another consent
failure-plugin-failed = the plugin of the identity failed: { $why }
failure-plugin-time-over = the plugin of the identity did not open it in time and was ended: plug its token in, touch it when it asks, and try again
failure-sealed-file-damaged = the sealed file is damaged: { $why }
failure-payload-malformed = not a payload
failure-payload-unknown-format = a payload of an unknown format
failure-payload-not-canonical = the payload is not in canonical form
failure-payload-field-out-of-bounds = a credential is empty, longer than { $limit } characters, or holds a control character
failure-payload-other-fields = the payload does not hold the credentials of its bank
failure-payload-other-padding = the payload is padded to another length than its own

failure-connector-missing = there is no program "{ $program }"
failure-connector-not-executable = the program "{ $program }" may not be executed
failure-connector-not-started = the connector was not started: { $why }
failure-connector-output = what the connector prints cannot be written: { $why }
failure-connector-watch = the connector could not be watched: { $why }
failure-connector-failed = the connector failed with exit code { $code } after { $seconds } s
failure-connector-crashed = the connector crashed, or was killed, by signal { $signal } after { $seconds } s
failure-connector-time-over = the connector's time was over: it was ended after { $seconds } s
failure-connector-killed = the connector's time was over and it did not end when told to: it was killed after { $seconds } s
failure-connector-interrupted = the connector was ended with the desk after { $seconds } s
failure-connector-revoked = the connector was ended after { $seconds } s: { $why }

failure-program-malformed = this is no program to keep: { $why }
failure-program-unknown = no program "{ $name }" is kept here: add it with `pli-desk connector add`
failure-program-not-approved = nobody but { $added } looked at program { $name } ({ $hash }): somebody else runs `pli-desk connector approve { $hash }`
failure-program-own = { $name } brought this program, and cannot approve it
failure-program-altered = the kept program { $hash } was altered: do not use it, and ask who did
failure-program-file = the kept programs: { $why }
unfit-empty = it is empty
unfit-not-executable = it may not be executed
unfit-too-many = it has too many files
unfit-places = its files have no places of their own
unfit-no-main = the directory has no executable `connector`

failure-epoch-locked = epoch { $epoch } is locked: an officer runs `pli-desk unlock { $epoch }`
failure-unlock-wrong = the passphrase of epoch { $epoch } was wrong
failure-unlock-delayed = the passphrase of epoch { $epoch } was wrong { $wrong } times: nobody may try before { $until }
failure-memory-not-locked = the service may not lock memory, so no identity comes into it: LimitMEMLOCK=infinity in its unit
failure-service-missing = no service runs here: `use` asks for the passphrase itself

failure-service-running = a service runs in "{ $path }" already
    .socket = a service answers at "{ $path }" already
failure-service-failed = the service cannot run: { $why }
failure-service-unreachable = no service answers at "{ $path }": { $why }
failure-service-broken = the service ended before it answered, or says something else than an answer: run `pli-desk todo`
failure-service-busy = too many requests at a time: try again
failure-desk-exposed = others than its owner may enter "{ $path }": chmod 700
failure-socket-exposed = "{ $path }" belongs to uid { $uid }, or others may write to it: whoever may could take the service's place
failure-socket-failed = the socket "{ $path }": { $why }
failure-argument-not-text = an argument is not UTF-8
failure-not-your-role = { $name } may not run `{ $command }`: no role of theirs gives the right
    .taken-off = { $name } is no developer of the roster any more
failure-request-malformed = the request is malformed: { $why }
failure-request-arguments = { $why }
    .beside = this is done beside the service, not by it
failure-request-too-long = the request is longer than { $limit } MB
failure-request-slow = the request did not come whole in time
told = { $text }

failure-roster-malformed = the roster of operators: { $why }
    .members = the roster: { $why }
failure-roster-file = the roster "{ $path }": { $why }
failure-roster-unsigned = the roster is not signed, as it stands, by the root or by two officers of the one before
failure-roster-rolled-back = the roster has serial { $serial }, and this desk accepted another one with { $last }
failure-uid-unknown = uid { $uid } stands in no roster of this desk
failure-member-unknown = there is no { $role } "{ $name }" in the roster
flaw-serial = its serial begins at 1
flaw-twice = the { $what } of "{ $name }" stands twice
flaw-name = "{ $name }" is no name, or not in its one spelling
flaw-no-role = "{ $name }" has no role
flaw-no-key = "{ $name }" has no key
flaw-service = "{ $name }" has the uid of the service itself
failure-approval-malformed = not an approval
failure-approval-not-genuine = the approval is not signed by an operator of the roster
failure-approval-other-case = the approval of { $operator } is of another case
failure-approval-not-now = the approval of { $operator } does not hold now
failure-approval-no-reason = the approval of { $operator } gives no reason
failure-approval-not-two = two approvals are needed, not { $count }
failure-approval-other-viewer = the approval of { $operator } is for somebody else to see
failure-approval-own-request = { $operator } would see the credentials, and cannot approve it
failure-approval-used = the approval of { $operator } was used before
failure-approval-same-operator = two different operators are needed: both approvals are of { $operator }
failure-reveal-not-a-terminal = credentials are shown on a terminal only
failure-reveal-terminal = the terminal: { $why }

failure-withdrawal-malformed = not a withdrawal
failure-withdrawal-unknown-format = a withdrawal of an unknown format: { $format }
failure-withdrawal-other-consent = the withdrawal is of another consent, case { $case }
failure-withdrawal-not-genuine = the withdrawal is not signed with the key of the case
failure-withdrawal-unsigned = the withdrawal of case { $case } is not signed: ask the person, then run `pli-desk close { $case }`

failure-uninspectable = { $source }: { $why }
failure-file-unreadable = "{ $path }" cannot be read: { $why }
failure-file-unwritable = "{ $path }" cannot be written: { $why }
failure-output = cannot print: { $why }

reference-shape = a case reference has eight letters and digits
reference-check = the check character of the case reference is wrong
selector-digits = after the slash come the first digits of the sending's hash, four at least

system-not-found = no such file or folder
system-permission = permission denied
system-full = no room left
system-too-large = the file would be too long
system-read-only = the file system is read-only
system-directory = it is a folder
system-no-directory = it is not a folder
system-end = it ends too early
system-pipe = nobody reads any more
system-other = { $text }
