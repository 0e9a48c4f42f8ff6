//! Mail servers refuse to work as root: what they do is done by an account without rights, where the tests
//! run as root.

use std::{
    fs,
    os::unix::fs::MetadataExt,
    path::Path,
    process::{Command, Output},
};

/// The account without rights.
const ACCOUNT: &str = "nobody";

pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

/// The name of who runs the tests.
pub fn name() -> String {
    text(Command::new("id").arg("-un").output().unwrap())
}

/// The account that holds mail, as dovecot is told.
pub fn mail_account() -> String {
    let of = if is_root() { ACCOUNT.to_owned() } else { name() };
    let number = |option: &str| text(Command::new("id").args([option, &of]).output().unwrap());
    format!("uid={} gid={}", number("-u"), number("-g"))
}

/// Gives a file or a folder to that account.
pub fn own(path: &Path) {
    if is_root() {
        let done = Command::new("chown").arg("-R").arg(ACCOUNT).arg(path).status().unwrap();
        assert!(done.success());
    }
}

/// A program that runs as that account.
pub fn command(program: &str) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", ACCOUNT, "--", program]);
    command
}

fn text(output: Output) -> String {
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}
