//! Runs a connector: the program that uses the credentials, blind.
//!
//! It gets the fields as one JSON object (`{"id": "…", "password": "…"}`), then end of file, on
//! file descriptor 3 or on its standard input; an environment of `PATH`, `HOME`, `LANG`, `LC_ALL` and `TZ`
//! and nothing else; no other open file; no core dump; a process group of its own. Its two outputs pass through the
//! [redactor](crate::redactor). When its time is over, the whole group gets TERM and, after a
//! grace, KILL; so does whatever of the group is left when the connector itself has ended, and the
//! group of a desk that is no more: another process, the warden, watches the desk.
//!
//! A process that leaves the group (`setsid`) on purpose is out of reach; it holds no pipe to us
//! after the end, and what it writes is no longer read.

use std::{
    collections::BTreeMap,
    ffi::OsString,
    io::{self, Write},
    os::{
        fd::{AsFd, BorrowedFd},
        unix::process::CommandExt,
    },
    path::PathBuf,
    process::{Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use command_fds::{CommandFdExt, FdMapping};
use rustix::process::{Resource, Rlimit, setrlimit};
use zeroize::Zeroizing;

use crate::{redactor::Patterns, signals::Signals};

mod deadline;
mod group;
mod outcome;
/// The program, as the log has it.
pub mod program;
mod session;
mod warden;

use deadline::Deadline;
use group::Group;
pub use outcome::{Ending, Outcome, RunError};
use session::{Session, Stops};
use warden::Warden;
pub use warden::keep_watch;

/// The environment variables a connector inherits; it gets no others.
const KEPT_VARIABLES: [&str; 5] = ["PATH", "HOME", "LANG", "LC_ALL", "TZ"];

/// The file descriptor of [`Channel::Descriptor`].
pub const DESCRIPTOR: i32 = 3;

/// How long a group has between TERM and KILL, unless said otherwise.
pub const GRACE: Duration = Duration::from_secs(5);

/// How long after the grace the warden leaves it to the session to kill the group.
const WARDEN_WAITS: Duration = Duration::from_secs(1);

/// How long after its limit no process of a group is left, with a grace of [`GRACE`].
pub const ENDING: Duration = GRACE.saturating_add(WARDEN_WAITS);

/// A program to run with the credentials.
#[derive(Clone, Debug)]
pub struct Connector {
    /// A path, or a name to be looked for in `PATH`.
    pub program: OsString,
    /// Its arguments; the operator's, never a credential.
    pub arguments: Vec<OsString>,
    /// How the fields reach it.
    pub channel: Channel,
    /// How long it may run.
    pub limit: Duration,
    /// How long it has to end after TERM before it is killed.
    pub grace: Duration,
    /// The program that watches this process meanwhile: `pli-desk`, which calls [`keep_watch`].
    pub warden: PathBuf,
}

/// How the fields reach a connector.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Channel {
    /// File descriptor 3; standard input is empty.
    #[default]
    Descriptor,
    StandardInput,
}

/// Why a connector did not run, or its end is not known. No credential is in it.
#[derive(Debug, thiserror::Error)]
pub enum ConnectorError {
    #[error("there is no program {0:?}")]
    Missing(OsString),
    #[error("the program {0:?} may not be executed")]
    NotExecutable(OsString),
    #[error("the connector was not started: {0}")]
    NotStarted(#[source] io::Error),
    /// What it printed could not be written on; it was ended.
    #[error("what the connector prints cannot be written: {0}")]
    Output(#[source] io::Error),
    #[error("the connector could not be watched: {0}")]
    Watch(#[source] io::Error),
}

impl ConnectorError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Missing(_) => "connector-missing",
            Self::NotExecutable(_) => "connector-not-executable",
            Self::NotStarted(_) => "connector-not-started",
            Self::Output(_) => "connector-output",
            Self::Watch(_) => "connector-watch",
        }
    }

    fn of_spawn(error: io::Error, program: &OsString) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing(program.clone()),
            io::ErrorKind::PermissionDenied => Self::NotExecutable(program.clone()),
            _ => Self::NotStarted(error),
        }
    }
}

impl Connector {
    /// Runs the connector with these fields and waits for its end.
    ///
    /// It is ended when `revoked` becomes readable, or `gone`, because whoever runs it has left. `output` and `errors` get what it prints, every
    /// field's value blanked. This process first
    /// gives up its own core dumps, which the connector inherits, and passes no open file on to
    /// any program it starts from then on.
    ///
    /// # Errors
    /// [`ConnectorError`]; no process of the group is left, whatever the error.
    pub fn run(
        &self,
        fields: &BTreeMap<String, Zeroizing<String>>,
        revoked: &dyn AsFd,
        gone: Option<BorrowedFd<'_>>,
        output: &mut dyn Write,
        errors: &mut dyn Write,
    ) -> Result<Outcome, ConnectorError> {
        forbid_core_dumps().map_err(ConnectorError::NotStarted)?;
        close_fds::set_fds_cloexec_threadsafe(DESCRIPTOR, &[]);
        let patterns = Arc::new(Patterns::of(fields.values().map(|value| value.as_str())));
        let (theirs, ours) = io::pipe().map_err(ConnectorError::NotStarted)?;
        // From before the start: a signal in between would leave the connector behind.
        let interrupts = Signals::listen().map_err(ConnectorError::NotStarted)?;
        let mut child = self
            .command(theirs)
            .and_then(|mut command| command.spawn())
            .map_err(|error| ConnectorError::of_spawn(error, &self.program))?;
        let began = Instant::now();
        let group = Group::of(&child);
        let (longest, revoked) = (self.limit + self.grace + WARDEN_WAITS, revoked.as_fd());
        // Before the fields: a connector that nobody watches has no credential.
        let session = Warden::start(&self.warden, longest, revoked, group).and_then(|warden| {
            let stops = Stops { interrupts, gone, revoked: Some(revoked) };
            Session::open(&mut child, group, ours, json(fields), stops, warden, patterns)
        });
        match session {
            Ok(session) => {
                let ending = session.run(self.limit, self.grace, output, errors)?;
                Ok(Outcome { ending, lasted: began.elapsed() })
            }
            Err(error) => {
                group.kill();
                child.wait().map_err(ConnectorError::Watch)?;
                Err(ConnectorError::Watch(error))
            }
        }
    }

    fn command(&self, fields: io::PipeReader) -> io::Result<Command> {
        let mut command = Command::new(&self.program);
        command
            .args(&self.arguments)
            .env_clear()
            .envs(KEPT_VARIABLES.iter().filter_map(|&name| Some((name, std::env::var_os(name)?))))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0);
        match self.channel {
            Channel::StandardInput => {
                command.stdin(fields);
            }
            Channel::Descriptor => {
                let mapping = FdMapping { parent_fd: fields.into(), child_fd: DESCRIPTOR };
                command.fd_mappings(vec![mapping]).map_err(io::Error::other)?;
            }
        }
        Ok(command)
    }
}

/// Gives up core dumps of this process and those it starts, for good.
pub(crate) fn forbid_core_dumps() -> io::Result<()> {
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    #[cfg(target_os = "linux")]
    rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable)?;
    Ok(())
}

/// `{field: value}` in memory that never moves.
pub(crate) fn json(fields: &BTreeMap<String, Zeroizing<String>>) -> Zeroizing<Vec<u8>> {
    // A character takes at most six bytes in JSON (`\u0000`), a member four more and a comma.
    let room = 2 + fields.iter().map(|(id, value)| 6 * (id.len() + value.len()) + 6).sum::<usize>();
    let mut json = Zeroizing::new(Vec::with_capacity(room));
    let texts: BTreeMap<&str, &str> = fields.iter().map(|(id, value)| (id.as_str(), value.as_str())).collect();
    serde_json::to_writer(&mut *json, &texts).expect("texts always serialise");
    json
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documented::is_told;

    #[test]
    fn between_term_and_kill_are_five_seconds() {
        assert!(is_told("its process group gets TERM and, five seconds later, KILL"));
        assert_eq!([GRACE, ENDING], [5, 6].map(Duration::from_secs));
    }
}
