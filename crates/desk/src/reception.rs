//! Reception: what a delivery is answered.

use std::{
    collections::HashSet,
    io::{self, Write},
    path::PathBuf,
    thread,
};

use pli_format::{
    CaseReference, Sha256, canonical::Canonical, consent::ConsentRecord, withdrawal::UncheckedWithdrawal,
};
use serde_json::{Value, json};

use crate::{
    Exit,
    audit::Act,
    escape::{Escaped, Json},
    examination::{self, Fault},
    intake::{Arrival, Clue, Envelope, InputError, Sender, Source},
    person,
    registry::{NewDecision, NewSending, Sending, State},
    reply::{Proof, Reply},
    sentence::{Sentence, Worded},
    speech::Speech,
    submission::{self, Half, Incomplete, Item, Judged, Judging, Package, Sorted, Unsigned},
};

/// "Nous vous offrirons 6 mois gratuits de Bankin' Plus/Pro dès réception" (article).
pub const GIFT_MONTHS: i64 = 6;

/// A delivery that was taken apart and not judged yet.
#[derive(Debug)]
pub struct Read {
    source: Source,
    /// Tells mails without a case apart, and is the same for the same mail: of its bytes.
    mark: String,
    sorted: Result<Sorted, InputError>,
}

/// The answer to a package, or to a delivery that holds none.
#[derive(Debug)]
pub struct Answer {
    pub source: Source,
    /// Who wrote, and what the mail answers, as it says.
    pub envelope: Envelope,
    mark: String,
    /// True when the same mail takes the consent of its case back.
    taken_back: bool,
    /// What is odd about the mail, whatever the answer.
    clues: Vec<Clue>,
    pub verdict: Verdict,
}

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
    Withdrawn(Box<Sending>, Vec<PathBuf>),
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

/// Takes deliveries apart, on every processor, in their order.
pub fn read(arrivals: Vec<Arrival>) -> Vec<Read> {
    on_every_processor(arrivals, |arrival| vec![read_one(arrival)])
}

/// Judges them on every processor, in their order. A package that is known is not looked at again.
#[expect(clippy::implicit_hasher, reason = "the set is the one that the registry gives")]
pub fn judge(reads: Vec<Read>, known: &HashSet<Sha256>, judging: &Judging<'_>) -> Vec<Answer> {
    on_every_processor(reads, |read| answers(read, known, judging))
}

fn on_every_processor<T: Send, U: Send>(items: Vec<T>, work: impl Fn(T) -> Vec<U> + Sync) -> Vec<U> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(items.len().max(1));
    let share = items.len().div_ceil(workers);
    let mut items = items.into_iter();
    let shares: Vec<Vec<T>> = (0..workers).map(|_| items.by_ref().take(share).collect()).collect();
    let work = &work;
    thread::scope(|scope| {
        let workers: Vec<_> = shares
            .into_iter()
            .map(|share| scope.spawn(move || share.into_iter().flat_map(work).collect::<Vec<_>>()))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn read_one(arrival: Arrival) -> Read {
    let (source, mark) = (arrival.source.clone(), arrival.mark());
    Read { source, mark, sorted: arrival.open().map(submission::sort) }
}

impl Read {
    pub fn packages(&self) -> impl Iterator<Item = Sha256> {
        self.sorted.iter().flat_map(|sorted| &sorted.items).flat_map(|item| match item {
            Item::Package(package) => package.hashes().collect(),
            _ => Vec::new(),
        })
    }
}

fn answers(read: Read, known: &HashSet<Sha256>, judging: &Judging<'_>) -> Vec<Answer> {
    let Read { source, mark, sorted } = read;
    let answer = |envelope, taken_back, clues, verdict| Answer {
        source: source.clone(),
        envelope,
        mark: mark.clone(),
        taken_back,
        clues,
        verdict,
    };
    let Sorted { envelope, items, clues, .. } = match sorted {
        Ok(sorted) => sorted,
        Err(error) => return vec![answer(Envelope::default(), false, Vec::new(), unread(error))],
    };
    let taken_back: Vec<CaseReference> = items.iter().flat_map(Item::taken_back).cloned().collect();
    let judge = |item| match item {
        Item::Package(package) => {
            let seen = package.hashes().find(|hash| known.contains(hash));
            seen.map_or_else(|| judge_package(package, &envelope, judging), Verdict::Seen)
        }
        Item::Half(half) => Verdict::Half(half),
        Item::Withdrawal(unchecked) => Verdict::Withdrawal(unchecked),
        Item::Unsigned(unsigned) => Verdict::Unsigned(unsigned, Vec::new()),
        Item::Incomplete(incomplete) => Verdict::Incomplete(incomplete),
        Item::Fraud => Verdict::Fraud,
        Item::ReceiptAsked(reference) => Verdict::ReceiptAsked(reference, Vec::new(), Vec::new()),
        Item::Named(reference, clues) => Verdict::Named(reference, clues),
        Item::Answered(clues) => Verdict::Answered(envelope.references.first().cloned(), clues),
        Item::Unrelated => Verdict::Unrelated,
    };
    items
        .into_iter()
        .map(|item| {
            let verdict = judge(item);
            let is_taken_back = verdict.reference().is_some_and(|case| taken_back.contains(case));
            answer(envelope.clone(), is_taken_back, clues.clone(), verdict)
        })
        .collect()
}

fn unread(error: InputError) -> Verdict {
    match error {
        InputError::Mail(error) => Verdict::Refused(None, vec![Reason::new(error.code(), &error)]),
        error @ InputError::Unreadable(_) => Verdict::Unreadable(error.sentence()),
    }
}

/// What a package is worth that nobody knows yet.
pub fn judge_package(package: Package, envelope: &Envelope, judging: &Judging<'_>) -> Verdict {
    match package.judge(judging) {
        Judged::Sound { record, consent, sealed } => {
            Verdict::Sound(Box::new(new_sending(*record, envelope, consent, sealed)))
        }
        Judged::Damaged(incomplete) => Verdict::Incomplete(incomplete),
        Judged::Refused(reference, faults) => Verdict::Refused(reference, faults.iter().map(Reason::from).collect()),
    }
}

fn new_sending(record: Canonical<ConsentRecord>, envelope: &Envelope, consent: Vec<u8>, sealed: Vec<u8>) -> NewSending {
    let hash = record.sha256();
    let record = record.into_value();
    NewSending {
        package: examination::package_sha256(&consent, &sealed),
        sealed: Sha256::of(&sealed),
        record: hash,
        reference: record.facts.reference,
        name: record.facts.person.name,
        email: record.facts.person.email,
        language: record.facts.language,
        bank: record.facts.bank.id,
        epoch: record.epoch.name.to_string(),
        case_key: record.case_key.to_string(),
        sender: envelope.address().map(str::to_owned),
        signed_at: record.signed_at.instant(),
        expires_at: record.expires_at,
        consent,
        sealed_file: sealed,
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
fn asked_about<'a>(unsigned: &'a Unsigned, sendings: &'a [Sending]) -> Vec<&'a CaseReference> {
    let open = sendings.iter().filter(|sending| sending.is_open()).map(|sending| &sending.reference);
    let mut asked: Vec<&CaseReference> = open.collect();
    asked.dedup();
    asked.extend(&unsigned.references);
    asked
}

impl Verdict {
    /// The exit code that it alone would give.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Sound(_) | Self::Accepted(..) | Self::Seen(_) | Self::Known(_) | Self::Withdrawn(..) => Exit::Done,
            Self::Unsigned(unsigned, sendings) if asked_about(unsigned, sendings).is_empty() => Exit::Done,
            Self::Half(Half { incomplete: None, .. })
            | Self::ReceiptAsked(..)
            | Self::Named(..)
            | Self::Answered(..)
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
            Self::Named(..) | Self::Answered(..) => "answer",
            Self::Unrelated => "unrelated",
            Self::Unreadable(_) => "unreadable",
            Self::Refused(..) => "refused",
        }
    }

    fn reference(&self) -> Option<&CaseReference> {
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
            Self::Incomplete(Incomplete { reference, .. })
            | Self::Half(Half { incomplete: Some(Incomplete { reference, .. }), .. })
            | Self::Answered(reference, _)
            | Self::Refused(reference, _) => reference.as_ref(),
            Self::Half(_) | Self::Seen(_) | Self::Unreadable(_) | Self::Fraud | Self::Unrelated => None,
        }
    }

    fn reasons(&self) -> Vec<Reason> {
        match self {
            Self::Withdrawn(_, drafts) if drafts.is_empty() => vec![closed()],
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

impl Answer {
    /// Everything there is to say of it.
    fn reasons(&self) -> Vec<Reason> {
        let mut reasons = self.verdict.reasons();
        for clue in &self.clues {
            if reasons.iter().all(|reason| reason.code != clue.code()) {
                reasons.push(Reason::from(clue));
            }
        }
        reasons
    }

    /// The same mail, of which this is said, too.
    #[must_use]
    pub fn saying(&self, verdict: Verdict) -> Self {
        let (source, envelope) = (self.source.clone(), self.envelope.clone());
        Self { source, envelope, mark: self.mark.clone(), clues: Vec::new(), verdict, ..*self }
    }

    /// What is said of a part that waited, now that this mail has come; the part's own mail is not here any more.
    #[must_use]
    pub fn of_one_that_waited(
        &self,
        mark: String,
        sender: Option<String>,
        judge: impl FnOnce(&Envelope) -> Verdict,
    ) -> Self {
        let sender = sender.map(|address| Sender { name: None, address });
        let envelope = Envelope { sender, ..Envelope::default() };
        let verdict = judge(&envelope);
        Self { mark, envelope, taken_back: false, ..self.saying(verdict) }
    }

    /// What the log says of it: never a word that came by mail.
    pub fn to_act(&self, operator: &str) -> Act {
        let codes: Vec<&str> = self.reasons().iter().map(|reason| reason.code).collect();
        let act = Act::new("receive", operator, self.reference(), self.verdict.word());
        if codes.is_empty() { act } else { act.with(codes.join(" ")) }
    }

    /// Whether nothing is to be said of it: a part that is kept beside something else.
    pub fn is_silent(&self) -> bool {
        matches!(self.verdict, Verdict::Half(Half { incomplete: None, .. }))
    }

    /// Tells mails apart, and is the same for the same mail.
    pub fn mark(&self) -> &str {
        &self.mark
    }

    /// The drafts that answer it.
    pub fn replies(&self) -> Vec<Reply> {
        let received = |sending| Reply::received(sending, GIFT_MONTHS, self.envelope.message_id.as_deref());
        match &self.verdict {
            Verdict::Accepted(..) | Verdict::Known(_) if self.taken_back || self.envelope.is_automatic() => Vec::new(),
            Verdict::Accepted(sending, _) => vec![received(sending)],
            Verdict::Known(sending) if sending.is_open() && sending.state != State::Contested => {
                vec![received(sending)]
            }
            _ if !self.envelope.is_answered() => Vec::new(),
            Verdict::Unsigned(unsigned, _) if unsigned.is_asked => Vec::new(),
            Verdict::Unsigned(unsigned, sendings) => self.ask_about(unsigned, sendings),
            Verdict::Incomplete(incomplete) | Verdict::Half(Half { incomplete: Some(incomplete), .. }) => {
                vec![Reply::incomplete(incomplete, &self.envelope, &self.mark)]
            }
            Verdict::Fraud => vec![Reply::fraud(&self.envelope, &self.mark)],
            Verdict::ReceiptAsked(_, proofs, _) => {
                proofs.iter().filter_map(|proof| Reply::proof(proof, &self.envelope, &self.mark)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// "Was it you?", to each person whose consent it may be; to whoever wrote where there is none.
    fn ask_about(&self, unsigned: &Unsigned, sendings: &[Sending]) -> Vec<Reply> {
        let ask = |reference, sending| Reply::unsigned(reference, unsigned, sending, &self.envelope, &self.mark);
        let open = sendings.iter().filter(|sending| sending.is_open());
        let known = open.map(|sending| ask(&sending.reference, Some(sending)));
        known.chain(unsigned.references.iter().map(|reference| ask(reference, None))).collect()
    }

    /// The request that it is about.
    pub fn reference(&self) -> Option<&CaseReference> {
        self.verdict.reference()
    }

    /// What a person decides about it.
    pub fn decisions(&self) -> Vec<NewDecision> {
        match &self.verdict {
            Verdict::Unsigned(unsigned, sendings) => {
                let ask = |reference| self.decision_about(self.verdict.word(), Some(reference));
                asked_about(unsigned, sendings).into_iter().map(ask).collect()
            }
            Verdict::Accepted(sending, _) | Verdict::Contested(sending, _) if sending.uninvited().is_some() => {
                let mark = sending.package.to_string();
                vec![NewDecision {
                    mark,
                    details: sending.invited.clone().unwrap_or_default(),
                    ..self.decision("invited-other")
                }]
            }
            // A person decides what its person is told.
            Verdict::Accepted(..) if self.envelope.is_automatic() && !self.taken_back => {
                vec![self.decision("automatic")]
            }
            Verdict::ReceiptAsked(_, proofs, reasons) => {
                let is_drafted = !proofs.is_empty() && reasons.is_empty() && self.envelope.is_answered();
                if is_drafted { Vec::new() } else { vec![self.decision("receipt-asked")] }
            }
            Verdict::Half(Half { incomplete: None, .. }) => Vec::new(),
            Verdict::Unmatched(..)
            | Verdict::Half(_)
            | Verdict::Incomplete(_)
            | Verdict::Fraud
            | Verdict::Refused(..) => vec![self.decision(self.verdict.word())],
            _ => Vec::new(),
        }
    }

    fn decision(&self, kind: &'static str) -> NewDecision {
        self.decision_about(kind, self.reference())
    }

    fn decision_about(&self, kind: &'static str, reference: Option<&CaseReference>) -> NewDecision {
        let codes: Vec<&str> = self.reasons().iter().map(|reason| reason.code).collect();
        NewDecision {
            kind,
            mark: reference.map_or_else(|| self.mark.clone(), |reference| mark_about(&self.mark, reference)),
            reference: reference.cloned(),
            sender: self.envelope.address().map(str::to_owned),
            details: codes.join(" "),
        }
    }

    /// One line for a person or one JSON object; nothing of a mail reaches the terminal unescaped.
    pub fn print(&self, speech: &Speech, as_json: bool, drafts: &[PathBuf], out: &mut dyn Write) -> io::Result<()> {
        let reasons = self.reasons();
        if as_json {
            let reasons: Vec<Value> =
                reasons.iter().map(|reason| json!({"code": reason.code, "text": speech.tell(&reason.said)})).collect();
            let line = json!({
                "verdict": self.verdict.word(), "reference": self.verdict.reference(), "source": self.source.to_string(),
                "reasons": reasons, "draft": drafts.first().map(|path| path.to_string_lossy()),
                "drafts": drafts.iter().map(|path| path.to_string_lossy()).collect::<Vec<_>>(),
            });
            return writeln!(out, "{}", Json(&line));
        }
        let reference = self.verdict.reference().map_or_else(|| "-".to_owned(), ToString::to_string);
        let verdict = speech.word(&format!("verdict-{}", self.verdict.word()));
        writeln!(out, "{verdict:<10}  {reference:<9}  {}", self.source)?;
        reasons.iter().try_for_each(|reason| {
            writeln!(out, "            {}: {}", reason.code, Escaped(&speech.tell(&reason.said)))
        })?;
        drafts.iter().try_for_each(|path| {
            let draft = speech.say("drafted", &[("path", path.to_string_lossy().into_owned().into())]);
            writeln!(out, "            {}", Escaped(&draft))
        })
    }
}

/// Tells what a mail says of one request from what it says of another.
pub fn mark_about(mark: &str, reference: &CaseReference) -> String {
    format!("{mark}-{reference}")
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

/// What is to be done with a mail that takes a consent back.
pub fn withdrawn() -> Reason {
    Reason { code: "withdrawal-unread", said: Sentence::finding("withdrawal-unread") }
}
