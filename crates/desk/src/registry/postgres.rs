//! `PostgreSQL`: for a team on several machines.

use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row, migrate, query, raw_sql};

use super::{RegistryError, location::PATIENCE};

/// Opens the database, whose tables are made on first use.
pub async fn open(url: &str) -> Result<AnyConnection, RegistryError> {
    let mut connection = AnyConnection::connect(url).await?;
    wait_at_most(&mut connection).await?;
    migrate!("migrations/postgres").run(&mut connection).await?;
    Ok(connection)
}

async fn wait_at_most(connection: &mut AnyConnection) -> Result<(), RegistryError> {
    let statement = format!("SET lock_timeout = '{}ms'; SET client_min_messages = warning", PATIENCE.as_millis());
    raw_sql(AssertSqlSafe(statement)).execute(connection).await?;
    Ok(())
}

/// Rewrites the partitions that sealed files were deleted from, one by one; a plain `VACUUM` would
/// leave their bytes in its pages until something else is written there.
pub async fn rewrite_doomed(connection: &mut AnyConnection) -> Result<(), RegistryError> {
    let rows = query("SELECT DISTINCT partition FROM doomed ORDER BY partition").fetch_all(&mut *connection).await?;
    if !rows.is_empty() {
        // The part that came first may have waited in this table.
        raw_sql("VACUUM FULL halves").execute(&mut *connection).await?;
    }
    for row in rows {
        let partition: String = row.try_get(0)?;
        let doomed = query("SELECT sealed_sha256 FROM doomed WHERE partition = $1")
            .bind(partition.clone())
            .fetch_all(&mut *connection)
            .await?;
        if !partition.starts_with("sealed_files_") || partition.contains(|c: char| !is_of_a_name(c)) {
            return Err(RegistryError::Damaged("partition"));
        }
        raw_sql(AssertSqlSafe(format!("VACUUM FULL {partition}"))).execute(&mut *connection).await?;
        for row in doomed {
            let sealed: String = row.try_get(0)?;
            query("DELETE FROM doomed WHERE sealed_sha256 = $1").bind(sealed).execute(&mut *connection).await?;
        }
    }
    Ok(())
}

fn is_of_a_name(c: char) -> bool {
    c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'
}
