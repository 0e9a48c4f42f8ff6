//! From a delivery to what it amounts to: packages, halves of them, withdrawals, and what else a
//! person may want. Nothing here knows a case, a key or the time.

use pli_format::{CaseReference, Language, Sha256, withdrawal::UncheckedWithdrawal};

use crate::intake::{Automation, Clue, Delivery, Envelope, Prefix, Signs, Source, Subject};

mod half;
mod judgement;
mod pairing;

pub use half::{Half, Part};
pub use judgement::{Judged, Judging};
pub use pairing::{Consent, Package, SealedFile};

#[derive(Debug)]
pub struct Sorted {
    pub source: Source,
    /// Who wrote, and what the mail answers.
    pub envelope: Envelope,
    /// What it amounts to; never empty.
    pub items: Vec<Item>,
    /// What is odd about all of it, whatever else is in order: a mail that was cut, or not read to its end.
    pub clues: Vec<Clue>,
}

/// One thing that a delivery amounts to.
#[derive(Debug)]
pub enum Item {
    /// A consent and a sealed file that belong together by their hashes.
    Package(Package),
    /// A whole part of a package whose other part is not here.
    Half(Half),
    /// A signed withdrawal, not checked.
    Withdrawal(UncheckedWithdrawal),
    /// A consent taken back without a signature.
    Unsigned(Unsigned),
    /// Somebody was asked for credentials who should not have been.
    Fraud,
    /// A person asks for the receipt of this request.
    ReceiptAsked(CaseReference),
    /// Somebody meant to send a package, and nothing of it can be kept.
    Incomplete(Incomplete),
    /// An answer to a draft of ours, and no more; what is odd about it.
    Answered(Vec<Clue>),
    /// A mail that names a request, and no more; what is odd about it. Words pass for references, too.
    Named(CaseReference, Vec<Clue>),
    /// No sign of Pli.
    Unrelated,
}

/// A consent taken back without a signature. Anybody can write one: it is a reason to ask the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsigned {
    /// The requests that the mail names; once they are looked up, those of which nothing is here.
    pub references: Vec<CaseReference>,
    /// The language it is written in.
    pub language: Language,
    /// How it is worded.
    pub wording: Wording,
    /// Whether it answers our question: who is asked once is not asked again.
    pub is_asked: bool,
}

/// How a consent is taken back without a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// By the subject that Pli gives it.
    Pli,
    /// By that subject, which an answer repeats: its own words say nothing of it.
    Repeated,
    /// In a person's own words: nothing, unless the person or the request is known.
    Own,
}

/// What is missing of a package, and what may explain it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incomplete {
    /// The request, where a consent, a name or the mail tells it. Not believed, only mentioned.
    pub reference: Option<CaseReference>,
    /// The consent's language, or the mail's.
    pub language: Language,
    /// Never empty.
    pub missing: Vec<Missing>,
    /// What was found instead.
    pub clues: Vec<Clue>,
    /// Whether a package of this request is here already, of whoever wrote: this would be another one.
    pub has_come: bool,
}

/// A part of the package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Missing {
    #[error("there is no consent PDF")]
    Consent,
    #[error("there is no sealed file")]
    Sealed,
}

impl Missing {
    pub fn code(self) -> &'static str {
        match self {
            Self::Consent => "consent-missing",
            Self::Sealed => "sealed-file-missing",
        }
    }
}

impl Item {
    /// Whether it is kept and not spoken of.
    pub fn is_silent(&self) -> bool {
        matches!(self, Self::Half(Half { incomplete: None, .. }))
    }

    /// The requests whose consents it takes back.
    pub fn taken_back(&self) -> &[CaseReference] {
        match self {
            Self::Withdrawal(withdrawal) => std::slice::from_ref(withdrawal.reference()),
            Self::Unsigned(unsigned) => &unsigned.references,
            _ => &[],
        }
    }
}

/// The hashes of the sealed files that a delivery holds, or that its consents were signed with.
pub fn hashes(delivery: Delivery) -> Vec<Sha256> {
    let paired = pairing::pair(delivery.consents, delivery.sealed, &[]);
    let packages = paired.packages.iter().map(|package| package.sealed.sha256);
    let consents = paired.consents.iter().map(|consent| consent.sealed_sha256);
    packages.chain(consents).chain(paired.sealed.iter().map(|sealed| sealed.sha256)).collect()
}

/// Puts halves together that came apart, and leaves the others.
pub fn joined(halves: Vec<Half>) -> Vec<Item> {
    let sealed: Vec<SealedFile> = halves
        .iter()
        .flat_map(|half| &half.parts)
        .filter_map(|part| if let Part::Sealed(file) = part { Some(file.clone()) } else { None })
        .collect();
    let mut items = Vec::new();
    let mut found = Vec::new();
    for consent in halves.iter().flat_map(|half| &half.parts).filter_map(Part::consent) {
        let file = sealed.iter().find(|file| file.sha256 == consent.sealed_sha256);
        let is_new = |item: &Item| !matches!(item, Item::Package(known) if known.consents[0].bytes == consent.bytes);
        if let Some(file) = file.filter(|_| items.iter().all(is_new)) {
            items.push(Item::Package(Package::join(consent.bytes.clone(), file.bytes.clone())));
        }
        found.extend(file.map(|file| file.sha256));
    }
    let is_left = |half: &Half| !half.parts.iter().all(|part| found.contains(&part.sealed_sha256()));
    items.extend(halves.into_iter().filter(is_left).map(Item::Half));
    items
}

/// Sorts a delivery.
pub fn sort(delivery: Delivery) -> Sorted {
    let Delivery { source, envelope, consents, sealed, withdrawals, signs, remarks, .. } = delivery;
    let paired = pairing::pair(consents, sealed, &remarks);
    let mut items: Vec<Item> = paired.packages.into_iter().map(Item::Package).collect();
    let mut others = taken_back(withdrawals, &envelope, &signs, !items.is_empty());
    others.extend(asked(&envelope, &signs));
    items.extend(halves(paired.consents, paired.sealed, &envelope, &paired.clues, &items, others.is_empty()));
    items.extend(others);
    if items.iter().all(Item::is_silent) {
        items.push(rest(&envelope, &signs, paired.was_pli, paired.clues));
    }
    let clues = remarks.into_iter().filter(|clue| matches!(clue, Clue::CutOff | Clue::ManyWithdrawals)).collect();
    Sorted { source, envelope, items, clues }
}

/// What is left of packages, and what to ask for: each consent asks for its sealed file; sealed files
/// ask for their consent where no consent is here. Who takes a consent back, or tells of a fraud, is asked for nothing:
/// `is_meant` is false then.
fn halves(
    consents: Vec<Consent>,
    sealed: Vec<SealedFile>,
    envelope: &Envelope,
    clues: &[Clue],
    packages: &[Item],
    is_meant: bool,
) -> Vec<Item> {
    let is_asked = |reference: Option<&CaseReference>| {
        let is_here = packages.iter().any(|item| match item {
            Item::Package(package) => package.reference.is_some() && package.reference.as_ref() == reference,
            _ => false,
        });
        is_meant && !is_here
    };
    let asks = |reference: Option<CaseReference>, language, missing, clues: Vec<Clue>| {
        is_asked(reference.as_ref()).then(|| Incomplete {
            reference,
            language,
            missing: vec![missing],
            clues,
            has_come: false,
        })
    };
    let others = sealed.iter().map(|file| Clue::OtherSealedFile(file.name.clone()));
    let clues_of_consents: Vec<Clue> = clues.iter().cloned().chain(others).collect();
    let has_consent = !(consents.is_empty() && packages.is_empty());
    let mut halves: Vec<Item> = consents
        .into_iter()
        .map(|consent| {
            let facts = &consent.record.facts;
            let incomplete =
                asks(Some(facts.reference.clone()), facts.language, Missing::Sealed, clues_of_consents.clone());
            Item::Half(Half { parts: vec![Part::Consent(consent)], incomplete })
        })
        .collect();
    if !sealed.is_empty() {
        let reference = envelope.references.first().cloned();
        let incomplete =
            (!has_consent).then(|| asks(reference, envelope.language, Missing::Consent, clues.to_vec())).flatten();
        halves.push(Item::Half(Half { parts: sealed.into_iter().map(Part::Sealed).collect(), incomplete }));
    }
    halves
}

/// The signed withdrawals, or the unsigned one: with a package, by what stands before its text alone. Who takes a
/// consent back is asked for no file.
fn taken_back(signed: Vec<UncheckedWithdrawal>, envelope: &Envelope, signs: &Signs, has_package: bool) -> Vec<Item> {
    if !signed.is_empty() {
        return signed.into_iter().map(Item::Withdrawal).collect();
    }
    if !speaks(envelope, signs) {
        return Vec::new();
    }
    let takes_back = if has_package { signs.takes_back_first } else { signs.takes_back };
    let unsigned = match &signs.subject {
        Some((Subject::Withdrawal(reference), language)) => Some(Unsigned {
            references: vec![reference.clone()],
            language: *language,
            wording: if signs.prefix == Prefix::Answer && !takes_back { Wording::Repeated } else { Wording::Pli },
            is_asked: false,
        }),
        _ if takes_back => Some(Unsigned {
            references: envelope.references.clone(),
            language: envelope.language,
            wording: Wording::Own,
            is_asked: false,
        }),
        _ => None,
    };
    unsigned.map(Item::Unsigned).into_iter().collect()
}

/// What Pli's mails without attachment ask for. An answer in their thread asks for nothing anew.
fn asked(envelope: &Envelope, signs: &Signs) -> Vec<Item> {
    if !speaks(envelope, signs) || signs.prefix == Prefix::Answer {
        return Vec::new();
    }
    let by_subject = signs.subject.as_ref().map(|(said, _)| said);
    let mut items = Vec::new();
    if signs.is_fraud || by_subject == Some(&Subject::Fraud) {
        items.push(Item::Fraud);
    }
    match (by_subject, envelope.references.first()) {
        (Some(Subject::Receipt(reference)), _) => items.push(Item::ReceiptAsked(reference.clone())),
        (_, Some(reference)) if signs.is_receipt => items.push(Item::ReceiptAsked(reference.clone())),
        _ => {}
    }
    items
}

/// Whether the words of a mail are a person's: not a program's, nor our own, unless one of us passes
/// them on.
fn speaks(envelope: &Envelope, signs: &Signs) -> bool {
    !envelope.is_automatic() && (!envelope.is_ours() || signs.prefix == Prefix::Forward)
}

/// What is left without a part of a package or a request of Pli's: a package was meant only where
/// something shows it.
fn rest(envelope: &Envelope, signs: &Signs, was_pli: bool, clues: Vec<Clue>) -> Item {
    let answers = envelope.answers_a_draft() || (signs.prefix == Prefix::Answer && signs.subject.is_some());
    let is_sent = was_pli || signs.is_named || clues.iter().any(Clue::is_evidence);
    let is_said = signs.is_package || matches!(signs.subject, Some((Subject::Package(_), _)));
    let is_meant = match envelope.automation {
        Automation::Machine => was_pli || clues.iter().any(Clue::is_content),
        _ if !speaks(envelope, signs) => is_sent,
        _ => is_sent || (is_said && !answers) || (answers && !clues.is_empty()),
    };
    if is_meant {
        return Item::Incomplete(Incomplete {
            reference: envelope.references.first().cloned(),
            language: envelope.language,
            missing: vec![Missing::Consent, Missing::Sealed],
            clues,
            has_come: false,
        });
    }
    match envelope.references.first() {
        _ if envelope.is_automatic() => Item::Unrelated,
        _ if answers => Item::Answered(clues),
        Some(reference) => Item::Named(reference.clone(), clues),
        None => Item::Unrelated,
    }
}
