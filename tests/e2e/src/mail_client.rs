use std::{collections::BTreeMap, fs, os::unix::fs::PermissionsExt, path::PathBuf};

use serde::Deserialize;

use crate::{Machine, until};

/// A mail client that records what it is given. To the system it is Thunderbird, by its desktop
/// entry and its program's name.
#[derive(Debug)]
pub struct MailClient {
    record: PathBuf,
}

/// What the mail client was given.
#[derive(Clone, Debug, Deserialize)]
pub struct HandedOver {
    /// Its arguments.
    pub arguments: Vec<String>,
    /// SHA-256 of each file among them.
    pub files: BTreeMap<String, String>,
}

impl MailClient {
    /// Installs it as the handler of `mailto:` on this machine.
    pub fn install(machine: &Machine) -> Self {
        let bin = machine.home().join("bin");
        let applications = machine.home().join(".local/share/applications");
        for folder in [&bin, &applications] {
            fs::create_dir_all(folder).expect("a folder in the home");
        }
        let (program, record) = (bin.join("thunderbird"), machine.home().join("handed-over.json"));
        fs::write(&program, program_text(&record)).expect("a program in the home");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
        let entry = format!(
            "[Desktop Entry]\nType=Application\nName=Thunderbird\nExec={} %u\nMimeType=x-scheme-handler/mailto;message/rfc822;\n",
            program.display()
        );
        fs::write(applications.join("thunderbird.desktop"), entry).expect("a desktop entry");
        let defaults =
            "[Default Applications]\nx-scheme-handler/mailto=thunderbird.desktop\nmessage/rfc822=thunderbird.desktop\n";
        fs::write(machine.home().join(".config/mimeapps.list"), defaults).expect("the default applications");
        Self { record }
    }

    /// Waits until it was given something.
    pub fn received(&self) -> HandedOver {
        until("the mail client to be started", || serde_json::from_slice(&fs::read(&self.record).ok()?).ok())
    }
}

fn program_text(record: &std::path::Path) -> String {
    format!(
        r#"#!/usr/bin/python3
import hashlib, json, os, sys, urllib.parse

def path(argument):
    return urllib.parse.unquote(argument[7:]) if argument.startswith("file://") else argument

files = {{a: hashlib.sha256(open(path(a), "rb").read()).hexdigest() for a in sys.argv[1:] if os.path.isfile(path(a))}}
record = "{record}"
with open(record + ".part", "w") as part:
    json.dump({{"arguments": sys.argv[1:], "files": files}}, part)
os.rename(record + ".part", record)
"#,
        record = record.display()
    )
}
