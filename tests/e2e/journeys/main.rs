//! The journeys of people through the real app, in a real window.

mod accessibility;
mod acts;
mod bad_input;
#[allow(clippy::unwrap_used, dead_code, reason = "a bank that fails ends the test")]
#[path = "../../../crates/desk/tests/desk/support/bank.rs"]
mod bank;
mod by_hand;
mod canary;
mod clock;
mod corrected;
mod desk;
mod environment;
mod faults;
mod full_circle;
mod handing_over;
mod interface;
mod key_file;
mod keyboard;
mod keyring;
mod modify;
mod network;
mod pasted;
mod program;
mod refusals;
mod sendings;
mod shared_credentials;
mod windows;
