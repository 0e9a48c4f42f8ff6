//! What the parent does differently on each system. Each module has the same functions:
//!
//! - `parent_window(window)`: the window's identifier for another process;
//! - `end_with_this_process(child)`: whatever more it takes than the closing of standard input.

#[cfg(target_os = "linux")]
#[path = "platform/linux.rs"]
mod system;
#[cfg(target_os = "macos")]
#[path = "platform/macos.rs"]
mod system;
#[cfg(windows)]
#[path = "platform/windows.rs"]
mod system;

pub use system::{end_with_this_process, parent_window};
