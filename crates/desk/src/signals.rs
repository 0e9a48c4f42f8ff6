//! The signals that end a program, taken note of instead: what must be cleared or ended first is.

use std::{
    io::{self, Read},
    os::{
        fd::{AsFd, BorrowedFd},
        unix::net::UnixStream,
    },
};

use signal_hook::{
    SigId,
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
    low_level,
};

/// Becomes readable when the process gets INT, QUIT, TERM or HUP, which then do nothing else until this
/// is dropped.
pub struct Signals {
    stream: UnixStream,
    handlers: Vec<SigId>,
}

impl Signals {
    /// From now on.
    pub fn listen() -> io::Result<Self> {
        let (stream, writer) = UnixStream::pair()?;
        stream.set_nonblocking(true)?;
        let mut signals = Self { stream, handlers: Vec::new() };
        for signal in [SIGINT, SIGQUIT, SIGTERM, SIGHUP] {
            signals.handlers.push(low_level::pipe::register(signal, writer.try_clone()?)?);
        }
        Ok(signals)
    }

    /// What becomes readable, to wait for it together with others.
    pub fn stream(&self) -> io::Result<UnixStream> {
        self.stream.try_clone()
    }

    /// Forgets those that came.
    pub fn take(&mut self) {
        // Whatever is read or not: they were seen when the stream became readable.
        let _ = self.stream.read(&mut [0; 64]);
    }
}

impl AsFd for Signals {
    fn as_fd(&self) -> BorrowedFd<'_> {
        self.stream.as_fd()
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for handler in self.handlers.drain(..) {
            low_level::unregister(handler);
        }
    }
}
