use sqlx::error::DatabaseError;

/// Why the registry did not do what was asked. Unless it says otherwise, nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum RegistryError {
    /// Another process has been writing for longer than [`super::location::PATIENCE`].
    #[error("another process is using the registry; try again in a moment")]
    Locked,
    /// The disk, or the database's share of it, is full.
    #[error("there is no room left for the registry; nothing was changed")]
    Full,
    #[error("the registry may not be written to")]
    ReadOnly,
    /// No connection, or no permission to open it.
    #[error("the registry cannot be opened: {0}")]
    Unreachable(String),
    /// The file is not there, or is empty. Its desk has one since it was made.
    #[error(
        "the registry {0} is not there: bring it back. If it is lost, set what is in {0}.sealed aside, then run \
         `pli-desk init`"
    )]
    Missing(String),
    /// It answered nothing for [`super::SILENCE`]. Whether a change that was being kept is kept is not known.
    #[error("the registry has not answered for {} s", super::SILENCE.as_secs())]
    Silent,
    /// Not a registry, or one that was changed by something else.
    #[error("the registry is damaged, or is not one ({0})")]
    Damaged(&'static str),
    #[error("the registry was made by a newer version of pli-desk")]
    Newer,
    /// What was deleted is gone from the tables, but its place in the files is not rewritten: the code
    /// of why.
    #[error(
        "it is deleted, but the registry could not be rewritten yet ({0}): the next close, withdraw or expire does it"
    )]
    NotRewritten(&'static str),
    #[error("the registry failed: {0}")]
    Other(String),
}

impl RegistryError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Locked => "registry-locked",
            Self::Full => "registry-full",
            Self::ReadOnly => "registry-read-only",
            Self::Unreachable(_) => "registry-unreachable",
            Self::Missing(_) => "registry-missing",
            Self::Silent => "registry-silent",
            Self::Damaged(_) => "registry-damaged",
            Self::Newer => "registry-newer",
            Self::NotRewritten(_) => "registry-not-rewritten",
            Self::Other(_) => "registry-failed",
        }
    }
}

impl From<sqlx::Error> for RegistryError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(error) => Self::of(error.as_ref()),
            sqlx::Error::Io(error) => Self::Unreachable(error.to_string()),
            sqlx::Error::Tls(error) => Self::Unreachable(error.to_string()),
            sqlx::Error::ColumnNotFound(_) | sqlx::Error::ColumnDecode { .. } => Self::Damaged("columns"),
            error => Self::Other(error.to_string()),
        }
    }
}

/// Of the folder of sealed files.
impl From<std::io::Error> for RegistryError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded | std::io::ErrorKind::FileTooLarge => {
                Self::Full
            }
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for RegistryError {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error) | sqlx::migrate::MigrateError::ExecuteMigration(error, _) => {
                error.into()
            }
            sqlx::migrate::MigrateError::VersionMissing(_) => Self::Newer,
            sqlx::migrate::MigrateError::VersionMismatch(_) | sqlx::migrate::MigrateError::Dirty(_) => {
                Self::Damaged("migrations")
            }
            error => Self::Other(error.to_string()),
        }
    }
}

impl RegistryError {
    /// By `SQLite`'s result code (sqlite.org/rescode.html; the low byte is the primary one) or
    /// `PostgreSQL`'s SQLSTATE (appendix A).
    fn of(error: &dyn DatabaseError) -> Self {
        let code = error.code().unwrap_or_default();
        // SQLITE_IOERR_WRITE: a quota or a limit, where SQLITE_FULL is the disk.
        if code == "778" {
            return Self::Full;
        }
        match code.parse::<u32>().ok().filter(|_| code.len() < 5).map(|code| code & 0xff) {
            Some(5 | 6) => return Self::Locked,
            Some(13) => return Self::Full,
            Some(8) => return Self::ReadOnly,
            Some(14) => return Self::Unreachable(error.message().to_owned()),
            Some(11 | 26) => return Self::Damaged("file"),
            _ => {}
        }
        match &*code {
            // The last one: a statement that took too long.
            "55P03" | "40001" | "40P01" | "57014" => Self::Locked,
            "53100" => Self::Full,
            "25006" | "42501" => Self::ReadOnly,
            "25P03" | "57P01" | "57P02" | "57P03" | "53300" | "3D000" => Self::Unreachable(error.message().to_owned()),
            code if code.starts_with("28") || code.starts_with("08") => Self::Unreachable(error.message().to_owned()),
            _ => Self::Other(error.message().to_owned()),
        }
    }
}
