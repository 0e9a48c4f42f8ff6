use std::{
    ffi::OsStr,
    fs::OpenOptions,
    io::{self, Write},
    os::unix::{fs::OpenOptionsExt, net::UnixDatagram},
    path::PathBuf,
};

/// Where journald listens (its native protocol).
const JOURNAL: &str = "/run/systemd/journal/socket";

/// Where the log goes a second time, for whoever may not touch the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sink {
    /// A file that is only added to.
    File(PathBuf),
    /// journald, at this socket.
    Journal(PathBuf),
}

impl Sink {
    /// `journal`, or a file.
    pub fn named(text: &OsStr) -> Self {
        if text == "journal" { Self::Journal(PathBuf::from(JOURNAL)) } else { Self::File(PathBuf::from(text)) }
    }

    /// Adds lines, which are with the system when this returns: on the disk, or with journald.
    pub(super) fn add(&self, lines: &str) -> io::Result<()> {
        match self {
            Self::File(path) => {
                let mut file = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
                file.write_all(lines.as_bytes())?;
                file.sync_all()
            }
            Self::Journal(socket) => {
                let journal = UnixDatagram::unbound()?;
                journal.connect(socket)?;
                lines.lines().try_for_each(|line| {
                    journal.send(format!("PRIORITY=5\nSYSLOG_IDENTIFIER=pli-desk\nMESSAGE={line}\n").as_bytes())?;
                    Ok(())
                })
            }
        }
    }

    /// Whether it could be added to now.
    pub(super) fn check(&self) -> io::Result<()> {
        match self {
            Self::File(path) => OpenOptions::new().append(true).create(true).mode(0o600).open(path).map(|_| ()),
            Self::Journal(socket) => UnixDatagram::unbound()?.connect(socket),
        }
    }
}
