use std::{fs::File, io, os::windows::io::AsHandle, path::PathBuf};

use tauri::{Builder, Manager, WebviewWindow, WebviewWindowBuilder, Wry};
use webview2_com::{
    Microsoft::Web::WebView2::Win32::{
        COREWEBVIEW2_PROCESS_FAILED_KIND, COREWEBVIEW2_PROCESS_FAILED_KIND_BROWSER_PROCESS_EXITED,
        COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_EXITED, ICoreWebView2Controller,
    },
    ProcessFailedEventHandler,
};
use windows_sys::Win32::System::{
    Console::{GetStdHandle, STD_ERROR_HANDLE, STD_OUTPUT_HANDLE, SetStdHandle},
    Diagnostics::Debug::{SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SetErrorMode},
};

use crate::seal_window::SealExit;

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
    window.with_webview(|webview| {
        // Without the hook the window would freeze, still usable to close.
        let _ = end_with_the_web_process(&webview.controller());
    })?;
    window.set_focus()
}

fn end_with_the_web_process(controller: &ICoreWebView2Controller) -> windows::core::Result<()> {
    let handler = ProcessFailedEventHandler::create(Box::new(|_, failed| {
        let mut kind = COREWEBVIEW2_PROCESS_FAILED_KIND::default();
        if let Some(failed) = failed {
            // SAFETY: `kind` outlives the call.
            unsafe { failed.ProcessFailedKind(&raw mut kind)? };
        }
        let ended = [
            COREWEBVIEW2_PROCESS_FAILED_KIND_BROWSER_PROCESS_EXITED,
            COREWEBVIEW2_PROCESS_FAILED_KIND_RENDER_PROCESS_EXITED,
        ];
        if ended.contains(&kind) { SealExit::WebProcess.now() } else { Ok(()) }
    }));
    let mut token = 0;
    // SAFETY: called on the thread that made the controller, as `with_webview` promises.
    unsafe { controller.CoreWebView2()?.add_ProcessFailed(&handler, &raw mut token) }
}
