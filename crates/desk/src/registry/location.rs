use std::{path::PathBuf, str::FromStr, time::Duration};

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
            return Ok(Self::Sqlite(PathBuf::from(text.strip_prefix("sqlite:").unwrap_or(text))));
        };
        let (authority, parameters) = rest.split_once('?').unwrap_or((rest, ""));
        let authority = authority.split('/').next().unwrap_or_default();
        let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        let parameter = |name: &str| {
            parameters
                .split('&')
                .filter_map(|pair| pair.split_once('='))
                .find(|(key, _)| *key == name)
                .map(|(_, value)| value)
        };
        if user.contains(':') || parameter("password").is_some() {
            return Err(LocationError::Password);
        }
        let host = parameter("host").unwrap_or(host);
        if is_here(host) {
            return Ok(Self::Postgres(text.to_owned()));
        }
        match parameter("sslmode") {
            None => Ok(Self::Postgres(format!(
                "{text}{}sslmode=verify-full",
                if parameters.is_empty() { "?" } else { "&" }
            ))),
            Some("verify-full" | "verify-ca") => Ok(Self::Postgres(text.to_owned())),
            Some(_) => Err(LocationError::Unencrypted),
        }
    }
}

/// Whether a host is this machine: a Unix socket's directory, or loopback.
fn is_here(host: &str) -> bool {
    let name = host
        .rsplit_once(':')
        .filter(|(_, port)| port.bytes().all(|c| c.is_ascii_digit()))
        .map_or(host, |(name, _)| name);
    name.is_empty()
        || name.starts_with('/')
        || name.to_ascii_lowercase().starts_with("%2f")
        || matches!(name, "localhost" | "127.0.0.1" | "[::1]")
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
    fn another_machine_is_reached_by_verified_tls_only() {
        let verified = "postgres://desk@db.exemple.fr/desk?sslmode=verify-full";
        assert_eq!("postgres://desk@db.exemple.fr/desk".parse(), Ok(Location::Postgres(verified.into())));
        assert_eq!(
            "postgres://db.exemple.fr/desk?sslmode=require".parse::<Location>(),
            Err(LocationError::Unencrypted)
        );
        assert_eq!(
            "postgres:///desk?host=db.exemple.fr&sslmode=disable".parse::<Location>(),
            Err(LocationError::Unencrypted)
        );
    }

    #[test]
    fn this_machine_is_reached_as_it_is() {
        for url in [
            "postgres:///desk?host=/run/postgresql",
            "postgres://%2Frun%2Fpostgresql/desk",
            "postgres://localhost:5433/desk",
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
