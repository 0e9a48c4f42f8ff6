//! The desk as a service: real accounts, a real socket, and what each may do.

mod attacks;
pub mod connectors;
mod doctor;
mod hardware;
mod log;
mod people;
mod requests;
mod revealing;
mod rights;
mod roster;
