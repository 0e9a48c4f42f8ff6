use std::io::Write;

use jiff::{SignedDuration, Timestamp};
use pli_format::receipt::Reason;

use crate::{
    Desk, Exit, Failure, Policy,
    cli::Expire,
    closing::{self, Overdue},
    escape::Escaped,
    registry::{CaseRow, Registry},
};

/// How long before the end somebody is told.
const WARNING: SignedDuration = SignedDuration::from_hours(48);

pub async fn run(desk: &Desk, arguments: Expire, out: &mut dyn Write) -> Result<Exit, Failure> {
    let policy = Policy::compiled_in();
    let mut registry = desk.registry().await?;
    let mut failures = Vec::new();
    if !arguments.dry_run {
        failures = closing::finish(desk, &mut registry).await?;
    }
    let open = registry.open_cases().await?;
    let overdue: Vec<(&CaseRow, Overdue)> =
        open.iter().filter_map(|case| Some((case, closing::overdue(case, policy, desk.now)?))).collect();
    if arguments.dry_run {
        for (case, why) in &overdue {
            writeln!(out, "{}: overdue, {}", case.reference, words(*why))?;
        }
    } else {
        failures.extend(delete(desk, &mut registry, &overdue, out).await?);
    }
    registry.close().await?;
    for case in &open {
        warn(case, closing::last_instant(case, policy), desk.now, out)?;
    }
    closing::ended(failures)
}

/// Deletes each, whatever becomes of the others; returns what could not be done. One that somebody
/// else closed meanwhile is done.
async fn delete(
    desk: &Desk,
    registry: &mut Registry,
    overdue: &[(&CaseRow, Overdue)],
    out: &mut dyn Write,
) -> Result<Vec<Failure>, Failure> {
    let mut failures = Vec::new();
    if overdue.is_empty() {
        return Ok(failures);
    }
    let key = desk.receipt_key()?;
    for (CaseRow { reference, .. }, why) in overdue {
        match closing::close(desk, registry, reference, Reason::Expired, &key).await {
            Ok(deleted) => {
                writeln!(out, "{reference}: deleted, {}", words(*why))?;
                failures.extend(deleted.left);
            }
            Err(Failure::Closed(_)) => {}
            Err(failure) => {
                writeln!(out, "{reference}: not deleted: {}: {}", failure.code(), Escaped(&failure.to_string()))?;
                failures.push(failure);
            }
        }
    }
    Ok(failures)
}

fn warn(case: &CaseRow, last: Timestamp, now: Timestamp, out: &mut dyn Write) -> Result<(), Failure> {
    if now <= last && last.duration_since(now) <= WARNING {
        writeln!(out, "{}: will be deleted after {last}", case.reference)?;
    }
    Ok(())
}

fn words(why: Overdue) -> &'static str {
    match why {
        Overdue::Expired => "its consent expired",
        Overdue::NeverOpened => "nobody opened it in time",
    }
}
