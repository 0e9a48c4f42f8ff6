//! What left this computer, as far as the person told: of one request, and of all of them.

use jiff::Timestamp;
use serde::Serialize;
use ts_rs::TS;

use super::{CaseState, KeptCase, Sending, Stage};
use crate::case::{Whereabouts, deadline_of};

/// What became of a package. Only the person knows whether a message left; only a receipt proves more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Departure {
    /// A mail client has it.
    Maybe,
    /// The person said so.
    Left(Timestamp),
    /// The credentials in it are deleted; when it left is known where the person said so.
    Deleted(Option<Timestamp>),
}

/// How sure it is that requests left this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Certainty {
    /// The person said of each that is not deleted that it left.
    Left,
    /// Of one at least, only the person knows.
    Maybe,
    /// All are proved to be deleted.
    Deleted,
}

/// The quiet line of the computer, whose requests are more than the one at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DeparturesView {
    /// How many requests left, or may have left.
    pub count: u32,
    /// How sure that is.
    pub certainty: Certainty,
    /// When the last one left, RFC 3339; none unless the person said of each when it did.
    pub last: Option<String>,
}

/// A request that support works on, for the first page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct UnderWayView {
    /// What the commands name it by.
    pub id: String,
    /// The reference that support knows it by.
    pub reference: String,
    /// Where it stands: handed over, confirmed or withdrawn.
    pub state: CaseState,
    /// When that was, RFC 3339.
    pub date: String,
    /// The last instant the credentials may be used or kept, RFC 3339.
    pub deadline: String,
}

/// What left this computer; none when nothing of these cases was handed over.
pub fn departures<'a>(cases: impl IntoIterator<Item = &'a KeptCase>) -> Option<DeparturesView> {
    let departures: Vec<Departure> = cases.into_iter().filter_map(|case| case.sending()?.departure()).collect();
    let count = u32::try_from(departures.len()).unwrap_or(u32::MAX);
    let certainty = if departures.contains(&Departure::Maybe) {
        Certainty::Maybe
    } else if departures.iter().all(|departure| matches!(departure, Departure::Deleted(_))) {
        Certainty::Deleted
    } else {
        Certainty::Left
    };
    let left = |departure: &Departure| match departure {
        Departure::Left(at) => Some(*at),
        Departure::Deleted(at) => *at,
        Departure::Maybe => None,
    };
    let all: Option<Vec<Timestamp>> = departures.iter().map(left).collect();
    let last = all.and_then(|all| all.into_iter().max()).map(|at| at.to_string());
    (count > 0).then_some(DeparturesView { count, certainty, last })
}

impl KeptCase {
    /// Where its data is. `present` says of consent PDF and sealed file whether they are still there.
    pub fn whereabouts(&self, present: [bool; 2]) -> Whereabouts {
        let sending = match &self.stage {
            Stage::Unfinished(progress) if progress.record.is_none() => return Whereabouts::Here,
            Stage::Unfinished(_) => return Whereabouts::HereSigned,
            Stage::Sending(sending) => sending,
        };
        match sending.departure() {
            None if present == [true; 2] => Whereabouts::FilesReady,
            None => Whereabouts::HereSigned,
            Some(Departure::Deleted(_)) => Whereabouts::Deleted,
            Some(_) if sending.withdrawn_at.is_some() => Whereabouts::Withdrawn,
            Some(Departure::Maybe) => Whereabouts::FilesInFolder,
            Some(Departure::Left(_)) if sending.files_erased => Whereabouts::FilesErased,
            Some(Departure::Left(_)) => Whereabouts::ConfirmedByYou,
        }
    }

    /// The request, while support works on it.
    pub fn under_way(&self, now: Timestamp) -> Option<UnderWayView> {
        let sending = self.sending()?;
        let state = self.state(now);
        sending.departure()?;
        let date = match state {
            CaseState::HandedOver => sending.record.signed_at.rfc3339(),
            CaseState::Confirmed => sending.confirmed_at?.to_string(),
            CaseState::Withdrawn => sending.withdrawn_at?.to_string(),
            _ => return None,
        };
        Some(UnderWayView {
            id: self.id.to_string(),
            reference: self.reference().to_string(),
            state,
            date,
            deadline: deadline_of(&sending.record),
        })
    }
}

impl Sending {
    fn departure(&self) -> Option<Departure> {
        match (&self.receipt, self.confirmed_at, &self.handed_to) {
            (Some(_), left, _) => Some(Departure::Deleted(left)),
            (None, Some(at), _) => Some(Departure::Left(at)),
            (None, None, Some(_)) => Some(Departure::Maybe),
            (None, None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests;
