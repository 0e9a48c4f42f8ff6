use std::{
    io::Write,
    process::{Child, Command, Stdio},
};

use crate::until;

/// An unlocked keyring of its own; ends with this value. Without one, the first use of the secret
/// service would ask for a password in a window.
#[derive(Debug)]
pub struct Keyring(Child);

impl Keyring {
    /// Starts it with a command that runs on the machine.
    pub fn start(command: impl Fn(&str) -> Command) -> Self {
        let mut daemon = command("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon starts");
        // The end of its input ends the password.
        let mut stdin = daemon.stdin.take().expect("its input is piped");
        stdin.write_all(b"e2e").expect("gnome-keyring-daemon reads");
        drop(stdin);
        until("the secret service", || {
            let owner =
                ["call", "--session", "--dest", "org.freedesktop.DBus", "--object-path", "/org/freedesktop/DBus"];
            let asked = command("gdbus")
                .args(owner)
                .args(["--method", "org.freedesktop.DBus.NameHasOwner", "org.freedesktop.secrets"])
                .output()
                .ok()?;
            asked.stdout.starts_with(b"(true").then_some(())
        });
        Self(daemon)
    }
}

impl Drop for Keyring {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
