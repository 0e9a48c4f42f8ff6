use std::os::unix::fs::chown;

use super::*;

fn place(mode: u32) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
    let path = folder.path().join("desk.sock");
    (folder, path)
}

fn ourselves() -> u32 {
    rustix::process::geteuid().as_raw()
}

#[test]
fn a_folder_of_ones_own_is_a_place() {
    let (_folder, path) = place(0o755);
    let listener = listen(&path).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, MODE);
    assert_eq!(listen(&path).unwrap_err().code(), "service-running");
    drop(listener);
    assert!(listen(&path).is_ok(), "what a service left is replaced");
}

#[test]
fn a_folder_that_others_write_to_is_none() {
    for mode in [0o775, 0o757, 0o777, 0o1777] {
        let (_folder, path) = place(mode);
        assert_eq!(listen(&path).unwrap_err().code(), "socket-exposed", "{mode:o}");
    }
}

#[test]
fn a_folder_within_one_that_others_write_to_is_none() {
    let (folder, _) = place(0o777);
    let within = folder.path().join("within");
    fs::create_dir(&within).unwrap();
    assert_eq!(check_place(&within.join("desk.sock"), ourselves()).unwrap_err().code(), "socket-exposed");
}

#[test]
fn a_folder_of_somebody_else_is_none() {
    let (folder, path) = place(0o755);
    let owner = fs::metadata(folder.path()).unwrap().uid();
    assert!(check_place(&path, owner).is_ok());
    let somebody = if owner == 0 { 65534 } else { owner };
    if owner == 0 {
        chown(folder.path(), Some(somebody), None).unwrap();
    }
    assert!(check_place(&path, somebody).is_ok());
    assert_eq!(check_place(&path, somebody + 1).unwrap_err().code(), "socket-exposed");
}

#[test]
fn a_folder_that_is_not_there_is_said_to_be() {
    let error = listen(Path::new("/nowhere/pli-desk/desk.sock")).unwrap_err();
    assert_eq!(error.code(), "socket-failed");
}
