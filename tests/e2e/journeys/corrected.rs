//! A wrong password, corrected on the way; and what counts is taken back in the end.

use pli_e2e::{App, Credentials, Desk, EMBEDDED, Machine, Mailto, Person, Recorder, Said};
use serde_json::Value;
use xtask::workspace;

use crate::bank::{ACCOUNTS, Bank};

const CASE: &str = Person::CREDIT_MUTUEL.reference;

#[tokio::test]
async fn a_wrong_password_is_corrected_on_the_way_and_the_app_verifies_both_receipts() {
    let machine = Machine::new();
    let mail_client = machine.install_thunderbird();
    let desk = Desk::new();

    let app = App::open(&machine).await;
    let wrong =
        Credentials::new(vec![("identifiant", "0481516234".into()), ("mot-de-passe", "demonstration-2025".into())]);
    app.share(&Person::CREDIT_MUTUEL, &wrong).await;
    assert!(received(&desk, &mail_client).done().starts_with(&format!("accepted    {CASE}")));
    app.quit().await;
    desk.run("support", &["assign", CASE, "--to", "anne"]).done();
    assert_eq!(used(&desk), (Some(10), false), "the bank refuses what was mistyped");

    let app = App::open(&machine).await;
    app.share(&Person::CREDIT_MUTUEL, &Credentials::of_credit_mutuel()).await;
    let contested = received(&desk, &mail_client);
    assert!(contested.code == Some(3) && contested.text().starts_with(&format!("contested   {CASE}")), "{contested:?}");
    let [replaced, corrected] = sendings(&desk);
    desk.run("support", &["choose", &corrected]).done();
    assert_eq!(used(&desk), (Some(0), true), "whoever was in charge is in charge of what was corrected");

    app.press("page-sending-withdraw").await;
    app.titled("page-withdraw-title").await;
    app.press("page-withdraw-act").await;
    app.tells("page-withdrawn-signed").await;
    let mail = Mailto::read(&mail_client.received().arguments.concat());
    let mail = mail.send(Person::CREDIT_MUTUEL.email, &desk.file("withdrawal.eml")).display().to_string();
    assert!(desk.run("support", &["receive", &mail]).done().starts_with(&format!("withdrawn   {CASE}")));

    app.open_sendings().await;
    // The code of the bank is to be changed once what replaced the first is deleted, too.
    for (sending, reason, title) in
        [(&replaced, "replaced", "page-receipt-one-title"), (&corrected, "withdrawn", "page-receipt-genuine-title")]
    {
        let receipt = desk.run("support", &["receipt", sending]).done();
        assert!(receipt.contains(&format!("\"reason\":\"{reason}\"")), "{receipt}");
        app.drop_file(&format!("preuve-{CASE}.receipt"), receipt.as_bytes()).await;
        app.titled(title).await;
        app.open_sendings().await;
    }
    app.close().await;
}

/// What the desk says of the mail that the app handed over last.
fn received(desk: &Desk, mail_client: &Recorder) -> Said {
    let given = mail_client.received();
    let draft = given.files.keys().next().expect("the mail client was given a message");
    desk.run("support", &["receive", draft])
}

/// How a connector ends that logs in at the bank, and whether it got in.
fn used(desk: &Desk) -> (Option<i32>, bool) {
    let bank = Bank::open("identifiant=0481516234&mot-de-passe=demonstration%2D2026");
    let connector = workspace::connector().display().to_string();
    let used = desk.run("anne", &["use", CASE, "--", &connector, &bank.address()]);
    assert_eq!(used.code == Some(0), used.text() == format!("{ACCOUNTS}\n{EMBEDDED}"), "{}", used.text());
    (used.code, bank.login_was_right())
}

/// The first that came, and the second, which nobody is in charge of yet.
fn sendings(desk: &Desk) -> [String; 2] {
    let shown = desk.run("support", &["show", "--json", CASE]).done();
    let mut sendings: Vec<Value> = shown.lines().map(|line| serde_json::from_str(line).expect("a sending")).collect();
    sendings.sort_by_key(|sending| sending["developer"].is_null());
    let names = sendings.iter().map(|sending| {
        let package = sending["package_sha256"].as_str().expect("a hash");
        format!("{CASE}/{}", &package[..8])
    });
    names.collect::<Vec<_>>().try_into().expect("two sendings")
}
