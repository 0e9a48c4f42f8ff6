use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;
use xtask::workspace;

use crate::Draft;

/// What `use` and `reveal` say, on standard error, of a desk that is no service.
pub const EMBEDDED: &str = "Here, whoever runs this command can read all that this desk keeps, credentials included: \
                            only the service (pli-desk serve) prevents that.\n";

/// The receiving side: `pli-desk`, in a folder of its own, with the demonstration's keys.
#[derive(Debug)]
pub struct Desk(TempDir);

/// What a command of the desk said, and how it ended.
#[derive(Clone, Debug)]
pub struct Said {
    /// The exit code.
    pub code: Option<i32>,
    /// Standard output and standard error.
    pub said: Vec<u8>,
}

/// Of the identity. No credential, and no secret: the identity itself is public.
const PASSPHRASE: &str = "a passphrase of the tests";

/// The secret half of the demonstration epoch, public on purpose.
const EPOCH: &str = "2026-01";

impl Desk {
    /// A desk that keeps the demonstration's receipt key and, behind a passphrase, its identity.
    pub fn new() -> Self {
        let desk = Self(tempfile::Builder::new().prefix("pli-desk-").tempdir().expect("a temporary folder"));
        assert_eq!(desk.run("desk", &["init"]).code, Some(0));
        let demo = workspace::root().join("tests/demo");
        let read = |name: &str| fs::read(demo.join(name)).expect("a demonstration key");
        desk.keep("receipt.key", &read("DEMO-ONLY-receipt.key"));
        let mut recipient = age::scrypt::Recipient::new(PASSPHRASE.to_owned().into());
        recipient.set_work_factor(10);
        let identity = read(&format!("DEMO-ONLY-identity-{EPOCH}.txt"));
        let sealed = age::encrypt(&recipient, &identity).expect("age encrypts an identity");
        desk.keep(&format!("identities/{EPOCH}.age"), &sealed);
        desk
    }

    /// Everything that the desk writes is below.
    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    /// A file in the desk's folder.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder().join(name)
    }

    /// Runs a command as this operator, the passphrase on standard input.
    pub fn run(&self, operator: &str, arguments: &[&str]) -> Said {
        let mut child = Command::new(workspace::desk())
            .args(["--operator", operator, "--passphrase-fd", "0"])
            .args(arguments)
            .env("PLI_DESK_HOME", self.folder())
            .env("PLI_DESK_LANGUAGE", "en")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the desk starts");
        let typed = child.stdin.take().expect("its input is piped").write_all(format!("{PASSPHRASE}\n").as_bytes());
        let output = child.wait_with_output().expect("the desk ends");
        // A command that asks for no passphrase may end before it is typed.
        drop(typed);
        Said { code: output.status.code(), said: [output.stdout, output.stderr].concat() }
    }

    /// The receipt in the mail that the desk drafted when it closed this case.
    pub fn receipt(&self, reference: &str) -> Vec<u8> {
        let saved = self.file("saved");
        fs::create_dir_all(&saved).expect("a folder of the desk");
        Draft::save_attachments(&self.closed(reference), &saved);
        fs::read(saved.join(format!("preuve-{reference}.receipt"))).expect("the draft holds the receipt")
    }

    /// The draft that the desk wrote when it closed this case.
    pub fn closed(&self, reference: &str) -> PathBuf {
        let drafts = fs::read_dir(self.file("drafts")).expect("the desk drafts");
        let begins = format!("{reference}-closed-");
        drafts
            .map(|entry| entry.expect("a draft").path())
            .find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&begins)))
            .expect("the case was closed")
    }

    fn keep(&self, name: &str, bytes: &[u8]) {
        let file = self.file(name);
        fs::create_dir_all(file.parent().expect("a file has a folder")).expect("a folder of the desk");
        fs::write(&file, bytes).expect("a file of the desk");
        let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
        fs::set_permissions(file, private).expect("a file of the desk");
    }
}

impl Default for Desk {
    fn default() -> Self {
        Self::new()
    }
}

impl Said {
    /// As a text, of a command that did what was asked.
    pub fn done(&self) -> String {
        assert_eq!(self.code, Some(0), "{}", self.text());
        self.text()
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.said).into_owned()
    }
}
