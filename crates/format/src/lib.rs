//! The domain of Pli: which cases are eligible, what is consented to, how credentials are sealed,
//! what goes into the package and the draft.
//!
//! Nothing here reads a clock, a file, a keyring or a network: time and randomness are passed in
//! ([`SignedAt`], [`Entropy`]), assets are compiled in.

#![forbid(unsafe_code)]

mod entropy;
mod hexadecimal;
mod language;
mod sha256;
mod signed_at;

pub mod bundle;
pub mod canonical;
pub mod case_key;
pub mod consent;
pub mod credentials;
pub mod mail;
pub mod message_file;
pub mod payload;
pub mod receipt;
pub mod recipients;
pub mod reference;
pub mod rules;
pub mod seal;
pub mod text;
pub mod typeface;
pub mod withdrawal;
pub mod words;

pub use consent::terms;
pub use entropy::Entropy;
pub use language::Language;
pub use reference::CaseReference;
pub use sha256::Sha256;
pub use signed_at::SignedAt;

/// The only address a draft is ever written to (article, "Comment le partage … est-il sécurisé ?").
pub const SUPPORT_ADDRESS: &str = "support@bankin.com";
