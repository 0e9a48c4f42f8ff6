use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Stdio},
};

use crate::machine::Environment;

/// A D-Bus session bus of its own; ends with this value. Not `dbus-run-session`, whose end would
/// hide a process that the app leaves behind.
#[derive(Debug)]
pub struct SessionBus {
    daemon: Child,
    address: String,
}

impl SessionBus {
    /// Starts the bus in this folder, with an environment that the services it activates inherit. It
    /// activates those of the folder `services` only.
    pub(crate) fn start(folder: &Path, services: &Path, environment: &Environment) -> Self {
        let configuration = folder.join("bus.conf");
        fs::write(&configuration, configured(folder, services)).expect("the machine's folder takes files");
        let mut daemon = environment
            .command("dbus-daemon")
            .args(["--nofork", "--nopidfile", "--print-address=1", "--config-file"])
            .arg(configuration)
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

/// As a session bus is configured (dbus-daemon(1)), but for its services and its address.
fn configured(folder: &Path, services: &Path) -> String {
    format!(
        "<busconfig><type>session</type><keep_umask/><listen>unix:tmpdir={}</listen><auth>EXTERNAL</auth>\
         <servicedir>{}</servicedir><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>\
         <allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>",
        folder.display(),
        services.display()
    )
}
