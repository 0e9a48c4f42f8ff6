use std::{
    io,
    sync::mpsc::{self, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

use super::Group;

/// Kills a group when its time is long over, for when nobody else gets to it: whoever passes its
/// output on may wait for a reader that does not read.
pub struct Warden {
    dismissed: Sender<()>,
    thread: JoinHandle<()>,
}

impl Warden {
    /// Kills the group after this time.
    pub fn after(time: Duration, group: Group) -> io::Result<Self> {
        let (dismissed, wait) = mpsc::channel();
        let thread = thread::Builder::new().name("connector's warden".to_owned()).spawn(move || {
            if wait.recv_timeout(time) == Err(RecvTimeoutError::Timeout) {
                group.kill();
            }
        })?;
        Ok(Self { dismissed, thread })
    }

    /// Lets the group be. To be called before its leader is reaped.
    pub fn dismiss(self) {
        drop(self.dismissed);
        // It cannot panic, and there is nothing else to learn from it.
        let _ = self.thread.join();
    }
}
