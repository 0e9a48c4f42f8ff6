//! Once the seal window is closed, no copy of a credential is left anywhere.

use std::path::PathBuf;

use pli_e2e::{App, Canary, Machine, Page, Person, SealWindow};

#[tokio::test]
async fn no_copy_of_a_password_outlives_the_seal_window() {
    let machine = Machine::new();
    machine.install_thunderbird();
    let canary = Canary::new();
    let app = App::open(&machine).await;
    app.walk(&Person::CREDIT_MUTUEL, Page::Credentials).await;
    app.go_on().await;
    let window = SealWindow::open(&machine);
    window.fill(&canary.credentials());
    assert!(copies(&canary, &machine) > 0, "a scan that finds nothing now could not fail later");
    assert_eq!(canary.files_below(machine.folders()), Vec::<PathBuf>::new());
    window.press("Return");
    window.closed();
    app.at(Page::MailClient).await;
    assert_eq!(copies(&canary, &machine), 0);
    assert_eq!(canary.files_below(machine.folders()), Vec::<PathBuf>::new());

    app.choose("mail-thunderbird").await;
    app.go_on().await;
    app.at(Page::HandedOver).await;
    app.go_on().await;
    app.at(Page::Done).await;
    assert_eq!(copies(&canary, &machine), 0);
    assert_eq!(canary.files_below(machine.folders()), Vec::<PathBuf>::new());
    app.close().await;
}

/// In every living process of the app.
fn copies(canary: &Canary, machine: &Machine) -> usize {
    let processes = machine.app_processes();
    assert!(processes.len() >= 2, "the app and its web engine live");
    processes.into_iter().map(|process| canary.copies_in(process)).sum()
}
