use std::{
    fmt, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Why a task stopped, in words for the person at the terminal.
#[derive(Debug)]
pub enum Failure {
    /// A program that was to be run is not there or cannot be started.
    NotStarted {
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// A program ended with another status than success.
    Ended {
        /// The command line.
        command: String,
        /// The status, in words.
        status: String,
    },
    /// A file could not be read or written.
    File {
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Something that only a person can install or decide is missing.
    Needs(String),
    /// Something else than expected came out.
    Unexpected(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotStarted { program, source } => {
                write!(f, "{program} could not be started: {source}")
            }
            Self::Ended { command, status } => write!(f, "`{command}` ended with {status}"),
            Self::File { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Needs(what) | Self::Unexpected(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Failure {}

/// How a task ends; why it stopped is said.
pub fn exit_code(done: Result<(), Failure>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

impl Failure {
    /// For `map_err` on a file operation.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }

    /// For `map_err` on what a file holds.
    pub fn of<E: fmt::Display>(file: &Path) -> impl FnOnce(E) -> Self {
        move |error| Self::Unexpected(format!("{}: {error}", file.display()))
    }
}
