use std::{cell::RefCell, fmt, fs, os::unix::fs::PermissionsExt, path::PathBuf};

use fantoccini::{Client, Locator, elements::Element, key::Key};
use serde_json::{Value, json};
use xtask::workspace;

use crate::{Machine, Page, driver::Driver, eventually, single_spaced, until};

/// Pli, open on a machine, its main window in a `WebDriver` session.
pub struct App<'m> {
    /// Where it runs.
    pub machine: &'m Machine,
    client: Client,
    /// The heading of the page that was last waited for: a page is drawn when it has changed.
    heading: RefCell<String>,
    _driver: Driver,
}

/// How Pli is started.
#[derive(Clone, Debug, Default)]
pub struct Launch {
    /// A command line that Pli's path and arguments are appended to, such as strace's; empty for
    /// none.
    pub under: String,
}

impl Launch {
    /// With these variables in its environment.
    pub fn with(variables: &[(&str, &str)]) -> Self {
        let set = variables.iter().map(|(name, value)| format!(" {name}='{value}'"));
        Self { under: format!("env{}", set.collect::<String>()) }
    }
}

impl fmt::Debug for App<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("heading", &self.heading.borrow()).finish_non_exhaustive()
    }
}

impl<'m> App<'m> {
    /// Opens Pli and waits for its first page.
    pub async fn open(machine: &'m Machine) -> Self {
        Self::launch(machine, &Launch::default()).await
    }

    /// Opens Pli in a given way and waits for its first page.
    pub async fn launch(machine: &'m Machine, launch: &Launch) -> Self {
        let app = Self::start(machine, launch).await;
        app.at(Page::Welcome).await;
        app
    }

    /// Opens Pli in a given way, where it may have no first page.
    pub async fn start(machine: &'m Machine, launch: &Launch) -> Self {
        let driver = Driver::start(machine);
        let program = if launch.under.is_empty() { workspace::app() } else { wrapper(machine, launch) };
        let client = driver.open(&program).await;
        Self { machine, client, heading: RefCell::default(), _driver: driver }
    }

    /// The `WebDriver` session.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Closes the window as a person does who means it; nothing of the app may stay behind.
    pub async fn quit(self) {
        // The page is gone before it can answer.
        let _ = self.client.execute("window.__TAURI_INTERNALS__.invoke('close');", vec![]).await;
        until("the end of every process of the app", || self.machine.app_processes().is_empty().then_some(()));
    }

    /// Closes the session, and with it the app; no process of it may stay behind.
    pub async fn close(self) {
        self.client.close().await.expect("the session ends");
        until("the end of every process of the app", || self.machine.app_processes().is_empty().then_some(()));
    }

    /// What the wizard wants drawn now.
    pub async fn view(&self) -> Value {
        self.invoke("view", json!({})).await
    }

    /// Calls a command of the app as the interface does; a rejection comes back under `rejected`.
    pub async fn invoke(&self, command: &str, arguments: Value) -> Value {
        let script = "const [command, args, done] = arguments; \
                      window.__TAURI_INTERNALS__.invoke(command, args).then(done, (rejected) => done({ rejected }));";
        self.client.execute_async(script, vec![json!(command), arguments]).await.expect("the page answers")
    }

    /// The page the case is at.
    pub async fn page(&self) -> Page {
        let view = self.view().await;
        serde_json::from_value(view["page"]["kind"].clone()).expect("a view has a page")
    }

    /// Waits until the case is at this page and the page is drawn.
    pub async fn at(&self, page: Page) {
        eventually(format!("the page {page:?}"), || async { (self.page().await == page).then_some(()) }).await;
        let before = self.heading.borrow().clone();
        let heading = eventually(format!("the drawing of {page:?}"), || async {
            self.text("h1").await.filter(|heading| *heading != before)
        })
        .await;
        self.heading.replace(heading);
    }

    /// The heading of the page.
    pub async fn heading(&self) -> String {
        self.text("h1").await.expect("a page has a heading")
    }

    /// The text of the first element that matches, as it is drawn; none when there is none.
    pub async fn text(&self, selector: &str) -> Option<String> {
        // Not the driver's own notion of text, which leaves out what ends in an ellipsis.
        let script = "return document.querySelector(arguments[0])?.innerText ?? null;";
        let text = self.client.execute(script, vec![json!(selector)]).await.ok()?;
        text.as_str().map(str::to_owned)
    }

    /// The text of the whole page.
    pub async fn body(&self) -> String {
        self.text("body").await.unwrap_or_default()
    }

    /// Waits for an element and gives it.
    pub async fn element(&self, selector: &str) -> Element {
        eventually(selector, || async { self.client.find(Locator::Css(selector)).await.ok() }).await
    }

    /// Scrolls to an element and clicks it.
    pub async fn click(&self, selector: &str) {
        let script = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center', behavior: 'instant' });";
        // A page that is drawn anew meanwhile has it again.
        let element = eventually(selector, || async {
            self.client.execute(script, vec![json!(selector)]).await.ok()?;
            self.client.find(Locator::Css(selector)).await.ok()
        })
        .await;
        element.click().await.unwrap_or_else(|error| panic!("{selector}: {error}"));
    }

    /// Presses an answer that goes on at once.
    pub async fn reply(&self, id: &str) {
        self.click(&format!("#{id}")).await;
    }

    /// Ticks a box by its identifier, unless it is; the label is the target.
    pub async fn choose(&self, id: &str) {
        if !self.is_chosen(id).await {
            self.click(&format!("label[for='{id}']")).await;
        }
    }

    /// Takes the tick from a box.
    pub async fn untick(&self, id: &str) {
        assert!(self.is_chosen(id).await, "{id} is ticked");
        self.click(&format!("label[for='{id}']")).await;
    }

    /// Whether a box is ticked, or this is the answer that was given before.
    pub async fn is_chosen(&self, id: &str) -> bool {
        self.property(id, "checked").await == json!(true) || self.property(id, "ariaCurrent").await == json!("true")
    }

    /// Whether the page's primary button says that it is at work.
    pub async fn is_busy(&self) -> bool {
        self.client.find(Locator::Css("main .actions [aria-disabled='true']")).await.is_ok()
    }

    /// What stands in a field.
    pub async fn value(&self, id: &str) -> String {
        self.property(id, "value").await.as_str().unwrap_or_default().to_owned()
    }

    /// Replaces what stands in a field by key strokes.
    pub async fn fill(&self, id: &str, text: &str) {
        let selector = format!("#{id}");
        self.click(&selector).await;
        let field = self.element(&selector).await;
        let select_all =
            format!("{}a{}{}", char::from(Key::Control), char::from(Key::Null), char::from(Key::Backspace));
        field.send_keys(&select_all).await.expect("a field takes keys");
        if !text.is_empty() {
            field.send_keys(text).await.expect("a field takes keys");
        }
    }

    /// Replaces what stands in a field as a paste does: for long texts and characters that no
    /// keyboard has.
    pub async fn paste(&self, id: &str, text: &str) {
        self.element(&format!("#{id}")).await;
        let script = "const field = document.getElementById(arguments[0]); field.focus(); field.select(); \
                      document.execCommand('insertText', false, arguments[1]); return field.value;";
        self.client.execute(script, vec![json!(id), json!(text)]).await.expect("the page takes a paste");
    }

    /// Presses the page's primary button.
    pub async fn go_on(&self) {
        self.click("main .actions .button").await;
    }

    /// "Retour"
    pub async fn back(&self) {
        self.click(".top__back").await;
    }

    /// Waits until the error summary has the focus or, where one thing is wrong, its field. Checks that each link of
    /// the summary leads to a field whose message stands beside it, and gives the identifiers of those fields.
    pub async fn errors(&self) -> Vec<String> {
        eventually("the focus in the error summary", || async {
            let script = "const [summary, at] = [document.querySelector('.errors'), document.activeElement]; \
                          return summary ? at === summary : at?.getAttribute('aria-invalid') === 'true';";
            (self.client.execute(script, vec![]).await.ok()? == json!(true)).then_some(())
        })
        .await;
        let script = r"const links = [...document.querySelectorAll('.errors a')];
        const ids = links.map((link) => decodeURIComponent(link.hash.slice(1)));
        return (ids.length > 0 ? ids : [document.activeElement.id]).map((id) => {
            const field = document.getElementById(id);
            const holder = field?.closest('[aria-describedby]') ?? field;
            const tied = [field, field?.closest('fieldset')].filter(Boolean)
                .flatMap((e) => (e.getAttribute('aria-describedby') ?? '').split(' '));
            const message = tied.map((name) => document.getElementById(name))
                .find((e) => e?.classList.contains('field__error'));
            return [id, !!field && !!holder, message?.textContent.trim() ?? ''];
        });";
        let links = self.client.execute(script, vec![]).await.expect("the page answers");
        let links: Vec<(String, bool, String)> = serde_json::from_value(links).expect("as the script returns them");
        for (id, exists, message) in &links {
            assert!(exists, "the summary's link #{id} leads to a field");
            assert!(!message.is_empty(), "the field {id} has its message beside it, tied by aria-describedby");
        }
        links.into_iter().map(|(id, ..)| id).collect()
    }

    /// Waits until the one question of the page says that its answer is wrong: beside it, with the focus in it.
    pub async fn refused(&self) -> String {
        eventually("the refused question", || async {
            let script = r"const group = document.activeElement?.closest('fieldset');
                const wrong = group?.getAttribute('aria-describedby')?.split(' ')
                    .some((name) => document.getElementById(name)?.classList.contains('field__error'));
                return wrong ? group.id : null;";
            self.client.execute(script, vec![]).await.ok()?.as_str().map(str::to_owned)
        })
        .await
    }

    /// The language the app speaks, `fr` or `en`.
    pub async fn language(&self) -> String {
        self.view().await["language"].as_str().expect("a view has a language").to_owned()
    }

    /// Waits until the page says that this went wrong and what to do, in the words of the app's language.
    pub async fn failure(&self, code: &str) {
        for id in [format!("failure-{code}"), format!("failure-{code}.remedy")] {
            self.tells(&id).await;
        }
        assert!(!self.body().await.contains("{$"), "every variable of {code} has a value");
    }

    /// Waits for these words on the page.
    pub async fn shows(&self, words: &str) {
        eventually(format!("the words {words:?}"), || async {
            single_spaced(&self.body().await).contains(words).then_some(())
        })
        .await;
    }

    /// The message beside a field.
    pub async fn message(&self, id: &str) -> String {
        let script = "const tied = document.getElementById(arguments[0]).getAttribute('aria-describedby') ?? ''; \
                      return tied.split(' ').map((name) => document.getElementById(name)) \
                          .find((e) => e?.classList.contains('field__error'))?.textContent.trim() ?? '';";
        let message = self.client.execute(script, vec![json!(id)]).await.expect("the page answers");
        message.as_str().unwrap_or_default().to_owned()
    }

    async fn property(&self, id: &str, property: &str) -> Value {
        let script = "return document.getElementById(arguments[0])[arguments[1]];";
        // An element that is being drawn again is not there for a moment.
        eventually(format!("the {property} of {id}"), || async {
            self.client.execute(script, vec![json!(id), json!(property)]).await.ok()
        })
        .await
    }
}

/// A script that starts Pli under another program: `WebDriver` takes a program, not a command.
fn wrapper(machine: &Machine, launch: &Launch) -> PathBuf {
    let script = machine.folders().join("pli-under");
    let line = format!("#!/bin/sh\nexec {} '{}' \"$@\"\n", launch.under, workspace::app().display());
    fs::write(&script, line).expect("the machine's folder takes files");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a program");
    script
}
