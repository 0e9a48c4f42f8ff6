//! Reception: what a delivery is answered.

use std::{
    collections::HashSet,
    io::{self, Write},
    path::PathBuf,
    thread,
};

use pli_format::{CaseReference, Sha256, canonical::Canonical, consent::ConsentRecord};
use serde_json::{Value, json};

use crate::{
    audit::Act,
    escape::{Escaped, Json},
    examination,
    intake::{Arrival, Clue, Envelope, InputError, Sender, Source},
    registry::{NewDecision, NewSending, Sending, State},
    reply::Reply,
    sentence::Worded,
    speech::Speech,
    submission::{self, Half, Item, Judged, Judging, Package, Sorted, Unsigned},
};

mod verdict;

use verdict::asked_about;
pub use verdict::{Reason, Verdict, unsigned, withdrawn};

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
    let judge = |package: Package| {
        let seen = package.hashes().find(|hash| known.contains(hash));
        seen.map_or_else(|| judge_package(package, &envelope, judging), Verdict::Seen)
    };
    items
        .into_iter()
        .map(|item| {
            let verdict = Verdict::of(item, &envelope, judge);
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

    /// Notes that its consent is taken back: nobody is thanked for it.
    pub fn take_back(&mut self) {
        self.taken_back = true;
    }

    /// Whether a person wrote it: no program, nor us.
    pub fn is_of_a_person(&self) -> bool {
        !self.envelope.is_automatic() && !self.envelope.is_ours()
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
