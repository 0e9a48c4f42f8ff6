//! Intake: from whatever mail looks like to deliveries, one at a time.
//!
//! Nothing is trusted here: not a name, not a media type, not a length. Attachments are known by
//! how they begin. One mail is in memory at any time, and never one longer than [`limits::MAIL`].

use std::fmt;

use pli_format::withdrawal::{self, UncheckedWithdrawal, Unsigned};

mod attachment;
mod decoding;
mod files;
mod input;
pub mod limits;
mod mail;
mod mbox;

pub use attachment::{Attachment, Kind};
pub use input::{Arrival, Content, Deliveries, Input, InputError};
pub use mail::read as read_mail;

/// What arrived together: one mail, or files that belong together by their names.
#[derive(Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Where it came from.
    pub source: Source,
    /// Who wrote the mail, if it is one and says so.
    pub sender: Option<Sender>,
    /// The mail's identifier, without angle brackets (RFC 5322, 3.6.4).
    pub message_id: Option<String>,
    /// Every PDF.
    pub consents: Vec<Attachment>,
    /// Every age file.
    pub sealed: Vec<Attachment>,
    /// Every withdrawal, each once: of a file, or in the text of the mail.
    pub withdrawals: Vec<UncheckedWithdrawal>,
    /// What the mail takes back by its subject.
    pub unsigned: Option<Unsigned>,
    /// What is odd about it and may explain why something is missing.
    pub remarks: Vec<Remark>,
}

impl Delivery {
    /// Nothing yet.
    fn of(source: Source) -> Self {
        Self {
            source,
            sender: None,
            message_id: None,
            consents: Vec::new(),
            sealed: Vec::new(),
            withdrawals: Vec::new(),
            unsigned: None,
            remarks: Vec::new(),
        }
    }

    fn read_text(&mut self, text: &str) {
        for found in withdrawal::find_in(text) {
            if !self.withdrawals.contains(&found) {
                self.withdrawals.push(found);
            }
        }
    }
}

/// The sender of a mail, as the mail claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// The display name, if any.
    pub name: Option<String>,
    /// The address; not checked.
    pub address: String,
}

/// Where a delivery came from: a file, and its number in the file where that holds several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file's path, the directory's, or `-`.
    pub path: String,
    /// Counts from 1; none where the file is one mail.
    pub number: Option<u64>,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", crate::escape::Escaped(&self.path))?;
        self.number.map_or(Ok(()), |number| write!(f, "#{number}"))
    }
}

/// Something odd about a delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The mail ends before its last part does.
    CutOff,
    /// An attachment is called `.age` and is not an age file.
    NotAge(String),
    /// An attachment is called `.pdf` and is not a PDF.
    NotPdf(String),
    /// An attachment is empty.
    Empty(String),
    /// The mail is in Outlook's own format (`winmail.dat`), which hides its attachments.
    Winmail,
}

/// Why a mail was not read. Nothing of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// Longer than [`limits::MAIL`].
    #[error("the mail is longer than {} MB", limits::MAIL / 1_000_000)]
    TooLong,
    /// More parts than [`limits::PARTS`].
    #[error("the mail has more than {} parts", limits::PARTS)]
    TooManyParts,
    /// More header lines than [`limits::HEADERS`].
    #[error("the mail has more than {} header lines", limits::HEADERS)]
    TooManyHeaders,
    /// Mails within mails deeper than [`limits::DEPTH`].
    #[error("the mail holds mails more than {} deep", limits::DEPTH)]
    TooDeep,
    /// No header at all.
    #[error("this is not a mail")]
    NotMail,
}

impl MailError {
    /// The stable code.
    pub fn code(self) -> &'static str {
        match self {
            Self::TooLong => "mail-too-long",
            Self::TooManyParts => "mail-too-many-parts",
            Self::TooManyHeaders => "mail-too-many-headers",
            Self::TooDeep => "mail-too-deep",
            Self::NotMail => "not-a-mail",
        }
    }
}
