//! The interface is true at every moment, fits every screen, keeps what is typed, and forgives.

use std::fs;

use pli_e2e::{
    App, Credentials, Desktop, Draft, Machine, Package, Page, Person, eventually, single_spaced, until, words,
};
use serde_json::json;

#[tokio::test]
async fn after_a_sending_the_first_page_says_what_left() {
    let machine = Machine::new();
    machine.install_thunderbird();
    let app = App::open(&machine).await;
    app.share(&Person::LCL, &Credentials::of_lcl()).await;
    app.quit().await;

    let app = App::open(&machine).await;
    app.shows("Demande K7M4-Q2XD : vous avez confirmé son départ le").await;
    let left = words("fr", "whereabouts-one-left");
    assert!(quiet(&app).await.starts_with(&left), "{}", quiet(&app).await);
    app.press("sent-see").await;
    app.titled("page-sending-title").await;
    assert_eq!(quiet(&app).await, words("fr", "whereabouts-confirmed-by-you"));
    assert_eq!(app.text(".steps [aria-current]").await, None, "no step of another request is marked");

    app.press("page-sending-restart").await;
    app.at(Page::Review).await;
    assert!(app.body().await.contains(Person::LCL.description), "the answers are taken over");
    assert_eq!(quiet(&app).await, words("fr", "whereabouts-here"), "what is new has not left");
    app.close().await;
}

#[tokio::test]
async fn what_is_typed_is_found_again() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Problem).await;
    app.tell(&Person::LCL).await;
    Desktop::of(&machine).press("alt+F4");
    let said = eventually("the question", || app.text("dialog[open] p")).await;
    assert_eq!(single_spaced(&said), kept_with_the_case());
    Desktop::of(&machine).press("alt+F4");
    until("the end of the app", || machine.app_processes().is_empty().then_some(()));

    let app = App::open(&machine).await;
    app.press("reminder-resume.act").await;
    app.at(Page::Problem).await;
    for (field, text) in Person::LCL.told() {
        assert_eq!(app.value(field).await, text, "{field}");
    }
    app.client().refresh().await.expect("the page is loaded again");
    for (field, text) in Person::LCL.told() {
        eventually(field, || async { (app.value(field).await == text).then_some(()) }).await;
    }
    app.close().await;
}

/// The last variant of the message, which is the one of pages where something is typed.
fn kept_with_the_case() -> String {
    let catalogue = fs::read_to_string(xtask::workspace::root().join("assets/locales/fr.ftl")).expect("the catalogue");
    let message = catalogue.split("\nclosing-kept = ").nth(1).expect("the message");
    let line = message.lines().find_map(|line| line.trim().strip_prefix("*[other] ")).expect("its last variant");
    single_spaced(line)
}

#[tokio::test]
async fn credentials_are_typed_again_before_the_message_is_handed_over() {
    let machine = Machine::new();
    let mail_client = machine.install_thunderbird();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    let mistyped = Credentials::new(vec![("identifiant", "0481516234".to_owned()), ("code", "482916".to_owned())]);
    app.seal(&mistyped).await;
    let package = Package::of(&machine, Person::LCL.reference);
    let (first, consent) = (Package::sha256(&package.sealed()), package.payload()["consent_sha256"].clone());

    app.press("page-mail-client-retype").await;
    app.at(Page::Credentials).await;
    assert!(!package.sealed().exists() && !package.consent().exists(), "what was sealed is gone");
    app.seal(&Credentials::of_lcl()).await;
    assert_ne!(Package::sha256(&package.sealed()), first);
    let payload = package.payload();
    assert!(Credentials::of_lcl().are(&payload["fields"]));
    assert_eq!(payload["consent_sha256"], consent, "the same consent");

    app.reply("mail-thunderbird").await;
    app.at(Page::HandedOver).await;
    assert!(!mail_client.received().files.is_empty());
    assert_eq!(Draft::read(&package.draft()).attachments.len(), 2);
    app.click("main .actions .button--link").await;
    app.at(Page::MailClient).await;
    let again = app.invoke("retype", json!({})).await;
    assert_eq!(again, json!({ "rejected": { "kind": "out-of-order" } }), "a mail client has it");
    app.close().await;
}

#[tokio::test]
async fn every_act_is_in_sight_on_small_screens() {
    let machine = Machine::new();
    machine.install_thunderbird();
    let app = App::open(&machine).await;
    app.send_looking("mail-orange", async |page| fits(&app, page).await).await;
    app.close().await;
}

/// The primary act, or the first answer that goes on at once, is in sight, and the page is at its top: 1366×768 at 150 %, and small windows.
async fn fits(app: &App<'_>, page: Page) {
    for (width, height) in [(910, 485), (800, 600), (1024, 700), (640, 560), (960, 720)] {
        app.client().set_window_size(width, height).await.expect("the window takes a size");
        let script = "const act = document.querySelector('.question > .actions .button, .choice--answer').getBoundingClientRect(); \
                      const at = [...document.querySelectorAll('.page, .main')].map((e) => e.scrollTop); \
                      return innerWidth <= arguments[0] && act.top >= 0 && act.bottom <= innerHeight && at.every((y) => y === 0);";
        eventually(format!("the act of {page:?} at {width} × {height}"), || async {
            let seen = app.client().execute(script, vec![json!(width)]).await.ok()?;
            (seen == json!(true)).then_some(())
        })
        .await;
    }
}

#[tokio::test]
async fn the_keys_of_the_text_size_are_obeyed_and_remembered() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    let normal = ratio(&app).await;
    Desktop::of(&machine).press("ctrl+plus");
    let larger = eventually("larger text", || async { Some(ratio(&app).await).filter(|size| *size > normal) }).await;
    app.close().await;

    let app = App::open(&machine).await;
    assert!((ratio(&app).await - larger).abs() < 0.01, "the size is remembered");
    Desktop::of(&machine).press("ctrl+0");
    eventually("text as it was", || async { ((ratio(&app).await - normal).abs() < 0.01).then_some(()) }).await;
    app.close().await;
}

async fn ratio(app: &App<'_>) -> f64 {
    let size = app.client().execute("return outerWidth / innerWidth;", vec![]).await.expect("the page answers");
    size.as_f64().expect("a number")
}

#[tokio::test]
async fn the_task_bar_names_the_page_and_says_what_is_wrong() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    let desktop = Desktop::of(&machine);
    let titled = |words: &'static str| {
        until(words, move || desktop.active_title().filter(|title| single_spaced(title).starts_with(words)));
    };
    titled("Retrouvez vos comptes dans Bankin’ — Pli");
    app.walk(&Person::LCL, Page::Accounts).await;
    titled("Quels comptes manquent dans Bankin’ ? — Pli");
    app.go_on().await;
    app.refused().await;
    titled("Erreur : Quels comptes manquent dans Bankin’ ? — Pli");
    desktop.press("alt+Left");
    app.at(Page::WhoAsked).await;
    app.close().await;
}

async fn quiet(app: &App<'_>) -> String {
    single_spaced(&app.text(".whereabouts p").await.unwrap_or_default())
}
