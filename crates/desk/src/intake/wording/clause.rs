//! Whether a clause takes back.

use super::{
    word::{Earlier, Form, Word, has, is_empty},
    words::Role::{
        self, Account, Asks, Bank, Be, Begs, But, Can, Consent, Consents, Credentials, Cuts, Deed, Deletes, Denies,
        Ends, Everything, Forbids, Had, Have, Idle, Is, It, Later, Mail, Person, Proceeds, Quits, Small, Supposes,
        Takes, Tells, Theirs, Uses, Wants, You,
    },
};

/// How many words with a meaning of their own may stand between a verb and its object, and what is used.
const NEAR: usize = 2;
const FAR: usize = 4;
/// How far before and after a verb is looked.
const REACH: usize = 40;

/// Whether a clause takes back.
pub fn says(part: &[Word<'_>], is_asked: bool, earlier: &Earlier) -> bool {
    if is_asked && (!has(part, &[Begs]) || has(part, &[Later])) {
        return false;
    }
    (0..part.len()).any(|at| {
        let before = &part[at.saturating_sub(REACH)..at];
        let after = &part[at + 1..part.len().min(at + 1 + REACH)];
        match part[at].role {
            Takes | Deletes => !is_unmade(before, after) && acts(before, &part[at], after, earlier),
            Ends => !is_unmade(before, after) && ends(before, &part[at], after),
            Quits => !is_unmade(before, after),
            Deed => !is_unmade(before, after) && is_deed(before, after),
            Uses | Proceeds => is_forbidden(before, &part[at], after, earlier),
            Forbids => {
                part[at].form != Form::Done
                    && !has(before, &[Have, Had])
                    && !is_unmade(before, after)
                    && is_bare(before, after)
            }
            Consents => no_longer_consents(before, after),
            Consent => is_not_given(before, &part[at]),
            _ => false,
        }
    }) || is_unwanted(part)
}

/// What makes of a verb the contrary, or nothing that is meant now.
fn is_unmade(before: &[Word<'_>], after: &[Word<'_>]) -> bool {
    has(before, &[Denies, Supposes, Asks, Can, Tells, Bank])
        || after.iter().take(2).any(|word| matches!(word.text, "pas" | "not" | "jamais" | "rien"))
}

/// Whether a verb of taking back or deleting is meant of what is the person's.
fn acts(before: &[Word<'_>], verb: &Word<'_>, after: &[Word<'_>], earlier: &Earlier) -> bool {
    let deletes = verb.role == Deletes;
    if deletes && (has(after, &[Later]) || has(before, &[Later])) {
        return false;
    }
    let is_yours = is_yours(before);
    let is_meant = match verb.form {
        Form::Infinitive => true,
        Form::Order => !is_yours || has(before, &[Wants]),
        Form::Wished => has(before, &[Wants]),
        Form::Doing => has(before, &[Person, Begs]),
        Form::Done => before.last().is_some_and(|word| word.role == Begs),
        Form::Plain => {
            let is_said = has(before, &[Person, Wants]) || before.iter().all(is_empty);
            let has_done = has(before, &[Had, Is, Be]) || (deletes && has(before, &[Have]));
            is_said && !has_done && (!is_yours || has(before, &[Person, Wants]))
        }
    };
    (is_meant && names(before, verb, after, earlier))
        || (matches!(verb.form, Form::Done | Form::Plain) && is_done_to_mine(before))
}

/// Whether who is spoken to does it.
fn is_yours(before: &[Word<'_>]) -> bool {
    let subject = before.iter().rfind(|word| !matches!(word.role, It | Denies | Small));
    subject.is_some_and(|word| word.role == You)
}

/// Whether a verb's object is the person's.
fn names(before: &[Word<'_>], verb: &Word<'_>, after: &[Word<'_>], earlier: &Earlier) -> bool {
    let content: Vec<&Word<'_>> = after.iter().filter(|word| !is_empty(word)).collect();
    let is_all = |word: Option<&Word<'_>>| word.is_some_and(|word| word.role == Everything);
    let named = |roles: &[Role]| is_named(after, NEAR, roles);
    let of_it = || earlier.is_meant() || has(before, &[Consent, Credentials]);
    let is_it = |word: &Word<'_>| word.role == It;
    let empty_before =
        before.iter().all(|word| is_empty(word) || matches!(word.role, It | Have | Is | Consent | Credentials));
    named(&[Consent, Credentials])
        || (verb.role == Deletes && named(&[Mail]))
        || (is_all(before.last()) && content.iter().all(|word| is_it(word)))
        || is_everything(after)
        || (before.last().is_some_and(is_object) && of_it())
        || (!content.is_empty() && content.iter().all(|word| is_it(word)) && of_it())
        || (content.is_empty() && empty_before && (verb.role == Takes || of_it()))
}

/// « Tout », not « tout mon argent »
fn is_everything(after: &[Word<'_>]) -> bool {
    let Some(at) = after.iter().position(|word| !is_empty(word)) else { return false };
    let ends = |word: &Word<'_>| {
        matches!(word.role, Idle | Begs | Cuts | But | Person | You | Supposes)
            || matches!(word.text, "ce" | "ca" | "cela" | "that" | "this" | "et" | "and" | "que")
    };
    after[at].role == Everything && after.get(at + 1).is_none_or(ends)
}

/// « Les supprimer »
fn is_object(word: &Word<'_>) -> bool {
    matches!(word.text, "le" | "la" | "les" | "l")
}

/// Whether one of the first words that mean something is of these roles, and the person's.
fn is_named(words: &[Word<'_>], within: usize, roles: &[Role]) -> bool {
    let places =
        (0..words.len()).filter(|at| !is_empty(&words[*at]) && !matches!(words[*at].role, It | Theirs | Everything));
    let found = places.take(within).find(|at| roles.contains(&words[*at].role));
    found.is_some_and(|at| at == 0 || words[at - 1].role != Theirs)
}

/// « Mon accord est retiré. » « Je souhaite que mes identifiants soient supprimés. »
fn is_done_to_mine(before: &[Word<'_>]) -> bool {
    let Some(at) = before.iter().rposition(|word| matches!(word.role, Consent | Credentials | Everything | It)) else {
        return false;
    };
    let between = &before[at + 1..];
    let is_theirs = at > 0 && before[at - 1].role == Theirs;
    let is_wished = has(&before[..at], &[Wants]) || between.iter().any(|word| matches!(word.role, Be | Wants));
    let links = |word: &Word<'_>| is_empty(word) || matches!(word.role, Be | Is);
    let is_said = is_wished || has(&before[..at], &[Begs]) || before[..at].iter().all(is_empty);
    let is_mine = match before[at].role {
        Consent => is_said,
        Credentials => is_wished,
        _ => has(&before[..at], &[Wants]) && between.iter().all(is_empty),
    };
    is_mine && !is_theirs && between.iter().all(links)
}

/// « Arrêtez d'utiliser mes codes. » « Stop. »
fn ends(before: &[Word<'_>], verb: &Word<'_>, after: &[Word<'_>]) -> bool {
    let is_said = match verb.form {
        Form::Infinitive | Form::Order => before.last().is_none_or(|word| word.role != You),
        Form::Plain => (has(before, &[Person, Wants]) || before.iter().all(is_empty)) && !has(before, &[Have, Had]),
        _ => false,
    };
    let is_thing = |word: &Word<'_>| matches!(word.role, Consent | Credentials | Account | Everything);
    let is_reflexive = before.last().is_some_and(|word| matches!(word.text, "s" | "se"));
    let before = before.split_last().filter(|(last, _)| last.role == Everything).map_or(before, |(_, before)| before);
    is_said
        && !is_reflexive
        && (is_bare(before, after) || after.iter().filter(|word| !is_empty(word)).take(FAR).any(is_thing))
}

/// Whether nothing is said beside.
fn is_bare(before: &[Word<'_>], after: &[Word<'_>]) -> bool {
    let is_small = |word: &Word<'_>| is_empty(word) || word.role == It;
    before.iter().all(is_small) && after.iter().all(is_small)
}

/// « Suppression de mes codes »
fn is_deed(before: &[Word<'_>], after: &[Word<'_>]) -> bool {
    let is_thanked = has(before, &[Begs, Idle]) && before.iter().any(|word| matches!(word.text, "pour" | "for"));
    let is_told = has(before, &[Had, Later])
        || has(after, &[Later])
        || (before.iter().any(|word| word.text == "confirm") && !has(before, &[Person]));
    let is_said = before.iter().all(|word| is_empty(word) || matches!(word.role, Consent | Is | It))
        && after.iter().all(is_empty);
    !is_thanked && !is_told && (is_said || is_named(after, NEAR, &[Consent, Credentials]))
}

/// « N'utilisez pas mes codes. » « Je refuse que vous utilisiez mes codes. »
fn is_forbidden(before: &[Word<'_>], verb: &Word<'_>, after: &[Word<'_>], earlier: &Earlier) -> bool {
    if has(before, &[Supposes, Asks, Tells, Bank]) || before.iter().any(|word| word.role == Had && word.text != "avez")
    {
        return false;
    }
    let denies =
        has(before, &[Denies]) || after.iter().take(2).any(|word| matches!(word.text, "pas" | "plus" | "rien"));
    let is_it = before.last().is_some_and(is_object) && earlier.is_meant();
    let object = &[Consent, Credentials, Account, Bank];
    let is_named = verb.role == Proceeds || is_it || is_everything(after) || is_named(after, FAR, object);
    let forbids = before.iter().position(|word| word.role == Forbids && word.form != Form::Done);
    let is_forbidden = match (forbids, verb.form) {
        (Some(at), _) => !has(&before[..at], &[Denies, Have]),
        (None, _) if !denies => false,
        (None, Form::Order) => {
            let ne = before.iter().rposition(|word| matches!(word.text, "ne" | "n")).unwrap_or(before.len());
            !before[..ne].last().is_some_and(|word| word.role == You)
        }
        (None, _) if has(before, &[Wants, Begs]) => true,
        (None, Form::Infinitive | Form::Plain) => {
            let is_somebodys = has(before, &[You, Can, Have]);
            let is_mine = verb.role != Proceeds && has(before, &[Person]);
            is_to_be_denied(before) || (verb.form == Form::Plain && !is_somebodys && !is_mine)
        }
        _ => false,
    };
    is_forbidden && is_named
}

/// « Ne pas utiliser mes codes. » "Do not go ahead."
fn is_to_be_denied(before: &[Word<'_>]) -> bool {
    let mut last = before.iter().rev().filter(|word| !matches!(word.role, Small | It | You)).map(|word| word.text);
    match last.next() {
        Some("pas" | "plus" | "jamais" | "rien") => last.next() == Some("ne"),
        Some("not" | "never" | "nobody") => !has(before, &[Person, You, Can]),
        Some("inutile") => true,
        _ => false,
    }
}

/// « Je ne suis plus d'accord. »
fn no_longer_consents(before: &[Word<'_>], after: &[Word<'_>]) -> bool {
    let denies = has(before, &[Denies]) || after.first().is_some_and(|word| matches!(word.text, "pas" | "plus"));
    let mut content = after.iter().filter(|word| !is_empty(word) && !matches!(word.role, Denies | It)).peekable();
    let is_object = |word: &Word<'_>| matches!(word.role, Consent | Credentials | Account | Uses | Proceeds);
    denies
        && has(before, &[Person])
        && !has(before, &[Supposes, Asks, Tells, Had])
        && (content.peek().is_none() || content.take(FAR - 1).any(is_object))
}

/// « Vous n'avez plus mon accord. » « Je ne donne plus mon accord. »
fn is_not_given(before: &[Word<'_>], consent: &Word<'_>) -> bool {
    let has_given = |word: &Word<'_>| matches!(word.text, "avez" | "have" | "donne" | "give");
    let Some(at) = before.iter().rposition(has_given) else { return false };
    let is_near = before[at + 1..].iter().all(|word| is_empty(word) || matches!(word.role, Denies | It));
    !matches!(consent.text, "demande" | "request")
        && is_near
        && has(before, &[Denies])
        && has(before, &[Person, You])
        && !has(before, &[Supposes, Asks, Tells, Can, Theirs])
}

/// « Je ne veux plus. » « Je ne veux pas que mes codes restent chez vous. »
fn is_unwanted(part: &[Word<'_>]) -> bool {
    let said: Vec<&Word<'_>> = part.iter().filter(|word| !matches!(word.role, Idle | Cuts | But | Begs)).collect();
    let last: Vec<&str> = said.iter().rev().take(2).map(|word| word.text).collect();
    if matches!(last[..], ["plus", "veux" | "veu" | "souhaite" | "desire"]) {
        return true;
    }
    let is_other = |word: &Word<'_>| matches!(word.text, "que" | "qu" | "my" | "you" | "anyone" | "anybody");
    let Some(at) = part.iter().position(is_other) else { return false };
    let (before, after) = part.split_at(at);
    has(before, &[Wants])
        && has(before, &[Denies])
        && !has(before, &[Supposes, Asks, Tells])
        && !has(after, &[Takes, Deletes, Ends])
        && (part[at].text != "my" || has(after, &[Uses]))
        && is_named(after, FAR, &[Consent, Credentials, Account])
}
