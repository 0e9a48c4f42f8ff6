//! Consent: the text a person reads, the record of what they agreed to, and the PDF that shows it.

mod controller;
mod facts;
pub mod pdf;
pub mod person;
mod proof;
mod record;
mod signed;
pub mod terms;
mod text;

pub use controller::Controller;
pub use facts::{AskedBy, ConsentFacts, Named, Person, ProblemFacts};
pub use proof::CaseProof;
pub use record::{ConsentRecord, FORMAT as RECORD_FORMAT, SignedAct, TermsRef};
pub use signed::{Finding, Part, Signed, difference, open};
pub use text::{Act, Clause, ConsentText, ConsentTextError, Outline, Span};
