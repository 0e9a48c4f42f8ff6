//! The roster: everybody who may act at a desk that serves several, each by the uid that the system
//! gave them, with the roles they have and the key they sign with.
//!
//! TOML, signed by the root's key, or by two officers of the roster before it. A roster below the
//! last one that was accepted is refused.

use std::{io, path::PathBuf};

use pli_format::minisign::PublicKey;
use serde::{Deserialize, Serialize};

use crate::person;

mod kept;
#[cfg(test)]
pub(crate) mod tests;

pub use kept::KeptRoster;

/// The untrusted comment of its signatures.
pub const KIND: &str = "pli-roster/1";

/// What somebody is at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Receives, asks, answers; opens nothing.
    Support,
    /// Uses credentials, blind.
    Developer,
    /// Keys, proofs, deletions on request.
    Officer,
    /// The account that deletes what is overdue.
    Timer,
}

impl Role {
    /// Every role, in the order of the table of rights.
    pub const ALL: [Self; 4] = [Self::Support, Self::Developer, Self::Officer, Self::Timer];

    /// As rosters and the log have it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Support => "support",
            Self::Developer => "developer",
            Self::Officer => "officer",
            Self::Timer => "timer",
        }
    }
}

/// Somebody of the roster.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Member {
    /// As cases, receipts and the log have it.
    pub name: String,
    /// Who that is to the system, whatever the account is called.
    pub uid: u32,
    /// What they are; at least one.
    pub roles: Vec<Role>,
    /// Their minisign public key, `RW…`; only a timer has none.
    pub key: Option<PublicKey>,
}

/// Everybody who may act.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Roster {
    /// Grows with each roster that is signed.
    pub serial: u64,
    member: Vec<Member>,
}

/// Why a roster is not in force.
#[derive(Debug, thiserror::Error)]
pub enum RosterError {
    /// The file of the roster, or of what this desk remembers of it.
    #[error("the roster {0:?}: {1}")]
    File(PathBuf, io::Error),
    #[error("the roster: {0}")]
    Malformed(Flaw),
    #[error("the roster is not signed, as it stands, by the root or by two officers of the one before")]
    Unsigned,
    #[error("the roster has serial {found}, and this desk accepted another one with {accepted}")]
    RolledBack { found: u64, accepted: u64 },
    #[error("uid {0} stands in no roster of this desk")]
    Stranger(u32),
    #[error("there is no {role} {name:?} in the roster", role = .role.name())]
    Nobody { name: String, role: Role },
}

/// Why something is no roster.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Flaw {
    /// No text, or no roster in TOML.
    #[error("{0}")]
    Text(String),
    #[error("its serial begins at 1")]
    Serial,
    /// What is one person's alone stands twice: `name`, `uid` or `key`.
    #[error("the {what} of {name:?} stands twice")]
    Twice { what: &'static str, name: String },
    #[error("{0:?} is no name, or not in its one spelling")]
    Name(String),
    #[error("{0:?} has no role")]
    NoRole(String),
    #[error("{0:?} has no key")]
    NoKey(String),
    #[error("{0:?} has the uid of the service itself")]
    Service(String),
}

impl RosterError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::File(..) => "roster-file",
            Self::Malformed(_) => "roster-malformed",
            Self::Unsigned => "roster-unsigned",
            Self::RolledBack { .. } => "roster-rolled-back",
            Self::Stranger(_) => "uid-unknown",
            Self::Nobody { .. } => "member-unknown",
        }
    }
}

impl Roster {
    /// Takes a roster that was signed, where it does not go back behind `before`, the last one.
    pub fn accept(
        text: &[u8],
        signatures: &[Vec<u8>],
        root: &PublicKey,
        before: Option<(&Self, &[u8])>,
    ) -> Result<Self, RosterError> {
        let is_signed_by =
            |key: &PublicKey| signatures.iter().any(|signature| key.verify(text, signature, KIND).is_ok());
        let officers = before.iter().flat_map(|(before, _)| before.officers());
        if !is_signed_by(root) && officers.filter(|key| is_signed_by(key)).count() < 2 {
            return Err(RosterError::Unsigned);
        }
        let roster = Self::parse(text)?;
        match before {
            Some((before, bytes))
                if roster.serial < before.serial || (roster.serial == before.serial && bytes != text) =>
            {
                Err(RosterError::RolledBack { found: roster.serial, accepted: before.serial })
            }
            _ => Ok(roster),
        }
    }

    /// Reads a roster. A name, a uid or a key that stands twice would let one person pass for two.
    ///
    /// # Errors
    /// [`RosterError::Malformed`]
    pub fn parse(text: &[u8]) -> Result<Self, RosterError> {
        let malformed = RosterError::Malformed;
        let text = std::str::from_utf8(text).map_err(|error| malformed(Flaw::Text(error.to_string())))?;
        let roster: Self = toml::from_str(text).map_err(|error| malformed(Flaw::Text(error.message().to_owned())))?;
        if roster.serial == 0 {
            return Err(malformed(Flaw::Serial));
        }
        for (at, member) in roster.member.iter().enumerate() {
            member.check().map_err(malformed)?;
            if let Some(what) = roster.member[..at].iter().find_map(|other| member.shares(other)) {
                return Err(malformed(Flaw::Twice { what, name: member.name.clone() }));
            }
        }
        Ok(roster)
    }

    /// Who has this uid.
    ///
    /// # Errors
    /// [`RosterError::Stranger`]
    pub fn of_uid(&self, uid: u32) -> Result<&Member, RosterError> {
        self.member.iter().find(|member| member.uid == uid).ok_or(RosterError::Stranger(uid))
    }

    /// Who is called so, with this role.
    ///
    /// # Errors
    /// [`RosterError::Nobody`]
    pub fn named(&self, name: &str, role: Role) -> Result<&Member, RosterError> {
        let is_meant = |member: &&Member| member.name == name && member.roles.contains(&role);
        self.member.iter().find(is_meant).ok_or_else(|| RosterError::Nobody { name: name.to_owned(), role })
    }

    /// Everybody who has a key, with their name.
    pub fn keys(&self) -> impl Iterator<Item = (&str, PublicKey)> {
        self.member.iter().filter_map(|member| Some((member.name.as_str(), member.key?)))
    }

    fn officers(&self) -> impl Iterator<Item = PublicKey> {
        self.member.iter().filter(|member| member.roles.contains(&Role::Officer)).filter_map(|member| member.key)
    }
}

impl Member {
    fn check(&self) -> Result<(), Flaw> {
        let name = &self.name;
        if name.is_empty() || person::name(name) != *name || name.chars().any(char::is_control) {
            return Err(Flaw::Name(name.clone()));
        }
        if self.roles.is_empty() {
            return Err(Flaw::NoRole(name.clone()));
        }
        if self.key.is_none() && self.roles != [Role::Timer] {
            return Err(Flaw::NoKey(name.clone()));
        }
        Ok(())
    }

    fn shares(&self, other: &Self) -> Option<&'static str> {
        let is_one_key = self.key.zip(other.key).is_some_and(|(one, another)| one.is_like(&another));
        if person::is_same(&self.name, &other.name) {
            Some("name")
        } else if self.uid == other.uid {
            Some("uid")
        } else {
            is_one_key.then_some("key")
        }
    }
}
