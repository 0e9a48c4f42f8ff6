//! The sentence of each thing that is told: the message of its code, and what is put into it. Here and not beside
//! the errors, so that the words of the program are read in one place.

mod connector;
mod failure;
mod finding;
mod key;
mod service;
