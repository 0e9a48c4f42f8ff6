//! What became of a package, or of a delivery that holds none, and why.

use std::path::PathBuf;

use pli_format::{CaseReference, Sha256, withdrawal::UncheckedWithdrawal};

use crate::{
    Exit,
    examination::Fault,
    intake::{Clue, Envelope},
    person,
    registry::{NewSending, Sending},
    reply::Proof,
    sentence::{Sentence, Worded},
    submission::{Half, Incomplete, Item, Package, Unsigned},
};

/// What became of it.
#[derive(Debug)]
pub enum Verdict {
    /// Every check passed; not kept yet.
    Sound(Box<NewSending>),
    /// Kept. True when it is the first of its person, who gets the gift.
    Accepted(Box<Sending>, bool),
    /// Kept, and so many others of its request, or with its sealed file: somebody chooses.
    Contested(Box<Sending>, usize),
    /// Received before, package for package; not looked up yet.
    Seen(Sha256),
    /// Received before.
    Known(Box<Sending>),
    /// A signed withdrawal; not obeyed yet.
    Withdrawal(UncheckedWithdrawal),
    /// A signed withdrawal that was obeyed: now, with the drafts that say so, or before.
    Withdrawn(Box<Sending>, Option<Vec<PathBuf>>),
    /// A withdrawal of no consent that is here, though the request may be: it is on hold.
    Unmatched(UncheckedWithdrawal, Reason),
    /// A mail takes a consent back without a signature: the person is to be asked. The sendings that it
    /// may be about, of each person and request one, and all of them open; or the last, which is closed.
    Unsigned(Unsigned, Vec<Sending>),
    /// Whole parts of a package whose other part is not here; not looked for yet.
    Half(Half),
    Incomplete(Incomplete),
    /// Somebody was asked for credentials who should not have been.
    Fraud,
    /// A person asks for the receipts of this request: those that are drafted again, and what is not as
    /// the person thinks.
    ReceiptAsked(CaseReference, Vec<Proof>, Vec<Reason>),
    /// A mail names this request, of which nothing may be known; not looked up yet.
    Named(CaseReference, Vec<Clue>),
    /// An answer to a draft of ours, or a mail about this request; what is odd about it.
    Answered(Option<CaseReference>, Vec<Clue>),
    /// The same, by a person, of these requests, of which something is open: somebody reads it. What is odd about it.
    Wrote(Vec<CaseReference>, Vec<Clue>),
    /// No sign of Pli. Nothing of it is kept.
    Unrelated,
    /// It cannot be read, and why.
    Unreadable(Sentence),
    /// Something is wrong: the case, where one is named, and why.
    Refused(Option<CaseReference>, Vec<Reason>),
}

/// Why a package is refused: a stable code and a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Stable.
    pub code: &'static str,
    /// In words; escaped when printed.
    pub said: Sentence,
}

impl Reason {
    /// Of something that has a code.
    pub fn new(code: &'static str, said: &impl Worded) -> Self {
        Self { code, said: said.sentence() }
    }
}

impl From<&Fault> for Reason {
    fn from(fault: &Fault) -> Self {
        Self::new(fault.code(), fault)
    }
}

impl From<&Clue> for Reason {
    fn from(clue: &Clue) -> Self {
        Self::new(clue.code(), clue)
    }
}

/// The requests that somebody is asked about: those of which something is open, or nothing is here.
pub(super) fn asked_about<'a>(unsigned: &'a Unsigned, sendings: &'a [Sending]) -> Vec<&'a CaseReference> {
    let open = sendings.iter().filter(|sending| sending.is_open()).map(|sending| &sending.reference);
    let mut asked: Vec<&CaseReference> = open.collect();
    asked.dedup();
    asked.extend(&unsigned.references);
    asked
}

impl Verdict {
    /// What an item amounts to before anything is looked up.
    pub fn of(item: Item, envelope: &Envelope, judge: impl FnOnce(Package) -> Self) -> Self {
        match item {
            Item::Package(package) => judge(package),
            Item::Half(half) => Self::Half(half),
            Item::Withdrawal(unchecked) => Self::Withdrawal(unchecked),
            Item::Unsigned(unsigned) => Self::Unsigned(unsigned, Vec::new()),
            Item::Incomplete(incomplete) => Self::Incomplete(incomplete),
            Item::Fraud => Self::Fraud,
            Item::ReceiptAsked(reference) => Self::ReceiptAsked(reference, Vec::new(), Vec::new()),
            Item::Named(reference, clues) => Self::Named(reference, clues),
            Item::Answered(clues) => Self::Answered(envelope.references.first().cloned(), clues),
            Item::Unrelated => Self::Unrelated,
        }
    }

    /// The exit code that it alone would give.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Sound(_) | Self::Accepted(..) | Self::Seen(_) | Self::Known(_) | Self::Withdrawn(..) => Exit::Done,
            Self::Unsigned(unsigned, sendings) if asked_about(unsigned, sendings).is_empty() => Exit::Done,
            Self::Half(Half { incomplete: None, .. })
            | Self::ReceiptAsked(..)
            | Self::Named(..)
            | Self::Answered(..)
            | Self::Wrote(..)
            | Self::Unrelated => Exit::Done,
            Self::Contested(..) | Self::Unsigned(..) | Self::Half(_) | Self::Incomplete(_) | Self::Fraud => {
                Exit::Incomplete
            }
            Self::Unreadable(_) => Exit::Failed,
            Self::Withdrawal(_) | Self::Unmatched(..) | Self::Refused(..) => Exit::Refused,
        }
    }

    /// As it is printed and logged.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Sound(_) => "sound",
            Self::Accepted(..) => "accepted",
            Self::Contested(..) => "contested",
            Self::Seen(_) | Self::Known(_) => "known",
            Self::Withdrawal(_) | Self::Unmatched(..) => "withdrawal",
            Self::Withdrawn(..) => "withdrawn",
            Self::Unsigned(..) => "unsigned",
            Self::Half(_) | Self::Incomplete(_) => "incomplete",
            Self::Fraud => "fraud",
            Self::ReceiptAsked(..) => "receipt-requested",
            Self::Named(..) | Self::Answered(..) | Self::Wrote(..) => "answer",
            Self::Unrelated => "unrelated",
            Self::Unreadable(_) => "unreadable",
            Self::Refused(..) => "refused",
        }
    }

    pub(super) fn reference(&self) -> Option<&CaseReference> {
        match self {
            Self::Sound(new) => Some(&new.reference),
            Self::Accepted(sending, _)
            | Self::Contested(sending, _)
            | Self::Known(sending)
            | Self::Withdrawn(sending, _) => Some(&sending.reference),
            Self::Withdrawal(unchecked) | Self::Unmatched(unchecked, _) => Some(unchecked.reference()),
            Self::Unsigned(unsigned, sendings) => {
                sendings.first().map(|sending| &sending.reference).or(unsigned.references.first())
            }
            Self::ReceiptAsked(reference, ..) | Self::Named(reference, _) => Some(reference),
            Self::Wrote(references, _) => references.first(),
            Self::Incomplete(Incomplete { reference, .. })
            | Self::Half(Half { incomplete: Some(Incomplete { reference, .. }), .. })
            | Self::Answered(reference, _)
            | Self::Refused(reference, _) => reference.as_ref(),
            Self::Half(_) | Self::Seen(_) | Self::Unreadable(_) | Self::Fraud | Self::Unrelated => None,
        }
    }

    /// Why, and what is worth a look.
    pub fn reasons(&self) -> Vec<Reason> {
        match self {
            Self::Withdrawn(_, None) => vec![closed()],
            Self::Sound(_) | Self::Seen(_) | Self::Withdrawal(_) | Self::Withdrawn(..) => Vec::new(),
            Self::Accepted(sending, is_first) => remarks(sending, *is_first),
            Self::Contested(sending, _) => {
                let mut reasons = vec![contested(sending)];
                reasons.extend(remarks(sending, true));
                reasons
            }
            Self::Known(sending) if sending.is_open() => Vec::new(),
            Self::Known(_) => vec![closed()],
            Self::Unmatched(_, reason) => vec![reason.clone()],
            Self::Unsigned(taken_back, sendings) => match asked_about(taken_back, sendings)[..] {
                [] => vec![closed()],
                ref asked => asked.iter().map(|reference| unsigned(reference)).collect(),
            },
            Self::Incomplete(incomplete) | Self::Half(Half { incomplete: Some(incomplete), .. }) => {
                let missing = incomplete.missing.iter().map(|missing| Reason::new(missing.code(), missing));
                missing.chain(incomplete.clues.iter().map(Reason::from)).collect()
            }
            Self::ReceiptAsked(_, _, reasons) => reasons.clone(),
            Self::Named(_, clues) | Self::Answered(_, clues) => clues.iter().map(Reason::from).collect(),
            Self::Wrote(references, clues) => {
                clues.iter().map(Reason::from).chain(references.iter().map(wrote)).collect()
            }
            Self::Half(_) | Self::Fraud | Self::Unrelated => Vec::new(),
            Self::Unreadable(why) => vec![Reason { code: "file-unreadable", said: why.clone() }],
            Self::Refused(_, reasons) => reasons.clone(),
        }
    }
}

/// What support would see only by comparing.
fn remarks(sending: &Sending, is_first: bool) -> Vec<Reason> {
    let mut remarks = Vec::new();
    let other = sending.sender.as_ref().filter(|sender| !person::is_same(sender, &sending.email));
    if let Some(sender) = other {
        let said = Sentence::finding("other-sender").text("sender", sender).text("email", &sending.email);
        remarks.push(Reason { code: "other-sender", said });
    }
    if let (Some(other), Some(invited)) = (sending.uninvited(), &sending.invited) {
        remarks.push(Reason {
            code: "invited-other",
            said: Sentence::finding("invited-other").text("invited", invited).text("other", other),
        });
    }
    if !is_first {
        remarks.push(Reason { code: "gift-second", said: Sentence::finding("gift-second") });
    }
    remarks
}

fn closed() -> Reason {
    Reason { code: "case-closed", said: Sentence::finding("case-closed") }
}

fn contested(sending: &Sending) -> Reason {
    let case = &sending.reference;
    let said =
        Sentence::finding("case-contested").text("case", case).text("sending", format!("{case}/{}", sending.short()));
    Reason { code: "case-contested", said }
}

/// What is to be done with a mail that takes a consent back without a signature.
pub fn unsigned(reference: &CaseReference) -> Reason {
    Reason { code: "withdrawal-unsigned", said: Sentence::finding("withdrawal-unsigned").text("case", reference) }
}

/// What is to be done with a mail of a person about a request that is open.
fn wrote(reference: &CaseReference) -> Reason {
    Reason { code: "wrote", said: Sentence::finding("wrote").text("case", reference) }
}

/// What is to be done with a mail that takes a consent back.
pub fn withdrawn() -> Reason {
    Reason { code: "withdrawal-unread", said: Sentence::finding("withdrawal-unread") }
}
