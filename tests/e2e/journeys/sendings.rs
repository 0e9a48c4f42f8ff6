//! What was shared can be seen again, sent again, taken out, and removed.

use std::{fs, path::PathBuf};

use pli_e2e::{App, Credentials, Desk, Draft, History, Machine, Mailto, Package, Page, Person, files_below, words};

#[tokio::test]
async fn a_sending_is_seen_again_and_handed_to_another_client() {
    let machine = Machine::new();
    let (mail_client, viewer) = (machine.install_thunderbird(), machine.install_pdf_viewer());
    let package = shared(&machine).await;
    let draft = Package::sha256(&package.draft());
    assert_eq!(mail_client.received().files.into_values().collect::<Vec<_>>(), vec![draft.clone()]);

    let app = App::open(&machine).await;
    assert_eq!(app.text(".notice").await, None, "nothing waits");
    app.open_sendings().await;
    let rows = app.rows_once(1).await;
    for words in ["K7M4-Q2XD", "LCL", &words("fr", "sending-state-confirmed"), "Suppression au plus tard dans 30 jours"]
    {
        assert!(rows[0].contains(words), "{words} in {rows:?}");
    }
    app.press("page-sendings-open").await;
    app.titled("page-sending-title").await;
    app.press("page-sending-consent").await;
    let shown = viewer.received().files.into_values().collect::<Vec<_>>();
    assert_eq!(shown, [Package::sha256(&package.consent())], "the consent is drawn again, byte for byte");
    app.press("page-sending-evidence").await;
    assert!(app.body().await.contains(&Package::sha256(&package.sealed())));

    app.press("page-sending-hand-off-again").await;
    app.at(Page::MailClient).await;
    app.reply("mail-unknown").await;
    app.at(Page::HandedOver).await;
    let shown = machine.file_manager().received().arguments.concat();
    assert!(shown.ends_with("/Pli/K7M4-Q2XD"), "{shown}");
    app.click("main .actions .button--link").await;
    app.at(Page::MailClient).await;
    app.reply("mail-thunderbird").await;
    app.at(Page::HandedOver).await;
    assert_eq!(mail_client.received().files.into_values().collect::<Vec<_>>(), [draft], "the same package");
    app.close().await;
}

#[tokio::test]
async fn a_sending_is_exported_and_then_deleted_from_this_computer() {
    let machine = Machine::new();
    machine.install_thunderbird();
    let package = shared(&machine).await;
    let consent = fs::read(package.consent()).expect("the consent");
    fs::remove_file(package.consent()).expect("the person's own doing");
    fs::write(package.folder().join("notes.txt"), "mine").expect("a file of the person's own");

    let app = App::open(&machine).await;
    app.open_sendings().await;
    app.press("page-sendings-open").await;
    app.shows("consentement-K7M4-Q2XD.pdf n’est plus dans son dossier").await;
    app.press("page-sending-export").await;
    app.tells("page-sending-exported").await;
    assert_eq!(fs::read(package.consent()).expect("the consent is back"), consent);
    let exported = fs::read(package.folder().join("historique-K7M4-Q2XD.json")).expect("what Pli keeps");
    let exported: serde_json::Value = serde_json::from_slice(&exported).expect("JSON");
    assert_eq!(exported["format"], "pli-history/1");

    assert_eq!(machine.keyring().names().len(), 2, "the identity and the case key");
    app.press("page-sending-delete").await;
    app.titled("page-delete-title").await;
    // What stands in the place of the sealed file now is removed by nobody who removes a file.
    fs::remove_file(package.sealed()).expect("the person's own doing");
    fs::create_dir_all(package.sealed().join("mine")).expect("a folder of the person's own");
    app.press("page-delete-act").await;
    app.failure("files-not-erased").await;
    app.shows(&package.sealed().display().to_string()).await;
    assert_eq!(History::of(&machine).cases().len(), 1, "it can be asked again");
    fs::remove_dir_all(package.sealed()).expect("the person's own doing");
    app.press("page-delete-act").await;
    app.tells("page-sendings-empty").await;
    assert_eq!(files_below(package.folder()), [package.folder().join("notes.txt")]);
    assert_eq!(History::of(&machine).cases(), Vec::<String>::new());
    assert_eq!(machine.keyring().names(), ["history"]);
    app.quit().await;
}

#[tokio::test]
async fn a_consent_is_taken_back_when_its_files_are_gone() {
    let machine = Machine::new();
    let mail_client = machine.install_thunderbird();
    let package = shared(&machine).await;
    mail_client.received();
    fs::remove_dir_all(package.folder()).expect("the person's own doing");

    let app = App::open(&machine).await;
    withdraw(&app).await;
    app.tells("page-withdrawn-signed").await;
    let withdrawal = fs::read_to_string(package.folder().join("retrait-K7M4-Q2XD.retrait")).expect("the withdrawal");
    let mail = Mailto::read(&mail_client.received().arguments.concat()).body;
    assert!(mail.contains(withdrawal.trim_end()), "the mail holds the withdrawal, word for word: {mail}");
    app.press("page-withdrawn-yes").await;
    app.titled("page-sending-title").await;
    assert!(app.rows().await[0].contains(&words("fr", "sending-state-withdrawal-sent")));
    app.close().await;
}

#[tokio::test]
async fn without_the_case_key_a_plain_mail_takes_the_consent_back() {
    let machine = Machine::new();
    let mail_client = machine.install_thunderbird();
    let package = shared(&machine).await;
    mail_client.received();
    let case = History::of(&machine).cases().concat();
    machine.keyring().delete(&format!("case-{case}"));

    let app = App::open(&machine).await;
    withdraw(&app).await;
    app.tells("page-withdrawn-plain").await;
    let mail = Mailto::read(&mail_client.received().arguments.concat());
    let text = &mail.body;
    assert!(text.contains("Je retire l’accord") && !text.contains("pli-withdrawal"), "{text}");
    let desk = Desk::new();
    let arrived = mail.send(Person::LCL.email, &desk.file("withdrawal.eml"));
    let asked = desk.run("support", &["receive", &arrived.display().to_string()]);
    assert_eq!(asked.code, Some(3), "{}", asked.text());
    assert!(asked.text().starts_with("unsigned    K7M4-Q2XD"), "{}", asked.text());
    assert!(!package.folder().join("retrait-K7M4-Q2XD.retrait").exists());
    app.close().await;
}

#[tokio::test]
async fn where_the_webmail_takes_no_message_the_withdrawal_is_there_to_copy() {
    let machine = Machine::new();
    let browser = machine.install_browser();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    app.reply("mail-orange").await;
    app.at(Page::HandedOver).await;
    browser.received();
    app.go_on().await;
    app.at(Page::Done).await;
    app.press("page-sending-withdraw").await;
    app.titled("page-withdraw-title").await;
    app.back().await;
    app.titled("page-done-title").await;
    app.press("page-sending-withdraw").await;
    app.titled("page-withdraw-title").await;
    app.press("page-withdraw-act").await;
    app.tells("message-page-only").await;
    assert_eq!(browser.received().arguments, ["https://messagerie.orange.fr/"]);
    app.shows("pli-withdrawal").await;
    app.close().await;
}

#[tokio::test]
async fn once_the_time_is_over_the_receipt_is_asked_for() {
    let machine = Machine::new();
    let mail_client = machine.install_thunderbird();
    shared(&machine).await;
    mail_client.received();
    let history = History::of(&machine);
    let case = history.cases().concat();
    let mut entry = history.read(&case);
    entry["case"]["stage"]["sending"]["record"]["expires_at"] = "2026-01-31T12:00:00Z".into();
    history.write(&case, &entry);

    let app = App::open(&machine).await;
    app.press("reminder-change-password.act").await;
    app.titled("page-sending-title").await;
    app.choose("password-changed").await;
    app.back().await;
    app.rows_once(1).await;
    app.back().await;
    app.titled("page-welcome-title").await;
    app.press("reminder-ask-for-receipt.act").await;
    app.titled("page-sending-title").await;
    assert!(app.is_chosen("password-changed").await);
    app.press("page-sending-ask-for-receipt").await;
    app.tells("message-filled-in").await;
    let mail = Mailto::read(&mail_client.received().arguments.concat()).body;
    assert!(mail.contains("après le 31 janvier 2026"), "{mail}");
    app.close().await;
}

#[tokio::test]
async fn everything_erased_leaves_nothing_of_pli() {
    let machine = Machine::new();
    machine.install_thunderbird();
    let before = files_below(&machine.home());
    shared(&machine).await;
    let app = App::open(&machine).await;
    app.walk(&Person::CREDIT_MUTUEL, Page::Problem).await;
    app.open_sendings().await;
    app.rows_once(2).await;
    let shown = machine.home().join(".cache/com.bankin.pli/apercu");
    fs::create_dir_all(&shown).expect("the machine takes folders");
    fs::write(shown.join("consentement-K7M4-Q2XD.pdf"), "").expect("a consent that was looked at");
    app.press("page-sendings-erase").await;
    app.titled("page-erase-title").await;
    app.press("page-erase-act").await;
    app.titled("page-erased-title").await;
    assert!(!shown.exists(), "it is gone before Pli ends");
    app.click(".rail [lang='en']").await;
    app.shows(&words("en", "page-erased-title")).await;
    app.quit().await;
    assert_eq!(machine.keyring().names(), Vec::<String>::new());
    let home = machine.home();
    let is_of_pli = |path: &PathBuf| {
        let name = path.strip_prefix(&home).expect("a file of the home").to_string_lossy().to_lowercase();
        name.contains("pli") && !before.contains(path)
    };
    assert_eq!(files_below(&home).into_iter().filter(is_of_pli).collect::<Vec<_>>(), Vec::<PathBuf>::new());
}

#[tokio::test]
async fn what_is_typed_for_one_case_stands_in_no_other() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Review).await;
    app.back().await;
    app.at(Page::Problem).await;
    app.quit().await;

    let app = App::open(&machine).await;
    app.walk(&Person::CREDIT_MUTUEL, Page::Problem).await;
    app.fill("description", "Depuis hier.").await;
    app.open_sendings().await;
    let rows = app.rows_once(2).await;
    assert!(rows[1].contains("LCL"), "{rows:?}");
    app.click(".summary > div:nth-of-type(2) button").await;
    app.titled("page-problem-title").await;
    for (field, text) in Person::LCL.told() {
        assert_eq!(app.value(field).await, text, "{field}");
    }

    app.fill("description", "Depuis hier.").await;
    app.open_sendings().await;
    app.press("page-sendings-erase").await;
    app.titled("page-erase-title").await;
    app.press("page-erase-act").await;
    app.titled("page-erased-title").await;
    app.back().await;
    app.titled("page-welcome-title").await;
    app.walk(&Person::LCL, Page::Problem).await;
    for (field, _) in Person::LCL.told() {
        assert_eq!(app.value(field).await, "", "{field}");
    }
    app.close().await;
}

/// Shares LCL credentials, to the end, and closes the window.
async fn shared(machine: &Machine) -> Package {
    let app = App::open(machine).await;
    app.share(&Person::LCL, &Credentials::of_lcl()).await;
    app.quit().await;
    let package = Package::of(machine, Person::LCL.reference);
    assert_eq!(Draft::read(&package.draft()).attachments.len(), 2);
    package
}

/// From the first page to the end of the withdrawal.
async fn withdraw(app: &App<'_>) {
    app.open_sendings().await;
    app.press("page-sendings-open").await;
    app.titled("page-sending-title").await;
    app.press("page-sending-withdraw").await;
    app.titled("page-withdraw-title").await;
    app.press("page-withdraw-act").await;
    app.titled("page-withdrawn-title").await;
}
