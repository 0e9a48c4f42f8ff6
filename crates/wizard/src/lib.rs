//! The wizard: one person's case from the first question to the hand-off, what is kept of it, and
//! the views that the interface draws.
//!
//! Nothing here reads a clock, a file, a keyring or a network: time and randomness are passed in.

#![forbid(unsafe_code)]

mod problem;
mod words;

pub mod answers;
pub mod case;
pub mod draft;
pub mod package;
pub mod sendings;

pub use problem::{Problem, ProblemCode, Refusal};
