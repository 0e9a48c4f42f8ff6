//! The desk as a service: real accounts, a real socket, and what each may do.

mod attacks;
mod people;
mod requests;
mod rights;
mod roster;
