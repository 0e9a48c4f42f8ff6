//! Operators: the people at the desk, each with a key of their own, and the approvals they sign.

use jiff::{SignedDuration, Timestamp};
use pli_format::{CaseReference, Sha256, minisign::PublicKey};
use serde::{Deserialize, Serialize};

use crate::{
    person,
    signed_line::{self, SignedLineError},
    signing_key::{KeyError, SigningKey},
};

#[cfg(test)]
pub(crate) mod tests;

/// The `format` of approvals, and the untrusted comment of their signatures.
pub const FORMAT: &str = "pli-approval/1";

/// How long an approval holds.
const APPROVAL_HOLDS: SignedDuration = SignedDuration::from_hours(1);

/// How far the clocks of two operators may be apart.
const CLOCKS_DIFFER: SignedDuration = SignedDuration::from_mins(5);

/// A person at the desk.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// As the log and receipts have it.
    pub name: String,
    /// Their minisign public key, `RW…`.
    pub key: PublicKey,
}

/// Everybody who may act: TOML, one `[[operator]]` with `name` and `key` for each.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operators {
    operator: Vec<Operator>,
}

/// An operator agrees that the credentials of a case are shown to a human being.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// Always [`FORMAT`].
    pub format: String,
    pub reference: CaseReference,
    /// The sealed file that is to be opened.
    pub sealed_sha256: Sha256,
    /// Who will see them: the developer in charge, who asks for it.
    pub viewer: String,
    /// Why a connector does not do.
    pub reason: String,
    /// When, by the operator's clock.
    #[serde(with = "pli_format::instant")]
    pub at: Timestamp,
    pub by: String,
}

/// Two different operators agree. There is no other way to make one.
#[derive(Debug)]
pub struct TwoOperators([Approval; 2]);

/// Why two approvals do not do.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum OperatorError {
    #[error("the roster of operators: {0}")]
    Roster(String),
    #[error("not an approval")]
    Malformed,
    /// Not signed by an operator of the roster, or signed in another's name, or altered.
    #[error("the approval is not signed by an operator of the roster")]
    NotGenuine,
    #[error("the approval of {0} is of another case")]
    OtherCase(String),
    /// Given too long ago, or in the future.
    #[error("the approval of {0} does not hold now")]
    NotNow(String),
    #[error("the approval of {0} gives no reason")]
    NoReason(String),
    #[error("two approvals are needed, not {0}")]
    NotTwo(usize),
    #[error("the approval of {0} is for somebody else to see")]
    OtherViewer(String),
    #[error("{0} would see the credentials, and cannot approve it")]
    OwnRequest(String),
    #[error("the approval of {0} was used before")]
    Used(String),
    #[error("two different operators are needed: both approvals are of {0}")]
    SameOperator(String),
}

impl OperatorError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Roster(_) => "roster-malformed",
            Self::Malformed => "approval-malformed",
            Self::NotGenuine => "approval-not-genuine",
            Self::OtherCase(_) => "approval-other-case",
            Self::NotNow(_) => "approval-not-now",
            Self::NoReason(_) => "approval-no-reason",
            Self::NotTwo(_) => "approval-not-two",
            Self::OtherViewer(_) => "approval-other-viewer",
            Self::OwnRequest(_) => "approval-own-request",
            Self::Used(_) => "approval-used",
            Self::SameOperator(_) => "approval-same-operator",
        }
    }
}

impl Operators {
    /// Reads a roster. A name or a key that stands twice, however it is spelled, would let one person pass
    /// for two.
    ///
    /// # Errors
    /// [`OperatorError::Roster`]
    pub fn parse(text: &str) -> Result<Self, OperatorError> {
        let mut roster: Self =
            toml::from_str(text).map_err(|error| OperatorError::Roster(error.message().to_owned()))?;
        for operator in &mut roster.operator {
            operator.name = person::name(&operator.name);
        }
        for (at, operator) in roster.operator.iter().enumerate() {
            let is_same =
                |other: &Operator| person::is_same(&other.name, &operator.name) || other.key.is_like(&operator.key);
            if roster.operator[..at].iter().any(is_same) {
                return Err(OperatorError::Roster(format!("{:?} or their key stands twice", operator.name)));
            }
        }
        Ok(roster)
    }

    /// Those with these names and keys, each of which stands once.
    pub fn of<'a>(keys: impl Iterator<Item = (&'a str, PublicKey)>) -> Self {
        Self { operator: keys.map(|(name, key)| Operator { name: name.to_owned(), key }).collect() }
    }

    /// The operator of this public key.
    pub fn operator(&self, key: &PublicKey) -> Option<&Operator> {
        self.operator.iter().find(|operator| operator.key == *key)
    }

    /// Checks that the operator it names signed an approval.
    ///
    /// # Errors
    /// [`OperatorError::Malformed`] and [`OperatorError::NotGenuine`].
    pub fn open(&self, approval: &[u8]) -> Result<Approval, OperatorError> {
        for operator in &self.operator {
            match signed_line::open::<Approval>(approval, FORMAT, &operator.key) {
                Ok(approval) if approval.format == FORMAT && person::name(&approval.by) == operator.name => {
                    return Ok(approval);
                }
                Ok(_) | Err(SignedLineError::NotGenuine) => {}
                Err(SignedLineError::Malformed) => return Err(OperatorError::Malformed),
            }
        }
        Err(OperatorError::NotGenuine)
    }
}

impl Approval {
    /// The approval as a text, signed.
    pub fn sign(&self, key: &SigningKey) -> Result<String, KeyError> {
        signed_line::sign(self, FORMAT, key)
    }

    /// Tells it from others, whatever the file around it.
    pub fn sha256(&self) -> Sha256 {
        Sha256::of(signed_line::line(self).as_bytes())
    }

    /// Whether it was given now, as far as clocks agree.
    pub fn is_of(&self, now: Timestamp) -> bool {
        let age = now.duration_since(self.at);
        age <= APPROVAL_HOLDS && age >= -CLOCKS_DIFFER
    }

    fn check(
        &self,
        reference: &CaseReference,
        sealed: Sha256,
        viewer: &str,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<(), OperatorError> {
        if self.reference != *reference || self.sealed_sha256 != sealed {
            Err(OperatorError::OtherCase(self.by.clone()))
        } else if !person::is_same(&self.viewer, viewer) {
            Err(OperatorError::OtherViewer(self.by.clone()))
        } else if person::is_same(&self.by, viewer) {
            Err(OperatorError::OwnRequest(self.by.clone()))
        } else if !self.is_of(now) || since.duration_since(self.at) > CLOCKS_DIFFER {
            Err(OperatorError::NotNow(self.by.clone()))
        } else if self.reason.trim().is_empty() {
            Err(OperatorError::NoReason(self.by.clone()))
        } else {
            Ok(())
        }
    }
}

impl TwoOperators {
    /// Checks two signed approvals to show the credentials of this case now, to this developer, who is in charge
    /// since then: what was approved before the case was handed over holds no more.
    pub fn check(
        roster: &Operators,
        approvals: [&[u8]; 2],
        reference: &CaseReference,
        sealed: Sha256,
        viewer: &str,
        since: Timestamp,
        now: Timestamp,
    ) -> Result<Self, OperatorError> {
        let [first, second] = approvals.map(|approval| roster.open(approval));
        let approvals = [first?, second?];
        for approval in &approvals {
            approval.check(reference, sealed, viewer, since, now)?;
        }
        let same = person::is_same(&approvals[0].by, &approvals[1].by);
        if same { Err(OperatorError::SameOperator(approvals[0].by.clone())) } else { Ok(Self(approvals)) }
    }

    /// Both, for the log.
    pub fn approvals(&self) -> &[Approval; 2] {
        &self.0
    }
}
