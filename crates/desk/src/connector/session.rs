use std::{
    io::{self, PipeReader, PipeWriter, Read, Write},
    os::fd::{AsFd, BorrowedFd},
    os::unix::process::ExitStatusExt,
    process::{Child, ChildStderr, ChildStdout, ExitStatus},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, ioctl_fionbio},
};
use zeroize::Zeroizing;

use super::{ConnectorError, Ending, Group, Outcome, Warden};
use crate::{
    redactor::{Patterns, RedactingWriter},
    signals::Signals,
};

/// How much is read at once, in bytes.
const PIECE: usize = 4096;
/// How often a pipe is read at the end while somebody else still holds it: what fits into it.
const LAST_READS: usize = 16;

/// One run, from the first poll to the end of the group.
pub struct Session<'a> {
    child: &'a mut Child,
    group: Group,
    output: Option<ChildStdout>,
    errors: Option<ChildStderr>,
    fields: Option<PipeWriter>,
    unsent: Zeroizing<Vec<u8>>,
    ended: Option<PipeReader>,
    interrupts: Signals,
    warden: Warden,
    patterns: Arc<Patterns>,
}

/// Where the run stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Until its time is over.
    Running,
    /// It was asked to end: because its time is over, or because the operator stops it.
    Asked(Ending),
    /// It was killed.
    Killed(Ending),
}

/// What the last poll found.
struct Ready {
    output: bool,
    errors: bool,
    fields: bool,
    ended: bool,
    interrupted: bool,
}

impl<'a> Session<'a> {
    pub fn open(
        child: &'a mut Child,
        group: Group,
        fields: PipeWriter,
        unsent: Zeroizing<Vec<u8>>,
        interrupts: Signals,
        warden: Warden,
        patterns: Arc<Patterns>,
    ) -> io::Result<Self> {
        ioctl_fionbio(&fields, true)?;
        let ended = Some(watch(group)?);
        let (output, errors) = (child.stdout.take(), child.stderr.take());
        Ok(Self { child, group, output, errors, fields: Some(fields), unsent, ended, interrupts, warden, patterns })
    }

    /// Goes on until neither the connector nor its group is left.
    pub fn run(
        mut self,
        limit: Duration,
        grace: Duration,
        output: &mut dyn Write,
        errors: &mut dyn Write,
    ) -> Result<Outcome, ConnectorError> {
        let mut output = RedactingWriter::new(Arc::clone(&self.patterns), output);
        let mut errors = RedactingWriter::new(Arc::clone(&self.patterns), errors);
        let asked = self.run_leader(limit, grace, &mut output, &mut errors);
        let drained = asked.and_then(|asked| self.run_rest(grace, &mut output, &mut errors).map(|()| asked));
        self.group.kill();
        self.warden.dismiss();
        let status = self.child.wait().map_err(ConnectorError::Watch)?;
        output.finish().and_then(|_| errors.finish()).map_err(ConnectorError::Output)?;
        let ending = drained?.unwrap_or_else(|| Ending::of(status));
        Ok(Outcome { ending, fields_read: self.unsent.is_empty() })
    }

    /// Until the connector itself has ended. What it was ended for, if it did not by itself.
    fn run_leader(
        &mut self,
        limit: Duration,
        grace: Duration,
        output: &mut impl Write,
        errors: &mut impl Write,
    ) -> Result<Option<Ending>, ConnectorError> {
        let mut phase = Phase::Running;
        let mut deadline = Instant::now().checked_add(limit);
        loop {
            let ready = self.poll(deadline)?;
            self.pass(&ready, output, errors)?;
            if ready.ended {
                return Ok(phase.ending());
            }
            let next = phase.next(ready.interrupted, is_over(deadline));
            if next != phase {
                phase = next;
                deadline = self.enter(phase, grace);
            }
        }
    }

    fn enter(&self, phase: Phase, grace: Duration) -> Option<Instant> {
        match phase {
            Phase::Running => None,
            Phase::Asked(_) => {
                self.group.terminate();
                Instant::now().checked_add(grace)
            }
            Phase::Killed(_) => {
                self.group.kill();
                None
            }
        }
    }

    /// Ends what is left of the group, and reads what it still has to say.
    fn run_rest(
        &mut self,
        grace: Duration,
        output: &mut impl Write,
        errors: &mut impl Write,
    ) -> Result<(), ConnectorError> {
        self.fields = None;
        self.ended = None;
        self.group.terminate();
        let deadline = Instant::now().checked_add(grace);
        while !(self.is_silent() || is_over(deadline)) {
            let ready = self.poll(deadline)?;
            self.pass(&ready, output, errors)?;
        }
        self.group.kill();
        for _ in 0..LAST_READS {
            let ready = self.poll(Some(Instant::now()))?;
            self.pass(&ready, output, errors)?;
        }
        Ok(())
    }

    fn is_silent(&self) -> bool {
        self.output.is_none() && self.errors.is_none()
    }

    fn poll(&self, deadline: Option<Instant>) -> Result<Ready, ConnectorError> {
        let watched: [(Option<BorrowedFd<'_>>, PollFlags); 5] = [
            (self.output.as_ref().map(AsFd::as_fd), PollFlags::IN),
            (self.errors.as_ref().map(AsFd::as_fd), PollFlags::IN),
            (self.fields.as_ref().map(AsFd::as_fd), PollFlags::OUT),
            (self.ended.as_ref().map(AsFd::as_fd), PollFlags::IN),
            (Some(self.interrupts.as_fd()), PollFlags::IN),
        ];
        let mut fds: Vec<PollFd<'_>> =
            watched.iter().filter_map(|(fd, flags)| Some(PollFd::from_borrowed_fd((*fd)?, *flags))).collect();
        match poll(&mut fds, remaining(deadline).as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(ConnectorError::Watch(error.into())),
        }
        let mut events = fds.iter().map(|fd| !fd.revents().is_empty());
        let [output, errors, fields, ended, interrupted] =
            watched.map(|(fd, _)| fd.is_some() && events.next().unwrap_or(false));
        Ok(Ready { output, errors, fields, ended, interrupted })
    }

    fn pass(&mut self, ready: &Ready, output: &mut impl Write, errors: &mut impl Write) -> Result<(), ConnectorError> {
        if ready.output {
            pass_on(&mut self.output, output)?;
        }
        if ready.errors {
            pass_on(&mut self.errors, errors)?;
        }
        if ready.fields {
            self.send();
        }
        if ready.interrupted {
            self.interrupts.take();
        }
        Ok(())
    }

    /// Gives the connector as much of the fields as it takes, then end of file. That it takes no
    /// more is its own affair: the outcome says so.
    fn send(&mut self) {
        let Some(pipe) = &mut self.fields else { return };
        match pipe.write(&self.unsent) {
            Ok(count) => {
                self.unsent.drain(..count);
            }
            Err(error) if is_transient(&error) => return,
            Err(_) => self.fields = None,
        }
        if self.unsent.is_empty() {
            self.fields = None;
        }
    }
}

impl Phase {
    fn next(self, interrupted: bool, is_over: bool) -> Self {
        match self {
            Self::Running if interrupted => Self::Asked(Ending::Interrupted),
            Self::Running if is_over => Self::Asked(Ending::TimedOut),
            Self::Asked(Ending::TimedOut) if is_over => Self::Killed(Ending::Killed),
            Self::Asked(ending) if is_over => Self::Killed(ending),
            unchanged => unchanged,
        }
    }

    fn ending(self) -> Option<Ending> {
        match self {
            Self::Running => None,
            Self::Asked(ending) | Self::Killed(ending) => Some(ending),
        }
    }
}

impl Ending {
    fn of(status: ExitStatus) -> Self {
        let signal = status.signal().map(Self::Signalled);
        signal.or(status.code().map(Self::Exited)).expect("what was waited for has a code or a signal")
    }
}

/// A pipe that reaches its end when the group's leader has ended.
fn watch(group: Group) -> io::Result<PipeReader> {
    let (ended, held) = io::pipe()?;
    thread::Builder::new().name("connector's end".to_owned()).spawn(move || {
        group.wait_unreaped();
        drop(held);
    })?;
    Ok(ended)
}

/// Passes one piece on; closes the pipe at its end.
fn pass_on<R: Read>(pipe: &mut Option<R>, to: &mut impl Write) -> Result<(), ConnectorError> {
    let Some(from) = pipe else { return Ok(()) };
    let mut piece = Zeroizing::new([0; PIECE]);
    match from.read(piece.as_mut_slice()) {
        Ok(0) => *pipe = None,
        Ok(count) => to.write_all(&piece[..count]).map_err(ConnectorError::Output)?,
        Err(error) if is_transient(&error) => {}
        Err(_) => *pipe = None,
    }
    Ok(())
}

fn is_transient(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
}

fn is_over(deadline: Option<Instant>) -> bool {
    deadline.is_some_and(|deadline| Instant::now() >= deadline)
}

fn remaining(deadline: Option<Instant>) -> Option<Timespec> {
    let remaining = deadline?.saturating_duration_since(Instant::now());
    Timespec::try_from(remaining).ok()
}
