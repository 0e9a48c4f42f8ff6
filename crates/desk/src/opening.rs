//! Opening a sealed file: every check first, then the identity, then what the payload says of itself.

use std::io;

use jiff::{SignedDuration, Timestamp};
use pli_format::{
    bundle::Bundle,
    canonical::Canonical,
    consent::ConsentRecord,
    payload::{OpenedPayload, PayloadCase},
    rules::Rules,
    seal::{self, OpenError},
    terms::KnownTerms,
};

use crate::{
    Exit,
    examination::{self, Fault, Rendering},
    registry::{Sending, State},
    visit::StillDeveloper,
};

mod revocation;
#[cfg(test)]
mod tests;
mod time_limit;

pub use revocation::Revocation;
pub use time_limit::TimeLimited;

/// How far a clock may go back, as time servers set it right.
const SET_RIGHT: SignedDuration = SignedDuration::from_mins(1);

/// Why a sealed file is not opened. No credential was in memory, unless it is [`OpeningError::OtherPayload`].
#[derive(Debug, thiserror::Error)]
pub enum OpeningError {
    #[error("the case is closed: its sealed file is deleted")]
    Closed,
    #[error("another sending contests it: choose the one that counts")]
    Contested,
    #[error("it is on hold since {0}: somebody may have taken the consent back")]
    OnHold(Timestamp),
    #[error("nobody is in charge of the case: assign it first")]
    Unassigned,
    #[error("{0} is in charge of the case; only that developer opens it")]
    NotInCharge(String),
    #[error("{0} is no developer of the roster any more")]
    TakenOff(String),
    #[error("the consent expired on {0}; the case is to be closed")]
    Expired(Timestamp),
    #[error(transparent)]
    ClockSetBack(#[from] ClockSetBack),
    /// The consent ends before a connector would have to.
    #[error("the consent expires on {0}: no time is left for a connector")]
    NoTimeLeft(Timestamp),
    /// The package does not pass its examination any more.
    #[error("{0}")]
    Unsound(Fault),
    #[error("this identity does not open the sealed file: it was sealed to another epoch")]
    OtherIdentity,
    /// The identity is in hardware, and its plugin did not open the sealed file.
    #[error("the plugin of the identity failed: {0}")]
    Plugin(age::DecryptError),
    /// The plugin did not open it in time, and was ended.
    #[error(
        "the plugin of the identity did not open it in time and was ended: plug its token in, touch it when it asks, \
         and try again"
    )]
    PluginTimeOver,
    /// age, or the payload's form.
    #[error(transparent)]
    Age(OpenError),
    #[error("what is sealed belongs to another consent")]
    OtherPayload,
}

impl OpeningError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Closed => "case-closed",
            Self::Contested => "case-contested",
            Self::OnHold(_) => "case-on-hold",
            Self::Unassigned => "case-unassigned",
            Self::NotInCharge(_) => "not-in-charge",
            Self::TakenOff(_) => "not-your-role",
            Self::Expired(_) | Self::NoTimeLeft(_) => "expired",
            Self::ClockSetBack(_) => "clock-set-back",
            Self::Unsound(fault) => fault.code(),
            Self::OtherIdentity => "other-identity",
            Self::Plugin(_) => "plugin-failed",
            Self::PluginTimeOver => "plugin-time-over",
            Self::Age(OpenError::Payload(error)) => error.code(),
            Self::Age(_) => "sealed-file-damaged",
            Self::OtherPayload => "other-payload",
        }
    }

    pub fn exit(&self) -> Exit {
        match self {
            Self::Closed | Self::Contested => Exit::Conflict,
            Self::OtherIdentity | Self::Plugin(_) | Self::PluginTimeOver => Exit::Key,
            Self::OnHold(_)
            | Self::Unassigned
            | Self::NotInCharge(_)
            | Self::TakenOff(_)
            | Self::Expired(_)
            | Self::NoTimeLeft(_)
            | Self::ClockSetBack(_) => Exit::NotAllowed,
            Self::Unsound(_) | Self::Age(_) | Self::OtherPayload => Exit::Refused,
        }
    }
}

/// A case that may be opened: every check that needs no key has passed.
pub struct Openable {
    record: Canonical<ConsentRecord>,
    sealed: Vec<u8>,
    /// Of the terms that the record names.
    rules: &'static Rules,
}

/// Checks a case before its identity is asked for.
pub fn admit(
    sending: &Sending,
    consent: &[u8],
    sealed: Option<Vec<u8>>,
    developer: &str,
    known: &'static KnownTerms,
    bundle: &Bundle,
    now: Timestamp,
) -> Result<Openable, OpeningError> {
    check_standing(sending, developer, now)?;
    let sealed = sealed.ok_or(OpeningError::Closed)?;
    let found = examination::examine(consent, &sealed, known, bundle, now, Rendering::Compared);
    if let Some(fault) = found.faults.into_iter().next() {
        return Err(OpeningError::Unsound(fault));
    }
    let record = found.record.ok_or(OpeningError::OtherPayload)?;
    let terms = known.of(&record).map_err(|finding| OpeningError::Unsound(Fault::Terms(finding)))?;
    Ok(Openable { record, sealed, rules: terms.rules() })
}

/// Whether the roster has this developer still, at a desk that serves several.
pub fn check_roster(is_developer: Option<&StillDeveloper>, developer: &str) -> Result<(), OpeningError> {
    match is_developer {
        Some(is_still) if !is_still() => Err(OpeningError::TakenOff(developer.to_owned())),
        _ => Ok(()),
    }
}

/// Whether this developer may use the credentials of a case now, as the registry has it.
pub fn check_standing(sending: &Sending, developer: &str, now: Timestamp) -> Result<(), OpeningError> {
    match sending.state {
        State::Closed => return Err(OpeningError::Closed),
        State::Contested => return Err(OpeningError::Contested),
        State::Received | State::InCharge | State::Used => {}
    }
    if let Some(at) = sending.held_at {
        return Err(OpeningError::OnHold(at));
    }
    match sending.developer.as_deref() {
        None => return Err(OpeningError::Unassigned),
        Some(holder) if holder != developer => return Err(OpeningError::NotInCharge(holder.to_owned())),
        Some(_) => {}
    }
    if now > sending.expires_at {
        return Err(OpeningError::Expired(sending.expires_at));
    }
    Ok(())
}

/// Whether the clock goes on from the reception, and from the latest entry of the log.
///
/// # Errors
/// [`ClockSetBack`]
pub fn check_clock(latest: Option<Timestamp>, received_at: Timestamp, now: Timestamp) -> Result<(), ClockSetBack> {
    match latest.filter(|latest| !is_on_time(*latest, now)) {
        Some(latest) if latest > received_at => Err(ClockSetBack::Log(latest)),
        _ if now < received_at => Err(ClockSetBack::Reception(received_at)),
        Some(latest) => Err(ClockSetBack::Log(latest)),
        None => Ok(()),
    }
}

/// Whether a clock is not behind an instant that has been, by more than time servers set it right.
pub fn is_on_time(instant: Timestamp, now: Timestamp) -> bool {
    instant.duration_since(now) <= SET_RIGHT
}

/// What says that the clock was set back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClockSetBack {
    #[error(
        "the clock says it is before {0}, when the case was received. Check the time; if it is right, and was wrong \
         then: see `pli-desk todo`"
    )]
    Reception(Timestamp),
    #[error(
        "the clock says it is before {0}, when the log was written. Check the time; if it is right, and was wrong \
         then: see `pli-desk todo`"
    )]
    Log(Timestamp),
}

impl ClockSetBack {
    /// What it cannot be before.
    pub fn since(self) -> Timestamp {
        let (Self::Reception(since) | Self::Log(since)) = self;
        since
    }
}

impl Openable {
    /// Opens the sealed file and compares what it says with the consent record.
    ///
    /// # Errors
    /// [`OpeningError`]; what was opened is wiped.
    pub fn open<'a>(
        &self,
        identities: impl Iterator<Item = &'a dyn age::Identity>,
    ) -> Result<OpenedPayload, OpeningError> {
        let opened = seal::open(&self.sealed, identities, self.rules).map_err(|error| match error {
            OpenError::Age(age::DecryptError::NoMatchingKeys) => OpeningError::OtherIdentity,
            OpenError::Age(age::DecryptError::Io(error)) if error.kind() == io::ErrorKind::TimedOut => {
                OpeningError::PluginTimeOver
            }
            // The sealed file was examined, and is whole: it is the plugin that is not there any more.
            OpenError::Age(error @ (age::DecryptError::Plugin(_) | age::DecryptError::Io(_))) => {
                OpeningError::Plugin(error)
            }
            error => OpeningError::Age(error),
        })?;
        if opened.case == PayloadCase::of(&self.record) { Ok(opened) } else { Err(OpeningError::OtherPayload) }
    }
}
