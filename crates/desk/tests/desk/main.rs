//! The desk, as the people who run it see it: the program, its registry, its exit codes.

#![allow(clippy::unwrap_used, reason = "a test that cannot set up fails")]

mod answered;
mod asked_again;
mod bundles;
mod ceremony;
mod claims;
mod clock;
mod closing;
mod codes;
mod connector;
mod contested;
mod documented;
mod drafts;
mod epochs;
mod erasing;
mod hostile;
mod in_use;
mod invited;
mod killed;
mod listings;
mod log;
mod on_the_disk;
mod opening;
mod ordinary;
mod own_words;
mod pairing;
mod reading;
mod receive;
mod registry;
mod revealing;
mod sample_connector;
mod service;
mod story;
mod support;
mod taking_back;
mod team;
mod terms;
mod trouble;
mod walks;
mod withdrawal_mails;
