use std::{
    env,
    ffi::OsString,
    io::{self, IsTerminal, Write},
    os::fd::AsFd,
    path::PathBuf,
    time::Duration,
};

use jiff::Timestamp;

use crate::{
    Desk, Exit, Failure,
    cli::Use,
    connector::{Channel, Connector, ConnectorError, ENDING, Ending, GRACE, Outcome, program},
    desk::Unsealed,
    harmless::Harmless,
    opening::OpeningError,
    programs::{MAIN, Program},
    sandbox::Sandbox,
    visit::Visit,
};

pub async fn run(desk: &Desk, arguments: Use, out: &mut dyn Write) -> Result<Exit, Failure> {
    let known = desk.visit().map(|visit| Ok::<_, Failure>((visit, known(desk, visit, &arguments.connector)?)));
    let known = known.transpose()?;
    let in_use = || Failure::InUse(arguments.case.reference.clone());
    let _here = desk.try_lock(&format!("use-{}.lock", arguments.case.reference))?.ok_or_else(in_use)?;
    let mut everywhere = desk.registry().await?;
    if !everywhere.use_alone(&arguments.case.reference).await? {
        return Err(in_use());
    }
    let Unsealed { package, payload, took } = desk.unseal(&arguments.case, arguments.limit).await?;
    let limit = time_left(arguments.limit, took, payload.case.expires_at, desk.time())?;
    let (program, words) = if let Some((visit, program)) = &known {
        sandbox(desk, visit, program, limit)?.command(&arguments.connector[1..])
    } else {
        desk.tell_embedded()?;
        let mut words = arguments.connector.into_iter();
        (words.next().unwrap_or_default(), words.collect())
    };
    let connector = connector(program, words, arguments.stdin, limit)?;
    let revocation = desk.watch(package)?;
    let fields = &payload.fields;
    let outcome = match known {
        Some((visit, _)) => {
            let mut errors = visit.errors.borrow_mut();
            connector.run(fields, &revocation, Some(visit.gone.as_fd()), out, &mut **errors).map(within_sandbox)
        }
        None if io::stdout().is_terminal() || io::stderr().is_terminal() => {
            connector.run(fields, &revocation, None, &mut Harmless::new(out), &mut Harmless::new(io::stderr()))
        }
        None => connector.run(fields, &revocation, None, out, &mut io::stderr()),
    };
    let revoked = revocation.dismiss();
    outcome?.success(revoked)?;
    Ok(Exit::Done)
}

fn connector(
    program: OsString,
    arguments: Vec<OsString>,
    from_stdin: bool,
    limit: Duration,
) -> Result<Connector, ConnectorError> {
    Ok(Connector {
        program,
        arguments,
        channel: if from_stdin { Channel::StandardInput } else { Channel::Descriptor },
        limit,
        grace: GRACE,
        warden: running_program().map_err(ConnectorError::NotStarted)?,
    })
}

/// This program. On Linux not the path that it had when it started: an upgrade puts another program there.
fn running_program() -> io::Result<PathBuf> {
    if cfg!(target_os = "linux") { Ok(PathBuf::from("/proc/self/exe")) } else { env::current_exe() }
}

/// What the log says of a connector, before anything is opened.
pub fn description(desk: &Desk, command: &[OsString]) -> String {
    let Some(visit) = desk.visit() else { return program::description(command) };
    match known(desk, visit, command) {
        Ok(known) => program::kept(&known.name, known.sha256, command.get(1..).unwrap_or_default()),
        Err(_) => command.first().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
    }
}

/// The program that is meant, where it may have credentials.
fn known(desk: &Desk, visit: &Visit, command: &[OsString]) -> Result<Program, Failure> {
    let name = command.first().map(|name| name.to_string_lossy()).unwrap_or_default();
    Ok(desk.programs()?.admitted(&name, visit.admission)?)
}

fn sandbox(desk: &Desk, visit: &Visit, program: &Program, limit: Duration) -> Result<Sandbox, Failure> {
    Ok(Sandbox {
        copy: desk.programs()?.copy(program.sha256),
        main: program.is_directory.then_some(MAIN),
        network: visit.network,
        limit,
    })
}

/// What bubblewrap says of the signal that ended what it ran: 128 more than its number.
fn within_sandbox(outcome: Outcome) -> Outcome {
    match outcome.ending {
        Ending::Exited(code) if code > 128 => Outcome { ending: Ending::Signalled(code - 128), ..outcome },
        _ => outcome,
    }
}

/// How long a connector may run: what opening left of its limit, and to be gone when the consent ends.
fn time_left(limit: Duration, took: Duration, expires_at: Timestamp, now: Timestamp) -> Result<Duration, OpeningError> {
    let left = Duration::try_from(expires_at.duration_since(now)).unwrap_or_default();
    let time = left.saturating_sub(ENDING);
    if time.is_zero() { Err(OpeningError::NoTimeLeft(expires_at)) } else { Ok(time.min(limit.saturating_sub(took))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documented::is_told;

    #[test]
    fn a_connector_is_gone_when_the_consent_ends() {
        let end: Timestamp = "2026-12-23T13:05:00Z".parse().unwrap();
        let hour = Duration::from_hours(1);
        let left = |before: Duration| time_left(hour, Duration::ZERO, end, end - before).ok();
        assert_eq!(left(ENDING + Duration::from_secs(7)), Some(Duration::from_secs(7)));
        assert_eq!(left(ENDING), None);
        assert_eq!(left(Duration::ZERO), None);
        let late = time_left(hour, Duration::ZERO, end, end + Duration::from_secs(1));
        assert_eq!(late.unwrap_err().code(), "expired");
    }

    #[test]
    fn a_plug_in_takes_its_part_of_the_time() {
        assert!(is_told("When its time is over, of which a plug-in that opens the sealed file takes its part"));
        let end: Timestamp = "2026-12-23T13:05:00Z".parse().unwrap();
        let left = |took: u64| {
            let (limit, took) = (Duration::from_mins(5), Duration::from_secs(took));
            time_left(limit, took, end, end - Duration::from_hours(1)).unwrap().as_secs()
        };
        assert_eq!([0, 110, 300, 400].map(left), [300, 190, 0, 0]);
    }

    #[test]
    fn a_connector_has_five_seconds_to_end() {
        let connector = connector("bank".into(), Vec::new(), false, Duration::from_mins(1)).unwrap();
        assert_eq!([connector.limit, connector.grace], [60, 5].map(Duration::from_secs));
    }
}
