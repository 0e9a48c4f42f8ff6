//! A desk that knows more terms than the consent was signed under, and one that knows fewer: its
//! commands, with the terms that it is given.

use std::{fs, path::PathBuf, sync::Arc};

use clap::Parser as _;
use jiff::Timestamp;
use pli_desk::{
    Desk,
    cli::{Cli, Work},
    commands,
    passphrase::Ask,
    speech::Speech,
};
use pli_format::{Language, bundle::Bundle, receipt, terms::Terms};
use pli_wizard::package::Package;
use zeroize::Zeroizing;

use crate::{
    story::{desk as with_its_keys, receipt_of},
    support::{
        block_on,
        package::{CANARY, CUSTOMER, package_under},
        program::Program,
    },
};

#[path = "../../../../tests/terms/terms.rs"]
mod versions;

const CASE: &str = "K7M4-Q2XD";

/// A package of Hélène Marchand's, signed now under these terms.
fn signed_under(terms: Terms) -> Package {
    package_under(leaked(terms), Language::Fr, CASE, Timestamp::now())
}

fn leaked(terms: Terms) -> &'static Terms {
    Box::leak(Box::new(terms))
}

/// Runs a command as Anne, at a desk that knows terms 1 and 2: its exit code and what it says, or the
/// code of its failure.
fn run(program: &Program, arguments: &[&str]) -> (u8, String) {
    let ask: Box<dyn Ask> = Box::new(|_: &str, _: u8| Ok(Zeroizing::new("a passphrase of the tests".to_owned())));
    let Work::Command(command) = Cli::try_parse_from([&["pli-desk"], arguments].concat()).unwrap().work else {
        panic!("{arguments:?} is no command");
    };
    let mut desk = Desk::open(program.home(), None, "anne".to_owned(), None, None, ask, Arc::new(Timestamp::now))
        .unwrap()
        .speaking(Speech::chosen(Some(Language::En)));
    desk.terms = versions::first_and_second();
    let mut out = Vec::new();
    match block_on(commands::run(&desk, command, &mut out)) {
        Ok(exit) => (exit as u8, String::from_utf8(out).unwrap()),
        Err(failure) => (failure.exit() as u8, failure.code().to_owned()),
    }
}

fn mail(program: &Program, package: &Package) -> String {
    path(program.write("mail.eml", &package.eml.bytes))
}

fn path(path: PathBuf) -> String {
    path.into_os_string().into_string().unwrap()
}

#[test]
fn a_package_of_terms_1_is_received_used_and_closed_by_a_desk_that_knows_terms_2() {
    let desk = with_its_keys();
    let mail = mail(&desk, &signed_under(versions::first()));
    let received = run(&desk, &["receive", &mail]);
    assert!(received.1.starts_with(&format!("accepted    {CASE}  ")), "{received:?}");
    assert_eq!(run(&desk, &["inspect", &mail]).0, 0);
    assert_eq!(run(&desk, &["assign", CASE, "--to", "anne"]), (0, format!("{CASE}: anne is in charge\n")));

    let got = path(desk.path().join("got"));
    let connector = format!("cat <&3 >{got}; echo used");
    assert_eq!(run(&desk, &["use", CASE, "--", "/bin/bash", "-c", &connector]), (0, "used\n".to_owned()));
    let fields: serde_json::Value = serde_json::from_slice(&fs::read(&got).unwrap()).unwrap();
    assert_eq!(fields, serde_json::json!({"identifiant": CUSTOMER, "code": CANARY}));

    assert!(run(&desk, &["close", CASE]).1.starts_with(&format!("{CASE}: deleted\n  draft: ")));
    let keys = Bundle::compiled_in(Timestamp::now(), 0).unwrap();
    let proof = receipt::open(receipt_of(&desk).as_bytes(), keys.receipt_keys()).unwrap();
    assert_eq!((proof.reference.to_string().as_str(), proof.reason), (CASE, receipt::Reason::Closed));
    assert_eq!(run(&desk, &["audit", "verify"]).0, 0);

    let newer = package_under(leaked(versions::other(2)), Language::Fr, "8R2W-M5KQ", Timestamp::now());
    let newer = path(desk.write("newer.eml", &newer.eml.bytes));
    assert_eq!(run(&desk, &["inspect", &newer]).0, 0);
    assert!(run(&desk, &["receive", &newer]).1.starts_with("accepted    8R2W-M5KQ  "));
}

#[test]
fn a_package_of_terms_3_is_refused_by_name_and_waits_for_a_person() {
    let desk = with_its_keys();
    let mail = mail(&desk, &signed_under(versions::other(3)));
    let refused = format!("refused     {CASE}  {mail}\n            terms-unknown: terms 3 are not known here\n");
    assert_eq!(run(&desk, &["receive", &mail]), (4, refused));
    let (exit, inspected) = run(&desk, &["inspect", &mail]);
    assert_eq!(exit, 4);
    assert!(inspected.contains("terms-unknown: terms 3 are not known here\n"), "{inspected}");
    let (exit, waiting) = run(&desk, &["todo"]);
    assert_eq!((exit, waiting.contains("terms-unknown")), (0, true), "{waiting}");
    assert_eq!(run(&desk, &["assign", CASE, "--to", "anne"]), (6, "case-unknown".to_owned()));
}
