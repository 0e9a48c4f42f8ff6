use std::{
    cell::RefCell,
    collections::BTreeMap,
    io::Write,
    path::PathBuf,
    process::{Child, Stdio},
};

use serde::Deserialize;
use xtask::workspace;

use crate::{machine::Environment, until};

/// The password of the person's session, which unlocks the keyring.
pub const PASSWORD: &str = "e2e";
/// Its name on the bus.
const SERVICE: &str = "org.freedesktop.secrets";

/// A keyring of its own, unlocked as a login does; ends with this value. Without one, the first use
/// of the secret service would ask for a password in a window.
#[derive(Debug)]
pub struct Keyring {
    daemon: RefCell<Option<Child>>,
    environment: Environment,
}

/// A secret in the keyring.
#[derive(Deserialize)]
pub struct Item {
    attributes: BTreeMap<String, String>,
    secret: String,
}

impl Item {
    /// The name that its program filed it under.
    pub fn name(&self) -> &str {
        self.attributes.get("username").map_or("", String::as_str)
    }

    /// The secret itself.
    pub fn secret(&self) -> Vec<u8> {
        hex::decode(&self.secret).expect("as the script prints it")
    }
}

impl Keyring {
    /// Starts it on the machine with this environment.
    pub(crate) fn start(environment: Environment) -> Self {
        let mut daemon = environment
            .command("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon starts");
        // The end of its input ends the password.
        let mut stdin = daemon.stdin.take().expect("its input is piped");
        stdin.write_all(PASSWORD.as_bytes()).expect("gnome-keyring-daemon reads");
        drop(stdin);
        let keyring = Self { daemon: RefCell::new(Some(daemon)), environment };
        // It has its name on the bus before it answers.
        for (service, path, question, answer) in [
            ("org.freedesktop.DBus", "/org/freedesktop/DBus", ["org.freedesktop.DBus.NameHasOwner", SERVICE], "(true"),
            (SERVICE, "/org/freedesktop/secrets", ["org.freedesktop.Secret.Service.SearchItems", "{}"], "("),
        ] {
            until("the secret service", || {
                let mut ask = keyring.environment.command("gdbus");
                ask.args(["call", "--session", "--dest", service, "--object-path", path, "--method"]).args(question);
                ask.output().ok()?.stdout.starts_with(answer.as_bytes()).then_some(())
            });
        }
        keyring
    }

    /// Ends it: the machine has no keyring any more.
    pub fn stop(&self) {
        if let Some(mut daemon) = self.daemon.take() {
            let _ = daemon.kill();
            let _ = daemon.wait();
        }
    }

    /// Everything in it, of every program.
    pub fn items(&self) -> Vec<Item> {
        serde_json::from_slice(&self.run(&["items"])).expect("as the script prints it")
    }

    /// The names of everything in it, in their order.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.items().iter().map(|item| item.name().to_owned()).collect();
        names.sort();
        names
    }

    /// Locks it, as the end of a session does.
    pub fn lock(&self) {
        self.run(&["lock"]);
    }

    /// Removes the secret of this name, as another program of the person can.
    pub fn delete(&self, name: &str) {
        self.run(&["delete", name]);
    }

    /// Adds a copy of the secret of this name in another collection, as a keyring has it that was restored.
    pub fn copy(&self, name: &str) {
        self.run(&["copy", name]);
    }

    /// Adds another secret of this name in another collection.
    pub fn alter(&self, name: &str) {
        self.run(&["alter", name]);
    }

    fn run(&self, arguments: &[&str]) -> Vec<u8> {
        let script: PathBuf = workspace::root().join("tests/keyring.py");
        let run =
            self.environment.command("/usr/bin/python3").arg(script).args(arguments).output().expect("Python starts");
        assert!(run.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&run.stderr));
        run.stdout
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        self.stop();
    }
}
