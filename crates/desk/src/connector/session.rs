use std::{
    io::{self, PipeReader, PipeWriter, Read, Write},
    os::fd::{AsFd, BorrowedFd},
    os::unix::process::ExitStatusExt,
    process::{Child, ChildStderr, ChildStdout, ExitStatus},
    sync::Arc,
    thread,
    time::Duration,
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::{Errno, ioctl_fionbio},
};
use zeroize::Zeroizing;

use super::{ConnectorError, Deadline, Ending, Group, Warden};
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
    stops: Stops<'a>,
    warden: Warden,
    patterns: Arc<Patterns>,
}

/// What ends a run before its time; each becomes readable.
pub struct Stops<'a> {
    /// The operator stops the desk.
    pub interrupts: Signals,
    /// Whoever runs the connector has left.
    pub gone: Option<BorrowedFd<'a>>,
    /// The credentials may not be used any longer.
    pub revoked: Option<BorrowedFd<'a>>,
}

/// Where the run stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// Until its time is over.
    Running,
    /// It was asked to end: because its time is over, or something stops it.
    Asked(Ending),
    Killed(Ending),
}

/// What the last poll found.
struct Ready {
    output: bool,
    errors: bool,
    fields: bool,
    ended: bool,
    interrupted: bool,
    gone: bool,
    revoked: bool,
}

impl<'a> Session<'a> {
    pub fn open(
        child: &'a mut Child,
        group: Group,
        fields: PipeWriter,
        unsent: Zeroizing<Vec<u8>>,
        stops: Stops<'a>,
        warden: Warden,
        patterns: Arc<Patterns>,
    ) -> io::Result<Self> {
        ioctl_fionbio(&fields, true)?;
        let ended = Some(watch(group)?);
        let (output, errors) = (child.stdout.take(), child.stderr.take());
        Ok(Self { child, group, output, errors, fields: Some(fields), unsent, ended, stops, warden, patterns })
    }

    /// Goes on until neither the connector nor its group is left.
    pub fn run(
        mut self,
        limit: Duration,
        grace: Duration,
        output: &mut dyn Write,
        errors: &mut dyn Write,
    ) -> Result<Ending, ConnectorError> {
        let mut output = RedactingWriter::new(Arc::clone(&self.patterns), output);
        let mut errors = RedactingWriter::new(Arc::clone(&self.patterns), errors);
        let asked = self.run_leader(limit, grace, &mut output, &mut errors);
        let drained = asked.and_then(|asked| self.run_rest(grace, &mut output, &mut errors).map(|()| asked));
        self.group.kill();
        self.warden.dismiss();
        let status = self.child.wait().map_err(ConnectorError::Watch)?;
        output.finish().and_then(|_| errors.finish()).map_err(ConnectorError::Output)?;
        Ok(drained?.unwrap_or_else(|| Ending::of(status)))
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
        let mut deadline = Deadline::after(limit);
        loop {
            let ready = self.poll(deadline)?;
            self.pass(&ready, output, errors)?;
            if ready.ended {
                return Ok(phase.ending());
            }
            let next = phase.next(ready.stop(), deadline.is_over());
            if next != phase {
                phase = next;
                deadline = self.enter(phase, grace);
            }
        }
    }

    fn enter(&self, phase: Phase, grace: Duration) -> Deadline {
        match phase {
            Phase::Running => Deadline::never(),
            Phase::Asked(_) => {
                self.group.terminate();
                Deadline::after(grace)
            }
            Phase::Killed(_) => {
                self.group.kill();
                Deadline::never()
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
        let deadline = Deadline::after(grace);
        while !(self.is_silent() || deadline.is_over()) {
            let ready = self.poll(deadline)?;
            self.pass(&ready, output, errors)?;
        }
        self.group.kill();
        for _ in 0..LAST_READS {
            let ready = self.poll(Deadline::after(Duration::ZERO))?;
            self.pass(&ready, output, errors)?;
        }
        Ok(())
    }

    fn is_silent(&self) -> bool {
        self.output.is_none() && self.errors.is_none()
    }

    fn poll(&self, deadline: Deadline) -> Result<Ready, ConnectorError> {
        let watched: [(Option<BorrowedFd<'_>>, PollFlags); 7] = [
            (self.output.as_ref().map(AsFd::as_fd), PollFlags::IN),
            (self.errors.as_ref().map(AsFd::as_fd), PollFlags::IN),
            (self.fields.as_ref().map(AsFd::as_fd), PollFlags::OUT),
            (self.ended.as_ref().map(AsFd::as_fd), PollFlags::IN),
            (Some(self.stops.interrupts.as_fd()), PollFlags::IN),
            (self.stops.gone, PollFlags::IN),
            (self.stops.revoked, PollFlags::IN),
        ];
        let mut fds: Vec<PollFd<'_>> =
            watched.iter().filter_map(|(fd, flags)| Some(PollFd::from_borrowed_fd((*fd)?, *flags))).collect();
        match poll(&mut fds, Timespec::try_from(deadline.wait()).ok().as_ref()) {
            Ok(_) | Err(Errno::INTR) => {}
            Err(error) => return Err(ConnectorError::Watch(error.into())),
        }
        let mut events = fds.iter().map(|fd| !fd.revents().is_empty());
        let [output, errors, fields, ended, interrupted, gone, revoked] =
            watched.map(|(fd, _)| fd.is_some() && events.next().unwrap_or(false));
        Ok(Ready { output, errors, fields, ended, interrupted, gone, revoked })
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
            self.stops.interrupts.take();
        }
        if ready.gone {
            self.stops.gone = None;
        }
        if ready.revoked {
            self.stops.revoked = None;
        }
        Ok(())
    }

    /// Gives the connector as much of the fields as it takes, then end of file. That it takes no
    /// more is its own affair.
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

impl Ready {
    fn stop(&self) -> Option<Ending> {
        let interrupted = (self.interrupted || self.gone).then_some(Ending::Interrupted);
        interrupted.or(self.revoked.then_some(Ending::Revoked))
    }
}

impl Phase {
    fn next(self, stop: Option<Ending>, is_over: bool) -> Self {
        match self {
            Self::Running => match stop {
                Some(ending) => Self::Asked(ending),
                None if is_over => Self::Asked(Ending::TimedOut),
                None => Self::Running,
            },
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
