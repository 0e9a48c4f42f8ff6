use std::{
    fs,
    io::{self, Read},
    path::Path,
};

use tempfile::TempDir;
use zeroize::Zeroizing;

use super::{log::LONGEST_ENTRY, *};
use crate::{signed_line::line, signing_key::SigningKey};

fn key() -> SigningKey {
    let mut nobody = |_: &str, _: u8| -> io::Result<Zeroizing<String>> { Err(io::ErrorKind::NotConnected.into()) };
    SigningKey::open(&SigningKey::generate(None).unwrap().secret_file, "the desk", &mut nobody).unwrap()
}

/// What a verification read and found.
struct Verified {
    entries: Vec<Entry>,
    findings: Vec<Finding>,
}

impl Verified {
    fn is_altered(&self) -> bool {
        self.findings.iter().any(|finding| finding.is_alteration())
    }
}

/// The files of a log, in memory.
#[derive(Clone)]
struct Bytes {
    lines: Vec<u8>,
    head: Vec<u8>,
    next: Option<Vec<u8>>,
}

fn verify(bytes: &Bytes, kept: Option<Head>, key: &PublicKey) -> Verified {
    let Bytes { lines, head, next } = bytes.clone();
    let mut files = Files { lines: Box::new(io::Cursor::new(lines)), head, next };
    let mut entries = Vec::new();
    let report = super::verify(&mut files, kept, key, &mut |entry| entries.push(entry.clone())).unwrap();
    assert_eq!(report.entries, entries.len() as u64);
    Verified { entries, findings: report.findings }
}

fn act(command: &str) -> Act {
    Act {
        command: command.to_owned(),
        who: "Hélène Marchand".to_owned(),
        case: Some("K7M4-Q2XD".to_owned()),
        result: "done".to_owned(),
        details: None,
    }
}

fn minute(minute: i8) -> Timestamp {
    jiff::civil::date(2026, 12, 1).at(10, minute, 0, 0).to_zoned(jiff::tz::TimeZone::UTC).unwrap().timestamp()
}

/// A log of three entries in a folder of its own.
struct Example {
    folder: TempDir,
    key: SigningKey,
}

fn example() -> Example {
    let example = Example { folder: tempfile::tempdir().unwrap(), key: key() };
    for (at, command) in ["receive", "assign", "use"].into_iter().enumerate() {
        example.add(command, minute(i8::try_from(at).unwrap())).unwrap();
    }
    example
}

impl Example {
    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn add(&self, command: &str, now: Timestamp) -> Result<(), AuditError> {
        Log::new(self.path(), &self.key).add(&[act(command)], || now)
    }

    fn lines(&self) -> Vec<String> {
        let text = fs::read_to_string(self.path().join("audit.jsonl")).unwrap();
        text.split_inclusive('\n').map(str::to_owned).collect()
    }

    /// The head after this many of its lines.
    fn head_after(&self, lines: usize) -> Head {
        self.lines()[..lines].iter().fold(Head::start(), |head, line| head.then(line.as_bytes()))
    }

    fn replace(&self, lines: &[String]) {
        fs::write(self.path().join("audit.jsonl"), lines.concat()).unwrap();
    }

    fn verify(&self) -> Verified {
        verify(&self.files(), None, &self.key.public())
    }

    fn files(&self) -> Bytes {
        let mut files = Log::read(self.path()).unwrap();
        let mut lines = Vec::new();
        files.lines.read_to_end(&mut lines).unwrap();
        Bytes { lines, head: files.head, next: files.next }
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path().join(name), bytes).unwrap();
    }

    /// Leaves the log as a process that was killed once this much of its lines was written.
    fn killed_after(&self, command: &str, bytes: usize) {
        let before = self.files();
        self.add(command, minute(4)).unwrap();
        let after = self.files();
        self.write("audit.next", after.head);
        self.write("audit.head", before.head);
        self.write("audit.jsonl", &after.lines[..before.lines.len() + bytes]);
    }

    fn findings(&self) -> Vec<Finding> {
        self.verify().findings
    }
}

#[test]
fn a_log_as_it_should_be() {
    let example = example();
    let report = example.verify();
    assert_eq!(report.findings, []);
    let commands: Vec<&str> = report.entries.iter().map(|entry| entry.act.command.as_str()).collect();
    assert_eq!(commands, ["receive", "assign", "use"]);
    assert_eq!(
        example.lines()[0],
        format!(
            "{{\"act\":{{\"case\":\"K7M4-Q2XD\",\"command\":\"receive\",\"details\":null,\"result\":\"done\",\
             \"who\":\"Hélène Marchand\"}},\"at\":\"2026-12-01T10:00:00Z\",\"number\":1,\"previous\":\"{}\"}}\n",
            Sha256::of(b"")
        )
    );
}

#[test]
fn only_the_owner_reads_it() {
    use std::os::unix::fs::PermissionsExt;
    let example = example();
    for name in ["audit.jsonl", "audit.head"] {
        assert_eq!(fs::metadata(example.path().join(name)).unwrap().permissions().mode() & 0o777, 0o600);
    }
    // Its second place, whichever comes first: that it is looked at, or an entry.
    let [looked_at, added_to] = ["looked-at", "added-to"].map(|name| example.path().join(name));
    let copying = |to: &Path| Log::new(example.path(), &example.key).and_to(Some(Sink::File(to.to_owned())));
    copying(&looked_at).check().unwrap();
    copying(&added_to).add(&[act("close")], || minute(4)).unwrap();
    for path in [looked_at, added_to] {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{}", path.display());
    }
}

#[test]
fn many_acts_are_one_write() {
    let example = example();
    Log::new(example.path(), &example.key).add(&[act("close"), act("expire")], || minute(4)).unwrap();
    assert_eq!((example.lines().len(), example.findings()), (5, vec![]));
}

#[test]
fn an_edited_line() {
    let example = example();
    let mut lines = example.lines();
    lines[1] = lines[1].replace("done", "dine");
    example.replace(&lines);
    assert_eq!(example.findings(), [Finding::Broken(3)]);
    assert!(example.verify().is_altered());
}

#[test]
fn an_edited_last_line() {
    let example = example();
    let mut lines = example.lines();
    lines[2] = lines[2].replace("done", "dine");
    example.replace(&lines);
    assert_eq!(example.findings(), [Finding::Replaced(3)]);
}

#[test]
fn every_flipped_byte() {
    let example = example();
    let files = example.files();
    for at in 0..files.lines.len() {
        let mut flipped = files.clone();
        flipped.lines[at] ^= 1;
        assert!(verify(&flipped, None, &example.key.public()).is_altered(), "byte {at}");
    }
    for at in 0..files.head.len() {
        let mut flipped = files.clone();
        flipped.head[at] ^= 1;
        assert!(verify(&flipped, None, &example.key.public()).is_altered(), "byte {at} of the head");
    }
}

#[test]
fn a_log_without_its_last_line() {
    let example = example();
    example.replace(&example.lines()[..2]);
    assert_eq!(example.findings(), [Finding::Cut { found: 2, signed: 3 }]);
}

#[test]
fn a_log_without_its_first_line() {
    let example = example();
    example.replace(&example.lines()[1..]);
    assert_eq!(example.findings(), [Finding::Broken(1), Finding::Cut { found: 2, signed: 3 }]);
}

/// One place is one finding, however much follows it.
#[test]
fn a_line_that_was_removed_is_told_once() {
    let example = example();
    (3..9).for_each(|at| example.add("use", minute(at)).unwrap());
    let mut lines = example.lines();
    lines.remove(1);
    example.replace(&lines);
    assert_eq!(example.findings(), [Finding::Broken(2), Finding::Cut { found: 8, signed: 9 }]);
}

#[test]
fn numbers_that_no_log_reaches() {
    let example = example();
    let mut lines = example.lines();
    lines[1] = lines[1].replace("\"number\":2", &format!("\"number\":{}", (1_u64 << 53) - 1));
    example.replace(&lines);
    assert!(example.verify().is_altered());
}

#[test]
fn files_that_are_missing_are_found() {
    let example = example();
    fs::remove_file(example.path().join("audit.jsonl")).unwrap();
    assert_eq!(example.findings(), [Finding::Cut { found: 0, signed: 3 }]);
    fs::remove_file(example.path().join("audit.head")).unwrap();
    assert_eq!(example.findings(), [Finding::Head]);
}

/// The time is that of the turn, not that of the wait for it.
#[test]
fn the_clock_is_read_when_nobody_else_adds() {
    let example = example();
    let clock = || {
        assert!(fs::File::open(example.path().join("audit.jsonl")).unwrap().try_lock().is_err());
        minute(3)
    };
    Log::new(example.path(), &example.key).add(&[act("use")], clock).unwrap();
}

#[test]
fn an_empty_log() {
    let example = example();
    example.replace(&[]);
    assert_eq!(example.findings(), [Finding::Cut { found: 0, signed: 3 }]);
}

#[test]
fn lines_in_another_order() {
    let example = example();
    let mut lines = example.lines();
    lines.swap(0, 1);
    example.replace(&lines);
    let broken = [1, 2, 3].map(Finding::Broken);
    assert_eq!(example.findings(), [broken[0], broken[1], Finding::ClockSetBack(2), broken[2]]);
}

#[test]
fn a_line_that_is_no_entry() {
    let example = example();
    let mut lines = example.lines();
    lines.insert(1, "noise\n".to_owned());
    example.replace(&lines);
    assert!(example.findings().starts_with(&[Finding::Malformed(2), Finding::Broken(3)]));
}

#[test]
fn a_clock_set_back_is_told_and_is_no_forgery() {
    let example = example();
    example.add("close", minute(1)).unwrap();
    assert_eq!(example.findings(), [Finding::ClockSetBack(4)]);
    assert!(!example.verify().is_altered());
}

#[test]
fn a_head_of_another_key_and_no_head() {
    let example = example();
    let files = example.files();
    assert_eq!(verify(&files, None, &key().public()).findings, [Finding::Head]);
    let headless = Bytes { head: Vec::new(), ..files };
    assert_eq!(verify(&headless, None, &example.key.public()).findings, [Finding::Head]);
}

#[test]
fn a_head_has_one_spelling() {
    let example = example();
    let head = fs::read_to_string(example.path().join("audit.head")).unwrap();
    for other in [
        head.clone() + "\n",
        head.replace('\n', "\r\n"),
        head.replacen("trusted comment: pli-audit-head/1\n", "trusted comment: other\n", 1),
    ] {
        assert_eq!(Head::open(other.as_bytes(), &example.key.public()).unwrap_err().code(), "audit-head", "{other:?}");
    }
    let spaced = format!("{{\"bytes\": 0,\"entries\":0,\"last\":\"{}\"}}\n", Sha256::of(b""));
    let signed = |line: &str| line.to_owned() + &example.key.sign(line.as_bytes(), HEAD, HEAD).unwrap();
    assert_eq!(Head::open(signed(&spaced).as_bytes(), &example.key.public()).unwrap_err().code(), "audit-head");
    assert!(Head::open(signed(&spaced.replace(": ", ":")).as_bytes(), &example.key.public()).is_ok());
}

/// The desk's own key says it, and it is not so.
#[test]
fn a_head_that_counts_other_entries() {
    let example = example();
    let head = Head { entries: 4, ..example.head_after(3) };
    example.write("audit.head", signed_line::sign(&head, HEAD, &example.key).unwrap());
    assert_eq!(example.findings(), [Finding::Counted { found: 3, signed: 4 }]);
    assert!(example.verify().is_altered());
    assert_eq!(example.add("close", minute(4)).unwrap_err().code(), "audit-altered");
}

/// Who has no key may go on with the chain: it is told for what it is, and nothing signs it.
#[test]
fn lines_that_somebody_else_added_are_not_the_desks() {
    let example = example();
    let head = example.head_after(3);
    let forged = line(&Entry { number: 4, at: minute(4), act: act("close"), peer: None, previous: head.last });
    example.replace(&[example.lines().concat(), forged.clone()]);
    let found = Finding::Unsigned { after: 3, bytes: forged.len() };
    assert_eq!(example.findings(), [found]);
    assert!(example.verify().is_altered());
    assert_eq!(example.verify().entries.len(), 3);
    let error = example.add("expire", minute(5)).unwrap_err();
    assert_eq!(error.to_string(), "the log was altered: something follows its head that the desk did not write");
    assert_eq!(example.findings(), [found]);
}

#[test]
fn a_byte_that_somebody_else_added_is_not_the_desks() {
    let example = example();
    example.replace(&[example.lines().concat(), " ".to_owned()]);
    assert_eq!(example.findings(), [Finding::Unsigned { after: 3, bytes: 1 }]);
    assert_eq!(example.add("expire", minute(5)).unwrap_err().code(), "audit-altered");
}

#[test]
fn a_next_head_signs_its_own_lines_and_no_others() {
    let example = example();
    example.killed_after("close", 0);
    let Bytes { lines, next, .. } = example.files();
    let other =
        line(&Entry { number: 4, at: minute(4), act: act("clbse"), peer: None, previous: example.head_after(3).last });
    for added in [other.clone(), other + " ", "x".repeat(400)] {
        example.write("audit.jsonl", [lines.as_slice(), added.as_bytes()].concat());
        assert_eq!(example.findings(), [Finding::Unsigned { after: 3, bytes: added.len() }], "{added}");
        assert_eq!(example.add("expire", minute(5)).unwrap_err().code(), "audit-altered");
    }
    example.write("audit.jsonl", lines);
    for none in [b"".as_slice(), b"no head", &next.unwrap()[1..]] {
        example.write("audit.next", none);
        assert_eq!(example.findings(), [Finding::Head]);
        assert_eq!(example.add("expire", minute(5)).unwrap_err().code(), "audit-head");
    }
}

#[test]
fn a_next_head_that_is_older_is_told() {
    let example = example();
    example.write("audit.next", example.files().head);
    assert_eq!(example.findings(), [Finding::Unsigned { after: 3, bytes: 0 }]);
    assert_eq!(example.add("expire", minute(5)).unwrap_err().code(), "audit-altered");
}

#[test]
fn an_older_log_with_its_own_head_is_noticed_by_a_head_kept_elsewhere() {
    let example = example();
    let old = example.files();
    let kept = example.head_after(3);
    example.add("close", minute(4)).unwrap();
    let later = example.head_after(4);

    let verify = |kept| verify(&old, Some(kept), &example.key.public()).findings;
    assert_eq!(verify(kept), []);
    assert_eq!(verify(later), [Finding::Cut { found: 3, signed: 4 }]);
}

#[test]
fn an_entry_says_who_it_was_to_the_system() {
    let example = example();
    let peer = Peer { uid: 1003, role: Role::Officer, key: Some(example.key.public()) };
    let log = Log::new(example.path(), &example.key).of(Some(peer.clone()));
    log.add(&[act("close")], || minute(4)).unwrap();
    let peers: Vec<_> = example.verify().entries.into_iter().map(|entry| entry.peer).collect();
    assert_eq!(peers, [None, None, None, Some(peer)]);
}

/// It would be read as another line, and the log be taken for an altered one.
#[test]
fn a_line_that_is_too_long_is_refused_and_nothing_is_written() {
    let example = example();
    let before = example.files();
    let long = Act { who: "x".repeat(LONGEST_ENTRY), ..act("close") };
    let refused = Log::new(example.path(), &example.key).add(&[act("close"), long], || minute(4)).unwrap_err();
    assert_eq!(refused.code(), "audit-too-long");
    let after = example.files();
    assert_eq!((after.lines, after.head, after.next), (before.lines, before.head, None));
    example.add("close", minute(5)).unwrap();
    assert_eq!(example.findings(), []);
}

#[test]
fn long_details_are_told_by_their_beginning_and_their_hash() {
    let long = |length| act("use").with("é".repeat(length)).details.unwrap();
    assert_eq!(long(LONGEST_DETAILS / 2), "é".repeat(LONGEST_DETAILS / 2));
    let beginning = "é".repeat(200);
    let hash = Sha256::of("é".repeat(2_000_000).as_bytes());
    assert_eq!(long(2_000_000), format!("{beginning}… sha256:{hash}"));
}

/// What stands in an entry takes six bytes for each of these.
#[test]
fn the_longest_details_have_room_in_an_entry() {
    let example = example();
    let longest = act("use").with("\u{1}".repeat(LONGEST_DETAILS));
    Log::new(example.path(), &example.key).add(&[longest], || minute(4)).unwrap();
    assert_eq!(example.findings(), []);
}

/// So that no line is ever there without a signature.
#[test]
fn where_the_next_head_cannot_be_written_no_line_is() {
    let example = example();
    let lines = example.lines();
    fs::create_dir(example.path().join("audit.next.new")).unwrap();
    assert!(example.add("close", minute(4)).is_err());
    assert_eq!(example.lines(), lines);
}

#[test]
fn killed_between_line_and_head_it_goes_on_and_says_so() {
    let example = example();
    let whole = example.head_after(3).bytes;
    example.add("close", minute(4)).unwrap();
    let line = usize::try_from(example.head_after(4).bytes - whole).unwrap();
    example.killed_after("close", line);
    assert_eq!(example.findings(), [Finding::Interrupted { entries: 1, torn: 0 }]);
    assert!(!example.verify().is_altered());
    assert_eq!(example.verify().entries.len(), 5);

    example.add("expire", minute(5)).unwrap();
    let report = example.verify();
    assert_eq!(report.findings, []);
    let recovered = &report.entries[5].act;
    assert_eq!(recovered.command, RECOVERED);
    assert_eq!(recovered.details.as_deref(), Some("1 entries after the head, 0 bytes of a torn write"));
}

#[test]
fn killed_within_a_line_at_every_byte() {
    let example = example();
    let before = example.files();
    example.add("close", minute(4)).unwrap();
    let after = example.files();
    for torn in 0..after.lines.len() - before.lines.len() {
        let files = Bytes {
            lines: after.lines[..before.lines.len() + torn].to_vec(),
            head: before.head.clone(),
            next: Some(after.head.clone()),
        };
        let report = verify(&files, None, &example.key.public());
        assert_eq!(report.findings, [Finding::Interrupted { entries: 0, torn }]);
        assert_eq!(report.entries.len(), 3);
    }
}

#[test]
fn what_was_torn_is_cut_off_and_told() {
    let example = example();
    example.killed_after("close", 9);
    example.add("expire", minute(5)).unwrap();
    let report = example.verify();
    assert_eq!(report.findings, []);
    let commands: Vec<&str> = report.entries[3..].iter().map(|entry| entry.act.command.as_str()).collect();
    assert_eq!(commands, [RECOVERED, "expire"]);
    let details = "0 entries after the head, 9 bytes of a torn write";
    assert_eq!(report.entries[3].act.details.as_deref(), Some(details));
}

#[test]
fn a_log_that_begins_without_a_head_is_not_begun() {
    let example = Example { folder: tempfile::tempdir().unwrap(), key: key() };
    example.write("audit.jsonl", "{\"act\":");
    assert_eq!(example.add("receive", minute(1)).unwrap_err().code(), "audit-head");
    example.write("audit.jsonl", "");
    example.add("receive", minute(1)).unwrap();
    assert_eq!(example.findings(), []);
}

#[test]
fn instants_have_whole_seconds() {
    let example = example();
    example.add("close", "2026-12-01T10:04:00.75Z".parse().unwrap()).unwrap();
    assert!(example.lines()[3].contains("\"at\":\"2026-12-01T10:04:00Z\""));
    assert_eq!(example.findings(), []);
}

#[test]
fn nothing_is_added_to_an_altered_log() {
    let example = example();
    let whole = example.lines();
    example.replace(&whole[..2]);
    let error = example.add("close", minute(4)).unwrap_err();
    assert_eq!(error.to_string(), "the log was altered: it is shorter than its head says");
    let mut lines = whole;
    lines[2] = lines[2].replace("done", "dine");
    example.replace(&lines);
    let error = example.add("close", minute(4)).unwrap_err();
    assert_eq!(error.to_string(), "the log was altered: its last signed line is another");
    lines[2] = lines[2].replace("dine", "done");
    lines.push(lines[0].clone());
    example.replace(&lines);
    let error = example.add("close", minute(4)).unwrap_err();
    assert_eq!(error.to_string(), "the log was altered: something follows its head that the desk did not write");
    fs::remove_file(example.path().join("audit.head")).unwrap();
    assert_eq!(example.add("close", minute(4)).unwrap_err().code(), "audit-head");
}

#[test]
fn several_processes_write_one_chain() {
    let example = example();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| (0..10).for_each(|_| example.add("use", minute(5)).unwrap()));
        }
    });
    assert_eq!((example.lines().len(), example.findings()), (43, vec![]));
}

/// Whoever lists cases with a wrong clock stops nobody; whatever does something tells the time.
#[test]
fn what_only_reads_moves_no_time() {
    let (folder, key) = (TempDir::new().unwrap(), key());
    let log = Log::new(folder.path(), &key);
    for reading in [
        "audit export",
        "cases",
        "connector list",
        "consent",
        "epoch list",
        "gifts export",
        "gifts list",
        "inspect",
        "receipt",
        "show",
        "todo",
    ] {
        log.add(&[act(reading)], || minute(59)).unwrap();
        assert_eq!(Log::latest(folder.path()).unwrap(), None, "{reading}");
    }
    for (at, doing) in (0..).zip([
        "approve",
        "assign",
        "choose",
        "close",
        "connector add",
        "connector approve",
        "done",
        "epoch destroy",
        "epoch draft",
        "epoch new",
        "epoch sign",
        "erase",
        "expire",
        "gifts give",
        "init",
        "invite",
        "lock",
        "receive",
        "release",
        "reveal",
        "unlock",
        "use",
        "withdraw",
    ]) {
        log.add(&[act(doing)], || minute(at)).unwrap();
        assert_eq!(Log::latest(folder.path()).unwrap(), Some(minute(at)), "{doing}");
    }
}
