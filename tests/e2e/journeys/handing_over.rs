//! Each way a hand-off can fail is told, and another way is open.

use std::{fs, path::PathBuf};

use pli_e2e::{App, Credentials, Machine, Package, Page, Person, eventually, files_below, single_spaced, words};
use serde_json::json;

#[tokio::test]
async fn a_client_that_cannot_take_the_message() {
    let mut machine = Machine::new();
    // Where a snap may not look.
    machine.name_documents(".documents");
    let thunderbird = machine.install_thunderbird();
    let app = at_the_clients(&machine).await;
    assert!(!app.is_chosen("mail-thunderbird").await, "nothing is chosen for a person");

    thunderbird.fail();
    app.reply("mail-thunderbird").await;
    app.failure("client-failed").await;
    thunderbird.confine();
    app.reply("mail-thunderbird").await;
    app.failure("client-cannot-read").await;
    thunderbird.uninstall();
    app.reply("mail-thunderbird").await;
    app.failure("client-not-found").await;
    app.reply("mail-other-program").await;
    app.failure("no-mail-client").await;
    assert_eq!(app.page().await, Page::MailClient, "nothing was handed over");

    app.reply("mail-unknown").await;
    app.at(Page::HandedOver).await;
    app.close().await;
}

#[tokio::test]
async fn a_desktop_that_opens_nothing() {
    let machine = Machine::new();
    machine.file_manager().uninstall();
    let app = at_the_clients(&machine).await;
    app.reply("mail-gmail").await;
    app.at(Page::HandedOver).await;
    assert!(!app.body().await.contains("doit être ouvert"), "nothing opened");
    app.click(".gestures .button--secondary").await;
    app.failure("browser-failed").await;
    app.click(".files__else .button--secondary").await;
    app.failure("folder-not-shown").await;
    app.go_on().await;
    app.at(Page::Done).await;
    app.close().await;
}

#[tokio::test]
async fn files_that_are_not_what_was_sealed_are_never_handed_over() {
    let machine = Machine::new();
    let thunderbird = machine.install_thunderbird();
    let app = at_the_clients(&machine).await;
    let package = Package::of(&machine, Person::LCL.reference);
    let sealed = Package::sha256(&package.sealed());
    fs::write(package.sealed(), b"age-encryption.org/v1\nanother").expect("the file is changed");
    app.reply("mail-thunderbird").await;
    app.failure("files-changed").await;
    assert_eq!(app.page().await, Page::MailClient);

    app.reply("mail-thunderbird").await;
    app.at(Page::HandedOver).await;
    let given = thunderbird.received();
    assert!(given.arguments.concat().ends_with("/Pli/K7M4-Q2XD-2/message/message-K7M4-Q2XD.eml"), "{given:?}");
    let anew = package.folder().with_file_name("K7M4-Q2XD-2");
    assert_eq!(Package::sha256(&anew.join("identifiants-K7M4-Q2XD.age")), sealed, "the same sealed file");

    fs::remove_dir_all(&anew).expect("the folder is erased");
    app.click("main .actions .button--link").await;
    app.at(Page::MailClient).await;
    app.reply("mail-thunderbird").await;
    app.failure("files-missing").await;
    app.reply("mail-thunderbird").await;
    app.at(Page::HandedOver).await;
    assert_eq!(Package::sha256(&anew.join("identifiants-K7M4-Q2XD.age")), sealed);

    app.go_on().await;
    app.at(Page::Done).await;
    app.press("page-done-erase").await;
    app.click("dialog[open] .button--secondary").await;
    app.tells("page-done-kept.erased").await;
    let left: Vec<_> = files_below(package.folder().parent().expect("Documents/Pli"));
    assert_eq!(left, Vec::<PathBuf>::new(), "wherever they were written");
    app.close().await;
}

/// Thunderbird without an account shows nothing and says nothing.
#[tokio::test]
async fn after_ten_seconds_it_is_asked_whether_anything_opened() {
    let machine = Machine::new();
    machine.install_thunderbird();
    let app = at_the_clients(&machine).await;
    app.reply("mail-thunderbird").await;
    app.at(Page::HandedOver).await;
    assert_eq!(app.text(".actions ~ details[open]").await, None, "not at once");
    let asked = eventually("the question", || app.text(".actions ~ details[open]")).await;
    assert!(single_spaced(&asked).starts_with(&words("fr", "page-handed-over-nothing-opened")), "{asked}");

    app.click("main .actions .button--link").await;
    app.at(Page::MailClient).await;
    assert!(!app.is_chosen("mail-thunderbird").await, "what was tried in vain is not proposed again");
    app.reply("mail-unknown").await;
    app.at(Page::HandedOver).await;
    assert_eq!(app.view().await["page"]["via"], "");
    app.close().await;
}

#[tokio::test]
async fn the_choice_is_remembered() {
    let machine = Machine::new();
    machine.install_thunderbird();
    let app = at_the_clients(&machine).await;
    app.reply("mail-orange").await;
    app.at(Page::HandedOver).await;
    app.close().await;

    let app = at_the_clients(&machine).await;
    assert!(app.is_chosen("mail-orange").await, "not the system's own: the one that was chosen");
    app.close().await;
}

#[tokio::test]
async fn nothing_is_handed_over_once_the_person_has_confirmed() {
    let machine = Machine::new();
    let app = at_the_clients(&machine).await;
    app.reply("mail-unknown").await;
    app.at(Page::HandedOver).await;
    app.go_on().await;
    app.at(Page::Done).await;
    let again = app.invoke("hand_off", json!({ "client": "unknown" })).await;
    assert_eq!(again, json!({ "rejected": { "kind": "out-of-order" } }));
    assert_eq!(app.page().await, Page::Done);
    app.close().await;
}

async fn at_the_clients(machine: &Machine) -> App<'_> {
    let app = App::open(machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    app
}
