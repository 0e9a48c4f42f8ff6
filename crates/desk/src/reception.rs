//! Reception: what a delivery is answered.

use std::{
    io::{self, Write},
    path::Path,
    thread,
};

use jiff::Timestamp;
use pli_format::{CaseReference, bundle::Bundle, canonical::Canonical, terms::KnownTerms, withdrawal::Unsigned};
use serde_json::{Value, json};

use crate::{
    Exit,
    audit::Act,
    escape::{Escaped, Json},
    examination::{self, Fault, Rendering},
    intake::{Arrival, InputError, Sender, Source},
    registry::{CaseRow, Kept, NewCase, State},
    reply::{Received, Reply},
    submission::{self, Incomplete, Submission},
};

/// "Nous vous offrirons 6 mois gratuits de Bankin' Plus/Pro dès réception" (article).
pub const GIFT_MONTHS: i64 = 6;

/// The answer to a package, or to a delivery that holds none.
#[derive(Debug)]
pub struct Answer {
    source: Source,
    sender: Option<Sender>,
    message_id: Option<String>,
    /// Tells mails without a case apart, and is the same for the same mail: of its bytes.
    mark: String,
    /// True when the same mail takes the consent of its case back.
    taken_back: bool,
    /// The answer itself.
    pub verdict: Verdict,
}

/// What became of it.
#[derive(Debug)]
pub enum Verdict {
    /// Every check passed; not kept yet.
    Sound(Box<NewCase>),
    /// Kept: a new case.
    Accepted(Box<NewCase>),
    /// Received before, package for package. True when its case is still open.
    Known(Box<NewCase>, bool),
    /// The person takes the consent of this case back: somebody is to run `withdraw`.
    Withdrawal(CaseReference),
    /// A mail takes the consent of a case back without a signature: the person is to be asked. The
    /// case, if it was received.
    Unsigned(Unsigned, Option<Box<CaseRow>>),
    /// Something is missing.
    Incomplete(Incomplete),
    /// It cannot be read, and why.
    Unreadable(String),
    /// Something is wrong: the case, where one is named, and why.
    Refused(Option<CaseReference>, Vec<Reason>),
}

/// Why a package is refused: a stable code and a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Stable.
    pub code: &'static str,
    /// In words; escaped when printed.
    pub text: String,
}

/// Examines deliveries on every processor; the answers are in the deliveries' order.
pub fn examine(
    arrivals: Vec<Arrival>,
    known: &KnownTerms,
    bundle: &Bundle,
    now: Timestamp,
    rendering: Rendering,
) -> Vec<Answer> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(arrivals.len().max(1));
    let share = arrivals.len().div_ceil(workers);
    let mut arrivals = arrivals.into_iter();
    let shares: Vec<Vec<Arrival>> = (0..workers).map(|_| arrivals.by_ref().take(share).collect()).collect();
    thread::scope(|scope| {
        let workers: Vec<_> = shares
            .into_iter()
            .map(|share| {
                scope.spawn(move || {
                    share
                        .into_iter()
                        .flat_map(|arrival| answers(arrival, known, bundle, now, rendering))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn answers(arrival: Arrival, known: &KnownTerms, bundle: &Bundle, now: Timestamp, rendering: Rendering) -> Vec<Answer> {
    let (source, mark) = (arrival.source.clone(), arrival.mark());
    let delivery = match arrival.open() {
        Ok(delivery) => delivery,
        Err(error) => {
            return vec![Answer {
                source,
                sender: None,
                message_id: None,
                mark,
                taken_back: false,
                verdict: unread(error),
            }];
        }
    };
    let (sender, message_id) = (delivery.sender.clone(), delivery.message_id.clone());
    let submissions = submission::submissions(delivery);
    let taken_back: Vec<CaseReference> = submissions.iter().filter_map(Submission::taken_back).cloned().collect();
    let verdicts = submissions.into_iter().map(|submission| match submission {
        Submission::Package { consent, sealed } => judge(consent, sealed, known, bundle, now, rendering),
        Submission::Withdrawal(reference) => Verdict::Withdrawal(reference),
        Submission::Unsigned(unsigned) => Verdict::Unsigned(unsigned, None),
        Submission::Incomplete(incomplete) => Verdict::Incomplete(incomplete),
    });
    verdicts
        .map(|verdict| Answer {
            source: source.clone(),
            sender: sender.clone(),
            message_id: message_id.clone(),
            mark: mark.clone(),
            taken_back: verdict
                .reference()
                .is_some_and(|case| taken_back.iter().any(|taken| taken.to_string() == case)),
            verdict,
        })
        .collect()
}

fn unread(error: InputError) -> Verdict {
    match error {
        InputError::Mail(error) => Verdict::Refused(None, vec![Reason { code: error.code(), text: error.to_string() }]),
        error @ InputError::Unreadable(_) => Verdict::Unreadable(error.to_string()),
    }
}

fn judge(
    consent: Vec<u8>,
    sealed: Vec<u8>,
    known: &KnownTerms,
    bundle: &Bundle,
    now: Timestamp,
    rendering: Rendering,
) -> Verdict {
    let found = examination::examine(&consent, &sealed, known, bundle, now, rendering);
    match found.record.map(Canonical::into_value) {
        Some(record) if found.faults.is_empty() => Verdict::Sound(Box::new(NewCase {
            reference: record.facts.reference,
            name: record.facts.person.name,
            email: record.facts.person.email,
            language: record.facts.language,
            bank: record.facts.bank.id,
            epoch: record.epoch.name.to_string(),
            package_sha256: found.package_sha256,
            sealed_sha256: found.sealed_sha256.to_string(),
            case_key: record.case_key.to_string(),
            signed_at: record.signed_at.instant(),
            expires_at: record.expires_at,
            consent,
            sealed,
        })),
        record => Verdict::Refused(
            record.map(|record| record.facts.reference),
            found.faults.iter().map(Reason::from).collect(),
        ),
    }
}

impl From<&Fault> for Reason {
    fn from(fault: &Fault) -> Self {
        Self { code: fault.code(), text: fault.to_string() }
    }
}

impl Verdict {
    /// The exit code that it alone would give.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Sound(_) | Self::Accepted(_) | Self::Known(..) => Exit::Done,
            Self::Unsigned(_, case) if is_closed(case.as_deref()) => Exit::Done,
            Self::Unsigned(..) | Self::Incomplete(_) => Exit::Incomplete,
            Self::Unreadable(_) => Exit::Failed,
            Self::Withdrawal(_) | Self::Refused(..) => Exit::Refused,
        }
    }

    fn word(&self) -> &'static str {
        match self {
            Self::Sound(_) => "sound",
            Self::Accepted(_) => "accepted",
            Self::Known(..) => "known",
            Self::Withdrawal(_) => "withdrawal",
            Self::Unsigned(..) => "unsigned",
            Self::Incomplete(_) => "incomplete",
            Self::Unreadable(_) => "unreadable",
            Self::Refused(..) => "refused",
        }
    }

    fn reference(&self) -> Option<String> {
        match self {
            Self::Sound(case) | Self::Accepted(case) | Self::Known(case, _) => Some(case.reference.to_string()),
            Self::Withdrawal(reference) | Self::Unsigned(Unsigned { reference, .. }, _) => Some(reference.to_string()),
            Self::Incomplete(incomplete) => incomplete.reference.clone(),
            Self::Unreadable(_) => None,
            Self::Refused(reference, _) => reference.as_ref().map(ToString::to_string),
        }
    }

    fn reasons(&self) -> Vec<Reason> {
        match self {
            Self::Sound(_) | Self::Accepted(_) | Self::Known(_, true) => Vec::new(),
            Self::Known(_, false) => vec![closed()],
            Self::Withdrawal(_) => vec![withdrawn()],
            Self::Unsigned(_, case) if is_closed(case.as_deref()) => vec![closed()],
            Self::Unsigned(Unsigned { reference, .. }, _) => vec![unsigned(reference)],
            Self::Incomplete(incomplete) => {
                let missing =
                    incomplete.missing.iter().map(|missing| Reason { code: missing.code(), text: missing.to_string() });
                missing
                    .chain(incomplete.clues.iter().map(|clue| Reason { code: clue.code(), text: clue.to_string() }))
                    .collect()
            }
            Self::Unreadable(text) => vec![Reason { code: "file-unreadable", text: text.clone() }],
            Self::Refused(_, reasons) => reasons.clone(),
        }
    }
}

impl Answer {
    /// Turns what was sound into what the registry made of it.
    pub fn settle(&mut self, kept: Kept) {
        let Verdict::Sound(case) = std::mem::replace(&mut self.verdict, Verdict::Refused(None, Vec::new())) else {
            return;
        };
        self.verdict = match kept {
            Kept::New => Verdict::Accepted(case),
            Kept::Before(known) => Verdict::Known(case, known.state != State::Closed),
            Kept::OtherPackage(_) => {
                refused(&case, "replayed", "this case was received with another package".to_owned())
            }
            Kept::OtherCase(other) => {
                refused(&case, "sealed-file-reused", format!("this sealed file belongs to case {other}"))
            }
        };
    }

    /// The case that it asks the registry for: it is the person of the case who is asked about an
    /// unsigned withdrawal, not whoever wrote it.
    pub fn asks_for(&self) -> Option<&CaseReference> {
        match &self.verdict {
            Verdict::Unsigned(unsigned, _) => Some(&unsigned.reference),
            _ => None,
        }
    }

    /// What the registry has of the case that was asked for.
    pub fn tell(&mut self, found: Option<CaseRow>) {
        if let Verdict::Unsigned(_, case) = &mut self.verdict {
            *case = found.map(Box::new);
        }
    }

    /// What the log says of it: never a word that came by mail.
    pub fn to_act(&self, operator: &str) -> Act {
        let codes: Vec<&str> = self.verdict.reasons().iter().map(|reason| reason.code).collect();
        Act {
            command: "receive".to_owned(),
            who: operator.to_owned(),
            case: self.verdict.reference(),
            result: self.verdict.word().to_owned(),
            details: (!codes.is_empty()).then(|| codes.join(" ")),
        }
    }

    /// The draft that answers it, if one does.
    pub fn reply(&self) -> Option<Reply> {
        match &self.verdict {
            Verdict::Accepted(_) | Verdict::Known(..) if self.taken_back => None,
            Verdict::Accepted(case) | Verdict::Known(case, true) => Some(Reply::received(
                &Received {
                    reference: &case.reference,
                    name: &case.name,
                    email: &case.email,
                    language: case.language,
                    expires_at: case.expires_at,
                    months: GIFT_MONTHS,
                },
                self.message_id.as_deref(),
            )),
            Verdict::Unsigned(unsigned, case) if !is_closed(case.as_deref()) => Some(Reply::unsigned(
                unsigned,
                case.as_deref(),
                self.sender.as_ref(),
                self.message_id.as_deref(),
                &self.mark,
            )),
            Verdict::Incomplete(incomplete) => {
                Some(Reply::incomplete(incomplete, self.sender.as_ref(), self.message_id.as_deref(), &self.mark))
            }
            _ => None,
        }
    }

    /// One line for a person or one JSON object; nothing of a mail reaches the terminal unescaped.
    pub fn print(&self, as_json: bool, draft: Option<&Path>, out: &mut dyn Write) -> io::Result<()> {
        let reasons = self.verdict.reasons();
        if as_json {
            let reasons: Vec<Value> =
                reasons.iter().map(|reason| json!({"code": reason.code, "text": reason.text})).collect();
            let line = json!({
                "verdict": self.verdict.word(), "reference": self.verdict.reference(), "source": self.source.to_string(),
                "reasons": reasons, "draft": draft.map(|path| path.to_string_lossy()),
            });
            return writeln!(out, "{}", Json(&line));
        }
        let reference = self.verdict.reference().unwrap_or_else(|| "-".to_owned());
        writeln!(out, "{:<10}  {:<9}  {}", self.verdict.word(), Escaped(&reference).to_string(), self.source)?;
        reasons
            .iter()
            .try_for_each(|reason| writeln!(out, "            {}: {}", reason.code, Escaped(&reason.text)))?;
        draft.map_or(Ok(()), |path| writeln!(out, "            draft: {}", Escaped(&path.to_string_lossy())))
    }
}

fn is_closed(case: Option<&CaseRow>) -> bool {
    case.is_some_and(|case| case.state == State::Closed)
}

fn closed() -> Reason {
    Reason { code: "case-closed", text: "its sealed file is deleted already".to_owned() }
}

/// What is to be done with a mail that takes a consent back without a signature.
pub fn unsigned(reference: &CaseReference) -> Reason {
    Reason {
        code: "withdrawal-unsigned",
        text: format!("this takes a consent back, unsigned: ask the person, then run `pli-desk close {reference}`"),
    }
}

/// What is to be done with a mail that takes a consent back.
pub fn withdrawn() -> Reason {
    let text = "this takes a consent back: run `pli-desk withdraw` with the mail or the file".to_owned();
    Reason { code: "withdrawal-unread", text }
}

fn refused(case: &NewCase, code: &'static str, text: String) -> Verdict {
    Verdict::Refused(Some(case.reference.clone()), vec![Reason { code, text }])
}
