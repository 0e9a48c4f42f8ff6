//! A clock that was set back would bring an expired case to life, and date what is deleted: what was noted before knows
//! better. One that jumped forward deletes nothing, and dates no deletion, until somebody vouches for it.

use std::fs;

use jiff::{SignedDuration, Timestamp};

use super::Desk;
use crate::{
    Failure,
    audit::Log,
    opening::{self, OpeningError},
    registry::{NewDecision, Registry, Sending},
    time_source,
};

/// Of a decision: the clock is behind what was noted.
pub const BEHIND: &str = "clock-behind";
/// Of a decision: the clock jumped forward.
const CLOCK: &str = "clock";

/// That the clock jumped forward, and a person is asked.
pub struct Jump {
    /// By how much, and where desks share a registry, whose clock it is.
    pub details: String,
    /// What the person has decided it under.
    pub number: i64,
}

impl Desk {
    /// Whether the clock goes on from the log and from the reception of a sending. Where it does not, it may be those
    /// that are wrong: the registry's own clock says so, where it has one, or else a person who was asked and looked.
    ///
    /// # Errors
    /// [`Failure::Opening`]; a person is asked, in `todo`.
    pub(super) async fn check_clock(&self, registry: &mut Registry, received_at: Timestamp) -> Result<(), Failure> {
        let now = self.time();
        let Err(behind) = opening::check_clock(Log::latest(&self.home)?, received_at, now) else { return Ok(()) };
        if registry.time().await?.is_some_and(|time| opening::is_on_time(time, now)) {
            return Ok(());
        }
        let noted = behind.since();
        let mark = format!("{} {noted}", self.public_key()?);
        let details = format!("{} h", hours(noted.duration_since(now)));
        match self.ask(registry, BEHIND, mark, details).await? {
            None => Ok(()),
            Some(_) => Err(OpeningError::from(behind).into()),
        }
    }

    /// Whether a receipt may say that sendings are deleted now: it goes to a person, and cannot be taken back.
    ///
    /// # Errors
    /// [`Failure::Opening`], [`Failure::ClockDoubted`]; a person is asked, in `todo`.
    pub async fn check_date(&self, registry: &mut Registry, sendings: &[&Sending]) -> Result<(), Failure> {
        let received = sendings.iter().map(|sending| sending.received_at).max().unwrap_or(Timestamp::MIN);
        self.check_clock(registry, received).await?;
        match self.jump(registry).await? {
            None => Ok(()),
            Some(jump) => Err(Failure::ClockDoubted(jump.details)),
        }
    }

    /// By how much the clock is ahead of the last entry of the log that counts, or of the registry's clock, where
    /// it has one of its own: nothing is deleted by it then, until a person has looked, who is asked. The system vouches
    /// for what the log finds, and not against the registry.
    ///
    /// # Errors
    /// [`Failure::Audit`], [`Failure::Registry`], [`Failure::Key`]
    pub async fn jump(&self, registry: &mut Registry) -> Result<Option<Jump>, Failure> {
        let latest = Log::latest_without_gap(&self.home, time_source::LONGEST_GAP)?;
        // That of the registry first: what is ahead of it stays so, whatever is logged meanwhile.
        let (by, since) =
            match (time_source::jump(registry.time().await?, self.now), time_source::jump(latest, self.now)) {
                (Some(by), _) => (by, format!("{} d", (by.as_hours() + 12) / 24)),
                (None, Some(by)) if !(self.is_vouched_for)(self.now) => {
                    (by, latest.map(|latest| latest.to_string()).unwrap_or_default())
                }
                (None, _) => return Ok(None),
            };
        let mark = format!("{} {since}", self.public_key()?);
        let machine = registry.is_shared().then(machine).flatten().map(|machine| format!(" ({machine})"));
        let details = format!("{} h{}", hours(by), machine.unwrap_or_default());
        let asked = self.ask(registry, CLOCK, mark, details.clone()).await?;
        Ok(asked.map(|number| Jump { details, number }))
    }

    /// Asks a person, once, whether the clock is right; none where they said that it is.
    async fn ask(
        &self,
        registry: &mut Registry,
        kind: &'static str,
        mark: String,
        details: String,
    ) -> Result<Option<i64>, Failure> {
        let mut change = registry.change().await?;
        change.ask(&NewDecision { kind, mark: mark.clone(), reference: None, sender: None, details }, self.now).await?;
        let undecided = change.undecided(kind, &mark).await?;
        change.commit().await?;
        Ok(undecided)
    }
}

fn hours(by: SignedDuration) -> i64 {
    (by.as_secs() + 1800) / 3600
}

/// How this machine is called.
fn machine() -> Option<String> {
    let name = fs::read_to_string("/proc/sys/kernel/hostname").ok()?;
    Some(name.trim().to_owned()).filter(|name| !name.is_empty())
}
