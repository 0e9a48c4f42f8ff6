use std::{
    fs::File,
    io::{self, Write},
    sync::{Mutex, PoisonError},
};

use super::platform;

/// Where the sealed file goes: what was standard output when the process began.
pub struct Outlet(Mutex<Option<File>>);

impl Outlet {
    /// Takes standard output away from everything else in this process and its children: it is
    /// duplicated so that no child inherits it, and standard output becomes standard error. Else
    /// the web engine's processes would hold the pipe open.
    pub fn take() -> io::Result<Self> {
        Ok(Self(Mutex::new(Some(platform::take_stdout()?))))
    }

    /// Hands the sealed file back and closes.
    pub fn give(&self, sealed: &[u8]) -> io::Result<()> {
        let file = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut file = file.ok_or(io::ErrorKind::BrokenPipe)?;
        file.write_all(sealed)?;
        file.flush()
    }
}
