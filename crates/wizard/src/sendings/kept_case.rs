use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use pli_format::{
    CaseReference, Language,
    canonical::Canonical,
    consent::{AskedBy, CaseProof, ConsentRecord},
    receipt::Reason,
    terms::KnownTerms,
};

use crate::{
    case::{Case, Progress, SealedTrace, Trace},
    package::{Package, PackageError},
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptCase {
    /// The case's own name, [`crate::case::Case::id`]: it also names its file and its key in the keyring.
    pub id: CaseReference,
    /// When the case was first kept.
    pub begun_at: Timestamp,
    /// The case itself.
    pub stage: Stage,
    /// Reminders that the person does not want to see again.
    pub dismissed: BTreeSet<Reminder>,
}

/// A case before and after its package was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// It can be resumed.
    Unfinished(Box<Progress>),
    /// Its package was written.
    Sending(Box<Sending>),
}

/// A case whose package was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sending {
    /// What was agreed to.
    pub record: Canonical<ConsentRecord>,
    /// By the case key, over record and sealed file.
    pub proof: CaseProof,
    /// Where the package was written last: a path of this computer.
    pub folder: String,
    /// Where it was written before, when its files were found missing or changed.
    pub earlier_folders: Vec<String>,
    /// The person had the package's files erased.
    pub files_erased: bool,
    /// The mail client of the last hand-off.
    pub handed_to: Option<String>,
    /// When the person said that the message left.
    pub confirmed_at: Option<Timestamp>,
    /// When the person took the consent back.
    pub withdrawn_at: Option<Timestamp>,
    /// When the person said that the mail of it left.
    pub withdrawal_sent_at: Option<Timestamp>,
    /// When the person said that the bank's password is another.
    pub password_changed_at: Option<Timestamp>,
    /// The receipt, once one was verified.
    pub receipt: Option<KeptReceipt>,
}

/// A receipt whose signature was verified.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptReceipt {
    /// The file, word for word: anyone may verify it again.
    pub text: String,
    /// When the desk deleted the credentials.
    pub deleted_at: Timestamp,
    /// Who deleted them.
    pub by: String,
    /// Why.
    pub reason: Reason,
}

/// Where a case stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum CaseState {
    /// Left before its package was written.
    Unfinished,
    /// The package is written; the draft was not handed over.
    Ready,
    /// The draft was handed over; only the person knows whether it left.
    HandedOver,
    /// The person said that the message left.
    Confirmed,
    /// The person prepared to take the consent back; no receipt yet.
    Withdrawn,
    /// The person said that the mail of it left; no receipt yet.
    WithdrawalSent,
    /// The credentials may not be kept any more; no receipt yet.
    Overdue,
    /// The time is over, and Pli never handed the package over.
    Expired,
    /// The desk proved that the credentials are deleted.
    Closed,
}

/// Something that waits for the person, said on the page and nowhere else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum Reminder {
    /// Something is to be tried first: did it help?
    TryStep,
    /// A case was left before its end.
    Resume,
    /// The draft was handed over: did it leave?
    Confirm,
    /// The credentials have served, and no other sending needs them: change the bank's password.
    ChangePassword,
    /// The time is over and no receipt was opened: ask for it.
    AskForReceipt,
}

impl KeptCase {
    /// What is to be kept of a case that left this trace: `earlier` is what was kept of it, `folder`
    /// where its package was written, if it was. None when there is nothing to keep, or not any more.
    pub fn of(trace: Trace, folder: Option<&str>, earlier: Option<Self>, now: Timestamp) -> Option<Self> {
        let (begun_at, dismissed, earlier) = match earlier {
            Some(kept_case) => (kept_case.begun_at, kept_case.dismissed, Some(kept_case.stage)),
            None => (now, BTreeSet::new(), None),
        };
        let Trace { id, progress, sealed, handed_to, confirmed, files_erased } = trace;
        let mut sending = match (earlier, progress) {
            (Some(Stage::Sending(sending)), next) if next.is_none() || !sending.can_be_sealed_again() => sending,
            // Of a sending the credentials are typed again, which nobody can have before it is handed over.
            (_, Some(progress)) => {
                return Some(Self { id, begun_at, stage: Stage::Unfinished(Box::new(progress)), dismissed });
            }
            (_, None) => Box::new(Sending::new(sealed.clone()?, folder?)),
        };
        if let Some(sealed) = sealed.filter(|sealed| sealed.proof != sending.proof) {
            sending.seal_again(sealed);
        }
        if let Some(folder) = folder {
            sending.move_to(folder);
        }
        sending.handed_to = handed_to.or(sending.handed_to);
        sending.confirmed_at = sending.confirmed_at.or(confirmed.then_some(now));
        sending.files_erased |= files_erased;
        Some(Self { id, begun_at, stage: Stage::Sending(sending), dismissed })
    }

    /// The reference that support knows the case by.
    pub fn reference(&self) -> CaseReference {
        match &self.stage {
            Stage::Sending(sending) => sending.record.facts.reference.clone(),
            Stage::Unfinished(progress) => {
                let asked = progress.asked_by == Some(AskedBy::Support);
                let details = progress.details.as_ref().filter(|_| asked);
                let given = details.and_then(|details| CaseReference::parse(&details.reference).ok());
                given.unwrap_or_else(|| self.id.clone())
            }
        }
    }

    /// The language of the case.
    pub fn language(&self) -> Language {
        match &self.stage {
            Stage::Sending(sending) => sending.record.facts.language,
            Stage::Unfinished(progress) => progress.language,
        }
    }

    /// Where the case stands.
    pub fn state(&self, now: Timestamp) -> CaseState {
        match &self.stage {
            Stage::Unfinished(_) => CaseState::Unfinished,
            Stage::Sending(sending) => sending.state(now),
        }
    }

    /// The sending, if the package was written.
    pub fn sending(&self) -> Option<&Sending> {
        match &self.stage {
            Stage::Sending(sending) => Some(sending),
            Stage::Unfinished(_) => None,
        }
    }

    /// The sending, to note what became of it.
    pub fn sending_mut(&mut self) -> Option<&mut Sending> {
        match &mut self.stage {
            Stage::Sending(sending) => Some(sending),
            Stage::Unfinished(_) => None,
        }
    }
}

impl Sending {
    fn new(sealed: SealedTrace, folder: &str) -> Self {
        Self {
            record: sealed.record,
            proof: sealed.proof,
            folder: folder.to_owned(),
            earlier_folders: Vec::new(),
            files_erased: false,
            handed_to: None,
            confirmed_at: None,
            withdrawn_at: None,
            withdrawal_sent_at: None,
            password_changed_at: None,
            receipt: None,
        }
    }

    /// Another file was sealed since this was kept: what is known of the one before is not of it, but for its folders.
    fn seal_again(&mut self, sealed: SealedTrace) {
        let earlier_folders = std::mem::take(&mut self.earlier_folders);
        *self = Self { earlier_folders, ..Self::new(sealed, &self.folder) };
    }

    fn move_to(&mut self, folder: &str) {
        if self.folder != folder {
            self.earlier_folders.retain(|earlier| earlier != folder);
            self.earlier_folders.push(std::mem::replace(&mut self.folder, folder.to_owned()));
        }
    }

    /// Every folder that may hold files of the package.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.earlier_folders.iter().chain([&self.folder]).map(String::as_str)
    }

    /// The package once more, from the sealed file as it was found in the folder.
    ///
    /// # Errors
    /// [`PackageError::OtherFile`] when it is not the file that was written, [`PackageError::Terms`] when
    /// it was signed under terms that are not among the known.
    pub fn package(&self, known: &KnownTerms, sealed: Vec<u8>) -> Result<Package, PackageError> {
        Package::again(self.record.clone(), self.proof, sealed, known.of(&self.record)?)
    }

    /// The case once more, under the terms it was signed under and with its package from the sealed file:
    /// to hand it over, or to say whether it left.
    ///
    /// # Errors
    /// As [`Sending::package`].
    pub fn case(
        &self,
        id: CaseReference,
        known: &'static KnownTerms,
        language: Language,
        sealed: Vec<u8>,
    ) -> Result<Case, PackageError> {
        let package = self.package(known, sealed)?;
        let confirmed = self.confirmed_at.is_some();
        let handed_to = self.handed_to.clone().or(confirmed.then(String::new));
        Ok(Case::with_package(id, known.of(&self.record)?, language, &self.record, package, handed_to, confirmed))
    }

    /// Where the case stands.
    pub fn state(&self, now: Timestamp) -> CaseState {
        if self.receipt.is_some() {
            CaseState::Closed
        } else if self.is_expired(now) {
            if self.was_handed_over() { CaseState::Overdue } else { CaseState::Expired }
        } else if self.withdrawal_sent_at.is_some() {
            CaseState::WithdrawalSent
        } else if self.withdrawn_at.is_some() {
            CaseState::Withdrawn
        } else if self.confirmed_at.is_some() {
            CaseState::Confirmed
        } else if self.handed_to.is_some() {
            CaseState::HandedOver
        } else {
            CaseState::Ready
        }
    }

    fn can_be_sealed_again(&self) -> bool {
        !self.was_handed_over() && self.withdrawn_at.is_none() && self.receipt.is_none()
    }

    pub(super) fn was_handed_over(&self) -> bool {
        self.handed_to.is_some() || self.confirmed_at.is_some()
    }

    /// Whether the credentials may not be kept any more.
    pub fn is_expired(&self, now: Timestamp) -> bool {
        now > self.record.expires_at
    }

    /// Days on the person's calendar until the one on which the credentials may be kept for the last time.
    pub fn days_left(&self, now: Timestamp) -> u32 {
        let offset = self.record.signed_at.offset();
        let day = |at| offset.to_datetime(at).date();
        u32::try_from(day(self.record.expires_at).duration_since(day(now)).as_hours() / 24).unwrap_or(0)
    }

    /// Whether support can still do something with the package.
    pub fn is_usable(&self, now: Timestamp) -> bool {
        matches!(self.state(now), CaseState::Ready | CaseState::HandedOver | CaseState::Confirmed)
    }
}
