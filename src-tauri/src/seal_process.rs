//! The parent's side of `pli seal`: starts the process, waits for it, takes the sealed file.

use std::{
    io,
    io::Read,
    path::Path,
    process::{Child, Command, Stdio},
};

use pli_format::seal::{INTRODUCTION, MAX_LENGTH, SealOrder};
use tauri::WebviewWindow;

use crate::{
    bundle_folder::BundleFolder,
    program,
    rejection::{FailureCode, Rejection},
    seal_protocol::{SealExit, SealRequest},
};

/// One byte more than the longest sealed file: enough to tell that something is too long.
const MAX_GIVEN: u64 = MAX_LENGTH as u64 + 1;

mod environment;
mod platform;
#[cfg(all(test, unix))]
mod tests;
mod web_data;

pub use web_data::sweep;

use web_data::WebDataFolder;

/// How sealing ended.
pub enum SealEnded {
    Sealed(Vec<u8>),
    Cancelled,
}

/// Why there is no sealed file. The case is as it was; only what was typed is lost.
#[derive(Debug, thiserror::Error)]
pub enum SealProcessError {
    /// The process could not be started, or showed no window.
    #[error("the seal process did not start: {0}")]
    NotStarted(io::Error),
    #[error("there is no folder for what its web engine keeps")]
    NoFolder,
    /// It crashed, was killed, or gave up on what it was sent.
    #[error("the seal process ended early")]
    EndedEarly,
    #[error("the seal process timed out")]
    TimedOut,
    #[error("the seal process gave something else than a sealed file")]
    Unreadable,
    #[error("no epoch is in force")]
    NoEpoch,
    /// Another key is in force than the consent names: it is to be signed again.
    #[error("the epoch that the consent names is not in force")]
    OtherEpoch,
    /// The time that the consent gives is over: it is to be signed again.
    #[error("the consent has expired")]
    ConsentExpired,
}

impl From<SealProcessError> for Rejection {
    fn from(error: SealProcessError) -> Self {
        match error {
            SealProcessError::NotStarted(_) => FailureCode::SealNotStarted,
            SealProcessError::NoFolder => FailureCode::NoFolder,
            SealProcessError::EndedEarly => FailureCode::SealEndedEarly,
            SealProcessError::TimedOut => FailureCode::SealTimedOut,
            SealProcessError::Unreadable => FailureCode::SealUnreadable,
            SealProcessError::NoEpoch => FailureCode::NoEpoch,
            SealProcessError::OtherEpoch => FailureCode::SealOtherKey,
            SealProcessError::ConsentExpired => FailureCode::ConsentExpired,
        }
        .into()
    }
}

/// The keys that this computer knows beside the carried ones. Nothing of it is believed unchecked.
pub struct Known {
    /// The imported bundle file, if there is one.
    pub imported: Option<String>,
    /// The highest serial that was accepted here.
    pub last_serial: u64,
}

impl Known {
    /// What was imported here, and accepted.
    pub fn of(bundles: &BundleFolder) -> Self {
        let imported = bundles.imported().and_then(|file| String::from_utf8(file).ok());
        Self { imported, last_serial: bundles.last_serial() }
    }
}

/// The window that the seal window stands above.
struct Above {
    parent_window: Option<u64>,
    zoom: u16,
}

/// Runs `pli seal` above `window` until it ends: for as long as the person types.
///
/// # Errors
/// [`SealProcessError`]; the web-data folder is deleted either way.
pub async fn run(
    window: &WebviewWindow,
    order: &SealOrder,
    known: Known,
    zoom: u16,
) -> Result<SealEnded, SealProcessError> {
    let (order, parent_window) = (order.clone(), platform::parent_window(window));
    let ended = tauri::async_runtime::spawn_blocking(move || {
        let command = program::running().map_err(SealProcessError::NotStarted)?;
        run_command(command, order, known, Above { parent_window, zoom })
    });
    ended.await.unwrap_or(Err(SealProcessError::EndedEarly))
}

fn run_command(
    command: Command,
    order: SealOrder,
    Known { imported, last_serial }: Known,
    Above { parent_window, zoom }: Above,
) -> Result<SealEnded, SealProcessError> {
    let web_data = WebDataFolder::make().map_err(|_| SealProcessError::NoFolder)?;
    let web_data_path = web_data.path().to_owned();
    let request = SealRequest { order, bundle: imported, last_serial, web_data: web_data_path, parent_window, zoom };
    let ended = start(command, web_data.path())
        .and_then(|child| converse(child, &request))
        .map_err(SealProcessError::NotStarted);
    web_data.delete();
    let (exit, given) = ended?;
    outcome(exit, given)
}

fn start(mut command: Command, web_data: &Path) -> io::Result<Child> {
    command.arg("seal").stdin(Stdio::piped()).stdout(Stdio::piped());
    environment::prepare(&mut command, web_data);
    let child = command.spawn()?;
    platform::end_with_this_process(&child)?;
    Ok(child)
}

/// Sends the request, takes what comes back, and waits. The child's standard input stays open to
/// the end: the child takes its closing for this process's end.
fn converse(mut child: Child, request: &SealRequest) -> io::Result<(Option<SealExit>, Vec<u8>)> {
    let stdin = child.stdin.take().map(|mut stdin| {
        // A child that ended already says so by its exit code.
        let _ = request.write(&mut stdin);
        stdin
    });
    let mut given = Vec::new();
    if let Some(stdout) = child.stdout.take() {
        stdout.take(MAX_GIVEN).read_to_end(&mut given)?;
    }
    let status = child.wait()?;
    drop(stdin);
    Ok((SealExit::from_code(status.code()), given))
}

fn outcome(exit: Option<SealExit>, given: Vec<u8>) -> Result<SealEnded, SealProcessError> {
    match exit {
        Some(SealExit::Ended) if given.is_empty() => Ok(SealEnded::Cancelled),
        Some(SealExit::Ended) if given.len() <= MAX_LENGTH && given.starts_with(INTRODUCTION) => {
            Ok(SealEnded::Sealed(given))
        }
        Some(SealExit::Ended) => Err(SealProcessError::Unreadable),
        Some(SealExit::Epoch) => Err(SealProcessError::NoEpoch),
        Some(SealExit::OtherEpoch) => Err(SealProcessError::OtherEpoch),
        Some(SealExit::ConsentExpired) => Err(SealProcessError::ConsentExpired),
        Some(SealExit::Idle) => Err(SealProcessError::TimedOut),
        Some(SealExit::Request | SealExit::Window) => {
            Err(SealProcessError::NotStarted(io::Error::other("it showed no window")))
        }
        _ => Err(SealProcessError::EndedEarly),
    }
}
