use std::{fmt, process::Child};

use rustix::{
    io::Errno,
    process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, test_kill_process_group, waitid},
};

/// The process group of a connector, whose leader is our child.
///
/// Nobody is to reap the leader while the group is in use: until then its number, which is the
/// group's, belongs to no other process.
#[derive(Clone, Copy)]
pub struct Group(Pid);

impl Group {
    pub fn of(leader: &Child) -> Self {
        Self(Pid::from_child(leader))
    }

    /// The group that this process leads.
    pub fn led_by(leader: Pid) -> Self {
        Self(leader)
    }

    /// Whether a process is left in it; one that nobody reaps counts.
    pub fn exists(self) -> bool {
        test_kill_process_group(self.0).is_ok()
    }

    /// Asks every process of the group to end.
    pub fn terminate(self) {
        self.signal(Signal::TERM);
    }

    /// Ends every process of the group.
    pub fn kill(self) {
        self.signal(Signal::KILL);
    }

    /// Waits for the leader's end and leaves it to be reaped.
    pub fn wait_unreaped(self) {
        let options = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
        while matches!(waitid(WaitId::Pid(self.0), options), Err(Errno::INTR)) {}
    }

    fn signal(self, signal: Signal) {
        // Fails only when no process of the group is left, which is what is wanted.
        let _ = kill_process_group(self.0, signal);
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_raw_nonzero().fmt(f)
    }
}
