//! Intake: from whatever mail looks like to deliveries, one at a time.
//!
//! Nothing is trusted here: not a name, not a media type, not a length. Attachments are known by
//! how they begin. One mail is in memory at any time, and never one longer than [`limits::MAIL`].

use std::{fmt, io};

use pli_format::{
    CaseReference,
    withdrawal::{self, UncheckedWithdrawal},
};

mod attachment;
mod automation;
mod clue;
mod decoding;
mod envelope;
mod files;
mod hypertext;
mod input;
pub mod limits;
mod link;
mod mail;
mod mbox;
mod plain;
mod quotation;
pub mod reference;
mod signs;
mod subject;
mod wording;
mod wrapping;

pub use attachment::{Attachment, Kind, contains};
pub use automation::Automation;
pub use clue::Clue;
pub use envelope::{Envelope, Sender};
pub use files::HashesOf;
pub use input::{Arrival, Content, Deliveries, Input};
pub use mail::read as read_mail;
pub use plain::squeezed;
pub use signs::Signs;
pub use subject::{Prefix, Subject};

/// The most clues that are noted of one delivery.
const CLUES: usize = 20;

/// What arrived together: one mail, or files that belong together.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    pub source: Source,
    /// Who wrote, and what the mail answers. Empty where it is no mail.
    pub envelope: Envelope,
    /// Every PDF.
    pub consents: Vec<Attachment>,
    /// Every age file.
    pub sealed: Vec<Attachment>,
    /// The withdrawals, each once: of a file, or in the text of the mail. No more than [`limits::WITHDRAWALS`].
    pub withdrawals: Vec<UncheckedWithdrawal>,
    /// What it says about Pli.
    pub signs: Signs,
    /// What is odd about it and may explain why something is missing.
    pub remarks: Vec<Clue>,
    /// The references in the names of files.
    named: Vec<CaseReference>,
    has_begun: bool,
}

impl Delivery {
    /// Nothing yet.
    fn of(source: Source) -> Self {
        Self { source, ..Self::default() }
    }

    /// Notes the envelope of the outermost mail; true for that one.
    fn begin(&mut self, envelope: &Envelope) -> bool {
        let is_outermost = !self.has_begun;
        if is_outermost {
            self.envelope = envelope.clone();
            self.has_begun = true;
        }
        is_outermost
    }

    /// Reads a text: for withdrawals; a body for what it says, too.
    fn read_text(&mut self, text: &str, is_body: bool) {
        for found in withdrawal::find_in(text, limits::WITHDRAWALS + 1) {
            if self.withdrawals.contains(&found) {
                continue;
            }
            if self.withdrawals.len() == limits::WITHDRAWALS {
                self.remark(Clue::ManyWithdrawals);
                break;
            }
            self.withdrawals.push(found);
        }
        if is_body {
            self.signs.read_text(text);
        }
    }

    fn remark(&mut self, clue: Clue) {
        if self.remarks.len() < CLUES && !self.remarks.contains(&clue) {
            self.remarks.push(clue);
        }
    }

    /// Gathers what was found out on the way, once all is read.
    fn settle(&mut self) {
        let subject = self.envelope.subject.as_deref().map(reference::references_in).unwrap_or_default();
        self.envelope.name(subject);
        self.envelope.name(std::mem::take(&mut self.named));
        self.envelope.name(reference::references_in(&self.signs.text));
        self.envelope.language = self.signs.language();
        if let Some(host) = self.signs.link {
            self.remark(Clue::Link(host));
        }
    }
}

/// Where a delivery came from: a file, and its number in the file where that holds several.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

/// Why a delivery cannot be looked at.
#[derive(Debug, thiserror::Error)]
pub enum InputError {
    #[error(transparent)]
    Mail(#[from] MailError),
    #[error("cannot be read: {0}")]
    Unreadable(#[from] io::Error),
}

/// Why a mail was not read. Nothing of it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    #[error("the mail is longer than {} MB", limits::MAIL / 1_000_000)]
    TooLong,
    #[error("the mail has more than {} parts", limits::PARTS)]
    TooManyParts,
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
    /// Every one.
    pub const ALL: [Self; 5] = [Self::TooLong, Self::TooManyParts, Self::TooManyHeaders, Self::TooDeep, Self::NotMail];

    pub fn code(self) -> &'static str {
        match self {
            Self::TooLong => "mail-too-long",
            Self::TooManyParts => "mail-too-many-parts",
            Self::TooManyHeaders => "mail-too-many-headers",
            Self::TooDeep => "mail-too-deep",
            Self::NotMail => "not-a-mail",
        }
    }

    /// How much is allowed of what it has too much of; megabytes, of its length.
    pub fn limit(self) -> Option<usize> {
        match self {
            Self::TooLong => Some(limits::MAIL / 1_000_000),
            Self::TooManyParts => Some(limits::PARTS),
            Self::TooManyHeaders => Some(limits::HEADERS),
            Self::TooDeep => Some(limits::DEPTH),
            Self::NotMail => None,
        }
    }
}
