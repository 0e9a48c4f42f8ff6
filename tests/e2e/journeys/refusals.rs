//! The ends at which nothing is collected, and the way back from them.

use std::fs;

use pli_e2e::{App, Machine, Page, Person, single_spaced};
use serde_json::json;

#[tokio::test]
async fn another_bank_is_offered_a_plain_mail() {
    let machine = Machine::new();
    let mail_client = machine.install_thunderbird();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Accounts).await;
    app.choose("account-other").await;
    app.go_on().await;
    app.at(Page::NotEligible).await;
    nothing_can_be_collected(&app).await;

    app.go_on().await;
    let handed_over = mail_client.received();
    let [mailto] = handed_over.arguments.as_slice() else { panic!("one argument: {:?}", handed_over.arguments) };
    assert!(mailto.starts_with("mailto:support@bankin.com?"), "{mailto}");
    assert!(!mailto.contains("attach"), "the plain mail has no attachment");
    app.close().await;
}

#[tokio::test]
async fn other_accounts_of_a_known_bank() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    for bank in ["lcl", "credit-mutuel"] {
        app.walk(&Person::LCL, Page::Accounts).await;
        let other = format!("account-{bank}_other");
        app.choose(&other).await;
        app.go_on().await;
        app.at(Page::NotEligible).await;
        nothing_can_be_collected(&app).await;
        app.back().await;
        app.at(Page::Accounts).await;
        app.untick(&other).await;
    }
    app.close().await;
}

#[tokio::test]
async fn a_stranger_who_asks_is_explained_as_fraud() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::WhoAsked).await;
    for stranger in ["phone-call", "text-message", "someone-else"] {
        app.reply(&format!("who-{stranger}")).await;
        app.at(Page::FraudStop).await;
        assert_eq!(app.view().await["page"]["by"], stranger);
        nothing_can_be_collected(&app).await;
        app.go_on().await;
        app.failure("no-mail-client").await;
        let asked = app.text(".copies > div:nth-child(3) .value").await.unwrap_or_default();
        let written = app.view().await["page"]["mail"]["body"].clone();
        assert_eq!(Some(single_spaced(&asked)), written.as_str().map(single_spaced), "it can be copied all the same");
        app.back().await;
        app.at(Page::WhoAsked).await;
        assert!(app.is_chosen(&format!("who-{stranger}")).await, "coming back loses no answer");
    }
    app.close().await;
}

#[tokio::test]
async fn support_is_asked_whether_it_was_them() {
    let machine = Machine::new();
    let mail_client = machine.install_thunderbird();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::WhoAsked).await;
    app.reply("who-text-message").await;
    app.at(Page::FraudStop).await;
    app.go_on().await;
    let mailto = mail_client.received().arguments.concat();
    let start = "mailto:support@bankin.com?subject=On%20m%E2%80%99a%20demand%C3%A9%20mes%20identifiants%20bancaires&\
                 body=Bonjour%2C%0D%0A%0D%0AJ%E2%80%99ai%20re%C3%A7u%20un%20message%20qui%20me%20demande";
    assert!(mailto.starts_with(start), "{mailto}");
    app.close().await;
}

#[tokio::test]
async fn credit_mutuel_without_manual_synchronisation_comes_back_to_this_point() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::CREDIT_MUTUEL, Page::Step).await;
    app.reply("step-no").await;
    app.at(Page::StepGuide).await;
    nothing_can_be_collected(&app).await;
    assert!(app.body().await.contains("Synchroniser manuellement les comptes"));
    app.go_on().await;
    app.at(Page::Solved).await;
    nothing_can_be_collected(&app).await;
    app.back().await;
    app.at(Page::StepGuide).await;
    app.press("page-step-guide-missing").await;
    app.at(Page::Problem).await;
    app.close().await;
}

/// Neither by a click nor by a command of the page.
async fn nothing_can_be_collected(app: &App<'_>) {
    assert_eq!(app.invoke("seal", json!({})).await, json!({ "rejected": { "kind": "out-of-order" } }));
    assert!(!app.machine.app_processes().iter().any(|process| process.seals()), "no seal window opens");
    assert!(fs::read_dir(app.machine.documents().join("Pli")).is_err(), "no file is written");
}
