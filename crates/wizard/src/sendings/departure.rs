//! What left this computer, as far as the person told: of one request, and of all of them.

use jiff::Timestamp;
use serde::Serialize;
use ts_rs::TS;

use super::{CaseState, KeptCase, Listed, Sending, Stage};
use crate::case::{Whereabouts, deadline_of};

/// What became of a package. Only the person knows whether a message left; only a receipt proves more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Departure {
    /// A mail client has it.
    Maybe,
    /// The person said so, then.
    Left(Timestamp),
    /// The credentials in it are deleted.
    Deleted,
}

/// How sure it is that requests left this computer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Certainty {
    /// One at least cannot be read.
    Unknown,
    /// Of one at least, only the person knows.
    Maybe,
    /// The person said of each that is not deleted that it left.
    Left,
    /// All are proved to be deleted.
    Deleted,
}

/// The quiet line of the computer, whose requests are more than the one at hand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct DeparturesView {
    /// How many this is said of: of those that left, the deleted ones are not counted.
    pub count: u32,
    /// How sure that is.
    pub certainty: Certainty,
    /// When the person said so last of one that left, RFC 3339.
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
    /// Where it stands: handed over, confirmed, or its withdrawal prepared or sent.
    pub state: CaseState,
    /// When that was, RFC 3339.
    pub date: String,
    /// The last instant the credentials may be used or kept, RFC 3339.
    pub deadline: String,
}

impl Listed {
    /// What left this computer; none when nothing was handed over.
    pub fn departures(&self) -> Option<DeparturesView> {
        let departures: Vec<Departure> =
            self.cases.iter().filter_map(|kept_case| kept_case.sending()?.departure()).collect();
        let left = || departures.iter().filter_map(Departure::left);
        let (certainty, count) = if !self.unreadable.is_empty() {
            (Certainty::Unknown, self.unreadable.len())
        } else if departures.contains(&Departure::Maybe) {
            (Certainty::Maybe, departures.len())
        } else if left().next().is_some() {
            (Certainty::Left, left().count())
        } else {
            (Certainty::Deleted, departures.len())
        };
        let last = left().max().filter(|_| certainty == Certainty::Left).map(|at| at.to_string());
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        (count > 0).then_some(DeparturesView { count, certainty, last })
    }
}

impl Departure {
    fn left(&self) -> Option<Timestamp> {
        match self {
            Self::Left(at) => Some(*at),
            Self::Maybe | Self::Deleted => None,
        }
    }
}

impl KeptCase {
    /// Where its data is.
    pub fn whereabouts(&self) -> Whereabouts {
        let sending = match &self.stage {
            Stage::Unfinished(progress) if progress.record.is_none() => return Whereabouts::Here,
            Stage::Unfinished(_) => return Whereabouts::HereSigned,
            Stage::Sending(sending) => sending,
        };
        match sending.departure() {
            None => Whereabouts::FilesReady,
            Some(Departure::Deleted) => Whereabouts::Deleted,
            Some(_) if sending.withdrawal_sent_at.is_some() => Whereabouts::WithdrawalSent,
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
            CaseState::Withdrawn | CaseState::WithdrawalSent => sending.withdrawn_at?.to_string(),
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
    pub(super) fn has_departed(&self) -> bool {
        self.departure().is_some()
    }

    fn departure(&self) -> Option<Departure> {
        match (&self.receipt, self.confirmed_at, &self.handed_to) {
            (Some(_), ..) => Some(Departure::Deleted),
            (None, Some(at), _) => Some(Departure::Left(at)),
            (None, None, Some(_)) => Some(Departure::Maybe),
            (None, None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests;
