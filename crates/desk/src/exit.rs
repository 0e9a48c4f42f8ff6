/// How a command ends, for scripts and mail filters. Each is stable and documented in `docs/DESK.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Exit {
    Done = 0,
    /// Something else failed: a file, the terminal, the system.
    Failed = 1,
    /// The arguments are wrong; nothing was done.
    Usage = 2,
    /// Something is missing from what came, and was asked for.
    Incomplete = 3,
    /// What came is not what it should be.
    Refused = 4,
    /// The rules do not allow it: not in charge, expired, withdrawn, one operator where two are needed.
    NotAllowed = 5,
    /// There is no such case or epoch.
    Unknown = 6,
    /// Somebody else is in charge, or the case is closed.
    Conflict = 7,
    /// The registry is locked, full, damaged or out of reach.
    Registry = 8,
    /// A key is missing, is another one, or its passphrase was wrong.
    Key = 9,
    /// The connector did not start, crashed, or said that it failed.
    Connector = 10,
    /// The connector's time was over.
    TimeLimit = 11,
    /// The log or a receipt was cut or altered.
    Altered = 12,
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

impl Exit {
    /// Every one, by its number.
    pub const ALL: [Self; 13] = [
        Self::Done,
        Self::Failed,
        Self::Usage,
        Self::Incomplete,
        Self::Refused,
        Self::NotAllowed,
        Self::Unknown,
        Self::Conflict,
        Self::Registry,
        Self::Key,
        Self::Connector,
        Self::TimeLimit,
        Self::Altered,
    ];

    /// As the log has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Usage => "usage",
            Self::Incomplete => "incomplete",
            Self::Refused => "refused",
            Self::NotAllowed => "not-allowed",
            Self::Unknown => "unknown",
            Self::Conflict => "conflict",
            Self::Registry => "registry",
            Self::Key => "key",
            Self::Connector => "connector",
            Self::TimeLimit => "time-limit",
            Self::Altered => "altered",
        }
    }
}
