//! Keys as stock minisign makes them, and what is signed with them.

use std::{fs, path::Path, process::Command};

use jiff::Timestamp;
use pli_format::bundle::{Bundle, Root};

use crate::{
    story::{assigned, failed},
    support::program::{Ended, Program},
};

const CASE: &str = "K7M4-Q2XD";

/// `minisign -G -W`: a key pair without passphrase, beside the desk's directory; its public key.
fn minisign_key(desk: &Program, name: &str) -> String {
    let [secret, public] = ["key", "pub"].map(|extension| desk.path().join(format!("{name}.{extension}")));
    minisign(&["-G", "-W", "-p", public.to_str().unwrap(), "-s", secret.to_str().unwrap()], desk.path());
    fs::read_to_string(public).unwrap().lines().nth(1).unwrap().to_owned()
}

fn minisign(arguments: &[&str], folder: &Path) {
    let ended: Ended = Command::new("minisign").args(arguments).current_dir(folder).output().unwrap().into();
    assert_eq!(ended.code, Some(0), "{ended:?}");
}

#[test]
fn the_ceremony_with_keys_of_stock_minisign() {
    let desk = Program::new();
    let term = ["--from", "2025-01-01T00:00:00Z", "--until", "2031-01-01T00:00:00Z"];
    let receipt = minisign_key(&desk, "receipt");
    let root = minisign_key(&desk, "root");
    fs::rename(desk.path().join("receipt.key"), desk.home().join("receipt.key")).unwrap();
    let new = [&["--passphrase-fd", "0", "epoch", "new", "2025-01"], &term[..]].concat();
    assert_eq!(desk.run_with(new, b"a new passphrase\na new passphrase\n").code, Some(0));
    let draft = [&["epoch", "draft", "--serial", "7", "--out", "bundle.json"], &term[..]].concat();
    assert_eq!(failed(&desk.run(draft)), (Some(0), "", ""));
    let signed = desk.run(["epoch", "sign", "bundle.json", "--root", "root.key"]);
    assert_eq!(failed(&signed), (Some(0), "bundle.json.minisig\n", ""));

    minisign(&["-V", "-m", "bundle.json", "-P", &root], desk.path());
    let [bundle, signature] =
        ["", ".minisig"].map(|end| fs::read(desk.path().join(format!("bundle.json{end}"))).unwrap());
    let public = Root::parse(&format!("untrusted comment: root\n{root}\n")).unwrap();
    let bundle = Bundle::open(&bundle, &signature, &public, Timestamp::now(), 0).unwrap();
    let keys: Vec<_> = bundle.receipt_keys().iter().map(|listed| listed.key.to_string()).collect();
    assert_eq!((bundle.serial(), keys), (7, vec![receipt]));
}

#[test]
fn an_operator_approves_with_a_key_of_stock_minisign() {
    let desk = assigned();
    let public = minisign_key(&desk, "anne");
    desk.write("home/operators.toml", format!("[[operator]]\nname = \"anne\"\nkey = \"{public}\"\n"));
    let approval = desk.run(["approve", CASE, "--reason", "no connector", "--key", "anne.key"]);
    assert_eq!(approval.code, Some(0), "{approval:?}");
    let (line, signature) = approval.out.split_once('\n').unwrap();
    desk.write("approval", format!("{line}\n"));
    desk.write("approval.minisig", signature);
    minisign(&["-V", "-m", "approval", "-P", &public], desk.path());
}

#[test]
fn a_draft_that_fails_leaves_no_file() {
    let desk = Program::new();
    let term = ["--from", "2030-01-01T00:00:00Z", "--until", "2031-01-01T00:00:00Z", "--out", "bundle.json"];
    let ended = desk.run([&["epoch", "draft", "--serial", "1"], &term[..]].concat());
    assert_eq!(ended.code, Some(1), "there is no receipt key");
    assert!(!desk.path().join("bundle.json").exists());
    let ended = desk.run([&["epoch", "draft", "--serial", "0"], &term[..]].concat());
    assert_eq!(ended.code, Some(2), "no app takes serial 0");
}

#[test]
fn a_blank_name_or_reason_is_none() {
    let desk = assigned();
    for arguments in [
        &["assign", CASE, "--to", "", "--instead-of", "anne"][..],
        &["assign", CASE, "--to", " ", "--instead-of", "anne"],
        &["assign", CASE, "--to", "\u{200f}\u{200b}", "--instead-of", "anne"],
        &["approve", CASE, "--reason", "  ", "--key", "anne.key"],
    ] {
        let ended = desk.run(arguments);
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(ended.err.contains("it is empty"), "{ended:?}");
    }
    let long = "é".repeat(1_001);
    for arguments in [
        &["assign", CASE, "--to", &long, "--instead-of", "anne"][..],
        &["approve", CASE, "--reason", &long, "--key", "anne.key"],
    ] {
        let ended = desk.run(arguments);
        assert_eq!(ended.code, Some(2), "{ended:?}");
        assert!(ended.err.contains("it is longer than 1000 characters"), "{ended:?}");
    }
    assert!(desk.run(["cases"]).out.contains("  anne  "));
}
