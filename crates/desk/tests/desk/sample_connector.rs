//! The sample connector logs in to a bank on this machine, and tells more than it should.

use std::path::Path;

use crate::{
    story::{as_anne, assigned},
    support::{
        bank::{ACCOUNTS, Bank},
        package::{CANARY, CUSTOMER},
        program::Ended,
    },
};

const CASE: &str = "K7M4-Q2XD";

fn use_at(bank: &Bank) -> Ended {
    let built = Path::new(env!("CARGO_BIN_EXE_pli-desk")).parent().unwrap();
    let connector = built.join("examples/connector");
    as_anne(&assigned(), &["use", CASE, "--", connector.to_str().unwrap(), &bank.address(), "--trace"])
}

#[test]
fn it_logs_in_and_shows_no_credential() {
    let bank = Bank::open(&format!("code={CANARY}&identifiant={CUSTOMER}"));
    let ended = use_at(&bank);
    assert_eq!(ended.code, Some(0), "{}", ended.err);
    let shown = format!("> POST /login code=█████&identifiant=█████\n{ACCOUNTS}\n");
    assert!(ended.out == shown, "what it prints is not as it should be");
    assert!(bank.login_was_right(), "the bank got another login");
}

#[test]
fn it_fails_when_the_bank_refuses() {
    let bank = Bank::open("code=another");
    let ended = use_at(&bank);
    assert_eq!((ended.code, ended.out.as_str()), (Some(10), "> POST /login code=█████&identifiant=█████\n"));
    assert!(!bank.login_was_right());
}
