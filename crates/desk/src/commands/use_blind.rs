use std::{
    env,
    io::{self, IsTerminal, Write},
    time::Duration,
};

use jiff::Timestamp;

use crate::{
    Desk, Exit, Failure,
    cli::Use,
    connector::{Channel, Connector, ConnectorError, ENDING, GRACE},
    desk::Unsealed,
    harmless::Harmless,
    opening::OpeningError,
};

pub async fn run(desk: &Desk, arguments: Use, out: &mut dyn Write) -> Result<Exit, Failure> {
    let _only_one = desk
        .try_lock(&format!("use-{}.lock", arguments.case.reference))?
        .ok_or_else(|| Failure::InUse(arguments.case.reference.clone()))?;
    let Unsealed { package, payload } = desk.unseal(&arguments.case).await?;
    let left = time_left(payload.case.expires_at, desk.time())?;
    let mut command = arguments.connector.into_iter();
    let connector = Connector {
        program: command.next().unwrap_or_default(),
        arguments: command.collect(),
        channel: if arguments.stdin { Channel::StandardInput } else { Channel::Descriptor },
        limit: arguments.limit.min(left),
        grace: GRACE,
        warden: env::current_exe().map_err(ConnectorError::NotStarted)?,
    };
    let revocation = desk.watch(package)?;
    let outcome = match (io::stdout().is_terminal(), io::stderr().is_terminal()) {
        (false, false) => connector.run(&payload.fields, &revocation, out, &mut io::stderr()),
        _ => connector.run(&payload.fields, &revocation, &mut Harmless::new(out), &mut Harmless::new(io::stderr())),
    };
    let revoked = revocation.dismiss();
    outcome?.success(revoked)?;
    Ok(Exit::Done)
}

/// How long a connector may run to be gone when the consent ends.
fn time_left(expires_at: Timestamp, now: Timestamp) -> Result<Duration, OpeningError> {
    let left = Duration::try_from(expires_at.duration_since(now)).unwrap_or_default();
    let time = left.saturating_sub(ENDING);
    if time.is_zero() { Err(OpeningError::NoTimeLeft(expires_at)) } else { Ok(time) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connector_is_gone_when_the_consent_ends() {
        let end: Timestamp = "2026-12-23T13:05:00Z".parse().unwrap();
        let left = |before: Duration| time_left(end, end - before).ok();
        assert_eq!(left(ENDING + Duration::from_secs(7)), Some(Duration::from_secs(7)));
        assert_eq!(left(ENDING), None);
        assert_eq!(left(Duration::ZERO), None);
        assert_eq!(time_left(end, end + Duration::from_secs(1)).unwrap_err().code(), "expired");
    }
}
