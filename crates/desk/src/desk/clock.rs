//! A clock that was set back would bring an expired case to life: what was noted before knows better.

use jiff::Timestamp;

use super::Desk;
use crate::{
    Failure,
    audit::Log,
    opening::{self, OpeningError},
    registry::{NewDecision, Registry},
};

/// Of a decision: the clock is behind what was noted.
pub const BEHIND: &str = "clock-behind";

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
        let mut change = registry.change().await?;
        if change.is_decided(BEHIND, &mark).await? {
            return Ok(());
        }
        let details = format!("{} h", (noted.duration_since(now).as_secs() + 1800) / 3600);
        change.ask(&NewDecision { kind: BEHIND, mark, reference: None, sender: None, details }, now).await?;
        change.commit().await?;
        Err(OpeningError::from(behind).into())
    }
}
