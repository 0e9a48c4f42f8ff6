use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;
use pli_format::{
    consent::person::{self, EmailError},
    text,
};

use unicode_normalization::UnicodeNormalization as _;

use crate::{Problem, ProblemCode};

/// Where most people here have their mail.
const USUAL: [&str; 26] = [
    "gmail.com",
    "hotmail.com",
    "hotmail.fr",
    "outlook.com",
    "outlook.fr",
    "live.com",
    "live.fr",
    "msn.com",
    "yahoo.com",
    "yahoo.fr",
    "icloud.com",
    "me.com",
    "orange.fr",
    "wanadoo.fr",
    "free.fr",
    "sfr.fr",
    "neuf.fr",
    "laposte.net",
    "bbox.fr",
    "numericable.fr",
    "aol.com",
    "gmx.fr",
    "gmx.com",
    "proton.me",
    "protonmail.com",
    "ymail.com",
];

/// Endings that no domain has, of those who meant `.com`.
const NO_ENDINGS: [&str; 8] = [".con", ".cmo", ".ocm", ".comm", ".vom", ".cim", ".cpm", ".xom"];

/// The most characters that an address is looked for in: the longest, and as much around it as a paste brings along.
const PASTE_MAX: usize = 4 * person::EMAIL_MAX;

/// The address in what was typed or pasted; one that looks mistyped is asked about unless it was before.
pub(super) fn check(typed: &str, asked: bool) -> Result<String, Problem> {
    let problem = |code| Problem::new("email", code);
    if typed.chars().nth(PASTE_MAX).is_some() {
        return Err(problem(ProblemCode::EmailInvalid));
    }
    let address = read_out(&text::line(typed));
    let address = person::email(&address).map_err(|error| {
        problem(match error {
            EmailError::Empty => ProblemCode::EmailEmpty,
            EmailError::NoAt => ProblemCode::EmailNoAt,
            EmailError::Comma => ProblemCode::EmailComma,
            EmailError::NoEnding => ProblemCode::EmailNoEnding,
            EmailError::Invalid => ProblemCode::EmailInvalid,
        })
    })?;
    let (local, domain) = address.rsplit_once('@').unwrap_or_default();
    let meant = format!("{}@{}", meant_local(local), meant_domain(domain).as_deref().unwrap_or(domain));
    if asked || meant == address {
        return Ok(address);
    }
    Err(problem(ProblemCode::EmailMistyped).with("meant", meant))
}

/// What was meant before the `@`: a sign that an address may begin with, a word and `=`, or the beginning of a link, are
/// more often a paste's.
fn meant_local(local: &str) -> &str {
    let (_, named) = local.rsplit_once('=').unwrap_or(("", local));
    let bare = named.trim_start_matches(|c: char| c.is_ascii_punctuation() && c != '_');
    let bare = ["www.", "mailto."].into_iter().find_map(|link| bare.strip_prefix(link)).unwrap_or(bare);
    if bare.is_empty() { local } else { bare }
}

/// The address without what stands around it in a paste: `Hélène <a@b.fr>`, `mailto:a@b.fr?subject=x`,
/// `E-mail : « a@b.fr ».` A word before it without a sign of its own may be a part of it, mistyped.
fn read_out(line: &str) -> String {
    let line: String = line.chars().filter(|c| !is_raised(*c)).map(straight).nfkc().collect();
    let bare = unlabelled(unbracketed(&line)).trim_matches(stands_around);
    // An item of a list.
    let bare = unquoted(bare.strip_prefix("- ").unwrap_or(bare));
    let Some(rest) = without_scheme(bare) else { return closed(bare) };
    let mut parts = rest.trim_start_matches('/').split(['?', '&']);
    let address = parts.next().filter(|address| !address.is_empty());
    // RFC 6068: `mailto:?to=a@b.fr`.
    let address = address.or_else(|| parts.find_map(addressee)).unwrap_or_default();
    let address = percent_decode_str(address).decode_utf8_lossy();
    let address = text::line(&address);
    unquoted(unbracketed(&address).trim_matches(stands_around)).to_owned()
}

/// Whether it is the number of a note, or the sign after one: compatible with a character of an address.
fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰'..='⁹' | 'ª' | 'º')
}

/// An apostrophe as an address has it. A word processor bends it.
fn straight(c: char) -> char {
    if matches!(c, '’' | '‘' | '´' | '′') { '\'' } else { c }
}

/// The address without the dashes of a word processor, and without spaces around its one `@`.
fn closed(address: &str) -> String {
    let address: String = address.chars().map(|c| if text::is_dash(c) { '-' } else { c }).collect();
    let Some((local, domain)) = address.split_once('@') else { return address };
    format!("{}@{}", local.trim_end(), domain.trim_start())
}

/// Without the `_` around it, which a local part may begin with, and without what no domain ends with.
fn unquoted(address: &str) -> &str {
    let inside = address.strip_prefix('_').filter(|rest| rest.ends_with('_')).unwrap_or(address);
    inside.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '@' && !text::is_mark(c))
}

/// What follows `to=`.
fn addressee(part: &str) -> Option<&str> {
    part.split_once('=').filter(|(name, _)| name.eq_ignore_ascii_case("to")).map(|(_, to)| to)
}

/// What stands in brackets, where the address does; else what stands before them. Of two addresses none is taken.
fn unbracketed(line: &str) -> &str {
    if addresses(line).len() > 1 {
        return line;
    }
    for (open, close) in [('<', '>'), ('[', ']'), ('(', ')')] {
        let Some((before, rest)) = line.split_once(open) else { continue };
        let (inside, _) = rest.split_once(close).unwrap_or((rest, ""));
        match (inside.contains('@'), before.contains('@')) {
            (true, _) => return inside,
            (false, true) => return before,
            (false, false) => {}
        }
    }
    line
}

/// The words with an `@`, whatever their letters' case.
fn addresses(line: &str) -> BTreeSet<String> {
    let words = line.split(|c: char| c != '@' && stands_around(c) || matches!(c, '=' | '&'));
    words.filter(|word| word.contains('@')).map(str::to_lowercase).collect()
}

/// What follows `E-mail :`, or `E-mail –`, however often.
fn unlabelled(mut line: &str) -> &str {
    loop {
        let names = |(label, rest): &(&str, &str)| !label.contains('@') && rest.contains('@');
        let after = |sign: &str| line.split_once(sign).filter(names).map(|(_, rest)| rest);
        let rest = [" - ", " – ", " — ", " = ", " → ", " | "].into_iter().find_map(after).unwrap_or(line);
        let rest = rest.split_once('=').filter(|(label, _)| names_address(label)).map_or(rest, |(_, rest)| rest);
        let is_scheme = |label: &str| label.trim_start_matches(stands_around).eq_ignore_ascii_case("mailto");
        match rest.split_once(':').filter(names) {
            Some((label, rest)) if !is_scheme(label) => line = rest,
            _ => return rest,
        }
    }
}

/// Whether it is the name of such a field, and no link: an address may hold a `=`.
fn names_address(label: &str) -> bool {
    let label = label.to_lowercase();
    ["mail", "courriel", "adress"].into_iter().any(|word| label.contains(word)) && !label.contains([':', '@'])
}

fn without_scheme(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once(':')?;
    scheme.eq_ignore_ascii_case("mailto").then_some(rest)
}

fn stands_around(c: char) -> bool {
    c == ' '
        || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '<' | '>')
        || matches!(c, '"' | '\'' | '`' | '*' | '{' | '}' | '|' | '/' | '\\' | '~')
        // Quotation marks, bullets, arrows, pictures.
        || (!c.is_ascii() && !c.is_alphanumeric())
}

/// The domain that was meant, where this one is a letter away from a usual one, or ends as none does.
fn meant_domain(domain: &str) -> Option<String> {
    let domain = domain.to_lowercase();
    if USUAL.contains(&domain.as_str()) {
        return None;
    }
    let usual = USUAL.into_iter().filter(|usual| usual.len() > 7).find(|usual| is_one_slip(&domain, usual));
    let ending = || NO_ENDINGS.into_iter().find_map(|ending| Some(format!("{}.com", domain.strip_suffix(ending)?)));
    usual.map(str::to_owned).or_else(ending)
}

/// Whether one letter is missing, too many, another, or changed places with its neighbour.
fn is_one_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant) = (typed.as_bytes(), meant.as_bytes());
    let same = typed.iter().zip(meant).take_while(|(one, other)| one == other).count();
    let (typed, meant) = (&typed[same..], &meant[same..]);
    match (typed, meant) {
        ([a, b, typed @ ..], [c, d, meant @ ..]) if a == d && b == c && typed == meant => true,
        ([_, typed @ ..], [_, meant @ ..]) if typed == meant => true,
        ([_, rest @ ..], meant) if rest == meant => true,
        (typed, [_, rest @ ..]) if typed == rest => true,
        _ => false,
    }
}
