//! From the window where credentials are typed to the proof that they are deleted.

use std::{fs, path::PathBuf, process::Command};

use pli_e2e::{App, Canary, Credentials, Desk, EMBEDDED, Machine, Package, Page, Person, Said};
use xtask::workspace;

use crate::bank::{ACCOUNTS, Bank};

const CASE: &str = Person::CREDIT_MUTUEL.reference;

#[tokio::test]
async fn what_was_typed_is_used_blind_and_deleted_and_nobody_saw_it() {
    let machine = Machine::new();
    let canary = Canary::with_signs();
    let draft = sealed_in_the_window(&machine, &canary).await;
    let desk = Desk::new();

    let received = done(&canary, desk.run("support", &["receive", &draft.display().to_string()]));
    assert!(received.starts_with(&format!("accepted    {CASE}")), "{received}");
    let inspected = done(&canary, desk.run("support", &["inspect", CASE]));
    assert!(inspected.contains("\ndocument as signed          ok\n"), "{inspected}");
    done(&canary, desk.run("support", &["assign", CASE, "--to", "anne"]));

    let bank = Bank::open(&login(&canary.credentials()));
    let connector = workspace::connector().display().to_string();
    let used = done(&canary, desk.run("anne", &["use", CASE, "--", &connector, &bank.address(), "--trace"]));
    assert_eq!(used, format!("> POST /login identifiant=█████&mot-de-passe=█████\n{ACCOUNTS}\n{EMBEDDED}"));
    assert!(bank.login_was_right(), "the bank got what was typed");
    let careless = workspace::root().join("tests/e2e/careless.py").display().to_string();
    let printed = done(&canary, desk.run("anne", &["use", CASE, "--", "python3", &careless]));
    assert!(printed.contains("\n2 fields\n"), "{printed}");
    assert!(printed.matches("█████").count() > 100, "what it printed is blanked, not missing: {printed}");
    nothing_is_written(&canary, &desk);

    done(&canary, desk.run("anne", &["close", CASE]));
    let again = desk.run("anne", &["use", CASE, "--", "true"]);
    assert_eq!(again.code, Some(7), "{}", again.text());
    the_receipt_is_genuine(&desk);
    let verified = done(&canary, desk.run("anne", &["audit", "verify"]));
    assert!(verified.ends_with(" entries, as written\n"), "{verified}");
    let log = done(&canary, desk.run("anne", &["audit", "export"]));
    for command in ["receive", "inspect", "assign", "use", "close"] {
        assert!(log.contains(&format!("\"command\":\"{command}\"")), "{log}");
    }
    nothing_is_written(&canary, &desk);
}

/// The message file of the package that Pli makes of what is typed.
async fn sealed_in_the_window(machine: &Machine, canary: &Canary) -> PathBuf {
    machine.install_thunderbird();
    let app = App::open(machine).await;
    app.walk(&Person::CREDIT_MUTUEL, Page::Credentials).await;
    app.seal(&canary.credentials()).await;
    app.reply("mail-thunderbird").await;
    app.at(Page::HandedOver).await;
    app.go_on().await;
    app.at(Page::Done).await;
    app.close().await;
    Package::of(machine, CASE).draft()
}

/// What a command said, once it has done what it was asked and shown no copy.
fn done(canary: &Canary, said: Said) -> String {
    assert!(!canary.is_in(&said.said), "a copy on the screen");
    assert_eq!(said.code, Some(0), "{}", said.text());
    said.text()
}

fn nothing_is_written(canary: &Canary, desk: &Desk) {
    for file in ["desk.db", "audit.jsonl", "drafts"] {
        assert!(desk.file(file).exists(), "{file} is looked at");
    }
    assert_eq!(canary.files_below(desk.folder()), Vec::<PathBuf>::new());
}

/// As the connector sends it: percent-encoded but for letters and digits.
fn login(credentials: &Credentials) -> String {
    let encoded = |value: &str| -> String {
        value
            .bytes()
            .map(|byte| match byte {
                byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect()
    };
    let fields = credentials.fields().iter().map(|(id, value)| format!("{id}={}", encoded(value)));
    fields.collect::<Vec<_>>().join("&")
}

/// Debian's minisign verifies the receipt that the mail to the person holds.
fn the_receipt_is_genuine(desk: &Desk) {
    let script = "import email, sys; mail = email.message_from_binary_file(open(sys.argv[1], 'rb')); \
                  part = [p for p in mail.walk() if p.get_filename() == sys.argv[2]][0]; \
                  sys.stdout.buffer.write(part.get_payload(decode=True))";
    let draft = desk.closed(CASE);
    let receipt = Command::new("python3")
        .args(["-c", script])
        .arg(draft)
        .arg(format!("preuve-{CASE}.receipt"))
        .output()
        .expect("Python starts");
    let receipt = String::from_utf8(receipt.stdout).expect("a receipt is text");
    assert!(receipt.contains(&format!("\"reference\":\"{CASE}\"")), "{receipt}");
    let (json, signature) = receipt.split_at(receipt.find('\n').expect("a receipt has a first line") + 1);
    fs::write(desk.file("receipt.json"), json).expect("a file");
    fs::write(desk.file("receipt.json.minisig"), signature).expect("a file");
    let bundle =
        fs::read(workspace::root().join("assets/bundle/demo/bundle.json")).expect("the demonstration's bundle");
    let bundle: serde_json::Value = serde_json::from_slice(&bundle).expect("a bundle is JSON");
    let key = bundle["receipt_keys"][0]["key"].as_str().expect("a bundle names the receipt key");
    let verified = Command::new("minisign").arg("-Vm").arg(desk.file("receipt.json")).args(["-P", key]).output();
    let verified = verified.expect("minisign starts");
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stderr));
}
