//! `SQLite`: one file, mode 0600, no file beside it but the rollback journal while a change is written.

use std::{
    fs::{self, File},
    io,
    path::Path,
};

use sqlx::{AnyConnection, Connection, migrate, raw_sql};

use super::RegistryError;
use crate::private_file::{self, if_there};

/// `secure_delete` overwrites what is deleted with zeros (names and consents: sealed files are not in it),
/// and the rollback journal keeps everything in one file.
const SETTINGS: &str = "PRAGMA secure_delete = ON; PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; \
    PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF;";

/// Whether there is a file with something in it, or something else in its place.
pub fn is_there(path: &Path) -> bool {
    match if_there(fs::metadata(path)) {
        Ok(found) => found.is_some_and(|found| found.len() > 0),
        Err(_) => true,
    }
}

/// Opens the file, made on first use.
pub async fn open(path: &Path) -> Result<AnyConnection, RegistryError> {
    let migrating = lock(path).map_err(|error| RegistryError::Unreachable(format!("{}: {error}", path.display())))?;
    let mut connection = AnyConnection::connect(&url(path)?).await?;
    raw_sql(SETTINGS).execute(&mut connection).await?;
    migrate!("migrations/sqlite").run(&mut connection).await?;
    drop(migrating);
    Ok(connection)
}

/// The file, made if there is none, for one process at a time until it is dropped: of two that open a
/// new registry, both would make its tables. (`flock`, which `SQLite` does not use.) None where the file
/// may only be read: its tables are there.
fn lock(path: &Path) -> io::Result<Option<File>> {
    match private_file::lock(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied && path.exists() => Ok(None),
        locked => locked.map(Some),
    }
}

/// A URL of the path, with the characters that mean something in a URL encoded (RFC 3986, 2.1).
fn url(path: &Path) -> Result<String, RegistryError> {
    let path = path.to_str().ok_or_else(|| RegistryError::Unreachable("its path is not UTF-8".to_owned()))?;
    Ok(format!("sqlite:{}?mode=rw", path.replace('%', "%25").replace('?', "%3F").replace('#', "%23")))
}

#[cfg(test)]
mod tests {
    use sqlx::{AssertSqlSafe, query_scalar};

    use super::*;

    #[tokio::test]
    async fn what_is_deleted_is_overwritten_and_what_is_kept_is_on_the_disk() {
        let directory = tempfile::tempdir().unwrap();
        sqlx::any::install_default_drivers();
        let mut connection = open(&directory.path().join("desk.db")).await.unwrap();
        let mut settings = Vec::new();
        for name in ["secure_delete", "synchronous", "temp_store", "foreign_keys", "trusted_schema"] {
            let value: i64 =
                query_scalar(AssertSqlSafe(format!("PRAGMA {name}"))).fetch_one(&mut connection).await.unwrap();
            settings.push(value);
        }
        assert_eq!(settings, [1, 2, 2, 1, 0]);
        let journal: String = query_scalar("PRAGMA journal_mode").fetch_one(&mut connection).await.unwrap();
        assert_eq!(journal, "delete");
    }
}
