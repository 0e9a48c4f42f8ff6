use super::*;
use crate::{
    CaseReference,
    consent::{AskedBy, Named, Person, ProblemFacts},
    terms::Terms,
};

fn facts(name: &str, accounts: &[&str]) -> ConsentFacts {
    let named = |name: &&str| Named { id: (*name).to_lowercase(), name: (*name).to_owned() };
    ConsentFacts {
        reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
        language: Language::Fr,
        person: Person { name: name.into(), email: "helene.marchand@exemple.fr".into() },
        bank: Named { id: "lcl".into(), name: "LCL".into() },
        accounts: accounts.iter().map(named).collect(),
        problem: ProblemFacts {
            asked_by: AskedBy::Support,
            steps_tried: Vec::new(),
            description: "Mon PEA manque.".into(),
        },
    }
}

fn text(language: Language) -> &'static ConsentText {
    Terms::current().text(language)
}

fn november() -> EpochName {
    "2026-11".parse().unwrap()
}

fn clauses(language: Language, facts: &ConsentFacts) -> Vec<Clause> {
    text(language).clauses(facts, Terms::current().controller(), november(), 30)
}

fn strong(clause: &Clause) -> Vec<&str> {
    clause.body.iter().filter(|span| span.strong).map(|span| span.text.as_str()).collect()
}

#[test]
fn the_title_and_the_epoch_are_in_the_language() {
    let subtitle = |language| text(language).subtitle(november());
    assert_eq!(subtitle(Language::Fr), "Texte n°\u{a0}1 · clé de novembre 2026");
    assert_eq!(subtitle(Language::En), "Text no.\u{a0}1 · key of November 2026");
    assert_eq!(text(Language::Fr).title(), "Accord pour partager des identifiants bancaires");
}

#[test]
fn answers_stand_out() {
    let french = clauses(Language::Fr, &facts("Hélène Marchand", &["PEA", "Assurance vie"]));
    assert_eq!(strong(&french[0]), ["Hélène Marchand", "K7M4-Q2XD"]);
    assert_eq!(strong(&french[1]), ["LCL", "PEA et Assurance vie"]);
    assert_eq!(strong(&french[4]), ["30\u{a0}jours"]);
    let english = clauses(Language::En, &facts("Hélène Marchand", &["PEA"]));
    assert_eq!(strong(&english[1]), ["LCL", "PEA"]);
    assert!(english[1].body[2].text.starts_with(" account: "), "{:?}", english[1].body);
}

#[test]
fn what_a_person_typed_neither_opens_nor_closes_emphasis() {
    for name in ["**", "a** b **c", "{ $bank }", "\u{F0003}", "*"] {
        let clause = &clauses(Language::Fr, &facts(name, &["PEA"]))[0];
        assert_eq!(strong(clause), [name, "K7M4-Q2XD"], "{clause:?}");
    }
}

#[test]
fn the_risks_are_the_sixth_clause_as_the_second_act_says() {
    for (language, heading) in [(Language::Fr, "Les risques"), (Language::En, "The risks")] {
        let text = text(language);
        assert_eq!(clauses(language, &facts("É", &["PEA"]))[5].heading, heading);
        let act = &text.acts()[1];
        assert_eq!(act.id, "risks");
        assert!(act.text.contains("point\u{a0}6"), "{}", act.text);
    }
}

/// Whether every field that consent needs is said; see GDPR art. 13, and 7 (3) for withdrawal.
#[test]
fn the_text_says_all_that_consent_needs() {
    let mut facts = facts("Hélène Marchand", &["PEA"]);
    for (language, needed) in [
        (
            Language::Fr,
            [
                "Bridge",
                "responsable de mes données",
                "ACPR",
                "ne servent à rien d’autre",
                "RGPD",
                "Jamais un code reçu par SMS",
                "numéro de carte",
                "Seul le développeur",
                "sans les lire",
                "fichier scellé",
                "30\u{a0}jours",
                "supprimés",
                "preuve",
                "L133-16",
                "L133-19",
                "refuser de me rembourser",
                "voir",
                "corriger",
                "effacer",
                "récupérer",
                "délégué",
                "CNIL",
                "retirer mon accord quand je veux",
                "support@bankin.com",
                "6\u{a0}mois",
                "je le garde même si",
            ],
        ),
        (
            Language::En,
            [
                "Bridge",
                "controller of my data",
                "ACPR",
                "are used for nothing else",
                "GDPR",
                "Never a code received by text message",
                "card number",
                "Only the developer",
                "without reading them",
                "sealed file",
                "30\u{a0}days",
                "deleted",
                "proof",
                "L133-16",
                "L133-19",
                "refuse to refund me",
                "see",
                "correct",
                "erase",
                "take away",
                "protection officer",
                "CNIL",
                "withdraw my consent whenever I want",
                "support@bankin.com",
                "6\u{a0}months",
                "I keep it even if",
            ],
        ),
    ] {
        facts.language = language;
        let read = text(language).read(&facts, Terms::current().controller(), november(), 30);
        let whole = read.into_iter().map(|(heading, body)| [heading, body].join("\n")).collect::<Vec<_>>().join("\n");
        for words in needed {
            assert!(whole.contains(words), "{words:?} is not said in {language:?}");
        }
    }
}

#[test]
fn both_languages_have_the_same_messages() {
    let messages = |file: &str| -> Vec<String> {
        let id = |line: &str| Some(line.split_once(" =")?.0.to_owned());
        let begins = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase()) || line.starts_with("    .body");
        file.lines().filter(begins).filter_map(id).collect()
    };
    let french = messages(include_str!("../../../../../assets/terms/1/fr.ftl"));
    assert_eq!(french, messages(include_str!("../../../../../assets/terms/1/en.ftl")));
}
