//! The journeys of people through the real app, in a real window.

mod accessibility;
mod bad_input;
mod canary;
mod desk;
mod faults;
mod keyboard;
mod modify;
mod network;
mod refusals;
mod shared_credentials;
mod windows;
