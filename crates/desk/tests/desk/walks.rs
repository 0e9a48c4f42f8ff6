//! The walks of `docs/DESK.md`, as they are printed: typed into a shell on a terminal, and a passphrase
//! wherever one is asked for.

use std::{
    fs,
    io::{Read, Write},
    path::Path,
    process::Command,
};

use crate::support::{package::CANARY, service::with_accounts, terminal::pseudo_terminal};

const PASSPHRASE: &str = "a passphrase of the walk";

/// The commands of a section, but for the one that builds: that is done.
fn printed(section: &str) -> String {
    let manual = fs::read_to_string(root().join("docs/DESK.md")).unwrap();
    let (_, text) = manual.split_once(&format!("\n{section}\n")).unwrap();
    let (_, commands) = text.split_once("```sh\n").unwrap();
    let commands = commands.split("```").next().unwrap();
    let built = Path::new(env!("CARGO_BIN_EXE_pli-desk")).parent().unwrap().display().to_string();
    let commands = commands.replace("$PWD/target/debug", "target/debug").replace("target/debug", &built);
    commands.lines().filter(|line| !line.starts_with("cargo build ")).collect::<Vec<_>>().join("\n")
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

/// What the terminal shows of it until it ends, if every command succeeds.
fn walked(section: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let script = folder.path().join("walk.sh");
    fs::write(&script, format!("set -e\n{}\n", printed(section))).unwrap();
    let (mut emulator, terminal) = pseudo_terminal();
    let mut shell = Command::new("setsid");
    shell
        .args(["--ctty", "--wait", "bash", "-m"])
        .arg(&script)
        .env_clear()
        .env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin")
        .env("TMPDIR", folder.path())
        .env("PLI_DESK_LANGUAGE", "en")
        .env("LANG", "C.UTF-8")
        .current_dir(root())
        .stdin(terminal.try_clone().unwrap())
        .stdout(terminal.try_clone().unwrap())
        .stderr(terminal);
    fs::set_permissions(folder.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let mut walking = shell.spawn().unwrap();
    drop(shell);
    let (mut shown, mut answered, mut piece) = (String::new(), 0, [0; 4096]);
    // At the end of the last process on it, a terminal gives an error instead of an end.
    while let Ok(length @ 1..) = emulator.read(&mut piece) {
        shown += &String::from_utf8_lossy(&piece[..length]);
        let last = shown[answered..].to_lowercase();
        if last.contains("passphrase") && last.trim_end().ends_with(':') {
            answered = shown.len();
            emulator.write_all(format!("{PASSPHRASE}\n").as_bytes()).unwrap();
        }
    }
    assert!(walking.wait().unwrap().success(), "{shown}");
    shown
}

#[test]
fn the_embedded_walk() {
    let shown = walked("### To try it all");
    assert!(shown.contains("K7M4-Q2XD: deleted\r\n") && shown.contains(" entries, as written\r\n"), "{shown}");
    assert!(shown.contains("█████") && !shown.contains(CANARY), "{shown}");
}

#[test]
fn the_walk_of_the_service() {
    with_accounts(|| {
        let shown = walked("### To try the service");
        assert!(shown.contains("K7M4-Q2XD: deleted\r\n") && shown.contains(" entries, as written\r\n"), "{shown}");
        assert!(shown.contains("█████") && !shown.contains(CANARY), "{shown}");
    });
}
