//! The programs of a machine, other than the app: each records what it is given.

use std::{
    collections::BTreeMap,
    fs,
    os::unix::fs::{PermissionsExt, symlink},
    path::{Path, PathBuf},
};

use serde::Deserialize;

use crate::until;

/// A program that records what it is given: arguments, and the hashes of the files among them.
#[derive(Debug)]
pub struct Recorder {
    program: PathBuf,
    entry: PathBuf,
    record: PathBuf,
}

/// What a program was given.
#[derive(Clone, Debug, Deserialize)]
pub struct Given {
    pub arguments: Vec<String>,
    /// SHA-256 of each file among them.
    pub files: BTreeMap<String, String>,
}

/// A program as the desktop knows it.
pub struct Application {
    /// The name of its program and desktop entry.
    pub id: &'static str,
    /// What people call it.
    pub name: &'static str,
    /// The types it opens by default.
    pub opens: &'static [&'static str],
}

impl Recorder {
    /// Installs the application for the person of this home: its program among these folders.
    pub fn install(folders: &Path, home: &Path, application: &Application) -> Self {
        let Application { id, name, opens } = application;
        let (bin, entries) = (folders.join("bin"), home.join(".local/share/applications"));
        for folder in [&bin, &entries] {
            fs::create_dir_all(folder).expect("a folder of the machine");
        }
        let (program, record) = (bin.join(id), folders.join(format!("{id}.json")));
        fs::write(&program, recorder(&record)).expect("a program of the machine");
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
        let (path, types) = (program.display(), opens.join(";"));
        let entry = format!("[Desktop Entry]\nType=Application\nName={name}\nExec={path} %u\nMimeType={types};\n");
        let file = entries.join(format!("{id}.desktop"));
        fs::write(&file, entry).expect("a desktop entry");
        make_default(home, application);
        Self { program, entry: file, record }
    }

    /// The desktop does not know it any more.
    pub fn uninstall(&self) {
        fs::remove_file(&self.entry).expect("its desktop entry");
    }

    /// From now on it ends as soon as it is started, with a failure.
    pub fn fail(&self) {
        fs::write(&self.program, "#!/bin/sh\nexit 1\n").expect("its program");
    }

    /// From now on it is a snap.
    pub fn confine(&self) {
        let entry = fs::read_to_string(&self.entry).expect("its desktop entry");
        fs::write(&self.entry, entry + "X-SnapInstanceName=thunderbird\n").expect("its desktop entry");
    }

    /// Waits until it was given something that was not asked for before.
    pub fn received(&self) -> Given {
        until("the program to be started", || {
            let given = serde_json::from_slice(&fs::read(&self.record).ok()?).ok();
            fs::remove_file(&self.record).expect("the record is the test's");
            given
        })
    }
}

fn make_default(home: &Path, application: &Application) {
    let list = home.join(".config/mimeapps.list");
    let mut defaults = fs::read_to_string(&list).unwrap_or_else(|_| "[Default Applications]\n".to_owned());
    defaults.extend(application.opens.iter().map(|kind| format!("{kind}={}.desktop\n", application.id)));
    fs::write(&list, defaults).expect("the default applications");
}

/// The system's shared data without its applications: what happens to be installed on the computer
/// that runs the tests is not on the machine. Nor is a keyring that the bus would start by itself.
pub fn shared_data_of_programs(shared: &Path, services: &Path) {
    link_all(Path::new("/usr/share"), shared, &["applications"]);
    fs::create_dir_all(services).expect("a folder of the machine");
    let keyrings =
        ["org.freedesktop.secrets.service", "org.gnome.keyring.service", "org.freedesktop.impl.portal.Secret.service"];
    link_all(Path::new("/usr/share/dbus-1/services"), services, &keyrings);
}

fn link_all(from: &Path, to: &Path, but: &[&str]) {
    for entry in fs::read_dir(from).expect("the system's shared data").flatten() {
        if !but.iter().any(|name| entry.file_name() == *name) {
            symlink(entry.path(), to.join(entry.file_name())).expect("a link");
        }
    }
}

fn recorder(record: &Path) -> String {
    format!(
        r#"#!/usr/bin/python3
import hashlib, json, os, sys, urllib.parse

def path(argument):
    return urllib.parse.unquote_to_bytes(argument[7:]) if argument.startswith("file://") else os.fsencode(argument)

def told(argument):
    return os.fsencode(argument).decode("utf-8", "backslashreplace")

files = {{told(a): hashlib.sha256(open(path(a), "rb").read()).hexdigest() for a in sys.argv[1:] if os.path.isfile(path(a))}}
record = "{record}"
with open(record + ".part", "w") as part:
    json.dump({{"arguments": [told(a) for a in sys.argv[1:]], "files": files}}, part)
os.rename(record + ".part", record)
"#,
        record = record.display()
    )
}
