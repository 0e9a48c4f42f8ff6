use std::io::Write;

use jiff::{SignedDuration, Timestamp};
use pli_core::{policy::Policy, receipt::Reason};

use crate::{
    Desk, Exit, Failure,
    cli::Expire,
    closing::{self, Overdue},
    registry::{CaseRow, Registry},
};

/// How long before the end somebody is told.
const WARNING: SignedDuration = SignedDuration::from_hours(48);

pub async fn run(desk: &Desk, arguments: Expire, out: &mut dyn Write) -> Result<Exit, Failure> {
    let policy = Policy::compiled_in();
    let mut registry = desk.registry().await?;
    closing::finish(desk, &mut registry).await?;
    let open = registry.open_cases().await?;
    let overdue: Vec<(CaseRow, Overdue)> =
        open.iter().filter_map(|case| Some((case.clone(), closing::overdue(case, policy, desk.now)?))).collect();
    if arguments.dry_run {
        for (case, why) in &overdue {
            writeln!(out, "{}: overdue, {}", case.reference, words(*why))?;
        }
    } else {
        delete(desk, &mut registry, overdue, out).await?;
    }
    registry.close().await?;
    for case in &open {
        warn(case, closing::last_instant(case, policy), desk.now, out)?;
    }
    Ok(Exit::Done)
}

async fn delete(
    desk: &Desk,
    registry: &mut Registry,
    overdue: Vec<(CaseRow, Overdue)>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    if overdue.is_empty() {
        return Ok(());
    }
    let key = desk.receipt_key()?;
    for (case, why) in overdue {
        closing::close(desk, registry, &case, Reason::Expired, &key).await?;
        writeln!(out, "{}: deleted, {}", case.reference, words(why))?;
    }
    Ok(())
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
