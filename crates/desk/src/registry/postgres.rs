//! `PostgreSQL`: for a team on several machines.

use sqlx::{AnyConnection, Connection, migrate, raw_sql};

use super::{RegistryError, location::PATIENCE};

/// Opens the database, whose tables are made on first use.
pub async fn open(url: &str) -> Result<AnyConnection, RegistryError> {
    let mut connection = AnyConnection::connect(url).await?;
    wait_at_most(&mut connection).await?;
    migrate!("migrations/postgres").run(&mut connection).await?;
    Ok(connection)
}

async fn wait_at_most(connection: &mut AnyConnection) -> Result<(), RegistryError> {
    let statement = format!("SET lock_timeout = '{}ms'", PATIENCE.as_millis());
    raw_sql(sqlx::AssertSqlSafe(statement)).execute(connection).await?;
    Ok(())
}

/// Rewrites the table of sealed files without those that were deleted; a plain `VACUUM` would leave
/// their bytes in its pages until something else is written there.
pub async fn vacuum(connection: &mut AnyConnection) -> Result<(), RegistryError> {
    raw_sql("VACUUM FULL sealed_files").execute(connection).await?;
    Ok(())
}
