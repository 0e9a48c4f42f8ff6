use std::{fs::File, io, os::windows::io::AsHandle, path::PathBuf};

use tauri::{Builder, Manager, WebviewWindow, WebviewWindowBuilder, Wry};
use windows_sys::Win32::System::{
    Console::{GetStdHandle, STD_ERROR_HANDLE, STD_OUTPUT_HANDLE, SetStdHandle},
    Diagnostics::Debug::{SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SetErrorMode},
};

use crate::{seal_protocol::SealExit, web_process};

/// No error report, which would hold a dump, when this process fails.
pub fn harden() {
    // SAFETY: it only sets flags of this process.
    unsafe { SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX) };
}

/// The duplicate is not inheritable.
pub fn take_stdout() -> io::Result<File> {
    let outlet = io::stdout().as_handle().try_clone_to_owned()?;
    // SAFETY: standard error's handle is valid, or null, for as long as the process lives.
    let set = unsafe { SetStdHandle(STD_OUTPUT_HANDLE, GetStdHandle(STD_ERROR_HANDLE)) };
    if set == 0 { Err(io::Error::last_os_error()) } else { Ok(outlet.into()) }
}

pub fn prepare(builder: Builder<Wry>) -> Builder<Wry> {
    builder
}

pub fn keep_in<M: Manager<Wry>>(
    folder: PathBuf,
    builder: WebviewWindowBuilder<'_, Wry, M>,
) -> WebviewWindowBuilder<'_, Wry, M> {
    builder.data_directory(folder)
}

pub fn dress(window: &WebviewWindow, _: Option<u64>) -> tauri::Result<()> {
    web_process::on_end(window, || SealExit::WebProcess.now())?;
    window.set_focus()
}
