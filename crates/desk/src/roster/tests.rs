use std::{fs, io::ErrorKind};

use zeroize::Zeroizing;

use super::*;
use crate::signing_key::SigningKey;

fn key() -> SigningKey {
    let mut nobody = |_: &str, _: u8| -> io::Result<Zeroizing<String>> { Err(ErrorKind::NotConnected.into()) };
    let new = SigningKey::generate(None).unwrap();
    SigningKey::open(&new.secret_file, "a key", &mut nobody).unwrap()
}

fn signature(text: &str, key: &SigningKey) -> Vec<u8> {
    key.sign(text.as_bytes(), KIND, KIND).unwrap().into_bytes()
}

fn member(name: &str, uid: u32, roles: &str, key: &SigningKey) -> String {
    format!("[[member]]\nname = \"{name}\"\nuid = {uid}\nroles = [{roles}]\nkey = \"{}\"\n", key.public())
}

/// A root, two officers and a developer.
struct Desk {
    root: SigningKey,
    keys: [SigningKey; 3],
}

impl Desk {
    fn new() -> Self {
        Self { root: key(), keys: [key(), key(), key()] }
    }

    fn text(&self, serial: u64) -> String {
        let [chloe, bruno, anne] = &self.keys;
        format!("serial = {serial}\n")
            + &member("chloe", 1001, "\"officer\"", chloe)
            + &member("bruno", 1002, "\"officer\", \"support\"", bruno)
            + &member("anne", 1003, "\"developer\"", anne)
            + "[[member]]\nname = \"timer\"\nuid = 999\nroles = [\"timer\"]\n"
    }

    fn accept(&self, text: &str, by: &[&SigningKey], before: Option<&str>) -> Result<Roster, &'static str> {
        let signatures: Vec<_> = by.iter().map(|key| signature(text, key)).collect();
        let parsed = before.map(|before| (Roster::parse(before.as_bytes()).unwrap(), before));
        let before = parsed.as_ref().map(|(roster, text)| (roster, text.as_bytes()));
        Roster::accept(text.as_bytes(), &signatures, &self.root.public(), before).map_err(|error| error.code())
    }
}

#[test]
fn the_root_signs_a_roster() {
    let desk = Desk::new();
    let roster = desk.accept(&desk.text(1), &[&desk.root], None).unwrap();
    let anne = roster.of_uid(1003).unwrap();
    assert_eq!((anne.name.as_str(), anne.roles.as_slice()), ("anne", &[Role::Developer][..]));
    assert_eq!(roster.of_uid(0).unwrap_err().to_string(), "uid 0 stands in no roster of this desk");
    assert_eq!(roster.named("anne", Role::Developer).unwrap().uid, 1003);
    assert_eq!(roster.named("bruno", Role::Developer).unwrap_err().code(), "member-unknown");
    assert_eq!(roster.keys().map(|(name, _)| name).collect::<Vec<_>>(), ["chloe", "bruno", "anne"]);
}

#[test]
fn two_officers_of_the_one_before_sign_the_next() {
    let desk = Desk::new();
    let [chloe, bruno, anne] = &desk.keys;
    let (first, next) = (desk.text(1), desk.text(2));
    assert_eq!(desk.accept(&next, &[chloe, bruno], Some(&first)).unwrap().serial, 2);
    for by in [&[chloe][..], &[chloe, chloe], &[chloe, anne], &[]] {
        assert_eq!(desk.accept(&next, by, Some(&first)), Err("roster-unsigned"));
    }
}

/// Nobody makes themselves an officer: those of the roster before count, not of the one that is signed.
#[test]
fn the_officers_of_a_roster_do_not_sign_their_own() {
    let desk = Desk::new();
    let [chloe, bruno, _] = &desk.keys;
    assert_eq!(desk.accept(&desk.text(1), &[chloe, bruno], None), Err("roster-unsigned"));
}

#[test]
fn an_altered_line_is_not_signed() {
    let desk = Desk::new();
    let signed = desk.text(1);
    let signatures = [signature(&signed, &desk.root)];
    for altered in [signed.replace("1003", "1004"), signed.replace("developer", "officer"), format!("{signed}\n")] {
        let refused = Roster::accept(altered.as_bytes(), &signatures, &desk.root.public(), None).unwrap_err();
        assert_eq!(refused.code(), "roster-unsigned");
    }
}

#[test]
fn an_older_roster_is_refused_and_so_is_another_of_the_same_serial() {
    let desk = Desk::new();
    let now = desk.text(7);
    assert_eq!(desk.accept(&desk.text(6), &[&desk.root], Some(&now)), Err("roster-rolled-back"));
    assert_eq!(desk.accept(&now.replace("anne", "anna"), &[&desk.root], Some(&now)), Err("roster-rolled-back"));
    assert!(desk.accept(&now, &[&desk.root], Some(&now)).is_ok());
}

#[test]
fn a_roster_names_each_person_uid_and_key_once() {
    let desk = Desk::new();
    let [chloe, bruno, anne] = &desk.keys;
    let one = format!("serial = 1\n{}", member("anne", 1003, "\"developer\"", anne));
    let refused = |more: String| Roster::parse((one.clone() + &more).as_bytes()).unwrap_err().to_string();
    assert_eq!(refused(member("Anne", 1, "\"officer\"", chloe)), "the roster: the name of \"Anne\" stands twice");
    assert_eq!(refused(member("b", 1003, "\"officer\"", chloe)), "the roster: the uid of \"b\" stands twice");
    assert_eq!(refused(member("b", 1, "\"officer\"", anne)), "the roster: the key of \"b\" stands twice");
    assert_eq!(
        refused(member(" b", 1, "\"officer\"", bruno)),
        "the roster: \" b\" is no name, or not in its one spelling"
    );
    for unseen in ["an\u{200b}ne", "\u{200f}anne", "anne\u{ad}", "anne\u{2800}", "\u{feff}"] {
        let said = refused(member(unseen, 1, "\"officer\"", bruno));
        assert!(said.ends_with("is no name, or not in its one spelling"), "{said}");
    }
    assert_eq!(refused(member("b", 1, "", bruno)), "the roster: \"b\" has no role");
    let keyless = "[[member]]\nname = \"b\"\nuid = 1\nroles = [\"officer\"]\n".to_owned();
    assert_eq!(refused(keyless), "the roster: \"b\" has no key");
    assert!(refused(member("b", 1, "\"root\"", bruno)).contains("unknown variant `root`"));
    let no_serial = Roster::parse(one.replace("serial = 1", "serial = 0").as_bytes()).unwrap_err();
    assert_eq!(no_serial.to_string(), "the roster: its serial begins at 1");
}

#[test]
fn a_kept_roster_is_remembered_and_looked_at_again() {
    let desk = Desk::new();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("roster.toml");
    let write = |serial: u64, by: &[(&str, &SigningKey)]| {
        let text = desk.text(serial);
        fs::write(&file, &text).unwrap();
        for (name, key) in by {
            fs::write(folder.path().join(format!("roster.toml{name}.minisig")), signature(&text, key)).unwrap();
        }
    };
    let kept = || KeptRoster::new(file.clone(), folder.path(), desk.root.public(), 998);
    let serial = |kept: &KeptRoster| kept.in_force().map(|roster| roster.serial).map_err(|error| error.code());
    assert_eq!(serial(&kept()), Err("roster-file"));
    write(1, &[("", &desk.root)]);
    let running = kept();
    let of_anne = KeptRoster::new(file.clone(), folder.path(), desk.root.public(), 1003);
    assert_eq!(serial(&of_anne), Err("roster-malformed"), "the uid of the service itself");
    assert_eq!(serial(&running), Ok(1));
    write(2, &[]);
    assert_eq!((serial(&running), serial(&kept())), (Err("roster-unsigned"), Err("roster-unsigned")));
    write(2, &[(".chloe", &desk.keys[0]), (".bruno", &desk.keys[1])]);
    assert_eq!((serial(&running), serial(&kept())), (Ok(2), Ok(2)));
    write(1, &[("", &desk.root)]);
    assert_eq!((serial(&running), serial(&kept())), (Err("roster-rolled-back"), Err("roster-rolled-back")));
}
