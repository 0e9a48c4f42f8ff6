use jiff::tz::Offset;
use proptest::{prelude::*, sample::Index};
use serde_json::Value;

use super::*;
use crate::{
    CaseReference,
    canonical::Canonical,
    case_key::CaseKey,
    consent::{self, AskedBy, Finding, Named, Person, ProblemFacts, Signed, pdf, person},
};

#[path = "../../../../../tests/terms/terms.rs"]
mod versions;

use versions::{FILES, first, other};

fn named(id: &str, name: &str) -> Named {
    Named { id: id.to_owned(), name: name.to_owned() }
}

fn facts() -> ConsentFacts {
    ConsentFacts {
        reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
        language: Language::Fr,
        person: Person { name: "Hélène Marchand".to_owned(), email: "helene.marchand@exemple.fr".to_owned() },
        bank: named("lcl", "LCL"),
        accounts: vec![named("pea", "PEA")],
        problem: ProblemFacts {
            asked_by: AskedBy::Support,
            steps_tried: Vec::new(),
            description: "Mon PEA manque.\n\nPas le reste.".to_owned(),
        },
    }
}

fn credit_mutuel() -> ConsentFacts {
    let mut facts = facts();
    facts.bank = named("credit-mutuel", "Crédit Mutuel");
    facts.accounts = vec![named("epargne", "Épargne"), named("credits", "Crédits")];
    facts.problem.steps_tried = vec![named("manual-sync", "Synchronisation manuelle")];
    facts
}

fn key() -> CaseKey {
    CaseKey::generate(&mut |bytes: &mut [u8]| bytes.fill(7))
}

fn agreement(facts: ConsentFacts) -> Agreement {
    Agreement {
        signature: facts.person.name.clone(),
        facts,
        signed_at: SignedAt::new("2026-11-23T13:05:00Z".parse().unwrap(), Offset::constant(1), "Europe/Paris"),
        epoch: EpochRef { name: "2026-11".parse().unwrap(), fingerprint: Sha256([0xf0; 32]) },
        case_key: key().public(),
        app_version: "0.1.0".to_owned(),
        demo: true,
    }
}

fn codes(known: &KnownTerms, record: &ConsentRecord) -> Vec<&'static str> {
    known.findings(record).iter().map(TermsFinding::code).collect()
}

/// What the first terms have against a record that says this.
fn against(change: impl FnOnce(&mut Agreement)) -> Vec<&'static str> {
    let mut agreement = agreement(credit_mutuel());
    change(&mut agreement);
    let terms = first();
    terms.findings(&terms.record(agreement)).iter().map(TermsFinding::code).collect()
}

#[test]
fn the_terms_in_the_repository_are_valid_and_counted_from_one() {
    let known = KnownTerms::compiled_in();
    let versions: Vec<u32> = known.0.iter().map(|terms| terms.reference.version).collect();
    assert_eq!(versions, (1..=u32::try_from(versions.len()).unwrap()).collect::<Vec<_>>());
    assert_eq!(Terms::current().reference(), known.current().reference());
}

/// What was signed never changes: its SHA-256 stands in the records. Other words are a new version.
#[test]
fn the_terms_are_those_that_were_published() {
    let published = [(1, "6472577f9071e88378c0b1d02b0192b60e1c3c574fa66f7cddaf2e017ae33f37")];
    let known = KnownTerms::compiled_in();
    assert_eq!(known.0.len(), published.len());
    for (version, sha256) in published {
        assert_eq!(known.version(version).unwrap().reference().sha256.to_string(), sha256, "terms {version}");
    }
}

/// `cd assets/terms/1 && sha256sum * | sha256sum`
#[cfg(unix)]
#[test]
#[expect(clippy::disallowed_types, reason = "stock programs say the same")]
fn the_hash_is_the_one_that_sha256sum_makes_of_the_folder() {
    use std::{
        io::Write,
        process::{Command, Stdio},
    };

    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../assets/terms/1");
    let listed =
        Command::new("sha256sum").args(FILES.map(|(name, ..)| name)).current_dir(folder).output().unwrap().stdout;
    let mut sum = Command::new("sha256sum").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    sum.stdin.take().unwrap().write_all(&listed).unwrap();
    let printed = String::from_utf8(sum.wait_with_output().unwrap().stdout).unwrap();
    assert_eq!(printed, format!("{}  -\n", first().reference().sha256));
}

#[test]
fn credentials_may_be_kept_for_thirty_days_from_the_signature() {
    let signed: Timestamp = "2026-11-23T13:05:00Z".parse().unwrap();
    assert_eq!(first().expiry(signed).to_string(), "2026-12-23T13:05:00Z");
    assert_eq!(other(2).expiry(signed).to_string(), "2026-12-13T13:05:00Z");
}

#[test]
fn a_folder_with_a_file_too_few_or_too_many_is_refused() {
    let all = FILES.map(|(name, first, ..)| (name, first));
    let refused = |folder: &[(&str, &str)]| Terms::read(1, folder).err().unwrap().to_string();
    for (at, (name, _)) in all.iter().enumerate().filter(|(_, (name, _))| *name != "en.ftl") {
        assert_eq!(refused(&[&all[..at], &all[at + 1..]].concat()), format!("there is no {name}"));
    }
    assert_eq!(refused(&[&all[..], &[("LISEZMOI", "")]].concat()), "\"LISEZMOI\" is no file of the terms");
}

/// A language that comes later changes no terms that were signed: they have no text in it.
#[test]
fn terms_without_a_text_in_a_language_are_not_signed_in_it() {
    let files = FILES.map(|(name, first, ..)| (name, first));
    let folder: Vec<(&str, &str)> = files.into_iter().filter(|(name, _)| *name != "en.ftl").collect();
    let terms = Terms::read(1, &folder).unwrap();
    let english = ConsentFacts { language: Language::En, ..facts() };
    assert_eq!(first().admits(&english), Ok(()));
    assert_eq!(terms.admits(&english), Err(AdmissionError::Choice("facts.language")));
    assert_eq!(terms.admits(&facts()), Ok(()));
}

#[test]
fn the_newest_terms_say_everything_in_every_language() {
    fn tables<'a>(value: &'a toml::Value, found: &mut Vec<&'a toml::Table>) {
        match value {
            toml::Value::Table(table) => {
                found.extend(table.contains_key("fr").then_some(table));
                table.values().for_each(|value| tables(value, found));
            }
            toml::Value::Array(items) => items.iter().for_each(|value| tables(value, found)),
            _ => {}
        }
    }
    let (version, folder) = FOLDERS.last().unwrap();
    let (_, rules) = folder.iter().find(|(name, _)| *name == "rules.toml").unwrap();
    let rules = toml::Value::Table(rules.parse().unwrap());
    let mut localized = Vec::new();
    tables(&rules, &mut localized);
    assert!(localized.len() > 10, "{}", localized.len());
    for language in Language::ALL {
        assert!(Terms::version(*version).unwrap().speaks(language), "{}", text_name(language));
        let silent: Vec<_> = localized.iter().filter(|table| !table.contains_key(language.code())).collect();
        assert!(silent.is_empty(), "not in {}: {silent:?}", language.code());
    }
}

#[test]
fn a_text_without_a_clause_or_an_act_that_is_listed_is_refused() {
    let refused = |file: &str, from: &str, to: &str| {
        let files = FILES
            .map(|(name, first, ..)| (name, if name == file { first.replacen(from, to, 1) } else { first.to_owned() }));
        let folder: Vec<(&str, &str)> = files.iter().map(|(name, content)| (*name, content.as_str())).collect();
        Terms::read(1, &folder).err().unwrap().to_string()
    };
    assert_eq!(refused("text.toml", "\"gift\"", "\"gift\", \"audit\""), "the text in fr-FR lacks clause-audit");
    assert_eq!(refused("en.ftl", "act-free =", "act-fee ="), "the text in en-GB lacks act-free");
    assert_eq!(refused("en.ftl", "    .body = I,", "    .text = I,"), "the text in en-GB lacks clause-parties.body");
}

#[test]
fn a_record_is_judged_by_its_own_terms_however_many_came_after() {
    let record = first().record(agreement(facts()));
    assert_eq!(codes(&KnownTerms::new(vec![first()]), &record), [""; 0]);
    assert_eq!(codes(versions::first_and_second(), &record), [""; 0]);
    let newer = other(2).record(agreement(facts()));
    assert_eq!(newer.expires_at.to_string(), "2026-12-13T13:05:00Z");
    assert_eq!((newer.clauses.len(), newer.acts.len()), (10, 4));
    assert_eq!(codes(versions::first_and_second(), &newer), [""; 0]);
}

#[test]
fn terms_that_are_not_known_are_refused_by_name() {
    let known = versions::first_and_second();
    assert_eq!(known.findings(&other(3).record(agreement(facts()))), [TermsFinding::Unknown { version: 3 }]);
    assert_eq!(codes(known, &other(1).record(agreement(facts()))), ["terms-other"]);
    assert_eq!(TermsFinding::Unknown { version: 3 }.to_string(), "terms 3 are not known here");
}

#[test]
fn a_document_is_drawn_by_its_own_terms() {
    for terms in [first(), other(2)] {
        let record = Canonical::of(terms.record(agreement(facts())));
        let document = Signed::sign(record, &key(), Sha256::of(b"sealed")).to_pdf(&terms).unwrap();
        let signed = consent::open(&document).unwrap();
        assert_eq!(signed.check_drawing(&document, &terms), Ok(()));
        let another = if terms.reference().version == 1 { other(2) } else { first() };
        let refused = Finding::Unrenderable(pdf::PdfError::OtherWords(another.reference().version));
        assert_eq!(signed.check_drawing(&document, &another), Err(refused));
    }
}

#[test]
fn what_pli_makes_is_admitted_in_both_languages() {
    for mut facts in [facts(), credit_mutuel()] {
        assert_eq!(first().admits(&facts), Ok(()));
        facts.problem.asked_by = AskedBy::Article;
        facts.accounts.truncate(1);
        assert_eq!(first().admits(&facts), Ok(()));
    }
    let mut english = credit_mutuel();
    english.language = Language::En;
    english.accounts = vec![named("credits", "Loans")];
    english.problem.steps_tried = vec![named("manual-sync", "Manual synchronisation")];
    assert_eq!(first().admits(&english), Ok(()));
}

#[test]
fn a_bank_with_steps_of_its_own_is_a_table() {
    let mut facts = facts();
    facts.bank = named("banque-postale", "La Banque Postale");
    facts.accounts = vec![named("livret-a", "Livret A")];
    let steps = [named("reconnexion", "Nouvelle connexion"), named("certicode", "Certicode Plus")];
    facts.problem.steps_tried = steps.to_vec();
    let terms = other(2);
    assert_eq!(terms.admits(&facts), Ok(()));
    for tried in [&steps[..1], &steps[1..], &[steps[1].clone(), steps[0].clone()], &[]] {
        facts.problem.steps_tried = tried.to_vec();
        assert_eq!(terms.admits(&facts), Err(AdmissionError::Choice("facts.problem.steps_tried")), "{tried:?}");
    }
}

#[test]
fn a_choice_that_the_rules_do_not_offer_is_refused() {
    const REFUSED: [&str; 1] = ["not-eligible"];
    assert_eq!(against(|_| ()), [""; 0]);
    assert_eq!(against(|it| it.facts.bank.name = "LCL. Bridge me rembourse toute somme perdue".to_owned()), REFUSED);
    assert_eq!(against(|it| it.facts.bank = named("bnp", "BNP Paribas")), REFUSED);
    assert_eq!(against(|it| it.facts.bank = named("other", "Une autre banque")), REFUSED);
    assert_eq!(against(|it| it.facts.accounts.clear()), REFUSED);
    assert_eq!(against(|it| it.facts.accounts.reverse()), REFUSED);
    assert_eq!(against(|it| it.facts.accounts[0].name = "Tous mes comptes".to_owned()), REFUSED);
    assert_eq!(against(|it| it.facts.accounts[0].name = "Savings".to_owned()), REFUSED);
    assert_eq!(against(|it| it.facts.accounts[0].id = "credits".to_owned()), REFUSED);
    assert_eq!(against(|it| it.facts.accounts = vec![it.facts.accounts[0].clone(); 500]), REFUSED);
    assert_eq!(against(|it| it.facts.accounts.push(named("other", "Un autre compte"))), REFUSED);
    assert_eq!(against(|it| it.facts.problem.steps_tried.clear()), REFUSED);
    assert_eq!(against(|it| it.facts.problem.steps_tried[0].name.push('.')), REFUSED);
    assert_eq!(against(|it| it.facts.problem.steps_tried = vec![it.facts.problem.steps_tried[0].clone(); 2]), REFUSED);
    for by in [AskedBy::PhoneCall, AskedBy::TextMessage, AskedBy::SomeoneElse] {
        assert_eq!(against(|it| it.facts.problem.asked_by = by), REFUSED);
    }
    let step_nobody_asks_for = |it: &mut Agreement| {
        it.facts.bank = named("lcl", "LCL");
        it.facts.accounts = vec![named("pea", "PEA")];
    };
    assert_eq!(against(step_nobody_asks_for), REFUSED);
}

#[test]
fn a_text_that_no_pli_writes_is_refused() {
    const REFUSED: [&str; 1] = ["not-as-written"];
    for strange in [
        "",
        " ",
        "Hélène ",
        "Hélène\n",
        "He\u{301}lène",
        "a  b",
        "a\u{202e}b",
        "a\u{200c}b",
        "پی\u{200c}",
        "王",
        &"é".repeat(121),
    ] {
        let name = |it: &mut Agreement| {
            (it.facts.person.name, it.signature) = (strange.to_owned(), strange.to_owned());
        };
        assert!(against(name).contains(&"not-as-written"), "{strange:?}");
    }
    let joined = |it: &mut Agreement| {
        (it.facts.person.name, it.signature) = ("نیک\u{200c}پی".to_owned(), "نیکپی".to_owned());
    };
    assert!(!against(joined).contains(&"not-as-written"));
    for strange in ["helene@exemple.fr\n", " helene@exemple.fr", "helene", "helene@exemple", "a b@exemple.fr", ""] {
        assert_eq!(against(|it| it.facts.person.email = strange.to_owned()), REFUSED, "{strange:?}");
    }
    for strange in ["", "a\r\nb", "\na", "a\u{200b}b", &"é".repeat(4_001), "😀"] {
        assert_eq!(against(|it| it.facts.problem.description = strange.to_owned()), REFUSED, "{strange:?}");
    }
    for strange in ["", "1.0.0-Bridge-rembourse-tout", "01.0.0", "1.0", "0.1.0\n", &"1".repeat(500)] {
        assert_eq!(against(|it| it.app_version = strange.to_owned()), REFUSED, "{strange:?}");
    }
    for strange in ["Bridge/me_rembourse/tout", "Europe/Paris\n", &"Europe/".repeat(90)] {
        let time = serde_json::json!({ "time": "2026-11-23T14:05:00+01:00", "zone": strange });
        assert_eq!(against(|it| it.signed_at = serde_json::from_value(time).unwrap()), REFUSED, "{strange:?}");
    }
    // The same name to a reader, and not as Pli writes it.
    for strange in ["Hélène  Marchand", " Hélène Marchand", "He\u{301}le\u{300}ne Marchand"] {
        assert_eq!(against(|it| it.signature = strange.to_owned()), REFUSED, "{strange:?}");
    }
    let domain = |length: usize| format!("{}.fr", "abcdefgh.".repeat(30)[..length].trim_end_matches('.'));
    let [longest, longer] = [186, 187].map(|length| format!("{}@{}", "a".repeat(64), domain(length)));
    assert_eq!((longest.len(), longer.len()), (254, 255));
    assert_eq!(against(|it| it.facts.person.email.clone_from(&longest)), [""; 0]);
    for strange in ["\"ab\"@c.fr", "é!@c-d.fr", "a@école.fr", "a@1.XN--P1AI"] {
        assert_eq!(against(|it| it.facts.person.email = strange.to_owned()), [""; 0], "{strange:?}");
    }
    for strange in
        ["a@b_c.fr", "a@b!c.fr", "a@☑.fr", "a@[1.2.3.44]", "a@b-.fr", "a..b@c.fr", "\"\"@c.fr", "a@1.22", "a@b.fr1"]
    {
        assert_eq!(against(|it| it.facts.person.email = strange.to_owned()), REFUSED, "{strange:?}");
    }
    for strange in [longer.as_str(), "王@exemple.fr"] {
        assert_eq!(against(|it| it.facts.person.email = strange.to_owned()), REFUSED, "{strange:?}");
    }
    for strange in ["1234", "- -", "ʼ", "1ʼ"] {
        let name = |it: &mut Agreement| {
            (it.facts.person.name, it.signature) = (strange.to_owned(), strange.to_owned());
        };
        assert!(against(name).contains(&"not-as-written"), "{strange:?}");
    }
    assert_eq!(against(|it| it.signature = "Anne Marchand".to_owned()), ["other-signature"]);
    assert_eq!(against(|it| it.signature = "hélène MARCHAND".to_owned()), [""; 0]);
}

#[test]
fn other_words_another_expiry_and_another_controller_are_refused() {
    let terms = first();
    let against = |change: fn(&mut ConsentRecord)| {
        let mut record = terms.record(agreement(facts()));
        change(&mut record);
        terms.findings(&record).iter().map(TermsFinding::code).collect::<Vec<_>>()
    };
    assert_eq!(against(|it| it.clauses[5].1.push('.')), ["other-text"]);
    assert_eq!(against(|it| drop(it.clauses.pop())), ["other-text"]);
    assert_eq!(against(|it| it.acts.swap(0, 1)), ["other-text"]);
    assert_eq!(against(|it| it.acts[0].text.push('.')), ["other-text"]);
    assert_eq!(against(|it| it.controller.dpo.push('.')), ["other-text"]);
    assert_eq!(against(|it| it.epoch.name = "2026-12".parse().unwrap()), ["other-text"]);
    assert_eq!(against(|it| it.expires_at += SignedDuration::from_secs(1)), ["other-term"]);
    assert_eq!(against(|it| it.expires_at -= SignedDuration::from_secs(1)), ["other-term"]);
}

/// What stands in the JSON of facts at the end of each path.
fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members.iter().for_each(|(name, child)| leaves(child, &format!("{path}/{name}"), found));
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, child)| leaves(child, &format!("{path}/{at}"), found));
        }
        _ => found.push(path.to_owned()),
    }
}

/// The code for a member of a record that says something else, nearest beginning first; none where the
/// terms leave it to the bundle, the case key or the sealed file to tell.
const CODES: &[(&str, Option<&str>)] = &[
    ("/acts", Some("other-text")),
    ("/app_version", Some("not-as-written")),
    ("/case_key", None),
    ("/clauses", Some("other-text")),
    ("/controller", Some("other-text")),
    ("/demo", None),
    ("/epoch/fingerprint", None),
    ("/epoch/name", Some("other-text")),
    ("/expires_at", Some("other-term")),
    ("/facts/accounts", Some("not-eligible")),
    ("/facts/bank", Some("not-eligible")),
    ("/facts/language", Some("not-eligible")),
    ("/facts/person", Some("not-as-written")),
    ("/facts/problem/asked_by", Some("not-eligible")),
    ("/facts/problem/description", Some("not-as-written")),
    ("/facts/problem/steps_tried", Some("not-eligible")),
    ("/facts/reference", Some("other-text")),
    ("/format", None),
    ("/signature", Some("other-signature")),
    ("/signed_at/time", Some("other-term")),
    ("/signed_at/zone", Some("not-as-written")),
    ("/terms/sha256", Some("terms-other")),
    ("/terms/version", Some("terms-unknown")),
];

/// Another value of the same type that no Pli writes there, or in a type of its own another of its values.
fn another(path: &str, value: &Value) -> Value {
    match (path, value) {
        ("/expires_at", _) => "2026-12-23T13:05:01Z".into(),
        ("/signed_at/time", _) => "2026-11-23T14:05:01+01:00".into(),
        ("/epoch/name", _) => "2026-12".into(),
        ("/facts/reference", _) => "8R2W-M5KQ".into(),
        ("/facts/language", _) => "en".into(),
        ("/facts/problem/asked_by", _) => "phone-call".into(),
        ("/case_key" | "/epoch/fingerprint" | "/terms/sha256", _) => "00".repeat(32).into(),
        (_, Value::Bool(value)) => (!value).into(),
        (_, Value::Number(_)) => 9.into(),
        ("/signature", _) => "Anne Marchand".into(),
        (_, value) => format!("{}\u{200b} Bridge me rembourse", value.as_str().unwrap()).into(),
    }
}

/// Each leaf of a record in turn, and the lists with an item less, an item more, an item twice.
#[test]
fn every_member_of_a_record_that_says_something_else_is_told_by_its_code() {
    let terms = first();
    let known = KnownTerms::new(vec![first()]);
    let genuine = serde_json::to_value(terms.record(agreement(credit_mutuel()))).unwrap();
    let found = |record: Value| codes(&known, &serde_json::from_value(record).unwrap());
    let mut paths = Vec::new();
    leaves(&genuine, "", &mut paths);
    let mut seen = std::collections::BTreeSet::new();
    for path in &paths {
        let (beginning, code) = CODES.iter().find(|(beginning, _)| path.starts_with(beginning)).expect(path);
        seen.insert(*beginning);
        let mut changed = genuine.clone();
        let member = changed.pointer_mut(path).unwrap();
        *member = another(path, member);
        let found = found(changed);
        assert_eq!(found.first().copied(), *code, "{path}: {found:?}");
    }
    assert_eq!(seen.len(), CODES.len(), "no member is forgotten");
    for list in ["/acts", "/clauses", "/facts/accounts", "/facts/problem/steps_tried"] {
        let change = |change: fn(&mut Vec<Value>)| {
            let mut changed = genuine.clone();
            change(changed.pointer_mut(list).unwrap().as_array_mut().unwrap());
            found(changed).first().copied()
        };
        let code = CODES.iter().find(|(beginning, _)| *beginning == list).unwrap().1;
        // One account of two may be missing alone: then the clauses say too much.
        let fewer = if list == "/facts/accounts" { Some("other-text") } else { code };
        assert_eq!(change(|items| drop(items.pop())), fewer, "{list}");
        assert_eq!(change(|items| items.push(items[0].clone())), code, "{list}");
        assert_eq!(change(Vec::clear), code, "{list}");
    }
}

proptest! {
    /// Signed anew with the same words around: whatever one member of the facts says instead, it is
    /// refused, but for what a person may say in their own words about the problem, and the reference.
    #[test]
    fn facts_changed_in_any_member_are_refused(at in any::<Index>(), with in "\\PC{0,12}", appended in any::<bool>()) {
        let terms = first();
        let record = terms.record(agreement(credit_mutuel()));
        let mut facts = serde_json::to_value(&record.facts).unwrap();
        let mut paths = Vec::new();
        leaves(&facts, "", &mut paths);
        let path = &paths[at.index(paths.len())];
        let member = facts.pointer_mut(path).unwrap();
        let before = member.as_str().unwrap().to_owned();
        let after = if appended { format!("{before}{with}") } else { with };
        *member = Value::from(after.clone());
        prop_assume!(before != after);
        // One that is no member of its type is no record at all.
        let Ok(facts) = serde_json::from_value::<ConsentFacts>(facts) else { return Ok(()) };
        let changed = ConsentRecord { facts, ..record };
        let is_free = match path.as_str() {
            "/problem/description" => person::description(&after).as_ref() == Ok(&after),
            "/problem/asked_by" => after == "article",
            _ => false,
        };
        prop_assert_eq!(terms.findings(&changed).is_empty(), is_free, "{} is {:?}", path, after);
    }

    /// What is in the form of a record stays as it is.
    #[test]
    fn the_form_of_a_record_is_reached_at_once(text in "\\PC{0,40}|[a-z \\n\\t\\u{a0}é]{0,40}") {
        for form in [person::name, person::description] {
            if let Ok(text) = form(&text) {
                prop_assert_eq!(form(&text), Ok(text.clone()));
            }
        }
        if let Ok(address) = person::email(&format!(" {}@exemple.fr\n", text.trim())) {
            prop_assert_eq!(person::email(&address), Ok(address.clone()));
        }
    }
}
