//! No key is in force: a bundle file that Bridge signed mends it, and nothing else does.

use std::{fs, path::Path};

use pli_e2e::{App, Credentials, Launch, Machine, Package, Page, Person, eventually, violations, words};
use xtask::workspace;

const KEY_FILE: &str = "tests/demo/DEMO-ONLY-bundle-2.plikeys";
const FIRST_IDENTITY: &str = "tests/demo/DEMO-ONLY-identity-2026-01.txt";
const SECOND_IDENTITY: &str = "tests/demo/DEMO-ONLY-identity-2028-11.txt";

#[tokio::test]
async fn a_key_file_that_bridge_signed_is_sealed_to() {
    let machine = Machine::new();
    has_seen_a_newer_bundle(&machine);
    let app = App::start(&machine, &Launch::default()).await;
    app.shows(&words("fr", "failure-bundle-rolled-back")).await;
    starts_with_the_key_file(&app).await;
    seals_to_the_second_identity(&app).await;
    app.close().await;
}

#[tokio::test]
async fn an_imported_key_file_is_there_at_the_next_start() {
    let machine = Machine::new();
    has_seen_a_newer_bundle(&machine);
    let app = App::start(&machine, &Launch::default()).await;
    starts_with_the_key_file(&app).await;
    app.close().await;

    let app = App::open(&machine).await;
    seals_to_the_second_identity(&app).await;
    app.close().await;
}

#[tokio::test]
async fn any_other_file_is_refused_and_says_why() {
    let machine = Machine::new();
    has_seen_a_newer_bundle(&machine);
    let app = App::start(&machine, &Launch::default()).await;
    app.shows(&words("fr", "failure-bundle-rolled-back")).await;
    assert_eq!(violations(app.client()).await, Vec::<String>::new());

    let file = machine.home().join("clé.plikeys");
    for (content, code) in [
        ("Bonjour".to_owned(), "bundle-file-unsigned"),
        (key_file().replace("2026-11", "2026-12"), "bundle-file-altered"),
        (carried(), "bundle-file-rolled-back"),
    ] {
        fs::write(&file, content).expect("the home takes files");
        choose(&app, &file).await;
        app.shows(&words("fr", &format!("failure-{code}"))).await;
    }
    assert_eq!(violations(app.client()).await, Vec::<String>::new());
    starts_with_the_key_file(&app).await;
    app.close().await;
}

#[tokio::test]
async fn a_file_is_opened_with_a_double_click() {
    let machine = Machine::new();
    has_seen_a_newer_bundle(&machine);
    let app = App::start(&machine, &Launch::default()).await;
    app.shows(&words("fr", "failure-bundle-rolled-back")).await;

    let receipt = machine.home().join("une preuve é.receipt");
    fs::write(&receipt, "not a receipt\n").expect("the home takes files");
    let saved = machine.home().join("clé.plikeys");
    fs::write(&saved, key_file().replace('\n', "\r\n")).expect("the home takes files");
    open_with_pli(&machine, &saved);
    app.at(Page::Welcome).await;
    open_with_pli(&machine, &receipt);
    app.shows(&words("fr", "page-receipt-malformed")).await;
    open_with_pli(&machine, &workspace::root().join(KEY_FILE));
    app.shows(&words("fr", "failure-bundle-file-not-needed")).await;
    open_with_pli(&machine, &machine.home().join("absent.receipt"));
    app.shows(&words("fr", "failure-file-unreadable")).await;
    app.close().await;
}

#[tokio::test]
async fn what_was_shared_before_is_looked_after_without_a_key() {
    let machine = Machine::new();
    let mail_client = machine.install_thunderbird();
    let app = App::open(&machine).await;
    app.share(&Person::LCL, &Credentials::of_lcl()).await;
    mail_client.received();
    app.quit().await;
    has_seen_a_newer_bundle(&machine);

    let app = App::start(&machine, &Launch::default()).await;
    app.shows(&words("fr", "failure-bundle-rolled-back")).await;
    app.open_sendings().await;
    app.rows_once(1).await;
    app.click(".summary button").await;
    app.press("page-sending-withdraw").await;
    app.titled("page-withdraw-title").await;
    app.press("page-withdraw-act").await;
    app.tells("page-withdrawn-signed").await;
    assert!(mail_client.received().arguments.concat().contains("pli-withdrawal"));
    app.close().await;
}

/// This computer has accepted serial 2, and lost it; the app carries serial 1.
fn has_seen_a_newer_bundle(machine: &Machine) {
    let folder = machine.home().join(".local/share/com.bankin.pli/bundle");
    fs::create_dir_all(&folder).expect("the home takes folders");
    fs::write(folder.join("last-serial"), "2\n").expect("the folder takes files");
}

/// As a file manager does, while Pli is open: a second Pli hands the file to the first, and ends.
fn open_with_pli(machine: &Machine, file: &Path) {
    let status = machine.command(workspace::app()).arg(file).status().expect("Pli starts");
    assert!(status.success(), "{status}");
}

async fn starts_with_the_key_file(app: &App<'_>) {
    choose(app, &workspace::root().join(KEY_FILE)).await;
    app.at(Page::Welcome).await;
}

async fn choose(app: &App<'_>, file: &Path) {
    let path = file.to_str().expect("paths of the machine are UTF-8");
    eventually("a place for the file", || async {
        app.client().find(fantoccini::Locator::Css("#import")).await.ok()?.send_keys(path).await.ok()
    })
    .await;
}

async fn seals_to_the_second_identity(app: &App<'_>) {
    app.walk(&Person::LCL, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    let package = Package::of(app.machine, Person::LCL.reference);
    assert!(package.opened_with(FIRST_IDENTITY).is_err_and(|said| said.contains("no identity matched")));
    assert!(package.opened_with(SECOND_IDENTITY).is_ok());
    assert!(package.consent_text().contains("2026-11"), "the consent names the imported epoch");
}

fn key_file() -> String {
    fs::read_to_string(workspace::root().join(KEY_FILE)).expect("a file of the repository")
}

/// The bundle that the app carries, as a file.
fn carried() -> String {
    let part = |name: &str| {
        fs::read_to_string(workspace::root().join("assets/bundle/demo").join(name)).expect("a file of the repository")
    };
    part("bundle.json.minisig") + &part("bundle.json")
}
