use jiff::Timestamp;
use pli_format::{CaseReference, Language, Sha256};
use sqlx::{Row, any::AnyRow};

use super::{RegistryError, language, parsed, parsed_if_any, reference};
use crate::person;

/// A package as the registry has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// SHA-256 of the package: the consent PDF, then the sealed file.
    pub package: Sha256,
    /// The request it was sent for.
    pub reference: CaseReference,
    pub state: State,
    pub name: String,
    /// The e-mail of the Bankin' account.
    pub email: String,
    /// The language to write to them in.
    pub language: Language,
    /// The bank's identifier.
    pub bank: String,
    /// The epoch it is sealed to.
    pub epoch: String,
    /// SHA-256 of the sealed file.
    pub sealed: Sha256,
    /// SHA-256 of the consent record.
    pub record: Sha256,
    /// Public half of the case key, hexadecimal.
    pub case_key: String,
    /// The address it came from, as the mail says.
    pub sender: Option<String>,
    /// The address that support invited for its request.
    pub invited: Option<String>,
    /// When the consent was signed.
    pub signed_at: Timestamp,
    /// The last instant the credentials may be used or kept.
    pub expires_at: Timestamp,
    pub received_at: Timestamp,
    /// The developer in charge.
    pub developer: Option<String>,
    pub assigned_at: Option<Timestamp>,
    /// When the sealed file was first opened.
    pub opened_at: Option<Timestamp>,
    /// Since when it is on hold: somebody may have taken the consent back.
    pub held_at: Option<Timestamp>,
    pub closed_at: Option<Timestamp>,
    pub reason: Option<String>,
}

/// How far a sending is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody is in charge yet.
    Received,
    /// Another one was sent for its request, or with its sealed file: somebody chooses.
    Contested,
    /// One developer is in charge.
    InCharge,
    /// That developer opened it.
    Used,
    /// Its sealed file is deleted, or was never its own.
    Closed,
}

/// A package to keep: what was read from it after every check, as [`Sending`] says of each.
#[derive(Clone, Debug)]
pub struct NewSending {
    pub package: Sha256,
    pub reference: CaseReference,
    pub name: String,
    pub email: String,
    /// The language the consent was read in.
    pub language: Language,
    pub bank: String,
    pub epoch: String,
    pub sealed: Sha256,
    pub record: Sha256,
    pub case_key: String,
    pub sender: Option<String>,
    pub signed_at: Timestamp,
    pub expires_at: Timestamp,
    /// The consent PDF.
    pub consent: Vec<u8>,
    pub sealed_file: Vec<u8>,
}

impl Sending {
    pub(super) fn read(row: &AnyRow) -> Result<Self, RegistryError> {
        let state: String = row.try_get("state")?;
        Ok(Self {
            package: parsed(row, "package_sha256")?,
            reference: reference(row)?,
            state: State::named(&state).ok_or(RegistryError::Damaged("state"))?,
            name: row.try_get("name")?,
            email: row.try_get("email")?,
            language: language(row)?,
            bank: row.try_get("bank")?,
            epoch: row.try_get("epoch")?,
            sealed: parsed(row, "sealed_sha256")?,
            record: parsed(row, "record_sha256")?,
            case_key: row.try_get("case_key")?,
            sender: row.try_get("sender")?,
            invited: row.try_get("invited")?,
            signed_at: parsed(row, "signed_at")?,
            expires_at: parsed(row, "expires_at")?,
            received_at: parsed(row, "received_at")?,
            developer: row.try_get("developer")?,
            assigned_at: parsed_if_any(row, "assigned_at")?,
            opened_at: parsed_if_any(row, "opened_at")?,
            held_at: parsed_if_any(row, "held_at")?,
            closed_at: parsed_if_any(row, "closed_at")?,
            reason: row.try_get("reason")?,
        })
    }

    /// How it is told from others of its request: the first digits of its hash.
    pub fn short(&self) -> String {
        short(self.package)
    }

    /// The name of the draft that acknowledges it.
    pub fn acknowledgement(&self) -> String {
        format!("{}-received-{}", self.reference, self.short())
    }

    /// The address that it came from, or that its consent names, where support invited another one.
    pub fn uninvited(&self) -> Option<&str> {
        let invited = self.invited.as_deref()?;
        let addresses = [self.sender.as_deref(), Some(&*self.email)].into_iter().flatten();
        addresses.filter(|address| !address.is_empty()).find(|address| !person::is_same(address, invited))
    }

    /// Whether it was closed because its sealed file was sealed for another consent.
    pub fn is_refused(&self) -> bool {
        self.reason.as_deref() == Some("refused")
    }

    /// Whether nothing else of its request took its place when it was closed.
    pub fn has_counted(&self) -> bool {
        !matches!(self.reason.as_deref(), Some("refused" | "replaced"))
    }

    /// Whether its sealed file is still to be used or deleted.
    pub fn is_open(&self) -> bool {
        self.state != State::Closed
    }
}

/// The first digits of a package's hash: enough to tell the sendings of a request apart.
pub fn short(package: Sha256) -> String {
    package.to_string()[..8].to_owned()
}

impl State {
    pub const ALL: [Self; 5] = [Self::Received, Self::Contested, Self::InCharge, Self::Used, Self::Closed];

    /// As the registry, scripts and filters have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Contested => "contested",
            Self::InCharge => "in-charge",
            Self::Used => "used",
            Self::Closed => "closed",
        }
    }

    /// The state of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}
