use serde::{Deserialize, Serialize};

use super::{SealError, seal};
use crate::{
    Entropy, Language,
    bundle::Bundle,
    canonical::Canonical,
    consent::ConsentRecord,
    credentials::{Answers, CredentialProblem, Credentials, Said},
    payload::{self, PayloadCase, PayloadTooLong},
    recipients::{EpochRef, NoEpoch, Recipients},
    rules::Bank,
    terms::Terms,
};

/// What the process that seals is told of a case: all of it stands in the consent record, none of
/// it is secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealOrder {
    /// The language of every word.
    pub language: Language,
    /// What the payload will say of the case.
    pub case: PayloadCase,
    /// The epoch that the consent names.
    pub epoch: EpochRef,
    /// The texts of the case.
    pub answers: Answers,
}

/// Why nothing was sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealRefusal {
    /// Some fields are to be corrected, in their order; never empty.
    #[error("{} credential(s) to correct", .0.len())]
    Correct(Vec<CredentialProblem>),
    /// Not the fields of this bank, or an order that no case gives.
    #[error("not the credential fields of this order's bank")]
    Malformed,
    /// There is nothing to seal to.
    #[error(transparent)]
    NoEpoch(#[from] NoEpoch),
    /// The current epoch, or its recipient, is another than the consent names: it is to be signed again.
    #[error("the epoch that the consent names is not the current one")]
    OtherEpoch,
    /// The time that the consent gives is over: it is to be signed again.
    #[error("the consent expired on {expires_at}")]
    ConsentExpired {
        /// The last instant it gave.
        expires_at: jiff::Timestamp,
    },
    /// The credentials fit no payload.
    #[error(transparent)]
    TooLong(#[from] PayloadTooLong),
    /// Sealing itself failed.
    #[error(transparent)]
    Seal(#[from] SealError),
}

impl SealOrder {
    /// The order that a signed consent gives.
    pub fn of(record: &Canonical<ConsentRecord>, language: Language) -> Self {
        let facts = &record.facts;
        let person = vec![facts.person.name.clone(), facts.person.email.clone()];
        Self {
            language,
            case: PayloadCase::of(record),
            epoch: record.epoch,
            answers: Answers { person, description: facts.problem.description.clone() },
        }
    }

    /// The bank, by the rules of the terms that are signed now.
    pub fn bank(&self) -> Option<&'static Bank> {
        Terms::current().rules().bank(&self.case.bank)
    }

    /// Whom to seal to now: the recipients of the epoch that was consented to, by name and fingerprint.
    ///
    /// # Errors
    /// [`SealRefusal::NoEpoch`], [`SealRefusal::OtherEpoch`], [`SealRefusal::ConsentExpired`]
    pub fn recipients<'a>(&self, bundle: &'a Bundle, now: jiff::Timestamp) -> Result<Recipients<'a>, SealRefusal> {
        if now > self.case.expires_at {
            return Err(SealRefusal::ConsentExpired { expires_at: self.case.expires_at });
        }
        let recipients = bundle.recipients(now)?;
        if self.epoch == recipients.epoch().into() { Ok(recipients) } else { Err(SealRefusal::OtherEpoch) }
    }

    /// Reads the credentials in `body` (see [`Credentials::parse`]), checks them and seals them.
    ///
    /// # Errors
    /// [`SealRefusal`]; nothing is left behind.
    pub fn seal(
        &self,
        body: &[u8],
        said: Said,
        bundle: &Bundle,
        now: jiff::Timestamp,
        entropy: &mut impl Entropy,
    ) -> Result<Vec<u8>, SealRefusal> {
        let recipients = self.recipients(bundle, now)?;
        let fields = self.bank().ok_or(SealRefusal::Malformed)?.credentials();
        let credentials = Credentials::parse(body, fields, said).map_err(|_| SealRefusal::Malformed)?;
        let wrong = credentials.problems(fields, &self.answers);
        if !wrong.is_empty() {
            return Err(SealRefusal::Correct(wrong));
        }
        let payload = payload::form(&self.case, &credentials, entropy)?;
        Ok(seal(&payload, &recipients)?)
    }
}
