//! Records that stand for everything a person may have answered, each with its sealed file.

use jiff::tz::Offset;
use pli_format::{
    CaseReference, Language, Sha256, SignedAt,
    canonical::Canonical,
    case_key::CaseKey,
    consent::{AskedBy, ConsentFacts, ConsentRecord, Named, Person, ProblemFacts, Signed},
    recipients::{EpochName, EpochRef},
    terms::{Agreement, Terms},
};
use zeroize::Zeroizing;

/// Hélène Marchand in every script that the fonts draw.
pub const NAMES: [(&str, &str); 13] = [
    ("latin", "Hélène Marchand"),
    ("vietnamese", "Nguyễn Thị Ánh Tuyết"),
    ("greek", "Ελένη Μαρσάν"),
    ("cyrillic", "Їлена Маршан"),
    ("arabic", "هيلين علاء مارشان"),
    ("armenian", "Հելեն Մարշան"),
    ("bengali", "হেলেন মার্শঁ"),
    ("devanagari", "हेलेन मार्शां"),
    ("ethiopic", "ሄለን ማርሻን"),
    ("georgian", "ელენ მარშანი"),
    ("hebrew", "הלן מרשאן"),
    ("tamil", "ஹெலன் மார்ஷான்"),
    ("thai", "เฮแลน มาร์ช็อง"),
];

/// Names that are written with joiners.
const JOINED: [(&str, &str); 2] =
    [("persian", "نیک\u{200c}پی جان\u{200c}پیر"), ("marathi", "अ\u{200d}क्\u{200d}ष श्री\u{200c}मान")];

/// A record, what it is sealed with, and what to call it.
pub struct Fixture {
    pub name: String,
    pub record: ConsentRecord,
    pub sealed: Vec<u8>,
}

impl Fixture {
    /// With a sealed file of its own.
    pub fn new(name: String, record: ConsentRecord) -> Self {
        let sealed = format!("age-encryption.org/v1\n{name}").into_bytes();
        Self { name, record, sealed }
    }

    /// Record and sealed file, signed.
    pub fn signed(&self) -> Signed {
        Signed::sign(Canonical::of(self.record.clone()), &case_key(), Sha256::of(&self.sealed))
    }

    /// The consent PDF.
    pub fn render(&self) -> Vec<u8> {
        self.signed().to_pdf(Terms::current()).unwrap()
    }
}

/// The epoch that every fixture names.
fn november() -> EpochName {
    "2026-11".parse().unwrap()
}

/// A key that signs nothing but fixtures.
fn case_key() -> CaseKey {
    CaseKey::from_secret(&Zeroizing::new([7; 32]))
}

/// Builds a record as a case does, from the answers that differ between fixtures.
pub struct Answers {
    pub language: Language,
    pub bank: &'static str,
    pub accounts: &'static [(&'static str, &'static str)],
    pub name: String,
    pub email: String,
    pub description: String,
    pub steps_tried: &'static [(&'static str, &'static str)],
    pub demo: bool,
}

impl Answers {
    /// LCL, both accounts.
    pub fn lcl(language: Language) -> Self {
        let description = match language {
            Language::Fr => {
                "Mon PEA n’apparaît plus depuis la dernière mise à jour.\n\nL’assurance vie, elle, n’est jamais apparue : ni dans la liste, ni dans le total."
            }
            Language::En => {
                "My PEA disappeared after the last update.\n\nThe assurance vie never appeared: neither in the list nor in the total."
            }
        };
        Self {
            language,
            bank: "LCL",
            accounts: &[("pea", "PEA"), ("assurance-vie", "Assurance vie")],
            name: "Hélène Marchand".into(),
            email: "helene.marchand@exemple.fr".into(),
            description: description.into(),
            steps_tried: &[],
            demo: false,
        }
    }

    /// Crédit Mutuel, one account, manual synchronisation tried.
    pub fn credit_mutuel(language: Language) -> Self {
        let accounts: &[_] = match language {
            Language::Fr => &[("epargne", "Épargne")],
            Language::En => &[("epargne", "Savings")],
        };
        let steps_tried: &[_] = match language {
            Language::Fr => &[("manual-sync", "Synchronisation manuelle")],
            Language::En => &[("manual-sync", "Manual synchronisation")],
        };
        Self { bank: "Crédit Mutuel", accounts, steps_tried, ..Self::lcl(language) }
    }

    /// The record of these answers, signed.
    pub fn record(self) -> ConsentRecord {
        let named = |(id, name): &(&str, &str)| Named { id: (*id).into(), name: (*name).into() };
        let facts = ConsentFacts {
            reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
            language: self.language,
            person: Person { name: self.name.clone(), email: self.email },
            bank: Named { id: self.bank.to_lowercase().replace('é', "e").replace(' ', "-"), name: self.bank.into() },
            accounts: self.accounts.iter().map(named).collect(),
            problem: ProblemFacts {
                asked_by: AskedBy::Support,
                steps_tried: self.steps_tried.iter().map(named).collect(),
                description: self.description,
            },
        };
        Terms::current().record(Agreement {
            facts,
            signature: self.name,
            signed_at: SignedAt::new("2026-11-23T13:05:00Z".parse().unwrap(), Offset::constant(1), "Europe/Paris"),
            epoch: EpochRef { name: november(), fingerprint: Sha256([0x5c; 32]) },
            case_key: case_key().public(),
            app_version: "0.1.0".into(),
            demo: self.demo,
        })
    }
}

/// Every fixture.
pub fn all() -> Vec<Fixture> {
    let mut fixtures = Vec::new();
    for language in Language::ALL {
        let code = &language.tag()[..2];
        let mut add =
            |name: &str, answers: Answers| fixtures.push(Fixture::new(format!("{code}-{name}"), answers.record()));
        add("lcl", Answers::lcl(language));
        add("credit-mutuel", Answers::credit_mutuel(language));
        add("demo", Answers { demo: true, ..Answers::lcl(language) });
        for answers in [Answers::lcl(language), Answers::credit_mutuel(language)] {
            let bank = if answers.bank == "LCL" { "lcl" } else { "credit-mutuel" };
            add(
                &format!("{bank}-shortest"),
                Answers {
                    accounts: &answers.accounts[..1],
                    name: "É".into(),
                    email: "a@b.fr".into(),
                    description: "?".into(),
                    ..answers
                },
            );
        }
        for answers in [Answers::lcl(language), Answers::credit_mutuel(language)] {
            let bank = if answers.bank == "LCL" { "lcl" } else { "credit-mutuel" };
            add(
                &format!("{bank}-longest"),
                Answers {
                    name: "Anne-Élisabeth Ÿvonne ".repeat(6).chars().take(119).chain(['ÿ']).collect(),
                    email: format!("{}@{1}.{1}.{1}n.fr", "m".repeat(64), "n".repeat(61)),
                    description: cut(
                        "Depuis la mise à jour, le compte « épargne » n’apparaît plus : j’ai tout essayé ! ",
                    ),
                    ..answers
                },
            );
        }
        add("unbroken", Answers { name: "W".repeat(120), description: "W".repeat(4_000), ..Answers::lcl(language) });
        add("lines", Answers { description: "é\n".repeat(2_000).trim().into(), ..Answers::lcl(language) });
        add(
            "mixed",
            Answers {
                description: NAMES.map(|(_, name)| format!("{name} (LCL, 3 fois) : {name}.")).join("\n"),
                ..Answers::lcl(language)
            },
        );
        for (script, name) in NAMES.into_iter().chain(JOINED) {
            add(script, Answers { name: name.into(), ..Answers::lcl(language) });
        }
    }
    fixtures
}

/// One of them.
pub fn named(name: &str) -> Fixture {
    all().into_iter().find(|fixture| fixture.name == name).unwrap()
}

/// 4,000 characters of a sentence.
fn cut(sentence: &str) -> String {
    sentence.chars().cycle().take(3_999).chain(['.']).collect()
}
