//! Consent: the text a person reads, the record of what they agreed to, and the PDF that shows it.

mod facts;
pub mod pdf;
mod record;
mod text;

pub use facts::{ConsentFacts, Named, Person, ProblemFacts};
pub use record::{CaseSignature, ConsentRecord, Controller, EpochRef, RecordError, SealedHash, SignedAct, TextRef};
pub use text::{ConsentText, TextError};
