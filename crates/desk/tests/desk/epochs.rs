//! `epoch`: what the security officer does with the keys.

use jiff::Timestamp;
use pli_format::{Language, bundle::Bundle, recipients::fingerprint_words};

use crate::{
    story::{desk, epoch, failed},
    support::{package::package, program::Program},
};

const CASE: &str = "K7M4-Q2XD";

/// A desk that made this epoch itself.
fn with_epoch(name: &str) -> Program {
    let desk = Program::new();
    let term = ["--from", "2025-01-01T00:00:00Z", "--until", "2031-01-01T00:00:00Z"];
    let new = [&["--passphrase-fd", "0", "epoch", "new", name], &term[..]].concat();
    let made = desk.run_with(new, b"a new passphrase\na new passphrase\n");
    assert!(made.out.starts_with(&format!("{name}  age1")), "{made:?}");
    desk
}

#[test]
fn a_destroyed_epoch_opens_nothing_any_more() {
    let desk = with_epoch("2030-01");
    let kept = desk.run(["epoch", "destroy", "2030-01"]);
    assert_eq!(failed(&kept), (Some(0), "nothing is destroyed; add --yes to do it\n", ""));
    assert_eq!(desk.run(["epoch", "destroy", "2030-01", "--yes"]).code, Some(0));
    assert!(desk.run(["epoch", "list"]).out.starts_with("2030-01  destroyed on "));
    let err = "pli-desk: epoch-destroyed: the identity of epoch 2030-01 was destroyed: what was sealed to it can never be opened\n";
    for arguments in [&["epoch", "destroy", "2030-01", "--yes"][..], &["epoch", "destroy", "2030-01"]] {
        assert_eq!(failed(&desk.run(arguments)), (Some(6), "", err));
    }
}

#[test]
fn destroying_names_the_cases_that_this_desk_cannot_open_afterwards() {
    let name = epoch();
    let desk = with_epoch(&name);
    desk.write("home/receipt.key", include_bytes!("../../../../tests/demo/DEMO-ONLY-receipt.key"));
    for reference in [CASE, ""] {
        assert_eq!(desk.run_with(["receive"], &package(reference, Timestamp::now()).eml.bytes).code, Some(0));
    }
    let other =
        desk.run(["cases"]).out.lines().skip(1).map(|line| line[..9].to_owned()).find(|case| case != CASE).unwrap();
    let lost = |case: &str| format!("{case}: this desk cannot open it without epoch {name}\n");
    let mut both = [lost(CASE), lost(&other)];
    both.sort();
    let said = format!("{}nothing is destroyed; add --yes to do it\n", both.concat());
    assert_eq!(failed(&desk.run(["epoch", "destroy", &name])), (Some(0), said.as_str(), ""));

    assert_eq!(desk.run(["close", CASE]).code, Some(0));
    let said = format!("{}{name}: its identity is destroyed; list it in the next bundle (epoch draft)\n", lost(&other));
    assert_eq!(failed(&desk.run(["epoch", "destroy", &name, "--yes"])), (Some(0), said.as_str(), ""));
}

#[test]
fn destroying_tells_what_the_epoch_beside_it_opens() {
    let desk = Program::new();
    for (name, from, until) in
        [("2029-01", "2029-01", "2030-03"), ("2030-01", "2030-01", "2031-03"), ("2031-03", "2031-03", "2032-01")]
    {
        let (from, until) = (format!("{from}-01T00:00:00Z"), format!("{until}-01T00:00:00Z"));
        let new = ["--passphrase-fd", "0", "epoch", "new", name, "--from", &from, "--until", &until];
        assert_eq!(desk.run_with(new, b"a new passphrase\na new passphrase\n").code, Some(0));
    }
    let said = "what was sealed from 2030-01-01 01:00 to 2030-03-01 01:00 is opened by epoch 2030-01 too\n\
                nothing is destroyed; add --yes to do it\n";
    assert_eq!(failed(&desk.run(["epoch", "destroy", "2029-01"])), (Some(0), said, ""));
    assert_eq!(desk.run(["epoch", "destroy", "2030-01", "--yes"]).code, Some(0));
    let said = "nothing is destroyed; add --yes to do it\n";
    assert_eq!(failed(&desk.run(["epoch", "destroy", "2029-01"])), (Some(0), said, ""), "its neighbour is gone, too");
}

#[test]
fn an_epoch_that_is_unknown_is_not_destroyed() {
    let err = "pli-desk: epoch-unknown: this desk keeps no identity of epoch 2030-01\n";
    assert_eq!(failed(&desk().run(["epoch", "destroy", "2030-01"])), (Some(6), "", err));
}

/// Its entry is the bundle's.
#[test]
fn an_identity_that_was_put_there_by_hand_is_kept_until_it_is_destroyed() {
    let (desk, name) = (desk(), epoch());
    let identity = desk.home().join("identities").join(format!("{name}.age"));
    let term = ["--from", "2025-01-01T00:00:00Z", "--until", "2031-01-01T00:00:00Z"];
    // No passphrase is asked for: there is none to answer with.
    let made = desk.run([&["epoch", "new", &name], &term[..]].concat());
    assert_eq!(failed(&made), (Some(9), "", &*format!("pli-desk: epoch-exists: there is, or was, an epoch {name}\n")));
    assert!(identity.exists());
    assert_eq!(desk.run(["epoch", "destroy", &name]).out, "nothing is destroyed; add --yes to do it\n");
    assert!(desk.run(["epoch", "list"]).out.contains("put here by hand"));
    assert_eq!(desk.run(["epoch", "destroy", &name, "--yes"]).code, Some(0));
    assert!(!identity.exists());
    let list = desk.run(["epoch", "list"]).out;
    assert!(list.starts_with(&format!("{name}  destroyed on ")), "{list}");
}

#[test]
fn the_list_ends_with_the_words_and_fingerprints_of_the_bundle() {
    let bundle = Bundle::compiled_in(Timestamp::now(), 0).unwrap();
    let keys = bundle.epochs().iter().map(|epoch| {
        let words = |language| fingerprint_words(epoch.fingerprint(), language).join(" ");
        let (fingerprint, french, english) = (epoch.fingerprint(), words(Language::Fr), words(Language::En));
        format!("{}  {fingerprint}\n         fr  {french}\n         en  {english}\n", epoch.name())
    });
    let said = format!("\nkeys of the bundle\n{}", keys.collect::<String>());
    assert_eq!(failed(&Program::new().run(["epoch", "list"])), (Some(0), said.as_str(), ""));
}
