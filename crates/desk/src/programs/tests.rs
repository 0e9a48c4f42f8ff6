use std::os::unix::fs::symlink;

use tempfile::TempDir;

use super::*;

const NOW: &str = "2026-12-01T10:00:00Z";

fn programs() -> (TempDir, Programs) {
    let folder = tempfile::tempdir().unwrap();
    let programs = Programs::new(folder.path().to_owned());
    (folder, programs)
}

fn hand(by: &str, uid: u32) -> Hand {
    Hand { by: by.to_owned(), uid: Some(uid), at: NOW.parse().unwrap() }
}

fn file(path: &str, executable: bool, bytes: &str) -> ProgramFile {
    ProgramFile { path: path.to_owned(), executable, bytes: bytes.as_bytes().to_vec() }
}

fn tree() -> Vec<ProgramFile> {
    vec![file("connector", true, "#!/bin/sh\n"), file("lib/bank.txt", false, "abc")]
}

#[test]
fn a_file_is_known_by_its_own_hash() {
    let (_folder, programs) = programs();
    let program = programs.add("bank", &[file("", true, "abc")], hand("anne", 1)).unwrap();
    assert_eq!(program.sha256, Sha256::of(b"abc"));
    assert_eq!(fs::read(programs.copy(program.sha256)).unwrap(), b"abc");
    assert_eq!(programs.list().unwrap(), [program]);
}

#[test]
fn a_directory_is_known_by_the_list_of_its_files() {
    let (_folder, programs) = programs();
    let program = programs.add("bank", &tree(), hand("anne", 1)).unwrap();
    let list = format!("{} x connector\n{} - lib/bank.txt\n", Sha256::of(b"#!/bin/sh\n"), Sha256::of(b"abc"));
    assert_eq!((program.sha256, program.is_directory), (Sha256::of(list.as_bytes()), true));
    assert_eq!(programs.files(&program).unwrap(), tree());
}

#[test]
fn a_second_person_approves_what_is_given_credentials() {
    let (_folder, programs) = programs();
    let program = programs.add("bank", &tree(), hand("anne", 1)).unwrap();
    let admitted = |admission| programs.admitted("bank", admission).map_err(|error| error.code());
    assert_eq!(admitted(Admission::SecondPerson), Err("program-not-approved"));
    assert_eq!(admitted(Admission::Logged), Ok(program.clone()));
    let hash = program.sha256.to_string();
    let refused = |by: Hand| programs.approve(&hash, by).map_err(|error| error.code());
    assert_eq!(refused(hand("anne", 2)), Err("program-own"), "under another uid");
    assert_eq!(refused(hand("anna", 1)), Err("program-own"), "under another name");
    let approved = programs.approve(&hash[..8], hand("bruno", 2)).unwrap();
    assert_eq!(admitted(Admission::SecondPerson), Ok(approved[0].clone()));
    assert_eq!(programs.approve(&hash[..7], hand("bruno", 2)).unwrap_err().code(), "program-unknown");
}

/// What was looked at is the program, whatever it is called; nobody approves what they brought themselves.
#[test]
fn a_program_is_approved_under_every_name_that_somebody_else_gave_it() {
    let (_folder, programs) = programs();
    for (name, by) in [("bank", hand("anne", 1)), ("lcl", hand("anne", 1)), ("own", hand("bruno", 2))] {
        programs.add(name, &tree(), by).unwrap();
    }
    let hash = hash(&tree()).to_string();
    let names = |approved: Vec<Program>| approved.into_iter().map(|program| program.name).collect::<Vec<_>>();
    assert_eq!(names(programs.approve(&hash, hand("bruno", 2)).unwrap()), ["bank", "lcl"]);
    let admitted = |name| programs.admitted(name, Admission::SecondPerson).map(|_| ()).map_err(|error| error.code());
    assert_eq!(["bank", "lcl", "own"].map(admitted), [Ok(()), Ok(()), Err("program-not-approved")]);
    assert_eq!(names(programs.approve(&hash, hand("chloe", 3)).unwrap()), ["bank", "lcl", "own"]);
    assert_eq!(programs.list().unwrap().len(), 3);
}

/// The records of a program are told apart by all of what their names hash to.
#[test]
fn the_record_of_one_name_is_not_written_over_by_another() {
    let (folder, programs) = programs();
    let program = programs.add("bank", &tree(), hand("anne", 1)).unwrap();
    let record = folder.path().join(format!("{}.{}.json", program.sha256, Sha256::of(b"bank")));
    assert_eq!(serde_json::from_slice::<Program>(&fs::read(record).unwrap()).unwrap(), program);
}

#[test]
fn a_new_version_needs_a_new_approval_and_the_old_one_stays_until_then() {
    let (_folder, programs) = programs();
    let old = programs.add("bank", &[file("", true, "old")], hand("anne", 1)).unwrap();
    programs.approve(&old.sha256.to_string(), hand("bruno", 2)).unwrap();
    let later = Hand { at: "2026-12-02T10:00:00Z".parse().unwrap(), ..hand("anne", 1) };
    let new = programs.add("bank", &[file("", true, "new")], later).unwrap();
    assert_eq!((new.sha256, &new.approved), (Sha256::of(b"new"), &None));
    let admitted = || programs.admitted("bank", Admission::SecondPerson).unwrap().sha256;
    assert_eq!(admitted(), old.sha256);
    let approved = Hand { at: "2026-12-03T10:00:00Z".parse().unwrap(), ..hand("bruno", 2) };
    programs.approve(&new.sha256.to_string(), approved).unwrap();
    assert_eq!(admitted(), new.sha256);
    assert_eq!(fs::read(programs.copy(old.sha256)).unwrap(), b"old", "the old one is evidence");
}

#[test]
fn what_was_altered_is_given_nothing() {
    let (_folder, programs) = programs();
    let program = programs.add("bank", &tree(), hand("anne", 1)).unwrap();
    programs.approve(&program.sha256.to_string(), hand("bruno", 2)).unwrap();
    let inside = programs.copy(program.sha256).join("lib/bank.txt");
    fs::set_permissions(&inside, Permissions::from_mode(0o600)).unwrap();
    fs::write(&inside, "abd").unwrap();
    let refused = programs.admitted("bank", Admission::SecondPerson).unwrap_err();
    assert_eq!(refused.code(), "program-altered");
    let refused = programs.approve(&program.sha256.to_string(), hand("bruno", 2)).unwrap_err();
    assert_eq!(refused.code(), "program-altered", "nor is it approved");
}

#[test]
fn what_is_no_program_is_not_kept() {
    let (folder, programs) = programs();
    let refused =
        |files: &[ProgramFile]| programs.add("x", files, hand("anne", 1)).map(|_| ()).map_err(|error| error.code());
    let main = file("connector", true, "");
    assert_eq!(refused(&[]), Err("program-malformed"));
    assert_eq!(refused(&[file("", false, "abc")]), Err("program-malformed"));
    assert_eq!(refused(&[file("connector", false, "abc")]), Err("program-malformed"));
    for path in ["../up", "/etc/x", "a//b", "./a", "a/../b", "a/", "connector", "connector/x", "a\nb"] {
        assert_eq!(refused(&[main.clone(), file(path, false, "")]), Err("program-malformed"), "{path:?}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn links_are_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    symlink("/etc/passwd", folder.path().join("connector")).unwrap();
    assert!(read(folder.path()).unwrap_err().to_string().contains("neither a file nor a directory"));
}
