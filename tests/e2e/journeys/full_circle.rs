//! Shared, taken back, deleted by the desk, and seen to be deleted.

use std::fs;

use pli_e2e::{
    App, Credentials, Desk, Machine, Mailto, Package, Person, signed_by_a_forger, signed_by_the_desk, words,
};

#[tokio::test]
async fn a_consent_that_is_taken_back_ends_with_a_receipt_that_the_app_verifies() {
    let machine = Machine::new();
    let mail_client = machine.install_thunderbird();
    let app = App::open(&machine).await;
    app.share(&Person::LCL, &Credentials::of_lcl()).await;
    let package = Package::of(&machine, Person::LCL.reference);
    let desk = Desk::new();
    let received = desk.run("support", &["receive", &package.draft().display().to_string()]).done();
    assert!(received.contains("accepted"), "{received}");

    mail_client.received();
    app.press("page-sending-withdraw").await;
    app.titled("page-withdraw-title").await;
    app.press("page-withdraw-act").await;
    app.tells("page-withdrawn-signed").await;
    let mail = Mailto::read(&mail_client.received().arguments.concat());
    let mail = mail.send(Person::LCL.email, &desk.file("withdrawal.eml")).display().to_string();
    let obeyed = desk.run("support", &["receive", &mail]).done();
    assert!(obeyed.starts_with("withdrawn   K7M4-Q2XD"), "{obeyed}");
    let receipt = desk.receipt("K7M4-Q2XD");

    app.open_sendings().await;
    for (file, refusal) in refused(&receipt) {
        app.drop_file("preuve-K7M4-Q2XD.receipt", &file).await;
        app.titled(&format!("{refusal}.title")).await;
        app.tells(refusal).await;
        app.back().await;
        let rows = app.rows_once(1).await;
        assert!(rows[0].contains(&words("fr", "sending-state-withdrawn")), "{refusal} closes nothing: {rows:?}");
    }

    let file = machine.home().join("preuve-K7M4-Q2XD.receipt");
    let receipt = String::from_utf8(receipt).expect("a receipt is text");
    fs::write(&file, format!("\u{feff}{}", receipt.replace('\n', "\r\n"))).expect("as an editor saves it");
    // Under WebDriver the system's own dialog does not open: the file is given to the field behind it.
    let field = app.element("input[type='file']").await;
    field.send_keys(&file.to_string_lossy()).await.expect("the field takes a file");
    app.titled("page-receipt-genuine-title").await;
    let said = app.text(".lead").await.unwrap_or_default();
    assert!(said.starts_with("Bridge a supprimé cet envoi le "), "{said}");
    app.tells("page-receipt-password").await;
    app.quit().await;

    let app = App::open(&machine).await;
    app.open_sendings().await;
    let rows = app.rows_once(1).await;
    assert!(rows[0].contains(&words("fr", "sending-state-closed")), "{rows:?}");
    app.press("page-sendings-open").await;
    app.titled("page-sending-title").await;
    assert!(!app.body().await.contains(&words("fr", "page-sending-withdraw")), "there is nothing left to take back");
    app.close().await;
}

/// Receipts that are not to be believed, and what is said of each.
fn refused(genuine: &[u8]) -> Vec<(Vec<u8>, &'static str)> {
    let text = String::from_utf8(genuine.to_vec()).expect("a receipt is text");
    let line = text.lines().next().expect("a receipt has a first line");
    let of_another_file = line.replacen("\"sealed_sha256\":\"", "\"sealed_sha256\":\"00", 1);
    let of_another_file = {
        let (before, rest) = of_another_file.split_once("\"sealed_sha256\":\"").expect("the field");
        format!("{before}\"sealed_sha256\":\"{}{}", &rest[..64], &rest[66..])
    };
    let newer = line.replace("pli-receipt/1", "pli-receipt/2");
    vec![
        (signed_by_a_forger(line), "page-receipt-not-genuine"),
        (text.replace("\"by\":\"support\"", "\"by\":\"somebody\"").into_bytes(), "page-receipt-altered"),
        (signed_by_the_desk(&line.replace("K7M4-Q2XD", "M4RC-2H5Y")), "page-receipt-other-case"),
        (signed_by_the_desk(&of_another_file), "page-receipt-other-sending"),
        (signed_by_the_desk(&newer), "page-receipt-unknown-format"),
        (signed_by_the_desk("{}"), "page-receipt-malformed"),
        (Vec::new(), "page-receipt-malformed"),
        (vec![0xff; 300_000], "page-receipt-malformed"),
        ([genuine, b"\n"].concat(), "page-receipt-malformed"),
    ]
}
