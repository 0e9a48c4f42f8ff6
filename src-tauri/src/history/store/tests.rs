use super::*;
use crate::history::fixture::{now, reviewed};

fn kept(number: u32) -> KeptCase {
    KeptCase::of(reviewed(number).trace(), None, None, now()).unwrap()
}

fn files(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_kept_case_is_one_file_that_tells_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Identity::generate()).unwrap();
    let kept_case = kept(1);
    store.write(&kept_case).unwrap();
    assert_eq!(files(folder.path()), [format!("{}.age", kept_case.id)]);
    let bytes = fs::read(file_of(folder.path(), &kept_case.id)).unwrap();
    let holds = |words: &str| bytes.windows(words.len()).any(|window| window == words.as_bytes());
    assert!(holds("age-encryption.org/v1"));
    assert!(!holds("marchand") && !holds("lcl"));
    assert_eq!(store.read(&kept_case.id).unwrap(), kept_case);
}

#[cfg(unix)]
#[test]
fn only_the_person_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("history");
    let store = Store::open(&folder, Identity::generate()).unwrap();
    store.write(&kept(1)).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&folder), mode(&file_of(&folder, &kept(1).id))), (0o700, 0o600));
}

#[test]
fn what_cannot_be_read_is_named_and_the_others_are_intact() {
    let folder = tempfile::tempdir().unwrap();
    let identity = Identity::generate();
    let recipient = identity.to_public();
    let before = Store::open(folder.path(), Identity::generate()).unwrap();
    before.write(&kept(1)).unwrap();
    let store = Store::open(folder.path(), identity).unwrap();
    for number in 2..=5 {
        store.write(&kept(number)).unwrap();
    }
    let file = |number| file_of(folder.path(), &kept(number).id);
    fs::write(file(2), &fs::read(file(2)).unwrap()[..100]).unwrap();
    fs::copy(file(5), file(3)).unwrap();
    let newer = String::from_utf8(kept(4).to_bytes()).unwrap().replace("pli-history/1", "pli-history/2");
    fs::write(file(4), age::encrypt(&recipient, newer.as_bytes()).unwrap()).unwrap();

    let mut expected = vec![
        (kept(1).id, Err(Unreadable::KeyLost)),
        (kept(2).id, Err(Unreadable::Damaged)),
        (kept(3).id, Err(Unreadable::Damaged)),
        (kept(4).id, Err(Unreadable::NewerVersion("pli-history/2".to_owned()))),
        (kept(5).id, Ok(kept(5))),
    ];
    expected.sort_by(|(one, _), (other, _)| one.cmp(other));
    assert_eq!(store.list().unwrap(), expected);
}

#[test]
fn other_files_in_the_folder_are_no_cases() {
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

/// Whatever else stands under a case's name is not read, and goes when that is asked.
#[cfg(unix)]
#[test]
fn a_link_a_pipe_and_a_folder_are_no_cases() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Identity::generate()).unwrap();
    store.write(&kept(4)).unwrap();
    let file = |number| file_of(folder.path(), &kept(number).id);
    std::os::unix::fs::symlink(file(4), file(1)).unwrap();
    assert!(std::process::Command::new("mkfifo").arg(file(2)).status().unwrap().success());
    fs::create_dir_all(file(3).join("inside")).unwrap();
    for number in 1..=3 {
        let id = kept(number).id;
        assert!(matches!(store.read(&id), Err(ReadError::Unreadable(Unreadable::Damaged))), "{number}");
        remove(folder.path(), &id).unwrap();
    }
    assert_eq!(store.list().unwrap(), [(kept(4).id, Ok(kept(4)))]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_was_open_to_others_is_closed() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    Store::open(folder.path(), Identity::generate()).unwrap();
    assert_eq!(fs::metadata(folder.path()).unwrap().permissions().mode() & 0o777, 0o700);
}

#[test]
fn a_file_that_is_far_too_long_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Identity::generate()).unwrap();
    fs::File::create(file_of(folder.path(), &kept(1).id)).unwrap().set_len(1 << 40).unwrap();
    assert_eq!(store.list().unwrap(), [(kept(1).id, Err(Unreadable::Damaged))]);
}

#[test]
fn a_file_that_changed_since_it_was_read_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path(), Identity::generate()).unwrap();
    let mut kept_case = kept(1);
    store.write(&kept_case).unwrap();
    assert_eq!(store.read(&kept_case.id).unwrap(), kept_case);
    kept_case.begun_at = crate::history::fixture::later(1);
    store.write(&kept_case).unwrap();
    assert_eq!(store.read(&kept_case.id).unwrap(), kept_case);
    fs::write(file_of(folder.path(), &kept_case.id), "cut").unwrap();
    assert_eq!(store.list().unwrap(), [(kept_case.id, Err(Unreadable::Damaged))]);
}
