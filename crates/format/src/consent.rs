//! Consent: the text a person reads, the record of what they agreed to, and the PDF that shows it.

mod controller;
mod facts;
mod legal;
pub mod pdf;
mod proof;
mod record;
mod text;
pub mod verify;

pub use controller::Controller;
pub use facts::{AskedBy, ConsentFacts, Named, Person, ProblemFacts};
pub use proof::CaseProof;
pub use record::{ConsentRecord, FORMAT as RECORD_FORMAT, RecordError, SignedAct, TextRef};
pub use text::{Act, Clause, ConsentText, Span, TextError};
