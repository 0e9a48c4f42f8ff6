use std::{fs, os::unix::fs::PermissionsExt, path::Path};

use fantoccini::Client;
use serde_json::{Value, json};
use xtask::workspace;

use crate::{Machine, driver::Driver, eventually};

/// The seal window alone, without a parent, in a `WebDriver` session of its own: the one that a person types in
/// lets no driver in.
pub struct SealSession {
    client: Client,
    _driver: Driver,
}

impl SealSession {
    /// Opens it for LCL, with the key that `about` tells, in a language and a size in hundredths.
    pub async fn open(machine: &Machine, about: &Value, language: &str, zoom: u16) -> Self {
        let request = request(machine, &about["key"], language, zoom);
        let driver = Driver::start(machine);
        let client = driver.open(&program(machine.folders(), &request)).await;
        eventually("the first field", || async {
            let script = "return document.activeElement?.tagName === 'INPUT';";
            (client.execute(script, vec![]).await.ok()? == json!(true)).then_some(())
        })
        .await;
        Self { client, _driver: driver }
    }

    /// The session.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Seals what is not filled in, and waits until each field says so.
    pub async fn refuses_empty_fields(&self) {
        self.client.execute("document.querySelector('.button--seal').click();", vec![]).await.expect("a click");
        eventually("the errors", || async {
            let script = "return document.querySelectorAll('.field--wrong').length;";
            (self.client.execute(script, vec![]).await.ok()? == json!(2)).then_some(())
        })
        .await;
    }

    /// Closes the window.
    pub async fn close(self) {
        self.client.close().await.expect("the session ends");
    }
}

/// The first line that the process reads.
fn request(machine: &Machine, key: &Value, language: &str, zoom: u16) -> String {
    let day = |shift: &str| {
        let output = machine.command("date").args(["-u", "-d", shift, "+%FT%TZ"]).output().expect("date runs");
        String::from_utf8(output.stdout).expect("UTF-8").trim().to_owned()
    };
    let fingerprint = key["digits"].as_str().expect("the key has digits").replace(char::is_whitespace, "");
    json!({
        "order": {
            "language": language,
            "case": {
                "reference": "K7M4-Q2XD",
                "bank": "lcl",
                "consent_sha256": "01".repeat(32),
                "signed_at": day("now"),
                "expires_at": day("30 days"),
            },
            "epoch": { "name": key["name"], "fingerprint": fingerprint },
            "answers": { "person": [], "description": "" },
        },
        "bundle": null,
        "last_serial": 0,
        "web_data": machine.folders().join("seal-window"),
        "parent_window": null,
        "zoom": zoom,
    })
    .to_string()
}

/// `pli seal`, whose standard input holds the request and does not end: the process has its other end, too.
fn program(folder: &Path, request: &str) -> std::path::PathBuf {
    let (script, line, pipe) = (folder.join("pli-seal-alone"), folder.join("seal-request"), folder.join("seal-pipe"));
    fs::write(&line, format!("{request}\n")).expect("the machine's folder takes files");
    let text = format!(
        "#!/bin/sh\nrm -f '{0}'\nmkfifo '{0}'\nexec 3<>'{0}'\ncat '{1}' >&3\nexec '{2}' seal <&3 3<&-\n",
        pipe.display(),
        line.display(),
        workspace::app().display()
    );
    fs::write(&script, text).expect("the machine's folder takes files");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a program");
    script
}
