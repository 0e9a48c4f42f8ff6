//! The desk: the receiving side of Pli, as a library behind the `pli-desk` program.
//!
//! Each promise of the article is a command: `use` runs a program with the
//! credentials and shows them to nobody, `close` deletes them and proves it, `audit` tells it all.

#![forbid(unsafe_code)]

pub mod connector;
pub mod redactor;
