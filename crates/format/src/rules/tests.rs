use super::*;
use crate::{Language, terms::Terms};

const BANK: &str = r#"
[other_bank]
name = { fr = "Une autre", en = "Another" }
hint = { fr = "", en = "" }

[[bank]]
id = "banque"
name = "Banque"
[[bank.account]]
id = "livret"
name = { fr = "Livret", en = "Savings book" }
hint = { fr = "", en = "" }
[bank.other_account]
name = { fr = "Un autre", en = "Another" }
hint = { fr = "", en = "" }
[[bank.credential]]
id = "identifiant"
name = { fr = "Identifiant", en = "Login" }
hint = { fr = "", en = "" }
masked = false
"#;

fn refused(toml: &str) -> String {
    Rules::parse(toml).unwrap_err().to_string()
}

#[test]
fn a_bank_is_a_table() {
    let rules = Rules::parse(BANK).unwrap();
    let bank = rules.bank("banque").unwrap();
    assert_eq!(bank.account("livret").unwrap().name.get(Language::Fr), "Livret");
    assert_eq!(bank.steps(), []);
}

#[test]
fn the_rules_are_those_of_the_article() {
    let ids = |bank: &str| -> Vec<String> {
        let bank = Terms::current().rules().bank(bank).unwrap();
        bank.accounts().iter().map(|account| account.id.clone()).collect()
    };
    let banks: Vec<&str> = Terms::current().rules().banks().iter().map(Bank::id).collect();
    assert_eq!(banks, ["lcl", "credit-mutuel"]);
    assert_eq!(ids("lcl"), ["pea", "assurance-vie"]);
    assert_eq!(ids("credit-mutuel"), ["epargne", "credits"]);
}

#[test]
fn only_credit_mutuel_must_be_synchronised_by_hand_first() {
    let rules = Terms::current().rules();
    assert_eq!(rules.bank("lcl").unwrap().steps(), []);
    let [sync] = rules.bank("credit-mutuel").unwrap().steps() else { panic!("one step") };
    assert_eq!(sync.id, "manual-sync");
    assert_eq!(sync.gestures[0].path, ["Profil", "Paramètres", "Comptes bancaires", "Crédit Mutuel"]);
    assert_eq!(
        sync.gestures[1].title.get(Language::Fr),
        "Touchez «\u{202f}Synchroniser manuellement les comptes\u{202f}»"
    );
}

#[test]
fn a_credential_of_lcl_is_usually_ten_and_six_digits() {
    let [login, code] = Terms::current().rules().bank("lcl").unwrap().credentials() else { panic!("two credentials") };
    assert!(login.is_usual("0481516234") && !login.is_usual("048151623") && !login.is_usual("048151623A"));
    assert!(code.is_usual("135790") && !code.is_usual("１３５７９０"));
}

#[test]
fn an_identifier_used_twice_is_refused() {
    let twice = format!(
        "{BANK}\n[[bank.credential]]\nid = \"identifiant\"\nname = {{ fr = \"\", en = \"\" }}\nhint = {{ fr = \"\", en = \"\" }}\nmasked = true\n"
    );
    assert_eq!(refused(&twice), "the identifier \"identifiant\" is used twice");
}

#[test]
fn a_reserved_or_odd_identifier_is_refused() {
    for id in ["other", "Banque", "la banque", ""] {
        assert_eq!(refused(&BANK.replace("\"banque\"", &format!("{id:?}"))), format!("{id:?} is not an identifier"));
    }
}

#[test]
fn a_bank_without_account_is_refused() {
    let (before, rest) = BANK.split_once("[[bank.account]]").unwrap();
    let (_, after) = rest.split_once("[bank.other_account]").unwrap();
    assert_eq!(refused(&format!("{before}account = []\n[bank.other_account]{after}")), "\"banque\" has no account");
}

#[test]
fn an_unknown_key_or_a_text_without_its_french_is_refused() {
    assert!(refused(&BANK.replace("masked = false", "masked = false\nmaskd = true")).contains("unknown field `maskd`"));
    assert!(refused(&BANK.replace("fr = \"Identifiant\", ", "")).contains("missing field `fr`"));
}
