//! A consent taken back in a person's own words, French or English.
//!
//! Nobody is deleted by these words, and nobody's question is lost by them either: they put a sending
//! on hold and a question to the person. So they are read generously: a clause takes back when it has a verb of taking
//! back, deleting or stopping with what is the person's, or forbids what the consent is for, unless it denies, supposes,
//! asks or tells of others.

mod clause;
mod reading;
#[cfg(test)]
mod tests;
mod word;
mod words;

use word::{Earlier, Form, Word, has, is_empty};
use words::Role::{
    Asks, Begs, But, Can, Cuts, Deletes, Denies, Ends, Have, It, Later, Person, Spares, Supposes, Takes, Uses, Wants,
    You,
};

/// Whether a person takes a consent back in this text.
pub fn takes_back(text: &str) -> bool {
    let marked = reading::read(text);
    let mut earlier = Earlier::default();
    let mut sentence = Vec::new();
    for word in marked.split_whitespace() {
        if !matches!(word, "." | "?") {
            sentence.push(word);
        } else if sentence_takes_back(&word::words(&sentence), word == "?", &mut earlier) {
            return true;
        } else {
            sentence.clear();
        }
    }
    false
}

fn sentence_takes_back(words: &[Word<'_>], is_question: bool, earlier: &mut Earlier) -> bool {
    let mut is_supposed = false;
    let mut clauses = words.split_inclusive(|word| matches!(word.role, Cuts | But)).peekable();
    while let Some(clause) = clauses.next() {
        let is_asked = is_question && clauses.peek().is_none();
        let parts = parts(clause);
        let first = parts.iter().position(|part| !part.iter().all(is_empty)).unwrap_or_default();
        let is_later =
            |part: &[Word<'_>]| part.iter().find(|word| !is_empty(word)).is_some_and(|word| word.role == Later);
        is_supposed |= parts.get(first).is_some_and(|part| supposes(part) || is_later(part));
        let is_told = !is_supposed && !parts.iter().any(|part| supposes(part));
        let last = parts.len() - 1;
        for (at, part) in parts.into_iter().enumerate() {
            let is_asked = is_asked && at == last;
            if is_told && part[0].role != Supposes && clause::says(part, is_asked, earlier) {
                return true;
            }
            if part[0].role != Supposes || supposes(part) {
                earlier.note(part);
            }
        }
        is_supposed &= clause.last().is_none_or(|word| word.role != But);
    }
    false
}

/// A clause, parted where somebody begins anew without a comma.
fn parts<'c, 't>(clause: &'c [Word<'t>]) -> Vec<&'c [Word<'t>]> {
    let mut parts = Vec::new();
    let mut begin = 0;
    for at in 1..clause.len() {
        if begins_anew(clause, at) {
            parts.push(&clause[begin..at]);
            begin = at;
        }
    }
    parts.push(&clause[begin..]);
    parts.retain(|part| !part.is_empty());
    parts
}

fn begins_anew(clause: &[Word<'_>], at: usize) -> bool {
    let (before, word) = (&clause[at - 1], &clause[at]);
    let is_verb = |word: &Word<'_>| matches!(word.role, Takes | Deletes | Ends | Uses);
    let orders = |at: usize| clause.get(at).is_some_and(|word| is_verb(word) && word.form == Form::Order);
    match word.role {
        Supposes => true,
        Begs => !matches!(word.text, "svp" | "stp"),
        Wants | Takes | Deletes if matches!(before.text, "et" | "and") => true,
        Person => {
            let is_subordinate = matches!(before.text, "que" | "qu" | "dont" | "moi" | "ce" | "what");
            !(is_subordinate || matches!(before.role, Supposes | Asks | Person | Can | Have))
        }
        Denies if word.text.starts_with('n') => before.role != You && (orders(at + 1) || orders(at + 2)),
        _ => orders(at) && !matches!(before.role, You | Denies | It) && before.text != "me",
    }
}

/// Whether a part is a condition, and no politeness; nor « Si, je retire mon accord. »
fn supposes(part: &[Word<'_>]) -> bool {
    let [first, rest @ ..] = part else { return false };
    first.role == Supposes && !has(rest, &[Spares]) && rest.iter().any(|word| !matches!(word.role, Cuts | But))
}
