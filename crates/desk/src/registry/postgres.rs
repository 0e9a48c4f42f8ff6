//! `PostgreSQL`: for a team on several machines.

use jiff::Timestamp;
use pli_format::CaseReference;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, migrate, migrate::Migrator, query, query_scalar, raw_sql};
use tokio::time::timeout;

use super::{
    RegistryError,
    location::{PATIENCE, SILENCE},
    silence::unhurried,
};

static MIGRATIONS: Migrator = migrate!("migrations/postgres");

/// Opens the database, whose tables are made on first use. Where they are, nothing is asked for that takes
/// more than reading and writing them: who runs the desk need not own them.
pub async fn open(url: &str) -> Result<AnyConnection, RegistryError> {
    let mut connection = timeout(PATIENCE, connect(url)).await.map_err(|_| silent())??;
    if !is_migrated(&mut connection).await? {
        unhurried(MIGRATIONS.run(&mut connection)).await?;
    }
    take_at_most(&mut connection).await?;
    Ok(connection)
}

async fn connect(url: &str) -> Result<AnyConnection, RegistryError> {
    let mut connection = AnyConnection::connect(url).await?;
    wait_at_most(&mut connection).await?;
    Ok(connection)
}

/// A network that was lost says nothing, for hours.
fn silent() -> RegistryError {
    RegistryError::Unreachable(format!("it does not answer within {} s", PATIENCE.as_secs()))
}

/// Whether nobody else, on any machine, uses this request's credentials; from then on nobody does, for as long as
/// this connection is open.
pub async fn use_alone(connection: &mut AnyConnection, reference: &CaseReference) -> Result<bool, RegistryError> {
    let alone: String = query_scalar("SELECT pg_try_advisory_lock(hashtextextended($1, 0))::text")
        .bind(format!("pli-desk use {reference}"))
        .fetch_one(connection)
        .await?;
    Ok(alone == "true")
}

/// The time by the server's clock.
pub async fn time(connection: &mut AnyConnection) -> Result<Timestamp, RegistryError> {
    let now = "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')";
    let now: String = query_scalar(now).fetch_one(connection).await?;
    now.parse().map_err(|_| RegistryError::Damaged("clock"))
}

async fn is_migrated(connection: &mut AnyConnection) -> Result<bool, RegistryError> {
    let table: Option<String> =
        query_scalar("SELECT to_regclass('_sqlx_migrations')::text").fetch_one(&mut *connection).await?;
    if table.is_none() {
        return Ok(false);
    }
    let applied: Vec<i64> =
        query_scalar("SELECT version FROM _sqlx_migrations WHERE success").fetch_all(&mut *connection).await?;
    Ok(MIGRATIONS.iter().all(|known| applied.contains(&known.version))
        && applied.iter().all(|version| MIGRATIONS.version_exists(*version)))
}

async fn wait_at_most(connection: &mut AnyConnection) -> Result<(), RegistryError> {
    let statement = format!("SET lock_timeout = '{}ms'; SET client_min_messages = warning", PATIENCE.as_millis());
    raw_sql(AssertSqlSafe(statement)).execute(connection).await?;
    Ok(())
}

/// What takes longer is given up, and what a desk that is not heard from has begun is undone: others need not wait
/// for it until TCP notices.
async fn take_at_most(connection: &mut AnyConnection) -> Result<(), RegistryError> {
    let statement = format!(
        "SET statement_timeout = '{}ms'; SET idle_in_transaction_session_timeout = '{}ms'",
        2 * PATIENCE.as_millis(),
        SILENCE.as_millis()
    );
    raw_sql(AssertSqlSafe(statement)).execute(connection).await?;
    Ok(())
}

async fn rewrite(connection: &mut AnyConnection, table: &str) -> Result<(), RegistryError> {
    query("SELECT rewrite_sealed($1)::text").bind(table).execute(connection).await?;
    Ok(())
}

/// Rewrites the partitions that sealed files were deleted from, one by one; a plain `VACUUM` would
/// leave their bytes in its pages until something else is written there.
pub async fn rewrite_doomed(connection: &mut AnyConnection) -> Result<(), RegistryError> {
    let partitions: Vec<String> =
        query_scalar("SELECT DISTINCT partition FROM doomed ORDER BY partition").fetch_all(&mut *connection).await?;
    if !partitions.is_empty() {
        // The part that came first may have waited in this table.
        rewrite(connection, "halves").await?;
    }
    for partition in partitions {
        let doomed: Vec<String> = query_scalar("SELECT sealed_sha256 FROM doomed WHERE partition = $1")
            .bind(partition.clone())
            .fetch_all(&mut *connection)
            .await?;
        rewrite(connection, &partition).await?;
        for sealed in doomed {
            query("DELETE FROM doomed WHERE sealed_sha256 = $1").bind(sealed).execute(&mut *connection).await?;
        }
    }
    Ok(())
}
