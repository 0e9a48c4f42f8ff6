//! The subjects that Pli writes, known again whatever a mail client put before them.

use std::sync::LazyLock;

use pli_format::{CaseReference, Language, mail};

use super::{plain::squeezed, reference::references_in};
use crate::draft_mark;

/// What a subject says, in Pli's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The mail of a package.
    Package(CaseReference),
    /// A consent is taken back.
    Withdrawal(CaseReference),
    /// The proof of deletion is asked for.
    Receipt(CaseReference),
    /// Somebody asked for credentials who should not have.
    Fraud,
    /// One of the desk's drafts.
    Draft,
}

/// What a client puts before the subject of the mail that it answers or passes on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prefix {
    #[default]
    None,
    /// `Re:`, `RE :`, `AW:`
    Answer,
    /// `TR :`, `Fwd:`
    Forward,
}

impl Prefix {
    /// The outermost one.
    pub fn of(subject: &str) -> Self {
        Self::split(subject).0
    }

    /// The outermost one, and what follows it, or the tags of a list (`[EXTERNAL]`).
    fn split(subject: &str) -> (Self, &str) {
        let mut rest = subject.trim_start();
        while let Some((_, after)) = rest.strip_prefix('[').and_then(|tagged| tagged.split_once(']')) {
            rest = after.trim_start();
        }
        let Some((word, after)) = rest.split_once(':') else { return (Self::None, rest) };
        let prefix = match word
            .trim()
            .trim_end_matches(|c: char| matches!(c, '[' | ']') || c.is_ascii_digit())
            .to_lowercase()
            .as_str()
        {
            "re" | "ré" | "rép" | "aw" | "sv" | "antw" | "rif" => Self::Answer,
            "tr" | "fwd" | "fw" | "wg" | "i" | "rv" => Self::Forward,
            _ => return (Self::None, rest),
        };
        (prefix, after)
    }
}

/// A subject without all that clients put before it.
fn bare(subject: &str) -> &str {
    let (mut prefix, mut rest) = Prefix::split(subject);
    while prefix != Prefix::None {
        (prefix, rest) = Prefix::split(rest);
    }
    rest
}

/// What a subject says, and in which language.
pub fn read(subject: &str) -> Option<(Subject, Language)> {
    let written = squeezed(subject);
    if is_of_a_draft(&written) {
        return Some((Subject::Draft, Language::default()));
    }
    let references = references_in(subject);
    let named = [
        ("mail-withdrawal-subject", Subject::Withdrawal as fn(CaseReference) -> Subject),
        ("mail-receipt-subject", Subject::Receipt),
    ];
    // « Où en est ma demande K7M4-Q2XD ? » is a question of a person's.
    let whole = squeezed(bare(subject));
    for (reference, language) in references.iter().flat_map(|found| Language::ALL.map(|language| (found, language))) {
        let rest = whole.strip_prefix(&text("mail-subject", Some(reference), language)).map(str::to_owned);
        if rest.is_some_and(|rest| !rest.contains(char::is_alphabetic)) {
            return Some((Subject::Package(reference.clone()), language));
        }
    }
    let named = named
        .iter()
        .flat_map(|(id, said)| references.iter().map(move |reference| (*id, Some(reference), said(reference.clone()))));
    named
        .chain([("mail-suspicion-subject", None, Subject::Fraud)])
        .flat_map(|(id, reference, said)| Language::ALL.map(|language| (id, reference, said.clone(), language)))
        .find(|(id, reference, _, language)| written.contains(&text(id, *reference, *language)))
        .map(|(.., said, language)| (said, language))
}

/// Whether a squeezed subject is of a draft of ours, whatever request it names.
fn is_of_a_draft(written: &str) -> bool {
    static SUBJECTS: LazyLock<Vec<String>> =
        LazyLock::new(|| draft_mark::subjects().map(|subject| squeezed(&subject)).collect());
    SUBJECTS.iter().any(|subject| written.contains(subject))
}

/// A message of Pli's, squeezed.
fn text(id: &str, reference: Option<&CaseReference>, language: Language) -> String {
    let reference = reference.map(ToString::to_string).unwrap_or_default();
    squeezed(&mail::words(language).text(id, &[("reference", reference.into())]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reference() -> CaseReference {
        CaseReference::parse("K7M4-Q2XD").unwrap()
    }

    #[test]
    fn what_pli_writes_is_known_again() {
        for (subject, said, language) in [
            ("Demande K7M4-Q2XD", Subject::Package(reference()), Language::Fr),
            ("Request K7M4-Q2XD", Subject::Package(reference()), Language::En),
            ("[EXTERNAL] TR : Demande K7M4-Q2XD", Subject::Package(reference()), Language::Fr),
            ("Re: Demande K7M4-Q2XD : je retire mon accord", Subject::Withdrawal(reference()), Language::Fr),
            ("request k7m4 q2xd: I withdraw my consent", Subject::Withdrawal(reference()), Language::En),
            ("Demande K7M4-Q2XD\u{a0}: la preuve de suppression", Subject::Receipt(reference()), Language::Fr),
            ("On m'a demande mes identifiants bancaires", Subject::Fraud, Language::Fr),
            ("Someone asked me for my bank credentials", Subject::Fraud, Language::En),
        ] {
            assert_eq!(read(subject), Some((said, language)), "{subject}");
        }
        for other in [
            "",
            "question",
            "Demande de rendez-vous",
            "Demande K7M4-Q2XE",
            "Des comptes manquent dans Bankin’",
            "Où en est ma demande K7M4-Q2XD ?",
            "Demande K7M4-Q2XD : où en est-elle ?",
            "Re: my request K7M4-Q2XD",
        ] {
            assert_eq!(read(other), None, "{other}");
        }
    }

    #[test]
    fn the_outermost_prefix_counts() {
        for (subject, prefix) in [
            ("RE : x", Prefix::Answer),
            ("Re[2]: x", Prefix::Answer),
            ("[EXT] Rép : TR: x", Prefix::Answer),
            ("TR: Re: x", Prefix::Forward),
            ("Demande : x", Prefix::None),
            ("x", Prefix::None),
        ] {
            assert_eq!(Prefix::of(subject), prefix, "{subject}");
        }
    }
    #[test]
    fn answers_to_drafts_are_known_by_their_subjects() {
        for answer in
            ["Re : Demande K7M4-Q2XD : nous l'avons bien recue", "Re: Pli: something is missing from your message"]
        {
            assert!(is_of_a_draft(&squeezed(answer)), "{answer}");
        }
        for other in ["", "Demande K7M4-Q2XD", "Demande K7M4-Q2XD : je retire mon accord"] {
            assert!(!is_of_a_draft(&squeezed(other)), "{other}");
        }
    }
}
