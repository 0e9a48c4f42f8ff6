use jiff::Timestamp;

use pli_format::{
    case_key::CaseKey,
    withdrawal::{Withdrawal, file_name},
};

use super::Sending;
use crate::{draft::Draft, package::File};

/// What takes a consent back.
pub struct WithdrawalPackage {
    /// The signed withdrawal; none without the case key.
    pub file: Option<File>,
    /// The mail to support, which holds the signed withdrawal in its text.
    pub draft: Draft,
}

impl Sending {
    /// Takes the consent back, signed when the case key is there. Needs neither the package's files
    /// nor a network. Taken back again, it says so again; the first time stays.
    pub fn withdraw(&mut self, key: Option<&CaseKey>, now: Timestamp) -> WithdrawalPackage {
        let at = *self.withdrawn_at.get_or_insert(now);
        let record = &self.record;
        let key = key.filter(|key| key.public() == record.case_key);
        let signed = key.map(|key| Withdrawal::new(record, at).sign(key));
        let draft = Draft::withdrawal(record, signed.as_deref());
        let file = signed.map(|text| File { name: file_name(&record.facts.reference), bytes: text.into_bytes() });
        WithdrawalPackage { file, draft }
    }

    /// The consent is not taken back after all, unless the person said that the mail of it left.
    pub fn keep_consent(&mut self) {
        if self.withdrawal_sent_at.is_none() {
            self.withdrawn_at = None;
        }
    }
}
