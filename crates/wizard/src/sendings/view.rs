//! What the interface draws of the sendings.

use jiff::Timestamp;
use serde::Serialize;
use ts_rs::TS;

use pli_format::{Language, recipients::fingerprint_words, terms::Terms};

use super::{CaseState, KeptCase, Listed, PasswordChange, Reminder, Sending, Stage};
use crate::case::{Whereabouts, deadline_of, phrase};

/// One line of "Mes envois".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SendingRow {
    /// What the commands name it by.
    pub id: String,
    /// The reference that support knows it by.
    pub reference: String,
    /// The bank's name, or empty while none was chosen.
    pub bank: String,
    /// When it was signed, or begun: RFC 3339.
    pub date: String,
    /// Where it stands.
    pub state: CaseState,
    /// Days until then, 0 on the last of them; none when they are over, or nobody is known to have the credentials.
    pub days_left: Option<u32>,
    /// The last instant the credentials may be used or kept, RFC 3339, on the clock of the consent; none when nobody
    /// is known to have them.
    pub deadline: Option<String>,
}

/// Something that waits for the person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReminderView {
    pub reminder: Reminder,
    /// For which case.
    pub id: String,
    pub reference: String,
    /// Its bank, or empty.
    pub bank: String,
}

/// One sending, in detail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct SendingView {
    /// As in the list.
    pub row: SendingRow,
    /// Where its data is.
    pub whereabouts: Whereabouts,
    /// The missing accounts, as one phrase.
    pub accounts: String,
    /// Where their files are, as a person finds them.
    pub folder: String,
    /// The two attachments.
    pub files: Vec<KeptFile>,
    /// When the consent was taken back, RFC 3339.
    pub withdrawn: Option<String>,
    /// Whether the person said that the mail of it left.
    pub withdrawal_sent: bool,
    /// When the bank's password is to be changed.
    pub password: PasswordChange,
    /// Whether the person said that it is another.
    pub password_changed: bool,
    /// The verified receipt.
    pub receipt: Option<ReceiptView>,
    /// What the person most likely came for.
    pub next: Option<NextAct>,
    /// Whether support may have what a withdrawal would have deleted.
    pub can_withdraw: bool,
    /// SHA-256 of the consent record, hexadecimal.
    pub record_sha256: String,
    /// SHA-256 of the sealed file, hexadecimal.
    pub sealed_sha256: String,
    /// The words of the key that the credentials were sealed for, in the language of the consent.
    pub key_words: String,
}

/// What there is to do first about a sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[ts(export)]
pub enum NextAct {
    /// Hand the package over, or say whether the message left.
    Resume,
    /// Hand the same package over again.
    HandOffAgain,
    /// Say that the message left: nothing can be handed over any more, for the sealed file is gone or the time over.
    Confirm,
    /// Ask support for the receipt.
    AskForReceipt,
}

/// A file of the package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct KeptFile {
    /// ASCII name.
    pub name: String,
    /// Whether it is still where it was written.
    pub present: bool,
}

/// "Identifiants supprimés le …, par …"
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct ReceiptView {
    /// When the desk deleted the credentials, RFC 3339.
    pub deleted: String,
    /// Who deleted them.
    pub by: String,
}

impl KeptCase {
    /// The line of "Mes envois".
    pub fn view(&self, now: Timestamp) -> SendingRow {
        let (bank, date, with_bridge) = match &self.stage {
            Stage::Unfinished(progress) => {
                let bank = progress.bank.as_deref().and_then(|id| Terms::current().rules().bank(id));
                (bank.map(|bank| bank.name().to_owned()).unwrap_or_default(), self.begun_at.to_string(), None)
            }
            Stage::Sending(sending) => {
                let record = &sending.record;
                let with_bridge = sending.was_handed_over() && sending.receipt.is_none();
                (record.facts.bank.name.clone(), record.signed_at.rfc3339(), with_bridge.then_some(sending))
            }
        };
        SendingRow {
            id: self.id.to_string(),
            reference: self.reference().to_string(),
            bank,
            date,
            state: self.state(now),
            days_left: with_bridge.filter(|sending| !sending.is_expired(now)).map(|sending| sending.days_left(now)),
            deadline: with_bridge.map(|sending| deadline_of(&sending.record)),
        }
    }

    /// The sending in detail, none for an unfinished case. `folder` is where its files are,
    /// `present` says of consent PDF and sealed file whether they are still there, `listed` is all that is kept; none
    /// when that is not known now.
    pub fn sending_view(
        &self,
        language: Language,
        now: Timestamp,
        folder: String,
        present: [bool; 2],
        listed: Option<&Listed>,
    ) -> Option<SendingView> {
        let sending = self.sending()?;
        let record = &sending.record;
        let names: Vec<String> = record.facts.accounts.iter().map(|account| account.name.clone()).collect();
        let files = sending.file_names().into_iter().zip(present);
        Some(SendingView {
            row: self.view(now),
            whereabouts: self.whereabouts(),
            accounts: phrase(&names, language),
            folder,
            files: files.map(|(name, present)| KeptFile { name, present }).collect(),
            withdrawn: sending.withdrawn_at.map(|at| at.to_string()),
            withdrawal_sent: sending.withdrawal_sent_at.is_some(),
            password: self.password_change(listed, now),
            password_changed: sending.password_changed_at.is_some(),
            receipt: sending
                .receipt
                .as_ref()
                .map(|receipt| ReceiptView { deleted: receipt.deleted_at.to_string(), by: receipt.by.clone() }),
            next: sending.next(now, present),
            can_withdraw: sending.has_departed() && sending.receipt.is_none(),
            record_sha256: record.sha256().to_string(),
            sealed_sha256: sending.proof.sealed.to_string(),
            key_words: sending.key_words(),
        })
    }
}

impl Sending {
    /// The names of consent PDF and sealed file.
    pub fn file_names(&self) -> [String; 2] {
        crate::package::attachment_names(&self.record.facts.reference)
    }

    fn next(&self, now: Timestamp, present: [bool; 2]) -> Option<NextAct> {
        // The consent PDF can be drawn again, the sealed file cannot be made again.
        let [_, is_sealed] = present;
        match self.state(now) {
            CaseState::Overdue if self.confirmed_at.is_none() && self.withdrawn_at.is_none() => Some(NextAct::Confirm),
            CaseState::Overdue => Some(NextAct::AskForReceipt),
            CaseState::Ready | CaseState::HandedOver if is_sealed => Some(NextAct::Resume),
            CaseState::HandedOver => Some(NextAct::Confirm),
            CaseState::Confirmed if is_sealed => Some(NextAct::HandOffAgain),
            _ => None,
        }
    }

    fn key_words(&self) -> String {
        fingerprint_words(self.record.epoch.fingerprint, self.record.facts.language).join(" ")
    }
}
