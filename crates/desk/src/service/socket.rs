//! The socket, and whether its place is one that nobody else can put another in.

use std::{
    fs, io,
    os::unix::{
        fs::{FileTypeExt, MetadataExt, PermissionsExt},
        net::{UnixListener, UnixStream},
    },
    path::{Path, PathBuf},
};

use listenfd::ListenFd;

#[cfg(test)]
mod tests;

/// Where it is, unless said otherwise.
pub const PLACE: &str = "/run/pli-desk/desk.sock";

/// Anybody may connect; the roster says who may do something.
const MODE: u32 = 0o666;
const OTHERS_WRITE: u32 = 0o022;
const STICKY: u32 = 0o1000;

/// Why there is no socket.
#[derive(Debug, thiserror::Error)]
pub enum SocketError {
    #[error("{0:?} belongs to uid {1}, or others may write to it: whoever may could take the service's place")]
    Exposed(PathBuf, u32),
    #[error("a service answers at {0:?} already")]
    Running(PathBuf),
    #[error("the socket {0:?}: {1}")]
    System(PathBuf, io::Error),
}

impl SocketError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Exposed(..) => "socket-exposed",
            Self::Running(_) => "service-running",
            Self::System(..) => "socket-failed",
        }
    }
}

/// The socket that systemd hands over (`LISTEN_FDS`), or a new one in this place.
pub fn listen(path: &Path) -> Result<UnixListener, SocketError> {
    let failed = |error| SocketError::System(path.to_owned(), error);
    if let Some(listener) = ListenFd::from_env().take_unix_listener(0).map_err(failed)? {
        return Ok(listener);
    }
    check_place(path, rustix::process::geteuid().as_raw())?;
    let is_socket = fs::symlink_metadata(path).is_ok_and(|file| file.file_type().is_socket());
    if is_socket {
        if UnixStream::connect(path).is_ok() {
            return Err(SocketError::Running(path.to_owned()));
        }
        fs::remove_file(path).map_err(failed)?;
    }
    let listener = UnixListener::bind(path).map_err(failed)?;
    fs::set_permissions(path, fs::Permissions::from_mode(MODE)).map_err(failed)?;
    Ok(listener)
}

/// Checks that nobody but root and `owner` can put another socket there: the folder is one's own, and so
/// is each above it, or the system keeps others from renaming what is in it.
///
/// # Errors
/// [`SocketError::Exposed`], [`SocketError::System`]
pub fn check_place(path: &Path, owner: u32) -> Result<(), SocketError> {
    let failed = |error| SocketError::System(path.to_owned(), error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = fs::canonicalize(folder).map_err(failed)?;
    for (depth, above) in folder.ancestors().enumerate() {
        let found = fs::metadata(above).map_err(failed)?;
        let is_ours = found.uid() == owner || found.uid() == 0;
        let is_kept = found.mode() & OTHERS_WRITE == 0 || (depth > 0 && found.mode() & STICKY != 0);
        if !(is_ours && is_kept) {
            return Err(SocketError::Exposed(above.to_owned(), found.uid()));
        }
    }
    Ok(())
}
