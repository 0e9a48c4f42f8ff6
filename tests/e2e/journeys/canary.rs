//! Once the seal window is closed, no copy of a credential is left anywhere.

use std::path::PathBuf;

use pli_e2e::{App, Canary, History, Machine, Page, Person, SealWindow};

#[tokio::test]
async fn no_copy_of_a_password_outlives_the_seal_window() {
    let machine = Machine::new();
    machine.install_thunderbird();
    let canary = Canary::new();
    let app = App::open(&machine).await;
    app.walk(&Person::CREDIT_MUTUEL, Page::Credentials).await;
    let window = SealWindow::open(&machine);
    window.fill(&canary.credentials());
    assert!(copies(&canary, &machine) > 0, "a scan that finds nothing now could not fail later");
    assert_eq!(canary.files_below(machine.folders()), Vec::<PathBuf>::new());
    window.seal(&canary.credentials());
    app.at(Page::MailClient).await;
    assert_eq!(copies(&canary, &machine), 0);
    assert_eq!(canary.files_below(machine.folders()), Vec::<PathBuf>::new());

    app.reply("mail-thunderbird").await;
    app.at(Page::HandedOver).await;
    app.go_on().await;
    app.at(Page::Done).await;
    app.open_sendings().await;
    app.press("page-sendings-open").await;
    app.titled("page-sending-title").await;
    assert_eq!(copies(&canary, &machine), 0);
    assert_eq!(canary.files_below(machine.folders()), Vec::<PathBuf>::new());
    let kept = machine.keyring().items();
    assert_eq!(kept.len(), 2, "the keyring holds the history's identity and the case key");
    assert!(!kept.iter().any(|item| canary.is_in(&item.secret())));
    let history = History::of(&machine);
    let entry = history.read(&history.cases().concat());
    assert!(!canary.is_in(entry.to_string().as_bytes()), "nor what is encrypted on the disk");
    app.close().await;
}

/// In every living process of the app.
fn copies(canary: &Canary, machine: &Machine) -> usize {
    let processes = machine.app_processes();
    assert!(processes.len() >= 2, "the app and its web engine live");
    processes.into_iter().map(|process| canary.copies_in(process)).sum()
}
