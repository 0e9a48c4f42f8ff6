//! The wizard: one person's case from the first question to the hand-off, what is kept of it, and
//! the views that the interface draws. It stands on the formats ([`pli_format`]) and knows no
//! interface, no filesystem, no keyring and no clock: time and randomness are passed in.
//!
//! | module | what is in it |
//! | --- | --- |
//! | [`case`] | the pages, their order, what each takes for an answer; the consent and its signature |
//! | [`answers`] | what a person types about themselves and the problem, and what is to be corrected |
//! | [`package`] | the consent PDF and the sealed file, bound to each other |
//! | [`draft`] | the unsent mail to support |
//! | [`sendings`] | what is kept of a case: to resume it, to take it back, to take its receipt |
//!
//! From the answers to a package that anybody can check:
//!
//! ```
//! use pli_format::{
//!     Language, Sha256, SignedAt, bundle::Bundle, consent::{self, AskedBy}, credentials::Said, recipients,
//!     seal::SealOrder, terms::{KnownTerms, Terms},
//! };
//! use pli_wizard::case::{Answer, Case, Signing, SigningContext};
//!
//! # let mut random = |bytes: &mut [u8]| getrandom::fill(bytes).expect("the system gives randomness");
//! let mut case = Case::new(Language::Fr, Terms::current(), &mut random);
//! for answer in [
//!     Answer::Start,
//!     Answer::WhoAsked { by: AskedBy::Support },
//!     Answer::Accounts { accounts: vec!["lcl_pea".to_owned()] },
//!     Answer::Problem {
//!         name: "Hélène Marchand".to_owned(),
//!         email: "helene.marchand@exemple.fr".to_owned(),
//!         reference: "K7M4-Q2XD".to_owned(),
//!         description: "Mon PEA n’apparaît plus.".to_owned(),
//!     },
//!     Answer::ConfirmAnswers,
//! ] {
//!     case.answer(answer)?;
//! }
//!
//! let at = SignedAt::new("2026-11-23T13:05:00Z".parse()?, jiff::tz::offset(1), "Europe/Paris");
//! let bundle = Bundle::compiled_in(at.instant(), 0)?;
//! let epoch = bundle.recipients(at.instant())?.epoch();
//! let signing = Signing {
//!     acts: Terms::current().acts(Language::Fr).into_iter().map(|act| act.id).collect(),
//!     name: "Hélène Marchand".to_owned(),
//! };
//! let context = SigningContext { at: at.clone(), epoch, demo: bundle.is_demo(), app_version: "1.0.0" };
//! case.sign(&signing, &context, &mut random)?;
//!
//! let (record, _) = case.sealable().expect("a signed case can be sealed");
//! let (order, hash) = (SealOrder::of(record, Language::Fr), record.sha256());
//! let body = br#"{"identifiant":"0481516234","code":"482915"}"#;
//! let sealed = order.seal(body, Said::nothing(), &bundle, at.instant(), &mut random)?;
//! let package = case.pack(sealed, hash)?;
//!
//! let signed = consent::open(&package.consent.bytes)?;
//! let terms = KnownTerms::compiled_in().of(&signed.record)?;
//! signed.check_signature()?;
//! signed.check_sealed(Sha256::of(&package.sealed.bytes))?;
//! signed.check_drawing(&package.consent.bytes, terms)?;
//! assert_eq!(terms.findings(&signed.record), []);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![forbid(unsafe_code)]

mod problem;
mod words;

pub mod answers;
pub mod case;
pub mod draft;
pub mod package;
pub mod sendings;

pub use problem::{Problem, ProblemCode, Refusal};
