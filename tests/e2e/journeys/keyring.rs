//! The history and the person's keyring: there, locked, refused, gone.

use std::fs;

use pli_e2e::{
    App, Credentials, Desktop, History, Machine, PASSWORD, Package, Page, Person, SealWindow, eventually, until, words,
};
use serde_json::json;

#[tokio::test]
async fn an_unfinished_case_is_found_again_at_its_step_after_a_restart() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    assert_eq!(app.text(".notice").await, None, "nothing waits at the first start");
    app.walk(&Person::LCL, Page::Problem).await;
    app.quit().await;
    assert_eq!(History::of(&machine).cases().len(), 1);
    assert_eq!(machine.keyring().names(), ["history"], "no consent is signed: there is no case key yet");

    let app = App::open(&machine).await;
    app.tells("reminder-resume.act").await;
    app.open_sendings().await;
    let rows = app.rows_once(1).await;
    assert!(rows[0].contains("LCL") && rows[0].contains(&words("fr", "sending-state-unfinished")), "{rows:?}");
    app.press("page-sendings-resume").await;
    app.at(Page::Problem).await;
    app.walk(&Person::LCL, Page::Review).await;
    app.quit().await;
    assert_eq!(History::of(&machine).cases().len(), 1, "it is the same case");
}

#[tokio::test]
async fn credentials_begin_anew_and_the_consent_still_holds() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    let window = SealWindow::open(&machine);
    window.type_text("0481");
    window.cancel();
    app.quit().await;

    let app = App::open(&machine).await;
    app.press("reminder-resume.act").await;
    app.at(Page::Credentials).await;
    assert_eq!(app.view().await["page"]["sealed"], false);
    app.seal(&Credentials::of_lcl()).await;
    app.quit().await;

    let app = App::open(&machine).await;
    app.press("reminder-resume.act").await;
    app.at(Page::MailClient).await;
    app.close().await;
}

#[tokio::test]
async fn manual_synchronisation_is_asked_about_at_the_next_start() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::CREDIT_MUTUEL, Page::Step).await;
    app.reply("step-no").await;
    app.at(Page::StepGuide).await;
    app.quit().await;

    let app = App::open(&machine).await;
    app.tells("reminder-try-step").await;
    app.press("reminder-try-step.act").await;
    app.at(Page::StepGuide).await;
    app.quit().await;

    let app = App::open(&machine).await;
    app.press("reminder-dismiss").await;
    eventually("the end of the reminder", || async { app.text(".notice").await.is_none().then_some(()) }).await;
    app.quit().await;
    let app = App::open(&machine).await;
    app.open_sendings().await;
    app.rows_once(1).await;
    app.back().await;
    app.titled("page-welcome-title").await;
    assert_eq!(app.text(".notice").await, None, "what was dismissed does not come back");
    app.close().await;
}

#[tokio::test]
async fn a_locked_keyring_is_waited_for_refused_and_retried() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Problem).await;
    app.quit().await;
    machine.keyring().lock();

    let app = App::open(&machine).await;
    let prompt = Prompt::open(&machine);
    app.press("rail-sendings").await;
    app.tells("keyring-slow").await;
    prompt.refuse();
    app.press("keyring-retry").await;
    Prompt::open(&machine).refuse();
    app.tells("keyring-denied").await;
    app.press("keyring-retry").await;
    Prompt::open(&machine).accept();
    app.rows_once(1).await;
    app.close().await;
}

#[tokio::test]
async fn a_keyring_that_asks_for_its_password_is_answered_before_credentials_are_typed() {
    let machine = Machine::new();
    machine.keyring().lock();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    let prompt = Prompt::open(&machine);
    app.go_on().await;
    app.failure("keyring-waiting").await;
    assert!(!machine.app_processes().iter().any(|process| process.seals()), "no seal window opens");
    prompt.refuse();
    app.seal(&Credentials::of_lcl()).await;
    app.close().await;
}

#[tokio::test]
async fn without_a_keyring_everything_works_but_the_history() {
    let machine = Machine::new();
    machine.keyring().stop();
    let mail_client = machine.install_thunderbird();
    let app = App::open(&machine).await;
    app.share(&Person::LCL, &Credentials::of_lcl()).await;
    mail_client.received();
    app.open_sendings().await;
    app.tells("keyring-absent").await;
    app.tells("whereabouts-no-history").await;
    app.press("page-sendings-back").await;
    app.titled("page-done-title").await;
    app.press("page-sending-withdraw").await;
    app.titled("page-withdraw-title").await;
    app.press("page-withdraw-act").await;
    app.tells("page-withdrawn-signed").await;
    assert!(mail_client.received().arguments.concat().contains("pli-withdrawal"), "the window has the case key");
    app.quit().await;
    assert_eq!(History::of(&machine).cases(), Vec::<String>::new());
}

#[tokio::test]
async fn without_a_keyring_a_sending_is_deleted_with_its_files() {
    let machine = Machine::new();
    machine.keyring().stop();
    machine.install_thunderbird();
    let app = App::open(&machine).await;
    app.share(&Person::LCL, &Credentials::of_lcl()).await;
    let package = Package::of(&machine, Person::LCL.reference);
    let id = app.view().await["case"].clone();
    let listed = app.invoke("delete_sending", json!({ "id": id })).await;
    assert_eq!(listed["unavailable"], "absent");
    assert!(!package.folder().exists());
    app.close().await;
}

#[tokio::test]
async fn keys_deleted_behind_our_back_cost_their_cases_only() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Problem).await;
    app.quit().await;
    let [lost] = History::of(&machine).cases().try_into().expect("one case");
    machine.keyring().delete("history");

    let app = App::open(&machine).await;
    app.walk(&Person::CREDIT_MUTUEL, Page::Problem).await;
    app.open_sendings().await;
    let rows = app.rows_once(2).await;
    assert!(rows[0].contains("Crédit Mutuel"), "{rows:?}");
    assert!(!rows[1].contains(&lost) && rows[1].contains(&words("fr", "unreadable-key-lost")), "{rows:?}");
    app.click(".summary > div:nth-of-type(2) button").await;
    app.titled("page-delete-title").await;
    app.press("page-delete-act").await;
    app.rows_once(1).await;
    assert!(!History::of(&machine).cases().contains(&lost));
    app.close().await;
}

#[tokio::test]
async fn copies_of_a_key_are_one_different_ones_are_asked_about_and_all_of_them_are_erased() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Problem).await;
    app.quit().await;
    machine.keyring().copy("history");
    let app = App::open(&machine).await;
    app.tells("reminder-resume.act").await;
    app.open_sendings().await;
    app.rows_once(1).await;
    app.quit().await;

    machine.keyring().alter("history");
    assert_eq!(machine.keyring().names(), ["history"; 3]);
    let app = App::open(&machine).await;
    app.press("rail-sendings").await;
    app.tells("keyring-different").await;
    app.press("keyring-retry").await;
    app.tells("keyring-different").await;
    erase_everything(&app).await;
    app.quit().await;
    assert_eq!(machine.keyring().names(), [""; 0]);
    assert_eq!(History::of(&machine).cases(), [""; 0]);
}

/// "Tout effacer", to its end.
async fn erase_everything(app: &App<'_>) {
    app.press("page-sendings-erase").await;
    app.titled("page-erase-title").await;
    app.press("page-erase-act").await;
    app.titled("page-erased-title").await;
}

#[tokio::test]
async fn files_that_are_not_as_they_were_written_are_named_and_the_others_open() {
    let machine = Machine::new();
    let history = History::of(&machine);
    for person in [&Person::LCL, &Person::CREDIT_MUTUEL] {
        let app = App::open(&machine).await;
        app.walk(person, Page::Problem).await;
        app.quit().await;
    }
    let [one, other] = history.cases().try_into().expect("two cases");
    let whole = fs::read(history.file(&one)).expect("an entry");

    fs::write(history.file(&one), &whole[..whole.len() / 2]).expect("the entry is cut");
    unreadable(&machine, "unreadable-damaged").await;
    fs::copy(history.file(&other), history.file(&one)).expect("another's entry");
    unreadable(&machine, "unreadable-damaged").await;
    fs::remove_file(history.file(&one)).expect("the entry");
    std::os::unix::fs::symlink(history.file(&other), history.file(&one)).expect("a link");
    unreadable(&machine, "unreadable-damaged").await;
    fs::remove_file(history.file(&one)).expect("the link");
    fs::write(history.file(&one), whole).expect("the entry as it was");
    let mut newer = history.read(&one);
    newer["format"] = "pli-history/2".into();
    history.write(&one, &newer);
    unreadable(&machine, "unreadable-newer-version").await;
}

async fn unreadable(machine: &Machine, reason: &str) {
    let app = App::open(machine).await;
    app.open_sendings().await;
    let rows = app.rows_once(2).await;
    assert!(rows[0].contains(&words("fr", "sending-state-unfinished")), "{rows:?}");
    assert!(rows[1].contains(&words("fr", reason)), "{rows:?}");
    app.quit().await;
}

/// The system's own dialog, which asks for the keyring's password.
struct Prompt<'m>(&'m Machine);

impl<'m> Prompt<'m> {
    /// Waits until it is open and takes keys.
    fn open(machine: &'m Machine) -> Self {
        let prompt = Self(machine);
        until("the keyring's dialog", || prompt.is_open().then_some(()));
        prompt
    }

    fn refuse(self) {
        Desktop::of(self.0).press("Escape");
        self.closed();
    }

    fn accept(self) {
        Desktop::of(self.0).type_text(PASSWORD);
        Desktop::of(self.0).press("Return");
        self.closed();
    }

    fn closed(&self) {
        until("the end of the keyring's dialog", || (!self.is_open()).then_some(()));
    }

    fn is_open(&self) -> bool {
        Desktop::of(self.0).active_program().is_some_and(|program| program.ends_with("gcr-prompter"))
    }
}
