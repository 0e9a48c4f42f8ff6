use std::{path::PathBuf, str::FromStr, time::Duration};

use sqlx::postgres::{PgConnectOptions, PgSslMode};

/// How long to wait for another process that is writing.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// How long something may wait for a server without a word from it: longer than the server itself lets a statement take.
pub const SILENCE: Duration = PATIENCE.saturating_mul(3);

/// Where the registry is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    Sqlite(PathBuf),
    /// A `PostgreSQL` database, by its URL, which holds no password.
    Postgres(String),
}

/// Why a text does not say where a registry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LocationError {
    /// Another kind of database, or nothing.
    #[error("it is a file, or postgres://…")]
    Unknown,
    /// Everybody on the machine sees the arguments of a program.
    #[error("a password does not belong into an argument: use ~/.pgpass (PGPASSFILE) or peer authentication")]
    Password,
    /// A network without TLS.
    #[error("a registry on another machine needs sslmode=verify-full or verify-ca")]
    Unencrypted,
}

impl FromStr for Location {
    type Err = LocationError;

    fn from_str(text: &str) -> Result<Self, LocationError> {
        let Some((_, rest)) = text.split_once("://").filter(|(scheme, _)| matches!(*scheme, "postgres" | "postgresql"))
        else {
            let path = text.strip_prefix("sqlite:").unwrap_or(text);
            if path.is_empty() || path.contains("://") {
                return Err(LocationError::Unknown);
            }
            return Ok(Self::Sqlite(PathBuf::from(path)));
        };
        let (authority, parameters) = rest.split_once('?').unwrap_or((rest, ""));
        let (user, _) = authority.rsplit_once('@').unwrap_or_default();
        let says = |name: &str| parameters.split('&').any(|pair| pair.split('=').next() == Some(name));
        if user.contains(':') || says("password") {
            return Err(LocationError::Password);
        }
        // As it will be read, with what the environment adds; what cannot be read fails when it is opened.
        let Ok(options) = PgConnectOptions::from_str(text) else { return Ok(Self::Postgres(text.to_owned())) };
        if is_here(&options) {
            return Ok(Self::Postgres(text.to_owned()));
        }
        if !says("sslmode") && !says("ssl-mode") {
            let and = if parameters.is_empty() { "?" } else { "&" };
            return Ok(Self::Postgres(format!("{text}{and}sslmode=verify-full")));
        }
        match options.get_ssl_mode() {
            PgSslMode::VerifyFull | PgSslMode::VerifyCa => Ok(Self::Postgres(text.to_owned())),
            PgSslMode::Disable | PgSslMode::Allow | PgSslMode::Prefer | PgSslMode::Require => {
                Err(LocationError::Unencrypted)
            }
        }
    }
}

/// Whether a host is this machine: a Unix socket's directory, or loopback.
fn is_here(options: &PgConnectOptions) -> bool {
    options.get_socket().is_some()
        || options.get_host().starts_with('/')
        || matches!(options.get_host(), "localhost" | "127.0.0.1" | "[::1]" | "::1")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_sqlite_file() {
        assert_eq!("desk.db".parse(), Ok(Location::Sqlite("desk.db".into())));
        assert_eq!("sqlite:/srv/desk.db".parse(), Ok(Location::Sqlite("/srv/desk.db".into())));
    }

    #[test]
    fn what_is_neither_a_file_nor_postgresql_is_not_taken_for_a_file() {
        for text in ["", "sqlite:", "mysql://desk", "https://db.exemple.fr/desk"] {
            assert_eq!(text.parse::<Location>(), Err(LocationError::Unknown), "{text}");
        }
    }

    #[test]
    fn another_machine_is_reached_by_verified_tls_only() {
        for url in [
            "postgres://desk@db.exemple.fr/desk",
            "postgres://db/desk",
            "postgres://localhost.exemple.fr/desk",
            "postgres://127.0.0.1.exemple.fr:5433/desk",
            "postgres:///desk?host=db.exemple.fr",
            "postgres://localhost/desk?hostaddr=192.0.2.1",
        ] {
            let and = if url.contains('?') { '&' } else { '?' };
            let verified = Location::Postgres(format!("{url}{and}sslmode=verify-full"));
            assert_eq!(url.parse(), Ok(verified.clone()));
            let Location::Postgres(verified) = verified else { unreachable!() };
            assert_eq!(verified.parse(), Ok(Location::Postgres(verified.clone())));
            for mode in ["disable", "allow", "prefer", "require"] {
                for url in [verified.replace("verify-full", mode), format!("{verified}&ssl-mode={mode}")] {
                    assert_eq!(url.parse::<Location>(), Err(LocationError::Unencrypted), "{url}");
                }
            }
        }
    }

    #[test]
    fn this_machine_is_reached_as_it_is() {
        for url in [
            "postgres:///desk?host=/run/postgresql",
            "postgres://%2Frun%2Fpostgresql/desk",
            "postgres://localhost:5433/desk",
            "postgres://127.0.0.1/desk",
            "postgres://[::1]/desk",
        ] {
            assert_eq!(url.parse(), Ok(Location::Postgres(url.into())));
        }
    }

    #[test]
    fn a_password_in_the_url_is_refused() {
        assert_eq!("postgres://desk:secret@localhost/desk".parse::<Location>(), Err(LocationError::Password));
        assert_eq!("postgres:///desk?password=secret".parse::<Location>(), Err(LocationError::Password));
    }
}
