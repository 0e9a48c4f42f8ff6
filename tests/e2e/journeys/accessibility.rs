//! axe-core finds nothing against WCAG 2.2 A and AA, on any page; a screen reader is told what is pinned in
//! `tests/e2e/trees`; longer words are not cut.

use pli_e2e::{App, Machine, Page, Person, Process, SealSession, cut_words, eventually, reads_as_pinned, violations};
use serde_json::json;

#[tokio::test]
async fn every_page_in_french_by_day() {
    every_page(&Machine::new(), "fr").await;
}

#[tokio::test]
async fn every_page_in_english_by_night() {
    every_page(&Machine::with_theme("Adwaita:dark"), "en").await;
}

/// The small laptop, whose text is as large as the person set it in the main window.
#[tokio::test]
async fn the_seal_window_in_every_size_empty_and_with_errors() {
    for (theme, language) in [("Adwaita", "fr"), ("Adwaita:dark", "en")] {
        let machine = Machine::with_screen(theme, (1366, 768));
        let app = App::open(&machine).await;
        let about = app.invoke("about", json!({})).await;
        app.close().await;
        for size in [100, 150, 200] {
            let window = SealSession::open(&machine, &about, language, size).await;
            seals_in_sight(&window, &format!("{language} at {size} %")).await;
            window.refuses_empty_fields().await;
            seals_in_sight(&window, &format!("{language} at {size} % with errors")).await;
            window.close().await;
        }
    }
}

/// Nothing is wrong with the seal window as it is, its button and the field that has the focus are in sight, and
/// longer words would be, too.
async fn seals_in_sight(window: &SealSession, state: &str) {
    assert_eq!(violations(window.client()).await, Vec::<String>::new(), "{state}");
    assert_eq!(cut_words(window.client()).await, Vec::<String>::new(), "{state}");
    let script = "return [document.querySelector('.button--seal'), document.activeElement].every((element) => {                     const at = element.getBoundingClientRect();                     return at.top >= 0 && at.bottom <= innerHeight && at.right <= innerWidth;                   });";
    eventually(format!("the button and the field: {state}"), || async {
        (window.client().execute(script, vec![]).await.ok()? == json!(true)).then_some(())
    })
    .await;
}

async fn every_page(machine: &Machine, language: &str) {
    machine.install_thunderbird();
    let app = App::open(machine).await;
    app.speak(language).await;
    app.send_looking("mail-thunderbird", async |page| holds(&app, page).await).await;
    after_the_sending(&app).await;
    app.close().await;
    the_ends(machine, language).await;
}

/// The pages after the sending.
async fn after_the_sending(app: &App<'_>) {
    let pages = [
        ("page-sending-withdraw", "page-withdraw-title"),
        ("page-withdraw-act", "page-withdrawn-title"),
        ("page-withdrawn-yes", "page-sending-title"),
        ("page-sending-delete", "page-delete-title"),
        ("action-cancel", "page-sending-title"),
        ("rail-sendings", "page-sendings-title"),
        ("page-sendings-erase", "page-erase-title"),
        ("action-cancel", "page-sendings-title"),
    ];
    app.press("rail-help").await;
    app.titled("page-help-title").await;
    app.press("page-help-licences").await;
    assert_eq!(violations(app.client()).await, Vec::<String>::new(), "help");
    app.back().await;
    app.titled("page-done-title").await;
    for (button, title) in pages {
        app.press(button).await;
        app.titled(title).await;
        assert_eq!(violations(app.client()).await, Vec::<String>::new(), "{title}");
    }
    app.drop_file("preuve.receipt", b"").await;
    app.titled("page-receipt-malformed.title").await;
    assert_eq!(violations(app.client()).await, Vec::<String>::new(), "a receipt that is refused");
}

/// The pages at which nothing is shared.
async fn the_ends(machine: &Machine, language: &str) {
    let app = App::open(machine).await;
    app.speak(language).await;
    app.tells("reminder-change-password.act").await;
    assert_eq!(violations(app.client()).await, Vec::<String>::new(), "a reminder");
    app.walk(&Person::CREDIT_MUTUEL, Page::WhoAsked).await;
    app.reply("who-phone-call").await;
    app.at(Page::FraudStop).await;
    holds(&app, Page::FraudStop).await;
    app.back().await;
    app.at(Page::WhoAsked).await;
    app.walk(&Person::CREDIT_MUTUEL, Page::Accounts).await;
    app.choose("account-credit-mutuel_other").await;
    app.go_on().await;
    app.at(Page::NotEligible).await;
    holds(&app, Page::NotEligible).await;
    app.back().await;
    app.at(Page::Accounts).await;
    app.untick("account-credit-mutuel_other").await;
    app.walk(&Person::CREDIT_MUTUEL, Page::Step).await;
    app.reply("step-no").await;
    app.at(Page::StepGuide).await;
    holds(&app, Page::StepGuide).await;
    app.go_on().await;
    app.at(Page::Solved).await;
    holds(&app, Page::Solved).await;
    app.close().await;
}

async fn holds(app: &App<'_>, page: Page) {
    assert_eq!(violations(app.client()).await, Vec::<String>::new(), "{page:?}");
    assert_eq!(cut_words(app.client()).await, Vec::<String>::new(), "{page:?}");
    if app.language().await == "fr" {
        let process = app.machine.app_processes().into_iter().find(|process| Process::is_main(*process));
        reads_as_pinned(app.machine, process.expect("Pli runs"), &format!("fr/{page:?}"));
    }
}
