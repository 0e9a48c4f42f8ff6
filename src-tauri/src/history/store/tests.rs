use std::{
    env, hint,
    io::{BufRead, BufReader, Write},
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use pli_core::history::Kept;

use super::*;
use crate::history::fixture::{now, packed, reviewed};

fn entry(number: u32) -> Entry {
    Entry::of(reviewed(number).trace(), None, None, now()).unwrap()
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_entry_is_one_file_that_tells_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Identity::generate()).unwrap();
    let entry = entry(1);
    store.write(&entry).unwrap();
    assert_eq!(files(folder.path()), [format!("{}.age", entry.id)]);
    let bytes = fs::read(file_of(folder.path(), &entry.id)).unwrap();
    let holds = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(holds("age-encryption.org/v1"));
    assert!(!holds("marchand") && !holds("lcl"));
    assert_eq!(store.read(&entry.id).unwrap(), entry);
}

#[cfg(unix)]
#[test]
fn only_the_person_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("history");
    let store = Store::open(&folder, Identity::generate()).unwrap();
    store.write(&entry(1)).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&file_of(&folder, &entry(1).id))), (0o700, 0o600));
}

#[test]
fn what_cannot_be_read_is_named_and_the_others_are_intact() {
    let folder = tempfile::tempdir().unwrap();
    let identity = Identity::generate();
    let recipient = identity.to_public();
    let before = Store::open(folder.path(), Identity::generate()).unwrap();
    before.write(&entry(1)).unwrap();
    let store = Store::open(folder.path(), identity).unwrap();
    for number in 2..=5 {
        store.write(&entry(number)).unwrap();
    }
    let file = |number| file_of(folder.path(), &entry(number).id);
    fs::write(file(2), &fs::read(file(2)).unwrap()[..100]).unwrap();
    fs::copy(file(5), file(3)).unwrap();
    let newer = String::from_utf8(entry(4).to_bytes()).unwrap().replace("pli-history/1", "pli-history/2");
    fs::write(file(4), age::encrypt(&recipient, newer.as_bytes()).unwrap()).unwrap();

    let mut expected = vec![
        (entry(1).id, Err(Unreadable::KeyLost)),
        (entry(2).id, Err(Unreadable::Damaged)),
        (entry(3).id, Err(Unreadable::Damaged)),
        (entry(4).id, Err(Unreadable::NewerVersion("pli-history/2".to_owned()))),
        (entry(5).id, Ok(entry(5))),
    ];
    expected.sort_by(|(one, _), (other, _)| one.cmp(other));
    assert_eq!(store.list().unwrap(), expected);
}

#[test]
fn other_files_in_the_folder_are_not_entries() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Identity::generate()).unwrap();
    for name in ["notes.txt", "notes.age", "K7M4-Q2XE.age", "K7M4-Q2XD.age.old"] {
        fs::write(folder.path().join(name), "").unwrap();
    }
    assert_eq!(store.list().unwrap(), []);
}

#[test]
fn a_write_that_was_cut_short_is_swept_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("en-cours-x"), "half").unwrap();
    Store::open(folder.path(), Identity::generate()).unwrap();
    assert_eq!(files(folder.path()), [""; 0]);
}

/// How often the writer is killed.
const KILLS: u32 = 500;
/// The longest that one is let write after its last known write, in microseconds.
const SWEEP: u32 = 4_000;
/// Where the writer writes, when this executable is run again as the writer.
const WRITER: &str = "PLI_TEST_WRITER";

/// The parent kills a process that writes without end, each time a little later. What was reported
/// as written is there, and whatever is there is whole.
#[test]
fn killed_at_any_point_no_entry_is_lost_and_none_is_half_written() {
    if let Some(folder) = env::var_os(WRITER) {
        write_without_end(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    let identity = Identity::generate();
    let history = folder.path().join("history");
    fs::write(folder.path().join("identity"), age::secrecy::ExposeSecret::expose_secret(&identity.to_string()))
        .unwrap();
    let mut version = 0;
    let mut interrupted = 0;
    for kill in 0..KILLS {
        let (mut writer, mut reports) = writer(folder.path());
        let reported = next_report(&mut reports);
        spin(Duration::from_micros(u64::from(SWEEP * kill / KILLS)));
        writer.kill().unwrap();
        writer.wait().unwrap();
        let reported = last_report(reports).unwrap_or(reported);

        let staged = files(&history).iter().any(|name| name.starts_with(STAGED));
        interrupted += u32::from(staged);
        let store = Store::open(&history, folder_identity(folder.path())).unwrap();
        let listed = store.list().unwrap();
        assert_eq!(listed.len(), 1, "kill {kill}");
        let found = version_of(listed[0].1.as_ref().unwrap());
        assert!(found >= reported && found > version, "kill {kill}: {found}, reported {reported}, before {version}");
        version = found;
    }
    assert!(interrupted > 0, "no kill fell between the making of a file and its renaming");
}

fn writer(folder: &Path) -> (Child, BufReader<ChildStdout>) {
    let test = "history::store::tests::killed_at_any_point_no_entry_is_lost_and_none_is_half_written";
    let mut child = Command::new(env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env(WRITER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let reports = BufReader::new(child.stdout.take().unwrap());
    (child, reports)
}

/// Writes ever higher versions of one entry, and reports each once it is written.
fn write_without_end(folder: &Path) -> ! {
    let store = Store::open(&folder.join("history"), folder_identity(folder)).unwrap();
    let id = packed(1).id().clone();
    let mut version = store.read(&id).map_or(0, |entry| version_of(&entry));
    let mut entry = Entry::of(packed(1).trace(), Some("0"), None, now()).unwrap();
    let mut out = io::stdout();
    loop {
        version += 1;
        if let Kept::Sending(sending) = &mut entry.kept {
            sending.folder = version.to_string();
        }
        store.write(&entry).unwrap();
        writeln!(out, "written {version}").unwrap();
    }
}

fn folder_identity(folder: &Path) -> Identity {
    fs::read_to_string(folder.join("identity")).unwrap().parse().unwrap()
}

fn version_of(entry: &Entry) -> u32 {
    entry.sending().unwrap().folder.parse().unwrap()
}

fn next_report(reports: &mut BufReader<ChildStdout>) -> u32 {
    reports.lines().find_map(|line| report(&line.unwrap())).expect("the writer reports before it ends")
}

fn last_report(reports: BufReader<ChildStdout>) -> Option<u32> {
    reports.lines().filter_map(|line| report(&line.ok()?)).last()
}

fn report(line: &str) -> Option<u32> {
    // The test harness writes on the same line before the first.
    line.rsplit_once("written ")?.1.parse().ok()
}

fn spin(time: Duration) {
    let begun = Instant::now();
    while begun.elapsed() < time {
        hint::spin_loop();
    }
}
