use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

use zbus::{
    blocking::{Connection, connection},
    object_server::Interface,
};

use crate::desk::Desk;

/// A session bus of a desk's own, with one service on it; ends with this value.
pub struct Bus {
    daemon: Child,
    _service: Connection,
}

impl Bus {
    pub fn serving(desk: &Desk, name: &'static str, path: &'static str, service: impl Interface) -> Self {
        Self::with(desk, |connection| connection.name(name).unwrap().serve_at(path, service).unwrap())
    }

    /// With a name on it whose owner answers nothing, as a program that hangs.
    pub fn hanging(desk: &Desk, name: &'static str) -> Self {
        Self::with(desk, |connection| connection.name(name).unwrap())
    }

    fn with(desk: &Desk, service: impl FnOnce(connection::Builder<'_>) -> connection::Builder<'_>) -> Self {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address", "--address", &desk.bus_address()])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        // It prints its address once it listens.
        let mut address = String::new();
        BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let connection = connection::Builder::address(address.trim()).unwrap();
        Self { daemon, _service: service(connection).build().unwrap() }
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.daemon.kill().unwrap();
        self.daemon.wait().unwrap();
    }
}
