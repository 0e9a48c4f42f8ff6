use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::Value;
use sha2::{Digest, Sha256};
use xtask::workspace;

use crate::Machine;

/// The files of a case in the person's Documents, as other people's programs read them.
#[derive(Clone, Debug)]
pub struct Package {
    folder: PathBuf,
    reference: String,
}

impl Package {
    /// The package of this case.
    pub fn of(machine: &Machine, reference: &str) -> Self {
        Self { folder: machine.documents().join("Pli").join(reference), reference: reference.to_owned() }
    }

    /// Where it stands.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The consent PDF.
    pub fn consent(&self) -> PathBuf {
        self.folder.join(format!("consentement-{}.pdf", self.reference))
    }

    /// The sealed file.
    pub fn sealed(&self) -> PathBuf {
        self.folder.join(format!("identifiants-{}.age", self.reference))
    }

    /// The message file, in a folder of its own.
    pub fn draft(&self) -> PathBuf {
        self.folder.join("message").join(format!("message-{}.eml", self.reference))
    }

    /// Checks that nobody but the person can read the files.
    pub fn assert_private(&self) {
        for file in [self.consent(), self.sealed(), self.draft()] {
            let mode = fs::metadata(&file).expect("a file of the package").permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{} has mode {mode:o}", file.display());
        }
    }

    /// The payload, as Debian's `age` decrypts it with the demonstration identity.
    pub fn payload(&self) -> Value {
        let opened = self.opened_with(DEMO_IDENTITY).expect("age opens the sealed file");
        // The padding is white space after the JSON.
        serde_json::from_slice(&opened).expect("the payload is JSON")
    }

    /// What Debian's `age` decrypts with this identity file of the repository; what it says when it
    /// does not.
    ///
    /// # Errors
    /// What `age` wrote on its standard error.
    pub fn opened_with(&self, identity: &str) -> Result<Vec<u8>, String> {
        let mut age = Command::new("age");
        age.arg("--decrypt").arg("--identity").arg(workspace::root().join(identity)).arg(self.sealed());
        let output = age.output().expect("age starts");
        if output.status.success() {
            Ok(output.stdout)
        } else {
            Err(String::from_utf8_lossy(&output.stderr).into_owned())
        }
    }

    /// The consent's text as `pdftotext` extracts it, white space made single spaces.
    pub fn consent_text(&self) -> String {
        let output = Command::new("pdftotext").arg(self.consent()).arg("-").output().expect("pdftotext starts");
        assert!(output.status.success(), "pdftotext reads the consent");
        single_spaced(&String::from_utf8_lossy(&output.stdout))
    }

    /// SHA-256 of a file, in hex.
    pub fn sha256(file: &Path) -> String {
        hex::encode(Sha256::digest(fs::read(file).expect("a file of the package")))
    }
}

/// The secret half of the demonstration epoch, public on purpose.
const DEMO_IDENTITY: &str = "tests/demo/DEMO-ONLY-identity-2026-01.txt";

/// A text with single spaces between its words, to compare across line ends and typography.
pub fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
