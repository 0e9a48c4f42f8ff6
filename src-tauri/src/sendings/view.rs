use jiff::Timestamp;
use pli_format::{CaseReference, receipt::ReceiptError};
use pli_wizard::{
    case::MailView,
    sendings::{DeparturesView, Listed, NotClosed, ReminderView, SendingRow, SendingView, UnderWayView, Unreadable},
};
use serde::Serialize;
use ts_rs::TS;

use super::Withdrawn;
use crate::{handoff::Shown, history::Unavailable};

/// "Mes envois"
#[derive(Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SendingsView {
    /// Why there is no history now.
    pub unavailable: Option<Unavailable>,
    /// The cases, the newest first.
    pub cases: Vec<SendingRow>,
    /// The cases that cannot be read.
    pub unreadable: Vec<UnreadableView>,
    /// What waits for the person.
    pub reminders: Vec<ReminderView>,
    /// What left this computer.
    pub departures: Option<DeparturesView>,
}

/// What there is to say before a new request.
#[derive(Debug, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct StartView {
    /// Whether what was kept cannot be read now.
    pub unavailable: bool,
    /// What waits for the person.
    pub reminders: Vec<ReminderView>,
    /// The requests that support works on, the newest first.
    pub under_way: Vec<UnderWayView>,
    /// What left this computer.
    pub departures: Option<DeparturesView>,
}

/// A case that cannot be read.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct UnreadableView {
    /// What the commands name it by.
    pub id: String,
    pub reason: UnreadableReason,
}

/// Why a case cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum UnreadableReason {
    /// Its key is not in the keyring any more.
    KeyLost,
    /// Its file is damaged.
    Damaged,
    /// A newer version of Pli wrote it.
    NewerVersion,
}

/// What a withdrawal came to. That it was sent only the person can know.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct WithdrawalView {
    /// The case now.
    pub sending: SendingView,
    /// Whether it is signed, so that the desk can obey at once.
    pub signed: bool,
    /// The name of the withdrawal file, once it is written beside the package.
    pub saved: Option<String>,
    /// The message to support.
    pub mail: MailView,
    /// What was opened of the message.
    pub shown: Shown,
}

/// A mail that asks support for something.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct AskedView {
    /// The message to support.
    pub mail: MailView,
    /// What was opened of the message.
    pub shown: Shown,
}

/// What became of a receipt that was opened.
#[derive(Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[ts(export)]
pub enum ReceiptOutcome {
    /// Genuine: the case is closed.
    Genuine { sending: Box<SendingView> },
    /// Not to be believed, or of no case here.
    Refused {
        reason: ReceiptRefusal,
        /// The reference that a genuine receipt names.
        reference: Option<String>,
    },
}

/// Why a receipt is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum ReceiptRefusal {
    /// Not a receipt.
    Malformed,
    /// Signed by none of the keys that this Pli knows.
    NotGenuine,
    /// Changed after it was signed.
    Altered,
    /// For a newer version of Pli.
    UnknownFormat,
    /// Genuine, but of none of the cases on this computer.
    OtherCase,
    /// Genuine, but of another sending of a request that is on this computer.
    OtherSending,
    /// Genuine, and maybe of a case on this computer that cannot be read.
    Unreadable,
}

impl StartView {
    /// What was listed, if it could be.
    pub fn of(listed: Option<&Listed>, now: Timestamp) -> Self {
        let Some(listed) = listed else { return Self { unavailable: true, ..Self::default() } };
        Self {
            unavailable: false,
            reminders: listed.reminders(now),
            under_way: listed.cases.iter().filter_map(|kept_case| kept_case.under_way(now)).collect(),
            departures: listed.departures(),
        }
    }
}

impl SendingsView {
    /// What was listed, or why there is nothing to list.
    pub fn of(listed: Result<Listed, Unavailable>, now: Timestamp) -> Self {
        match listed {
            Ok(listed) => Self {
                unavailable: None,
                departures: listed.departures(),
                reminders: listed.reminders(now),
                cases: listed.cases.iter().map(|kept_case| kept_case.view(now)).collect(),
                unreadable: listed.unreadable.into_iter().map(UnreadableView::from).collect(),
            },
            Err(reason) => Self { unavailable: Some(reason), ..Self::default() },
        }
    }
}

impl WithdrawalView {
    /// `shown` is what was opened of the mail, `sending` the case as it is now.
    pub fn of(withdrawn: Withdrawn, sending: SendingView, shown: Shown) -> Self {
        let Withdrawn { signed, saved, draft, .. } = withdrawn;
        Self { sending, signed, saved, mail: draft.into(), shown }
    }
}

impl From<(CaseReference, Unreadable)> for UnreadableView {
    fn from((id, reason): (CaseReference, Unreadable)) -> Self {
        let reason = match reason {
            Unreadable::KeyLost => UnreadableReason::KeyLost,
            Unreadable::Damaged => UnreadableReason::Damaged,
            Unreadable::NewerVersion(_) => UnreadableReason::NewerVersion,
        };
        Self { id: id.to_string(), reason }
    }
}

impl From<Result<SendingView, NotClosed>> for ReceiptOutcome {
    fn from(opened: Result<SendingView, NotClosed>) -> Self {
        let of = |reason, reference: CaseReference| Self::Refused { reason, reference: Some(reference.to_string()) };
        match opened {
            Ok(sending) => Self::Genuine { sending: Box::new(sending) },
            Err(NotClosed::Refused(error)) => error.into(),
            Err(NotClosed::OtherSending(reference)) => of(ReceiptRefusal::OtherSending, reference),
            Err(NotClosed::MayBeUnreadable(reference)) => of(ReceiptRefusal::Unreadable, reference),
        }
    }
}

impl From<ReceiptError> for ReceiptOutcome {
    fn from(error: ReceiptError) -> Self {
        let refused = |reason| Self::Refused { reason, reference: None };
        match error {
            ReceiptError::Malformed => refused(ReceiptRefusal::Malformed),
            ReceiptError::NotGenuine => refused(ReceiptRefusal::NotGenuine),
            ReceiptError::Altered => refused(ReceiptRefusal::Altered),
            ReceiptError::UnknownFormat(_) => refused(ReceiptRefusal::UnknownFormat),
            ReceiptError::OtherCase(reference) => {
                Self::Refused { reason: ReceiptRefusal::OtherCase, reference: Some(reference.to_string()) }
            }
        }
    }
}
