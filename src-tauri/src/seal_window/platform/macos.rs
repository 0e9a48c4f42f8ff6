use std::{fs::File, io, os::fd::AsFd, path::PathBuf};

use rustix::process::{Resource, Rlimit, setrlimit};
use tauri::{ActivationPolicy, Builder, Manager, WebviewWindow, WebviewWindowBuilder, Wry};

use crate::seal_protocol::SealExit;

pub fn harden() {
    // It fails only where the system forbids it, and the window is still worth opening.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

pub fn take_stdout() -> io::Result<File> {
    let outlet = io::stdout().as_fd().try_clone_to_owned()?;
    rustix::stdio::dup2_stdout(io::stderr())?;
    Ok(outlet.into())
}

pub fn prepare(builder: Builder<Wry>) -> Builder<Wry> {
    builder.on_web_content_process_terminate(|_| SealExit::WebProcess.now())
}

/// WebKit takes no folder here: told to keep nothing on the disk, it keeps all in memory, which goes with
/// the process.
pub fn keep_in<M: Manager<Wry>>(
    _: PathBuf,
    builder: WebviewWindowBuilder<'_, Wry, M>,
) -> WebviewWindowBuilder<'_, Wry, M> {
    builder.incognito(true)
}

/// No icon of its own in the Dock. A window cannot be the child of another process's.
pub fn dress(window: &WebviewWindow, _: Option<u64>) -> tauri::Result<()> {
    window.app_handle().set_activation_policy(ActivationPolicy::Accessory)?;
    window.set_focus()
}
