//! How much a whole sending asks of a person: each click and each field that is filled is one act.

use pli_e2e::{App, Credentials, Machine, Page, Person};
use serde_json::json;

/// Of somebody who reads their mail at Orange, Free, SFR or La Poste, which all take the same way.
/// What they do in the webmail itself, and the optional number of the request, are not among them.
const ACTS: u64 = 19;

#[tokio::test]
async fn a_sending_by_a_webmail_takes_few_acts() {
    let machine = Machine::new();
    let _browser = machine.install_browser();
    let person = Person { reference: "", ..Person::LCL };
    let credentials = Credentials::of_lcl();
    let app = App::open(&machine).await;
    count(&app).await;
    app.walk(&person, Page::Credentials).await;
    app.seal(&credentials).await;
    app.reply("mail-orange").await;
    app.at(Page::HandedOver).await;
    app.go_on().await;
    app.at(Page::Done).await;

    let counted = app.client().execute("return window.acts;", vec![]).await.expect("the page answers");
    let in_the_window = counted.as_u64().expect("a number");
    // The seal window, which no driver sees: its fields, and the button that seals.
    let in_the_seal_window = credentials.fields().len() as u64 + 1;
    assert_eq!(in_the_window + in_the_seal_window, ACTS);
    app.close().await;
}

/// Has the window count the buttons that are pressed, the boxes that are ticked and the fields that are filled.
async fn count(app: &App<'_>) {
    let script = "window.acts = 0; \
        document.addEventListener('click', ({ target }) => { \
            if (target.closest('button, input[type=checkbox]')) window.acts += 1; }, true); \
        document.addEventListener('change', ({ target }) => { \
            if (target.matches('input:not([type=checkbox]), textarea') && target.value !== '') window.acts += 1; }, true);";
    app.client().execute(script, vec![]).await.expect("the page listens");
    assert_eq!(app.client().execute("return window.acts;", vec![]).await.ok(), Some(json!(0)));
}
