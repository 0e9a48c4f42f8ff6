use percent_encoding::percent_decode_str;
use pli_format::{
    consent::person::{self, EmailError},
    text,
};

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

/// Endings that no domain has.
const NO_ENDING: [(&str, &str); 4] = [(".con", ".com"), (".cmo", ".com"), (".ocm", ".com"), (".comm", ".com")];

/// The address in what was typed or pasted; one that looks mistyped is asked about unless it was before.
pub(super) fn check(typed: &str, asked: bool) -> Result<String, Problem> {
    let problem = |code| Problem::new("email", code);
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
    match meant(domain).filter(|_| !asked) {
        Some(meant) => Err(problem(ProblemCode::EmailMistyped).with("meant", format!("{local}@{meant}"))),
        None => Ok(address),
    }
}

/// The address without what stands around it in a paste: `Hélène <a@b.fr>`, `mailto:a@b.fr?subject=x`,
/// `E-mail : « a@b.fr ».` A word before it without a sign of its own may be a part of it, mistyped.
fn read_out(line: &str) -> String {
    let inside = line.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map_or(line, |(inside, _)| inside);
    let labelled = match inside.rsplit_once(": ") {
        Some((_, rest)) if rest.contains('@') => rest,
        _ => inside,
    };
    let bare = labelled.trim_matches(stands_around);
    let scheme = bare.get(..7).filter(|start| start.eq_ignore_ascii_case("mailto:"));
    let Some(scheme) = scheme else { return bare.to_owned() };
    let address = bare[scheme.len()..].split(['?', '&']).next().unwrap_or_default();
    let address = percent_decode_str(address).decode_utf8_lossy();
    text::line(&address).trim_matches(stands_around).to_owned()
}

fn stands_around(c: char) -> bool {
    c == ' '
        || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '(' | ')' | '[' | ']' | '<' | '>')
        || matches!(c, '"' | '\'' | '«' | '»' | '“' | '”' | '„' | '‘' | '’')
}

/// The domain that was meant, where this one is a letter away from a usual one, or ends as none does.
fn meant(domain: &str) -> Option<String> {
    let domain = domain.to_lowercase();
    if USUAL.contains(&domain.as_str()) {
        return None;
    }
    let usual = USUAL.into_iter().filter(|usual| usual.len() > 7).find(|usual| is_one_slip(&domain, usual));
    let ending = || NO_ENDING.into_iter().find_map(|(no, yes)| Some(format!("{}{yes}", domain.strip_suffix(no)?)));
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
