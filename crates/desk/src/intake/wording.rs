//! A consent taken back in a person's own words, French or English.
//!
//! Nobody is deleted by these words, and nobody's question is lost by them either: they put a sending
//! on hold and a question to the person. So they are read generously, but for what a sentence denies,
//! supposes or asks.

use super::plain::plain;

#[cfg(test)]
mod tests;
mod words;

use words::{
    ALL, ASKS, BEGINS, CLAUSE, COMPLETE, CONDITIONS, CONSENT, CREDENTIALS, DELETED, DELETING, DELETIONS, DENIES, DONE,
    IDLE, KINDLY, LATER, MINE, PHRASES, POLITE, QUESTIONS, SAYS, SELF, SPEAKS, WANTS,
};

/// How many words may stand between the person and the verb, and between the verb and its object.
const BEFORE: usize = 6;
const AFTER: usize = 4;

/// Whether a person takes a consent back in this text.
pub fn takes_back(text: &str) -> bool {
    text.split_inclusive(['.', '!', '?', ';', ':']).flat_map(paragraphs).any(|sentence| {
        let is_question = sentence.trim_end().ends_with('?');
        let plain = IDLE.iter().fold(plain(sentence), |plain, idle| plain.replace(idle, ""));
        // « Vous pouvez supprimer mes identifiants. » is no question, and a wish all the same.
        let is_allowed = |asked: &str| is_question || matches!(asked, "vous pouvez" | "you can");
        match POLITE.into_iter().find(|(asked, _)| plain.contains(asked)) {
            Some((asked, meant)) if is_allowed(asked) => says(&plain.replacen(asked, meant, 1)),
            _ => !is_question && says(&plain),
        }
    })
}

/// What an empty line ends, or a line after which one begins with a capital: a point was forgotten.
fn paragraphs(text: &str) -> Vec<&str> {
    let mut paragraphs = Vec::new();
    let mut begin = 0;
    for (at, _) in text.match_indices('\n') {
        let next = text[at + 1..].trim_start_matches([' ', '\t', '\r']);
        if next.starts_with(|c: char| c == '\n' || c.is_uppercase()) {
            paragraphs.push(&text[begin..at]);
            begin = at + 1;
        }
    }
    paragraphs.push(&text[begin..]);
    paragraphs
}

/// The words of a sentence, and its commas.
fn words(sentence: &str) -> Vec<&str> {
    let is_of_word = |c: char| c.is_alphanumeric() || c == ',';
    sentence
        .split(|c: char| !is_of_word(c))
        .flat_map(|word| word.split_inclusive(','))
        .flat_map(|word| match word.strip_suffix(',') {
            Some(before) => [before, CLAUSE],
            None => [word, ""],
        })
        .filter(|word| !word.is_empty())
        .collect()
}

fn says(sentence: &str) -> bool {
    let words = words(sentence);
    if !supposes(&words) && (PHRASES.iter().any(|phrase| sentence.contains(phrase)) || is_bare(&words)) {
        return true;
    }
    (0..words.len()).any(|at| {
        let before = &words[at.saturating_sub(BEFORE)..at];
        let clause = before.rsplit(|word| *word == CLAUSE).next().unwrap_or_default();
        // « Ça ne marche pas donc je retire mon accord. »
        let of_person = clause.rsplit(|word| SELF.contains(word)).next().unwrap_or_default();
        // Most words mean nothing: what stands around them is looked at for those that do.
        let is_denied = || {
            supposes(&words[at.saturating_sub(2 * BEFORE)..=at])
                || of_person.iter().any(|word| DENIES.contains(word))
                || is_later(&words[at..])
                || words[at + 1..].iter().take(2).any(|word| matches!(*word, "pas" | "not" | "jamais"))
        };
        // « Mon accord est retiré »
        if DONE.contains(&words[at]) && is_of_mine(clause) && !is_denied() {
            return true;
        }
        let asks = || before.iter().any(|word| ASKS.contains(word));
        // « Je souhaite que mes identifiants soient supprimés »
        if DELETED.contains(&words[at]) && asks() && is_to_be(clause) && !is_denied() {
            return true;
        }
        let is_meant = match words[at] {
            // « Retrait de mon consentement », « je reviens sur mon accord », « I take back my consent »
            "retrait" | "revocation" | "withdrawal" | "annulation" | "cancellation" => true,
            "back" if before.contains(&"take") && clause.iter().any(|word| is_consent(word)) => return !is_denied(),
            "sur" => before.contains(&"reviens"),
            "back" => before.contains(&"take") || before.contains(&"taking"),
            noun if DELETIONS.contains(&noun) => asks() && !before.contains(&"merci"),
            verb if is_said(verb) => clause.is_empty() || before.iter().any(|word| SPEAKS.contains(word)),
            verb if WANTS.contains(&verb) => clause.iter().all(|word| ALL.contains(word)) || asks(),
            _ => false,
        };
        is_meant && names_it(clause, &words[at..]) && !is_denied()
    })
}

/// Whether these words suppose or ask. What is asked ends where the person begins anew: « Je ne sais pas comment
/// faire, je retire mon accord. »
fn supposes(words: &[&str]) -> bool {
    let begins = |at: &usize| {
        let is_said = SPEAKS.contains(&words[*at]) || SAYS.contains(&words[*at]);
        *at > 0 && is_said && BEGINS.contains(&words[at - 1])
    };
    let last = (0..words.len()).rev().find(begins).unwrap_or_default();
    words.iter().any(|word| CONDITIONS.contains(word)) || words[last..].iter().any(|word| QUESTIONS.contains(word))
}

/// « Merci de supprimer mes identifiants une fois le problème réglé. »
fn is_later(words: &[&str]) -> bool {
    let is_deletion = DELETING.contains(&words[0]) || DELETIONS.contains(&words[0]);
    is_deletion && words.iter().take_while(|word| **word != CLAUSE).any(|word| LATER.contains(word))
}

/// « Stop. » « Je ne veux plus. »
fn is_bare(words: &[&str]) -> bool {
    let rest: Vec<&str> = words.iter().filter(|word| !KINDLY.contains(word)).copied().collect();
    rest == ["stop"] || words.ends_with(&["ne", "veux", "plus"])
}

/// Whether what stands before a participle is the person's consent.
fn is_of_mine(before: &[&str]) -> bool {
    let near = &before[before.len().saturating_sub(AFTER)..];
    near.iter().any(|word| CONSENT.contains(word)) && near.iter().any(|word| matches!(*word, "mon" | "ma" | "my"))
}

/// Whether what stands before a participle is the person's credentials, which are not so yet.
fn is_to_be(before: &[&str]) -> bool {
    let near = &before[before.len().saturating_sub(AFTER)..];
    let is_near = |words: &[&str]| near.iter().any(|word| words.contains(word));
    let last = near.last().copied().unwrap_or_default();
    is_near(&["mes", "my"]) && is_near(&CREDENTIALS) && (matches!(last, "soient" | "be") || CREDENTIALS.contains(&last))
}

/// Whether a verb says it, as it is spelled or with a letter wrong: what it would hold is asked about.
fn is_said(verb: &str) -> bool {
    let is_nearly = |known: &&str| is_spelled(verb, known);
    SAYS.contains(&verb) || (!WANTS.contains(&verb) && ["retire", "revoque", "withdraw"].iter().any(is_nearly))
}

fn is_consent(word: &str) -> bool {
    CONSENT.iter().any(|known| word == *known || is_spelled(word, known))
}

/// Whether a word of some length is another but for one letter: missing, wrong, or too much.
fn is_spelled(word: &str, known: &str) -> bool {
    let (word, known) = (word.as_bytes(), known.as_bytes());
    let alike = word.iter().zip(known).take_while(|(one, other)| one == other).count();
    let (rest, of_known) = (&word[alike..], &known[alike..]);
    let after = |bytes: &[u8]| bytes.get(1..).unwrap_or_default().to_vec();
    word.len().min(known.len()) >= 5
        && (after(rest) == after(of_known) || rest == after(of_known) || after(rest) == of_known)
}

/// Whether what follows a verb is the person's consent or credentials, or everything; before it, too: « tout annuler ».
fn names_it(before: &[&str], words: &[&str]) -> bool {
    let near = &words[1..words.len().min(1 + AFTER)];
    let deletes = DELETIONS.contains(&words[0]) || DELETING.contains(&words[0]);
    let is_object = |word: &&str| is_consent(word) || (deletes && CREDENTIALS.contains(word));
    // Not « tout de suite », nor « tout mon argent ».
    let ends = |word: &&str| matches!(*word, "ce" | "i" | "that" | CLAUSE) || KINDLY.contains(word);
    let is_all = near.first().is_some_and(|word| ALL.contains(word)) && near.get(1).is_none_or(ends);
    let is_complete =
        COMPLETE.contains(&words[0]) && words[1..].iter().all(|word| KINDLY.contains(word) || *word == CLAUSE);
    is_complete
        || is_all
        || before.last().is_some_and(|word| *word == "tout")
        || (!deletes && near.first().is_some_and(|word| is_consent(word)))
        || (near.iter().any(is_object) && near.iter().any(|word| MINE.contains(word)))
}
