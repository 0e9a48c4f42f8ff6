//! What the seal window does differently on each system. Each module has the same functions:
//!
//! - `harden()`: no dump of this process, no core file;
//! - `take_stdout()`: standard output, for this process alone; standard output becomes standard error;
//! - `prepare(builder)`: before the window is built;
//! - `keep_in(folder, builder)`: the web engine keeps its data there, or nowhere;
//! - `dress(window, parent)`: the window stays above the wizard's, where the system has a way, and
//!   the process ends with its web process, or the window would freeze.

#[cfg_attr(target_os = "linux", path = "platform/linux.rs")]
#[cfg_attr(target_os = "macos", path = "platform/macos.rs")]
#[cfg_attr(windows, path = "platform/windows.rs")]
mod system;

pub use system::{dress, harden, keep_in, prepare, take_stdout};
