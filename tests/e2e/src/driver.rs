use std::{
    fs::{self, File},
    net::{Ipv4Addr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Stdio},
};

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use tokio::time::timeout;
use xtask::workspace;

use crate::{Machine, until, wait::PATIENCE};

/// tauri-driver with `WebKitWebDriver` behind it; ends with this value.
#[derive(Debug)]
pub struct Driver {
    server: Child,
    port: u16,
    log: PathBuf,
}

impl Driver {
    /// Starts it on free ports of the loopback interface.
    pub fn start(machine: &Machine) -> Self {
        // The app inherits it too.
        let log = machine.folders().join("driver.log");
        let (port, native) = (free_port(), free_port());
        let server = machine
            .command(workspace::tauri_driver())
            .args(["--port", &port.to_string(), "--native-port", &native.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(&log).expect("a log"))
            .spawn()
            .expect("tauri-driver starts: `cargo xtask test` installs it");
        for port in [port, native] {
            until("the WebDriver server", || TcpStream::connect((Ipv4Addr::LOCALHOST, port)).ok());
        }
        Self { server, port, log }
    }

    /// Opens the program in a `WebDriver` session.
    pub async fn open(&self, program: &Path) -> Client {
        let capabilities = json!({ "browserName": "wry", "tauri:options": { "application": program } });
        let serde_json::Value::Object(capabilities) = capabilities else { unreachable!("written as an object") };
        let address = format!("http://127.0.0.1:{}", self.port);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        // A program that ends at once leaves the driver waiting.
        let opened = timeout(PATIENCE, builder.capabilities(capabilities).connect(&address)).await;
        let log = || fs::read_to_string(&self.log).unwrap_or_default();
        opened.ok().and_then(Result::ok).unwrap_or_else(|| panic!("Pli does not open: {}", log()))
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // On a termination signal tauri-driver ends WebKitWebDriver too.
        let _ = std::process::Command::new("kill").arg(self.server.id().to_string()).status();
        let _ = self.server.wait();
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    listener.local_addr().expect("a bound socket has an address").port()
}
