//! What `cargo xtask`, the releases and the end-to-end tests share: where things are, how programs are run,
//! and a display to draw on.

mod display;
mod failure;
pub mod folder;
pub mod process;
pub mod promise;
pub mod workspace;

pub use display::{COLOURS_OF_A_DRAWN_PAGE, VirtualDisplay};
pub use failure::{Failure, exit_code};
