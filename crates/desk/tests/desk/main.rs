//! The desk, as the people who run it see it: the program, its registry, its exit codes.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up fails")]

mod claims;
mod codes;
mod epochs;
mod hostile;
mod killed;
mod log;
mod receive;
mod registry;
mod sample_connector;
mod story;
mod support;
mod trouble;
mod withdrawal_mails;
