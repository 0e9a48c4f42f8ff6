use std::{
    ffi::OsStr,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use minisign::{KeyPair, SecretKey, SecretKeyBox};
use tempfile::TempDir;
use xtask::workspace;

/// The receiving side, with the demonstration's receipt key: the real program, in a folder of its own.
#[derive(Debug)]
pub struct Desk(TempDir);

impl Desk {
    /// A desk that received nothing yet.
    pub fn new() -> Self {
        let home = tempfile::Builder::new().prefix("pli-desk-").tempdir().expect("a temporary folder");
        fs::copy(receipt_key(), home.path().join("receipt.key")).expect("the demonstration's receipt key");
        Self(home)
    }

    /// Runs a command of the desk, which must be done, and gives what it said.
    pub fn run(&self, arguments: &[&OsStr]) -> String {
        let output = Command::new(workspace::desk())
            .env("PLI_DESK_HOME", self.0.path())
            .env("PLI_DESK_OPERATOR", "support")
            .args(arguments)
            .output()
            .expect("pli-desk starts");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{arguments:?}: {said}{}", String::from_utf8_lossy(&output.stderr));
        said
    }

    /// The receipt in the mail that the desk drafted when it closed this case.
    pub fn receipt(&self, reference: &str) -> Vec<u8> {
        let mail = self.0.path().join(format!("drafts/{reference}-closed.eml"));
        let script = workspace::root().join("tests/e2e/draft.py");
        let saved = self.0.path().join("saved");
        fs::create_dir_all(&saved).expect("a folder of the desk");
        let status = Command::new("python3").arg(script).arg(mail).arg(&saved).output().expect("Python starts").status;
        assert!(status.success(), "Python reads the desk's draft");
        fs::read(saved.join(format!("preuve-{reference}.receipt"))).expect("the draft holds the receipt")
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

/// A receipt with this first line, signed by the desk's own key.
pub fn signed_by_the_desk(line: &str) -> Vec<u8> {
    let text = fs::read_to_string(receipt_key()).expect("the demonstration's receipt key");
    let key = SecretKeyBox::from_string(&text).and_then(SecretKeyBox::into_unencrypted_secret_key);
    signed(line, &key.expect("the demonstration's receipt key has no passphrase"))
}

/// A receipt with this first line, signed by somebody else.
pub fn signed_by_a_forger(line: &str) -> Vec<u8> {
    signed(line, &KeyPair::generate_unencrypted_keypair().expect("the system has randomness").sk)
}

fn signed(line: &str, key: &SecretKey) -> Vec<u8> {
    let message = format!("{line}\n");
    let comment = Some("pli-receipt/1");
    let signature = minisign::sign(None, key, message.as_bytes(), None, comment).expect("a key signs");
    format!("{message}{}", signature.to_string()).into_bytes()
}

fn receipt_key() -> PathBuf {
    workspace::root().join(Path::new("tests/demo/DEMO-ONLY-receipt.key"))
}
