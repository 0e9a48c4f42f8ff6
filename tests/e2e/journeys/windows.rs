//! One window at a time, which asks once before it closes.

use pli_e2e::{App, Desktop, Machine, Page, Person, SealWindow, until};
use xtask::workspace;

#[tokio::test]
async fn a_second_start_brings_the_first_window_to_the_front() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Accounts).await;
    let desktop = Desktop::of(&machine);
    let first = machine.app_processes().into_iter().find(|process| process.is_main()).expect("the app lives");
    desktop.minimise_active();
    until("another window in front", || (desktop.active_process() != Some(first.id())).then_some(()));

    let second = machine.command(workspace::app()).status().expect("Pli starts");
    assert!(second.success(), "the second start ends by itself");
    until("the first window in front", || (desktop.active_process() == Some(first.id())).then_some(()));
    assert_eq!(machine.app_processes().into_iter().filter(|process| process.is_main()).count(), 1);
    assert_eq!(app.page().await, Page::Accounts, "the case is where it was");
    app.close().await;
}

#[tokio::test]
async fn the_seal_window_belongs_to_the_main_one() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Consent).await;
    let desktop = Desktop::of(&machine);
    let (main, no_owner) = desktop.active_and_its_owner();
    assert_eq!(no_owner, None);
    app.walk(&Person::LCL, Page::Credentials).await;
    let window = SealWindow::open(&machine);
    let (seal, owner) = desktop.active_and_its_owner();
    assert_ne!(seal, main);
    assert_eq!(owner, Some(main));
    window.cancel();
    app.close().await;
}

#[tokio::test]
async fn closing_asks_once_when_something_would_be_lost() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    let desktop = Desktop::of(&machine);
    app.walk(&Person::LCL, Page::Review).await;
    desktop.press("alt+F4");
    app.element("dialog[open]").await;
    app.click("dialog[open] .button").await;
    assert_eq!(app.page().await, Page::Review, "staying loses nothing");

    desktop.press("alt+F4");
    until("the end of the app", || machine.app_processes().is_empty().then_some(()));
}

#[tokio::test]
async fn closing_the_first_page_asks_nothing() {
    let machine = Machine::new();
    let _app = App::open(&machine).await;
    Desktop::of(&machine).press("alt+F4");
    until("the end of the app", || machine.app_processes().is_empty().then_some(()));
}
