//! What `cargo xtask` and the end-to-end tests share: where things are, and a display to draw on.

mod display;
mod failure;
pub mod workspace;

pub use display::{DisplayError, VirtualDisplay};
pub use failure::Failure;
