use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// A D-Bus session bus of its own; ends with this value. Not `dbus-run-session`, whose end would
/// hide a process that the app leaves behind.
#[derive(Debug)]
pub struct SessionBus {
    daemon: Child,
    address: String,
}

impl SessionBus {
    /// Starts the bus with these environment variables, which the services it activates inherit.
    pub fn start(environment: &[(&'static str, String)]) -> Self {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
            .envs(environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-daemon starts");
        let out = daemon.stdout.take().expect("its output is piped");
        let mut address = String::new();
        BufReader::new(out).read_line(&mut address).expect("dbus-daemon prints its address");
        Self { daemon, address: address.trim().to_owned() }
    }

    /// The value for `DBUS_SESSION_BUS_ADDRESS`.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl Drop for SessionBus {
    fn drop(&mut self) {
        let _ = self.daemon.kill();
        let _ = self.daemon.wait();
    }
}
