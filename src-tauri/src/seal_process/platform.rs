//! What the parent does differently on each system. Each module has the same functions:
//!
//! - `parent_window(window)`: the window's identifier for another process;
//! - `end_with_this_process(child)`: whatever more it takes than the closing of standard input.

#[cfg_attr(target_os = "linux", path = "platform/linux.rs")]
#[cfg_attr(target_os = "macos", path = "platform/macos.rs")]
#[cfg_attr(windows, path = "platform/windows.rs")]
mod system;

pub use system::{end_with_this_process, parent_window};
