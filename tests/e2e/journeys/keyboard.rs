//! The whole way with the keyboard alone; `WebDriver` only watches.

use pli_e2e::{App, Credentials, Desktop, Machine, Page, Person, SealWindow, eventually};
use serde_json::json;

#[tokio::test]
async fn lcl_pea_with_the_keyboard_alone() {
    let machine = Machine::new();
    machine.install_thunderbird();
    let app = App::open(&machine).await;
    let keyboard = Keyboard { app: &app, desktop: Desktop::of(&machine) };
    let person = Person::LCL;

    keyboard.press_primary(Page::WhoAsked).await;
    keyboard.press_answer("who-support", Page::Accounts).await;
    keyboard.choose("account-lcl_pea").await;
    keyboard.press_primary(Page::Problem).await;
    for (field, text) in person.told() {
        keyboard.fill(field, text).await;
    }
    keyboard.press_primary(Page::Review).await;
    keyboard.press_primary(Page::Consent).await;
    for act in app.view().await["page"]["acts"].as_array().expect("the consent has acts") {
        keyboard.choose(&format!("act-{}", act["id"].as_str().expect("an act has an identifier"))).await;
    }
    keyboard.fill("signature", person.name).await;
    keyboard.press_primary(Page::Credentials).await;
    let window = SealWindow::open(&machine);
    window.fill(&Credentials::of_lcl());
    window.press("Return");
    window.closed();
    app.at(Page::MailClient).await;
    keyboard.press_answer("mail-thunderbird", Page::HandedOver).await;
    keyboard.press_primary(Page::Done).await;
    app.close().await;
}

#[tokio::test]
async fn a_consent_is_taken_back_and_everything_erased_with_the_keyboard_alone() {
    let machine = Machine::new();
    let mail_client = machine.install_thunderbird();
    let app = App::open(&machine).await;
    app.share(&Person::LCL, &Credentials::of_lcl()).await;
    mail_client.received();
    let keyboard = Keyboard { app: &app, desktop: Desktop::of(&machine) };

    keyboard.press("main .after .button--link", "page-withdraw-title").await;
    keyboard.press("main .actions .button", "page-withdrawn-title").await;
    assert!(mail_client.received().arguments.concat().starts_with("mailto:"));
    keyboard.press("main .actions .button", "page-sending-title").await;
    keyboard.choose("password-changed").await;
    keyboard.press(".top__back", "page-sendings-title").await;
    keyboard.press(".summary .link", "page-sending-title").await;
    assert!(app.is_chosen("password-changed").await);
    keyboard.press(".rail__foot button", "page-sendings-title").await;
    keyboard.press("main .after p:last-child .button--link", "page-erase-title").await;
    keyboard.press("main .actions .button--link", "page-erased-title").await;
    app.close().await;
}

struct Keyboard<'a> {
    app: &'a App<'a>,
    desktop: Desktop<'a>,
}

impl Keyboard<'_> {
    /// Tab until an element that matches has the focus, and can be seen to have it.
    async fn tab_to(&self, selector: &str) {
        for _ in 0..60 {
            if self.matches_focus(selector).await {
                assert!(self.focus_is_visible().await, "the focus on {selector} can be seen");
                return;
            }
            let before = self.focus().await;
            self.desktop.press("Tab");
            eventually("the next element", || async { (self.focus().await != before).then_some(()) }).await;
        }
        panic!("{selector} cannot be reached with the Tab key");
    }

    async fn choose(&self, id: &str) {
        self.tab_to(&format!("#{id}")).await;
        if !self.app.is_chosen(id).await {
            self.desktop.press("space");
        }
        eventually(format!("{id} to be chosen"), || async { self.app.is_chosen(id).await.then_some(()) }).await;
    }

    async fn fill(&self, field: &str, text: &str) {
        self.tab_to(&format!("#{field}")).await;
        self.desktop.type_text(text);
        eventually(format!("the text in {field}"), || async { (self.app.value(field).await == text).then_some(()) })
            .await;
    }

    /// Presses this button, which leads to the page with this heading.
    async fn press(&self, button: &str, title: &str) {
        self.app.element(button).await;
        self.tab_to(button).await;
        self.desktop.press("Return");
        self.app.titled(title).await;
    }

    /// Presses an answer that goes on at once.
    async fn press_answer(&self, id: &str, next: Page) {
        let answer = format!("#{id}");
        self.app.element(&answer).await;
        self.tab_to(&answer).await;
        self.desktop.press("Return");
        self.app.at(next).await;
    }

    async fn press_primary(&self, next: Page) {
        self.tab_to("main .actions .button").await;
        self.desktop.press("Return");
        self.app.at(next).await;
    }

    async fn matches_focus(&self, selector: &str) -> bool {
        let script = "return document.activeElement === document.querySelector(arguments[0]);";
        self.app.client().execute(script, vec![json!(selector)]).await.expect("the page answers") == json!(true)
    }

    /// What has the focus, so that a change of it is seen.
    async fn focus(&self) -> String {
        let script =
            "const all = [...document.querySelectorAll('*')]; return String(all.indexOf(document.activeElement));";
        self.app.client().execute(script, vec![]).await.expect("the page answers").to_string()
    }

    async fn focus_is_visible(&self) -> bool {
        let script = "const e = document.activeElement; \
                      const ringed = (x) => { const s = getComputedStyle(x); \
                          return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== 'none'; }; \
                      const label = document.querySelector(`label[for='${e.id}']`); \
                      return ringed(e) || (!!e.parentElement && ringed(e.parentElement)) || (!!label && (ringed(label) \
                          || getComputedStyle(label, '::before').outlineStyle !== 'none' \
                          || getComputedStyle(label, '::before').boxShadow !== 'none'));";
        self.app.client().execute(script, vec![]).await.expect("the page answers") == json!(true)
    }
}
