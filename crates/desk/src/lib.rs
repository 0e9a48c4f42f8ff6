//! The desk: the receiving side of Pli, as a library behind the `pli-desk` program.
//!
//! Each promise of the article is a command: `use` runs a program with the
//! credentials and shows them to nobody, `close` deletes them and proves it, `audit` tells it all.

#![forbid(unsafe_code)]

mod desk;
#[cfg(test)]
mod documented;
mod download_page;
mod draft_mark;
mod exit;
mod failure;
mod lookup;
mod policy;
mod private_file;
mod progress;
mod signals;
mod signed_line;
mod words;

pub mod audit;
pub mod cli;
pub mod closing;
pub mod commands;
pub mod connector;
pub mod draft_folder;
pub mod drafts;
pub mod epoch;
pub mod escape;
pub mod examination;
pub mod harmless;
pub mod inputs;
pub mod intake;
pub mod opening;
pub mod operator;
pub mod passphrase;
pub mod person;
pub mod programs;
pub mod prompt;
pub mod receipt;
pub mod reception;
pub mod redactor;
pub mod registry;
pub mod reply;
pub mod retention;
pub mod reveal;
pub mod roster;
pub mod sandbox;
#[cfg(test)]
mod secrecy;
pub mod selector;
pub mod sentence;
pub mod service;
pub mod settlement;
pub mod signing_key;
pub mod speech;
pub mod submission;
pub mod taking_back;
pub mod time_source;
pub mod unlocking;
pub mod visit;
mod worded;

pub use desk::Desk;
pub use exit::Exit;
pub use failure::Failure;
pub use policy::Policy;
pub use time_source::Clock;
