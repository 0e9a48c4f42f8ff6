//! Walks the real app and writes a picture of every page, in both languages, by day and by night, with text of three
//! sizes, and an `index.html` to look at them side by side. Pages longer than the window have a second picture, of
//! their whole length.
//!
//! `tour [check|pin] [VARIANT…]`: `check` compares the pictures with those that `pin` keeps in `tests/pictures`.
//! A variant is such as `fr-light-100`; without any, all are walked.

#![allow(clippy::print_stdout, reason = "what differs is what it answers")]

use std::{
    collections::BTreeMap,
    env,
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use pli_e2e::{
    App, Credentials, Desk, Desktop, History, Machine, Package, Page, Person, PinnedPictures, SealWindow, eventually,
};
use serde_json::json;
use xtask::workspace;

const LANGUAGES: [&str; 2] = ["fr", "en"];
const THEMES: [(&str, &str); 2] = [("light", "Adwaita"), ("dark", "Adwaita:dark")];
/// The text's size in hundredths, and how often "larger" is pressed to reach it.
const SIZES: [(u32, u32); 3] = [(100, 0), (150, 3), (200, 5)];
/// The width and height of the app's window.
const WINDOW: (u32, u32) = (960, 720);

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (what, named) = match arguments.split_first() {
        Some((what, named)) if ["check", "pin"].contains(&what.as_str()) => (what.as_str(), named),
        _ => ("", arguments.as_slice()),
    };
    let root = workspace::target().join("tour");
    let mut pictures: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut differences = Vec::new();
    for variant in Variant::all().filter(|variant| named.is_empty() || named.contains(&variant.name())) {
        let (name, folder) = (variant.name(), root.join(variant.name()));
        // Left over from an earlier tour, whose pages may be gone.
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the pictures");
        for picture in Tour::walk(folder.clone(), &variant).await {
            pictures.entry(picture.clone()).or_default().push(format!("{name}/{picture}"));
        }
        let pinned = PinnedPictures::of(&name);
        match what {
            "pin" => pinned.pin(&folder),
            "check" => differences.extend(pinned.differences(&folder)),
            _ => {}
        }
    }
    fs::write(root.join("index.html"), index(&pictures)).expect("the index");
    for difference in &differences {
        println!("{difference}");
    }
    if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How the app is walked through.
struct Variant {
    language: &'static str,
    theme: (&'static str, &'static str),
    size: (u32, u32),
}

impl Variant {
    fn all() -> impl Iterator<Item = Self> {
        LANGUAGES.into_iter().flat_map(|language| {
            THEMES.into_iter().flat_map(move |theme| SIZES.into_iter().map(move |size| Self { language, theme, size }))
        })
    }

    fn name(&self) -> String {
        format!("{}-{}-{}", self.language, self.theme.0, self.size.0)
    }
}

struct Tour<'m> {
    app: App<'m>,
    folder: PathBuf,
    pictures: Vec<String>,
    size: (u32, u32),
}

impl Tour<'_> {
    /// Walks every page and gives the names of the pictures.
    async fn walk(folder: PathBuf, variant: &Variant) -> Vec<String> {
        let machine = Machine::with_screen(variant.theme.1, (1280, 8000));
        machine.install_thunderbird();
        let app = App::open(&machine).await;
        app.speak(variant.language).await;
        let mut tour = Tour { app, folder, pictures: Vec::new(), size: variant.size };
        tour.questions().await;
        tour.consent().await;
        tour.message(&machine).await;
        tour.withdrawal(&machine).await;
        tour = tour.another_start(&machine).await;
        tour.sendings(&machine).await;
        tour = tour.another_start(&machine).await;
        tour.erasure().await;
        machine.keyring().stop();
        tour = tour.another_start(&machine).await;
        tour.app.open_sendings().await;
        tour.picture("sendings-without-keyring").await;
        let Tour { app, pictures, .. } = tour;
        app.close().await;
        pictures
    }

    /// The next start of the app, in the same language.
    async fn another_start(self, machine: &Machine) -> Tour<'_> {
        let Tour { app, folder, pictures, size } = self;
        let language = app.language().await;
        app.quit().await;
        let app = App::open(machine).await;
        app.speak(&language).await;
        Tour { app, folder, pictures, size }
    }

    async fn questions(&mut self) {
        let person = Person::CREDIT_MUTUEL;
        self.picture("welcome").await;
        self.app.walk(&person, Page::WhoAsked).await;
        self.picture("who-asked").await;
        self.detour("who-phone-call", Page::FraudStop, "fraud-stop").await;
        self.app.walk(&person, Page::Accounts).await;
        self.with_refusal("accounts").await;
        for (other, end) in
            [("account-other", "not-eligible-bank"), ("account-credit-mutuel_other", "not-eligible-account")]
        {
            self.app.choose(other).await;
            self.app.go_on().await;
            self.end(Page::NotEligible, end, Page::Accounts).await;
            self.app.untick(other).await;
        }
        self.app.walk(&person, Page::Step).await;
        self.picture("step").await;
        self.detour("step-no", Page::StepGuide, "step-guide").await;
        self.app.walk(&person, Page::Problem).await;
        self.with_error("problem").await;
        self.app.walk(&person, Page::Review).await;
        self.picture("review").await;
    }

    async fn consent(&mut self) {
        self.app.walk(&Person::CREDIT_MUTUEL, Page::Consent).await;
        self.with_error("consent").await;
        self.app.sign(Person::CREDIT_MUTUEL.name).await;
        self.picture("consent-signed").await;
        self.app.go_on().await;
        self.app.at(Page::Credentials).await;
        self.app.leave_the_seal_window().await;
        self.picture("credentials").await;
    }

    async fn message(&mut self, machine: &Machine) {
        self.enlarge().await;
        let press = "document.querySelector('main .actions .button').click();";
        self.app.client().execute(press, vec![]).await.expect("the page answers");
        let window = SealWindow::open(machine);
        self.picture_of_active_window(machine, "seal-window");
        window.press("Return");
        self.picture_of_active_window(machine, "seal-window-error");
        window.cancel();
        self.usual_size().await;
        eventually("the end of sealing", || async { (!self.app.is_busy().await).then_some(()) }).await;
        self.app.seal(&Credentials::of_credit_mutuel()).await;
        self.picture("mail-client").await;
        self.app.reply("mail-unknown").await;
        self.app.at(Page::HandedOver).await;
        self.picture("handed-over-folder").await;
        self.app.press("page-handed-over-no").await;
        self.app.at(Page::MailClient).await;
        self.picture("mail-client-again").await;
        self.app.reply("mail-gmail").await;
        self.app.at(Page::HandedOver).await;
        self.picture("handed-over-webmail").await;
        self.app.click(".gestures .button--secondary").await;
        self.app.failure("browser-failed").await;
        self.picture("handed-over-webmail-failure").await;
        self.app.press("page-handed-over-no").await;
        self.app.at(Page::MailClient).await;
        self.app.reply("mail-thunderbird").await;
        self.app.at(Page::HandedOver).await;
        self.picture("handed-over").await;
        self.app.go_on().await;
        self.app.at(Page::Done).await;
        self.picture("done").await;
        self.app.press("rail-help").await;
        self.app.titled("page-help-title").await;
        self.picture("help").await;
        self.app.back().await;
        self.app.titled("page-done-title").await;
    }

    /// From the last page of the journey to the desk's receipt.
    async fn withdrawal(&mut self, machine: &Machine) {
        let package = Package::of(machine, Person::CREDIT_MUTUEL.reference);
        let desk = Desk::new();
        desk.run("support", &["receive", &package.draft().display().to_string()]).done();
        self.app.press("page-sending-withdraw").await;
        self.app.titled("page-withdraw-title").await;
        self.picture("withdraw").await;
        self.app.press("page-withdraw-act").await;
        self.app.titled("page-withdrawn-title").await;
        self.picture("withdrawn").await;
        self.app.press("page-handed-over-nothing-opened").await;
        self.picture("withdrawn-by-hand").await;
        self.app.press("page-withdrawn-yes").await;
        self.app.titled("page-sending-title").await;
        self.picture("sending-withdrawn").await;
        let withdrawal = package.folder().join(format!("retrait-{}.retrait", Person::CREDIT_MUTUEL.reference));
        desk.run("support", &["withdraw", &withdrawal.display().to_string()]).done();
        self.app.open_sendings().await;
        self.app.drop_file("preuve.receipt", b"").await;
        self.app.titled("page-receipt-malformed.title").await;
        self.picture("receipt-refused").await;
        self.app.back().await;
        self.app.titled("page-sendings-title").await;
        self.app.drop_file("preuve.receipt", &desk.receipt(Person::CREDIT_MUTUEL.reference)).await;
        self.app.titled("page-receipt-genuine-title").await;
        self.picture("receipt").await;
        self.app.press("page-withdrawn-back").await;
        self.app.titled("page-sending-title").await;
        self.picture("sending-closed").await;
        self.app.back().await;
        self.app.back().await;
    }

    /// What waits at the start, and a list with one case in every kind of state.
    async fn sendings(&mut self, machine: &Machine) {
        self.picture("welcome-with-reminder").await;
        self.app.walk(&Person::CREDIT_MUTUEL, Page::Step).await;
        self.app.reply("step-no").await;
        self.app.at(Page::StepGuide).await;
        fs::write(History::of(machine).file("M4RC-2H5Y"), "").expect("a file in the history");
        self.app.open_sendings().await;
        self.app.rows_once(3).await;
        self.picture("sendings").await;
        self.app.click(".summary > div:last-child button").await;
        self.app.titled("page-delete-title").await;
        self.picture("delete").await;
        self.app.back().await;
    }

    async fn erasure(&mut self) {
        self.picture("welcome-with-step").await;
        self.app.open_sendings().await;
        self.app.press("page-sendings-erase").await;
        self.app.titled("page-erase-title").await;
        self.picture("erase").await;
        self.app.press("page-erase-act").await;
        self.app.titled("page-erased-title").await;
        self.picture("erased").await;
        self.app.open_sendings().await;
        self.picture("sendings-empty").await;
    }

    /// A page as it is, and after its button was pressed without an answer.
    async fn with_error(&mut self, name: &str) {
        self.picture(name).await;
        self.app.go_on().await;
        self.app.errors().await;
        self.picture(&format!("{name}-error")).await;
    }

    /// A question as it is, and after its button was pressed without an answer.
    async fn with_refusal(&mut self, name: &str) {
        self.picture(name).await;
        self.app.go_on().await;
        self.app.refused().await;
        self.picture(&format!("{name}-error")).await;
    }

    /// An answer that leads to an end, its picture, and back.
    async fn detour(&mut self, answer: &str, end: Page, name: &str) {
        let page = self.app.page().await;
        self.app.reply(answer).await;
        self.end(end, name, page).await;
    }

    /// The picture of an end, and back to the page that led there.
    async fn end(&mut self, end: Page, name: &str, from: Page) {
        self.app.at(end).await;
        self.picture(name).await;
        self.app.back().await;
        self.app.at(from).await;
    }

    async fn picture(&mut self, name: &str) {
        self.resize(WINDOW).await;
        self.enlarge().await;
        self.write(name).await;
        let script = "return Math.max(...[...document.querySelectorAll('.page, main')].map((e) => e.scrollHeight - e.clientHeight));";
        let hidden = self.app.client().execute(script, vec![]).await.expect("the page answers");
        let hidden = hidden.as_u64().and_then(|pixels| u32::try_from(pixels).ok()).unwrap_or(0) * self.size.0 / 100;
        if hidden > 0 {
            self.resize((WINDOW.0, WINDOW.1 + hidden)).await;
            self.write(&format!("{name}-whole")).await;
        }
        self.usual_size().await;
        self.resize(WINDOW).await;
    }

    /// Sets the text's size. Only for a picture: `WebDriver` clicks where an element would be without it.
    async fn enlarge(&self) {
        for _ in 0..self.size.1 {
            self.app.invoke("zoom", json!({ "step": "in" })).await;
        }
    }

    async fn usual_size(&self) {
        self.app.invoke("zoom", json!({ "step": "reset" })).await;
    }

    async fn resize(&self, (width, height): (u32, u32)) {
        self.app.client().set_window_size(width, height).await.expect("the window takes a size");
        let script = "return Math.abs(outerHeight - arguments[0]) < 80;";
        eventually("the window's size", || async {
            (self.app.client().execute(script, vec![json!(height)]).await.ok()? == json!(true)).then_some(())
        })
        .await;
    }

    async fn write(&mut self, name: &str) {
        // The frame that shows what the page says now.
        let drawn = "const [done] = arguments; document.fonts.ready.then(() => requestAnimationFrame(() => requestAnimationFrame(() => done())));";
        self.app.client().execute_async(drawn, vec![]).await.expect("the page is drawn");
        // From the display: WebKit's own pictures wait for ever once a window was made longer.
        let machine = self.app.machine;
        self.picture_of_active_window(machine, name);
    }

    fn picture_of_active_window(&mut self, machine: &Machine, name: &str) {
        let file = self.next_file(name);
        Desktop::of(machine).picture_of_active(&file);
    }

    fn next_file(&mut self, name: &str) -> PathBuf {
        let name = format!("{:02}-{name}.png", self.pictures.len() + 1);
        self.pictures.push(name.clone());
        Path::new(&self.folder).join(name)
    }
}

/// One row a page, its variants side by side.
fn index(pictures: &BTreeMap<String, Vec<String>>) -> String {
    let mut html = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Pli: every page</title>\
                    <style>body{font:16px sans-serif}div{display:flex;gap:12px;align-items:start}img{max-width:24vw}</style>"
        .to_owned();
    for (name, variants) in pictures {
        let _ = write!(html, "<h2>{name}</h2><div>");
        for file in variants {
            let _ = write!(html, "<a href=\"{file}\"><img src=\"{file}\" alt=\"{file}\" loading=\"lazy\"></a>");
        }
        html.push_str("</div>");
    }
    html
}
