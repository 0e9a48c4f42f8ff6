//! The formats of Pli, as `docs/FORMAT.md` has them, section by section: what one program writes and
//! another reads. A value that exists is valid: it is parsed where it is read, and compared with what
//! its terms make.
//!
//! | section | module | what is in it |
//! | --- | --- | --- |
//! | 0 | [`canonical`], [`instant`], [`reference`](mod@reference), [`minisign`], [`Sha256`] | canonical JSON, instants, case references, keys and signatures of minisign, hashes |
//! | 1 | [`bundle`] | the signed list of epochs: the keys that packages are sealed to, each with its time |
//! | 2 | [`recipients`] | whom a package is sealed to now, and the words of a key |
//! | 3 | [`consent`], [`SignedAt`], [`terms`], [`rules`], [`text`], [`typeface`], [`words`] | what is agreed to, under which terms, in which words |
//! | 4 | [`payload`], [`credentials`] | what is sealed |
//! | 5 | [`seal`] | how |
//! | 6 | [`case_key`] | the key pair of one case |
//! | 7 | [`consent::pdf`], [`consent::open`] | the document, drawn and read |
//! | 9 | [`withdrawal`] | a consent taken back |
//! | 10 | [`receipt`] | proof of deletion |
//! | | [`mail`], [`message_file`] | the mails that carry them |
//!
//! Nothing here reads a clock, a file, a keyring or a network: time and randomness are passed in
//! ([`SignedAt`], [`Entropy`]), assets are compiled in. Nothing here knows the wizard, the desk or a
//! word of the app.
//!
//! From the answers to a package that anybody can check, and that the desk's identity opens:
//!
//! ```
//! use pli_format::{
//!     CaseReference, Language, Sha256, SignedAt,
//!     bundle::Bundle,
//!     canonical::Canonical,
//!     case_key::CaseKey,
//!     consent::{self, AskedBy, ConsentFacts, Named, Person, ProblemFacts, Signed},
//!     credentials::Said,
//!     seal::{self, SealOrder},
//!     terms::{Agreement, KnownTerms, Terms},
//! };
//!
//! # let mut random = |bytes: &mut [u8]| getrandom::fill(bytes).expect("the system gives randomness");
//! let facts = ConsentFacts {
//!     reference: CaseReference::parse("K7M4-Q2XD")?,
//!     language: Language::Fr,
//!     person: Person { name: "Hélène Marchand".into(), email: "helene.marchand@exemple.fr".into() },
//!     bank: Named { id: "lcl".into(), name: "LCL".into() },
//!     accounts: vec![Named { id: "pea".into(), name: "PEA".into() }],
//!     problem: ProblemFacts {
//!         asked_by: AskedBy::Support,
//!         steps_tried: Vec::new(),
//!         description: "Mon PEA n’apparaît plus.".into(),
//!     },
//! };
//! let terms = Terms::current();
//! assert_eq!(terms.admits(&facts), Ok(()));
//!
//! // The person signs, for the epoch that the bundle gives now.
//! let at = SignedAt::new("2026-11-23T13:05:00Z".parse()?, jiff::tz::offset(1), "Europe/Paris");
//! let now = at.instant();
//! let bundle = Bundle::compiled_in(now, 0)?;
//! let key = CaseKey::generate(&mut random);
//! let record = Canonical::of(terms.record(Agreement {
//!     signature: facts.person.name.clone(),
//!     facts,
//!     signed_at: at,
//!     epoch: bundle.recipients(now)?.epoch().into(),
//!     case_key: key.public(),
//!     app_version: "1.0.0".into(),
//!     demo: bundle.is_demo(),
//! }));
//!
//! // What they type is sealed; the case key binds it to the consent, and the document shows both.
//! let typed = br#"{"identifiant":"0481516234","code":"482915"}"#;
//! let sealed = SealOrder::of(&record, Language::Fr).seal(typed, Said::nothing(), &bundle, now, &mut random)?;
//! let document = Signed::sign(record, &key, Sha256::of(&sealed)).to_pdf(terms)?;
//!
//! // Whoever has the two files checks them without any key, by the terms that the record names.
//! let signed = consent::open(&document)?;
//! let terms = KnownTerms::compiled_in().of(&signed.record)?;
//! signed.check_signature()?;
//! signed.check_sealed(Sha256::of(&sealed))?;
//! signed.check_drawing(&document, terms)?;
//! assert_eq!(terms.findings(&signed.record), []);
//! seal::inspect(&sealed)?.check(&bundle, now, signed.record.expires_at)?;
//!
//! // The identity, public in a demonstration, opens what belongs to this very record.
//! # let identity: age::x25519::Identity = include_str!("../../../tests/demo/DEMO-ONLY-identity-2026-01.txt")
//! #     .lines().find(|line| line.starts_with("AGE-")).expect("an identity").parse()?;
//! let payload = seal::open(&sealed, std::iter::once(&identity as _), terms.rules())?;
//! assert_eq!(payload.case.consent_sha256, signed.record.sha256());
//! assert_eq!(*payload.fields["code"], "482915");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]
#![warn(missing_docs)]

#[cfg(test)]
extern crate self as pli_format;

mod entropy;
mod hexadecimal;
mod language;
mod sha256;
mod signed_at;
mod spelling;

pub mod bundle;
pub mod canonical;
pub mod case_key;
pub mod consent;
pub mod credentials;
pub mod instant;
pub mod mail;
pub mod message_file;
pub mod minisign;
pub mod payload;
pub mod receipt;
pub mod recipients;
pub mod reference;
pub mod rules;
pub mod seal;
#[doc(hidden)]
pub mod secrecy;
pub mod text;
pub mod typeface;
pub mod withdrawal;
pub mod words;

pub use consent::terms;
pub use entropy::Entropy;
pub use language::{Language, Localized};
pub use reference::CaseReference;
pub use sha256::Sha256;
pub use signed_at::SignedAt;

/// The only address a draft is ever written to (article, "Comment le partage … est-il sécurisé ?").
pub const SUPPORT_ADDRESS: &str = "support@bankin.com";
