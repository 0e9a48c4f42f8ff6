use std::{fs, path::Path};

use tempfile::TempDir;
use zeroize::Zeroizing;

use super::*;
use crate::signing_key::SigningKey;

fn key() -> SigningKey {
    let mut nobody =
        |_: &str, _: u8| -> std::io::Result<Zeroizing<String>> { Err(std::io::ErrorKind::NotConnected.into()) };
    SigningKey::open(&SigningKey::generate(None).unwrap().secret_file, "the desk", &mut nobody).unwrap()
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

    fn verify(&self) -> Report {
        let (lines, head) = Log::read(self.path()).unwrap();
        verify(&lines, &head, None, &self.key.public())
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
    let lines = example.lines().concat().into_bytes();
    let head = fs::read_to_string(example.path().join("audit.head")).unwrap();
    for at in 0..lines.len() {
        let mut flipped = lines.clone();
        flipped[at] ^= 1;
        assert!(verify(&flipped, &head, None, &example.key.public()).is_altered(), "byte {at}");
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
    let (lines, head) = Log::read(example.path()).unwrap();
    assert_eq!(verify(&lines, &head, None, &key().public()).findings, [Finding::Head]);
    assert_eq!(verify(&lines, "", None, &example.key.public()).findings, [Finding::Head]);
}

#[test]
fn an_older_log_with_its_own_head_is_noticed_by_a_head_kept_elsewhere() {
    let example = example();
    let (old_lines, old_head) = Log::read(example.path()).unwrap();
    let kept = example.head_after(3);
    example.add("close", minute(4)).unwrap();
    let later = example.head_after(4);

    let verify = |kept| verify(&old_lines, &old_head, Some(kept), &example.key.public()).findings;
    assert_eq!(verify(kept), []);
    assert_eq!(verify(later), [Finding::Cut { found: 3, signed: 4 }]);
}

#[test]
fn killed_between_line_and_head_it_goes_on_and_says_so() {
    let example = example();
    let head = fs::read(example.path().join("audit.head")).unwrap();
    example.add("close", minute(4)).unwrap();
    fs::write(example.path().join("audit.head"), head).unwrap();
    assert_eq!(example.findings(), [Finding::Interrupted { entries: 1, torn: 0 }]);

    example.add("expire", minute(5)).unwrap();
    let report = example.verify();
    assert_eq!(report.findings, []);
    let recovered = &report.entries[4].act;
    assert_eq!(recovered.command, RECOVERED);
    assert_eq!(recovered.details.as_deref(), Some("1 entries after the head, 0 bytes of a torn line"));
}

#[test]
fn killed_within_a_line_at_every_byte() {
    let whole = example();
    let head = fs::read(whole.path().join("audit.head")).unwrap();
    whole.add("close", minute(4)).unwrap();
    let lines = whole.lines();
    for torn in 1..lines[3].len() {
        fs::write(whole.path().join("audit.head"), &head).unwrap();
        whole.replace(&[lines[..3].concat(), lines[3][..floor(&lines[3], torn)].to_owned()]);
        whole.add("close", minute(4)).unwrap();
        let report = whole.verify();
        assert_eq!((report.findings, report.entries.len()), (vec![], 5), "{torn} bytes");
    }
}

/// The last boundary of a character at or before a byte.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[test]
fn killed_before_the_first_head() {
    let example = Example { folder: tempfile::tempdir().unwrap(), key: key() };
    fs::write(example.path().join("audit.jsonl"), "{\"act\":").unwrap();
    example.add("receive", minute(1)).unwrap();
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
    assert_eq!(error.to_string(), "the log was altered: what follows its head does not continue it");
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
