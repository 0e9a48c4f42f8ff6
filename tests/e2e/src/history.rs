use std::{
    cell::OnceCell,
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;

use crate::Machine;

/// What the app keeps of the cases, as other people's programs read and write it: the keyring's
/// identity, and `age`.
#[derive(Debug)]
pub struct History<'m> {
    machine: &'m Machine,
    identity: OnceCell<PathBuf>,
}

impl<'m> History<'m> {
    /// The history on this machine.
    pub fn of(machine: &'m Machine) -> Self {
        Self { machine, identity: OnceCell::new() }
    }

    pub fn folder(&self) -> PathBuf {
        self.machine.home().join(".local/share/com.bankin.pli/history")
    }

    /// The names of the cases it holds, in their order.
    pub fn cases(&self) -> Vec<String> {
        let files = fs::read_dir(self.folder()).into_iter().flatten().flatten();
        let mut names: Vec<String> =
            files.filter_map(|file| Some(file.file_name().to_str()?.strip_suffix(".age")?.to_owned())).collect();
        names.sort();
        names
    }

    /// The file of this case.
    pub fn file(&self, case: &str) -> PathBuf {
        self.folder().join(format!("{case}.age"))
    }

    /// What is kept of this case.
    pub fn read(&self, case: &str) -> Value {
        let output = Command::new("age")
            .args(["--decrypt", "--identity"])
            .arg(self.identity())
            .arg(self.file(case))
            .output()
            .expect("age starts");
        assert!(output.status.success(), "age opens the file: {}", String::from_utf8_lossy(&output.stderr));
        serde_json::from_slice(&output.stdout).expect("what is kept is JSON")
    }

    /// Keeps something else of this case.
    pub fn write(&self, case: &str, kept_case: &Value) {
        let mut age = Command::new("age")
            .args(["--encrypt", "--identity"])
            .arg(self.identity())
            .arg("--output")
            .arg(self.file(case))
            .stdin(Stdio::piped())
            .spawn()
            .expect("age starts");
        age.stdin.take().expect("its input is piped").write_all(kept_case.to_string().as_bytes()).expect("age reads");
        assert!(age.wait().expect("age ends").success());
    }

    /// A file with the identity that the keyring holds.
    fn identity(&self) -> &Path {
        self.identity.get_or_init(|| {
            let items = self.machine.keyring().items();
            let identity = items.iter().find(|item| item.name() == "history").expect("the keyring has the identity");
            let file = self.machine.folders().join("identity");
            fs::write(&file, identity.secret()).expect("the machine's folder takes files");
            file
        })
    }
}

/// The names of all files below a folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files
}
