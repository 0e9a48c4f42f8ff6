//! The journeys of people through the real app, in a real window.

mod accessibility;
mod bad_input;
mod canary;
mod faults;
mod full_circle;
mod keyboard;
mod keyring;
mod modify;
mod network;
mod refusals;
mod sendings;
mod shared_credentials;
mod windows;
