use std::{
    collections::BTreeMap,
    env,
    ffi::OsStr,
    fs,
    io::Write,
    os::unix::{ffi::OsStrExt as _, process::ExitStatusExt},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
};

use pli_format::{CaseReference, Sha256, seal};
use pli_wizard::package::{self, File};

use super::{FolderError, MESSAGE, PackageFolder, STAGED, as_found, kept_path, sweep, write_folder};
use crate::path_text;

const REFERENCE: &str = "K7M4-Q2XD";
/// Set for the process that is to be killed: where it writes.
const VICTIM: &str = "PLI_TEST_WRITES_IN";
const KILLED: i32 = 9;

fn files() -> [File; 3] {
    ["consent", "sealed", "eml"].map(|name| File { name: name.to_owned(), bytes: name.repeat(5000).into_bytes() })
}

fn write(documents: &Path) {
    let files = files();
    write_folder(&[documents.join("Pli")], REFERENCE, files.each_ref()).unwrap();
}

/// Each folder below `Documents/Pli`, and the files it holds.
fn folders(documents: &Path) -> BTreeMap<String, BTreeMap<String, Vec<u8>>> {
    let name = |entry: &fs::DirEntry| entry.file_name().into_string().unwrap();
    entries(&documents.join("Pli")).iter().map(|entry| (name(entry), content(&entry.path()))).collect()
}

/// Each file by its name, those of an inner folder by their path.
fn content(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in entries(folder) {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            files.extend(content(&entry.path()).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    files
}

fn entries(folder: &Path) -> Vec<fs::DirEntry> {
    fs::read_dir(folder).into_iter().flatten().flatten().collect()
}

fn whole() -> BTreeMap<String, BTreeMap<String, Vec<u8>>> {
    let [consent, sealed, eml] = files();
    let message = format!("{MESSAGE}/{}", eml.name);
    let files = [(consent.name, consent.bytes), (sealed.name, sealed.bytes), (message, eml.bytes)];
    [(REFERENCE.to_owned(), files.into())].into()
}

/// The system calls between which what is on the disk differs.
const CALLS: [&str; 6] = ["mkdir", "openat", "write", "fsync", "close", "rename"];

/// strace counts each thread's calls. The one that writes has made so many of each before, more than
/// the test harness makes in its own thread, which so is never the one killed.
const AHEAD: u32 = 12;

fn make_each_call() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = fs::File::create(folder.path().join("file")).unwrap();
    file.write_all(b"x").and_then(|()| file.sync_all()).unwrap();
    drop(file);
    fs::rename(folder.path().join("file"), folder.path().join("other")).unwrap();
}

/// Runs this very test in another process, killed at this system call, the n-th of its kind.
fn killed_at(call: &str, n: u32, documents: &Path) -> ExitStatus {
    Command::new("strace")
        .args(["-f", "-qqq", "-e", &format!("trace={call}"), "-o", "/dev/null"])
        .args(["-e", &format!("inject={call}:signal=KILL:when={n}")])
        .arg(env::current_exe().unwrap())
        .args(["--exact", "package_folder::tests::killed_at_any_point_it_leaves_nothing_or_a_whole_package"])
        .env("RUST_TEST_THREADS", "1")
        .env(VICTIM, documents)
        // The loader would open files in every folder of it.
        .env_remove("LD_LIBRARY_PATH")
        .stdout(Stdio::null())
        .status()
        .expect("the set-up installs strace")
}

#[test]
fn killed_at_any_point_it_leaves_nothing_or_a_whole_package() {
    if let Some(documents) = env::var_os(VICTIM) {
        (0..AHEAD).for_each(|_| make_each_call());
        return write(documents.as_ref());
    }
    let mut seen = BTreeMap::<&str, u32>::new();
    for call in CALLS {
        for n in AHEAD + 1.. {
            let documents = tempfile::tempdir().unwrap();
            let status = killed_at(call, n, documents.path());
            *seen.entry(state(documents.path())).or_default() += 1;
            sweep(&documents.path().join("Pli"), || true);
            assert_ne!(state(documents.path()), "staged", "{call} {n}");
            if status.signal() != Some(KILLED) {
                assert!(status.success(), "{status}");
                break;
            }
        }
    }
    assert!(seen.contains_key("nothing") && seen.contains_key("whole"), "{seen:?}");
    // Three files, each opened, written, synchronised and closed, the message's folder, then one rename.
    assert_eq!(seen["staged"], 14, "{seen:?}");
}

fn state(documents: &Path) -> &'static str {
    let left = folders(documents);
    match left {
        _ if left == whole() => "whole",
        _ if left.is_empty() => "nothing",
        _ if left.keys().all(|name| name.starts_with(STAGED)) => "staged",
        _ => panic!("a folder in its place is not whole: {:?}", left.keys()),
    }
}

#[test]
fn what_is_whole_is_not_swept() {
    let documents = tempfile::tempdir().unwrap();
    write(documents.path());
    fs::create_dir(documents.path().join("Pli").join(format!("{STAGED}aB3dE6"))).unwrap();
    sweep(&documents.path().join("Pli"), || true);
    assert_eq!(folders(documents.path()), whole());
}

#[test]
fn what_somebody_else_made_is_not_swept() {
    let documents = tempfile::tempdir().unwrap();
    let pli = documents.path().join("Pli");
    let theirs =
        ["en-cours-banque", "en-cours-aB3dE6", ".pli-en-cours-banques", ".pli-en-cours-aB3-E6", ".pli-en-cours-"];
    for name in theirs {
        fs::create_dir_all(pli.join(name)).unwrap();
    }
    fs::write(pli.join(".pli-en-cours-aFile6"), "").unwrap();
    std::os::unix::fs::symlink(documents.path(), pli.join(".pli-en-cours-aLink6")).unwrap();
    sweep(&documents.path().join("Pli"), || true);
    let left = fs::read_dir(&pli).unwrap().count();
    assert_eq!(left, theirs.len() + 2);
}

#[test]
fn what_this_process_writes_is_not_swept() {
    let documents = tempfile::tempdir().unwrap();
    let staged = documents.path().join(format!("{STAGED}aB3dE6"));
    fs::create_dir(&staged).unwrap();
    sweep(documents.path(), || false);
    assert!(staged.exists());
    sweep(documents.path(), || true);
    assert!(!staged.exists());
}

/// Such as `Documents/Pli` after Pli was root's once, and a share that is away.
#[test]
fn a_place_that_refuses_makes_way_for_the_next_and_nothing_is_left_there() {
    let documents = tempfile::tempdir().unwrap();
    let [taken, away, next] = ["Pli", "away", "Pli 2"].map(|name| documents.path().join(name));
    fs::write(&taken, "").unwrap();
    std::os::unix::fs::symlink("/nowhere", &away).unwrap();
    let files = files();
    let written = write_folder(&[taken.clone(), away.clone(), next.clone()], REFERENCE, files.each_ref()).unwrap();
    assert_eq!(written, next.join(REFERENCE));
    let refused = write_folder(&[taken, away], REFERENCE, files.each_ref()).unwrap_err();
    assert_eq!(refused.kind(), std::io::ErrorKind::AlreadyExists, "the best place says why");
    assert_eq!(entries(documents.path()).len(), 3);
}

#[test]
fn a_second_package_has_a_folder_of_its_own() {
    let documents = tempfile::tempdir().unwrap();
    write(documents.path());
    write(documents.path());
    let names: Vec<_> = folders(documents.path()).into_keys().collect();
    assert_eq!(names, [REFERENCE.to_owned(), format!("{REFERENCE}-2")]);
}

#[test]
fn each_file_is_for_its_owner_alone() {
    let documents = tempfile::tempdir().unwrap();
    let [consent, sealed, message] = files();
    write(documents.path());
    let folder = documents.path().join("Pli").join(REFERENCE);
    for file in [folder.join(consent.name), folder.join(sealed.name), folder.join(MESSAGE).join(message.name)] {
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&file).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
}

#[test]
fn a_folder_is_called_what_it_is_below_a_home_that_is_no_text() {
    let path = Path::new(OsStr::from_bytes(b"/home/Jos\xe9/Documents/Pli/K7M4-Q2XD-2"));
    let folder = PackageFolder::new(kept_path(&path_text::of(path)), reference());
    assert_eq!((folder.path.as_path(), &*folder.place()), (path, "Documents\u{a0}> Pli\u{a0}> K7M4-Q2XD-2"));
}

#[test]
fn a_documents_folder_of_another_name_is_called_by_it() {
    let folder = PackageFolder::new("/mnt/données/Mes documents/Pli/K7M4-Q2XD", reference());
    assert_eq!(folder.place(), "Mes documents\u{a0}> Pli\u{a0}> K7M4-Q2XD");
}

#[test]
fn other_documents_than_the_system_s_are_found_from_the_home_on() {
    let [documents, below_the_home] = ["/mnt/nas/Documents", "/home/helene/Documents"].map(PathBuf::from);
    for (path, named) in [
        ("/mnt/nas/Documents/Pli/K7M4-Q2XD", "Documents\u{a0}> Pli\u{a0}> K7M4-Q2XD"),
        ("/home/helene/Documents/Pli/K7M4-Q2XD", "helene\u{a0}> Documents\u{a0}> Pli\u{a0}> K7M4-Q2XD"),
        ("/mnt/usb/Documents/Pli/K7M4-Q2XD", "Documents\u{a0}> Pli\u{a0}> K7M4-Q2XD"),
    ] {
        let home = Some(Path::new("/home/helene"));
        assert_eq!(as_found(Path::new(path), &[documents.clone(), below_the_home.clone()], home), named);
    }
    let in_the_home = Path::new("/home/helene/Documents/Pli 2/K7M4-Q2XD");
    let named = as_found(in_the_home, &[below_the_home], Some(Path::new("/home/helene")));
    assert_eq!(named, "Documents\u{a0}> Pli 2\u{a0}> K7M4-Q2XD");
}

#[test]
fn what_a_file_manager_left_goes_with_the_folder_and_stays_beside_the_persons_own() {
    let documents = tempfile::tempdir().unwrap();
    write(documents.path());
    let folder = documents.path().join("Pli").join(REFERENCE);
    let left = [".DS_Store", "Thumbs.db", "message/desktop.ini"].map(|name| folder.join(name));
    for file in left {
        fs::write(file, "").unwrap();
    }
    fs::write(folder.join("notes.txt"), "mine").unwrap();
    let names = files().map(|file| file.name);
    let package = [folder.join(&names[0]), folder.join(&names[1]), folder.join(MESSAGE).join(&names[2])];
    let erased = PackageFolder::new(&folder, reference()).remove(package.to_vec());
    assert_eq!((erased, content(&folder).len()), (vec![], 3), "{:?}", content(&folder));
    fs::remove_file(folder.join("notes.txt")).unwrap();
    let erased = PackageFolder::new(&folder, reference()).remove(Vec::new());
    assert_eq!((erased, folder.exists()), (vec![], false));
}

#[test]
fn a_name_that_a_broken_link_has_is_taken() {
    let documents = tempfile::tempdir().unwrap();
    fs::create_dir(documents.path().join("Pli")).unwrap();
    std::os::unix::fs::symlink("/nowhere", documents.path().join("Pli").join(REFERENCE)).unwrap();
    let [consent, sealed, message] = files();
    let written = write_folder(&[documents.path().join("Pli")], REFERENCE, [&consent, &sealed, &message]).unwrap();
    assert!(written.ends_with("K7M4-Q2XD-2"), "{}", written.display());
}

#[test]
fn a_sealed_file_is_present_as_it_was_sealed_or_not_at_all() {
    let documents = tempfile::tempdir().unwrap();
    let folder = PackageFolder::new(documents.path(), reference());
    let sealed = Sha256::of(b"sealed");
    assert_eq!(folder.present(sealed), [false, false]);
    fs::write(&folder.consent, "drawn again if need be").unwrap();
    fs::write(&folder.sealed, b"sealed").unwrap();
    assert_eq!(folder.present(sealed), [true, true]);
    for other in [&b""[..], b"Sealed", &vec![b's'; seal::MAX_LENGTH + 1]] {
        fs::write(&folder.sealed, other).unwrap();
        assert_eq!(folder.present(sealed), [true, false], "{} bytes", other.len());
    }
    fs::remove_file(&folder.sealed).unwrap();
    // Nobody writes into it: reading would never end.
    assert!(Command::new("mkfifo").arg(&folder.sealed).status().unwrap().success());
    assert_eq!(folder.present(sealed), [true, false]);
}

fn reference() -> CaseReference {
    REFERENCE.to_owned().try_into().unwrap()
}

#[test]
fn two_files_that_are_there_are_and_the_message_is_written_again() {
    let documents = tempfile::tempdir().unwrap();
    let reference = CaseReference::parse(REFERENCE).unwrap();
    let [consent, sealed] = package::attachment_names(&reference);
    let message = package::message_name(&reference);
    let files = [consent, sealed, message].map(|name| File { bytes: name.clone().into_bytes(), name });
    let path = write_folder(&[documents.path().join("Pli")], REFERENCE, files.each_ref()).unwrap();
    let folder = PackageFolder::new(path, reference);
    let written = folders(documents.path());
    for spoil in [
        |folder: &PackageFolder| fs::remove_dir_all(folder.path.join(MESSAGE)),
        |folder: &PackageFolder| fs::write(&folder.message, "another"),
    ] {
        spoil(&folder).unwrap();
        folder.check_files(files.each_ref()).unwrap();
        assert_eq!(folders(documents.path()), written);
    }
    fs::write(&folder.sealed, "another").unwrap();
    assert!(matches!(folder.check_files(files.each_ref()), Err(FolderError::Changed)));
    fs::remove_file(&folder.consent).unwrap();
    assert!(matches!(folder.check_files(files.each_ref()), Err(FolderError::Missing)));
}
