//! Finds what must not stand in a description, which is not sealed: card numbers and codes.

use std::sync::LazyLock;

use pli_format::text;
use regex::{Captures, Match, Regex};
use unicode_normalization::UnicodeNormalization as _;

static IBAN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Z]{2}\d{2}(?:[ \u{a0}\u{202f}]?[0-9A-Z]{2,4}){3,8}\b"));

/// A card's number in its own groups, or digit by digit, whatever stands between them.
static CARD_GROUPS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b\d{4}(?:[\s\pP\pS]{1,3}\d{4}){3}\b|\b\d{4}[\s\pP\pS]{1,3}\d{6}[\s\pP\pS]{1,3}\d{5}\b|\b\d(?:[\s\pP\pS]{1,3}\d){12,18}\b",
    )
});

static DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d+(?:[ .\-\u{a0}\u{202f}\n]\d+)*"));

/// Digits with a letter or two that a scan took for one.
static SCANNED: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[\dOoIl]+\b"));

/// A date, which stands beside a code as often as in it.
static DATE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d{2}\b"));

/// Shorter words of letters and digits are names of things: `4G`, `LCL2`.
const MIXED_SHORTEST: usize = 6;

/// The words people put before a secret.
const NAMED: &str = r"(?i)\b(?:codes?|mots? de passe|mdp|passwords?|passcodes?|pin|pass|otp|identifiants?|logins?|user\s?names?|num[ée]ros? (?:de )?client)";

/// "code : azerty12", "mdp=Azerty", "code: abcdef."
static AFTER_COLON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"{NAMED}(?: [\p{{Alphabetic}}’']+){{0,2}}\s*[:=]\s*[«“\x22'(]*\s*(\S{{4,}})([^\n]?)"))
});

/// Four digits and more, whatever people put between them; a comma only between single ones.
const FOUR: &str = r"\d(?:(?:[ .·•/_|\p{Pd}]{0,3}\d){3}|(?: ?, ?\d\b){3})";

/// One digit more.
const FIFTH: &str = r"[ .,·•/_|\p{Pd}]{0,3}\d";

/// "mon code est 482915", "code 482915", "code : 48 29 15"
static DIGITS_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"{NAMED}(?: (?:personnel|perso|secret|confidentiel|bancaire|lcl|personal|secret))?\s*,?\s*(?:est|c[’']est|is|n°|-)?(?: (?:le|bien|toujours|maintenant|donc|now))?\s*[:=]?[«“\x22'(\s]*{FOUR}"
    ))
});

/// "le code reçu par SMS est 482915", "mes identifiants sont 0481516234 et 482915": of four digits it may be an
/// error's.
static DIGITS_SAID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"{NAMED}(?: [\p{{Alphabetic}}’']+){{0,4}}\s*(?:est|sont|c[’']est|is|are)\s*:?\s*[«“\x22'(]*\s*{FOUR}{FIFTH}"
    ))
});

/// "le code reçu par SMS : 482 915"
static DIGITS_AFTER_COLON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"{NAMED}(?: [\p{{Alphabetic}}’']+){{1,5}}\s*[:=]\s*[«“\x22'(]*\s*{FOUR}{FIFTH}"))
});

/// "482915 est mon code"
static DIGITS_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b{FOUR}[\d .»”\x22')]*(?:est|is)\s+(?:mon|my)\s+{NAMED}")));

/// "mon mot de passe est Azerty12": letters and digits in one word are none of a sentence.
static MIXED_SAID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"{NAMED}(?: [\p{{Alphabetic}}’']+){{0,3}}\s*(?:est|sont|c[’']est|is|are)\s*[«“\x22'(]*\s*((?:\p{{Alphabetic}}+[\d@#$%&*+_]|[\d@#$%&*+_]+\p{{Alphabetic}})\S*)"
    ))
});

/// "mot de passe de mon compte : Azerty12", where a word alone is the next of the sentence.
static FAR_COLON: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"{NAMED}(?: [\p{{Alphabetic}}’']+){{3,5}}\s*[:=]\s*[«“\x22'(]*\s*(\S{{4,}})")));

/// "code d’erreur : 4012" is what the developer wants to know.
static ERROR_CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:codes? (?:d[’']erreur|erreur|postal)|(?:erreur|error|status|postal|zip) codes?)\s*[:=n°]*\s*\S+")
});

/// What a telephone puts around a digit to make a key of it.
const KEYCAP: char = '\u{20e3}';

/// Every digit as one of ASCII: those of all scripts, wide and small ones too, dictated ones and those that a scan took
/// for a letter.
fn plain(text: &str) -> String {
    let text: String = text.nfkc().filter(|c| *c != KEYCAP).map(text::ascii_digit).collect();
    let text = text::in_digits(&text);
    SCANNED.replace_all(&text, |word: &Captures<'_>| scanned(&word[0])).into_owned()
}

fn scanned(word: &str) -> String {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    if digits < 2 || digits * 2 <= word.len() {
        return word.to_owned();
    }
    word.replace(['O', 'o'], "0").replace(['I', 'l'], "1")
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a literal pattern, compiled in every test run")
}

/// Whether the text holds a payment card's number, also written in groups.
pub fn has_card_number(text: &str) -> bool {
    let text = plain(text);
    let text = IBAN.replace_all(&text, "x");
    let in_groups = |run: Match<'_>| is_card(&run.as_str().chars().filter(char::is_ascii_digit).collect::<String>());
    CARD_GROUPS.find_iter(&text).any(in_groups)
        || DIGITS.find_iter(&text).any(|run| {
            let groups: Vec<&str> = run.as_str().split(|c: char| !c.is_ascii_digit()).collect();
            (0..groups.len()).any(|from| (from..groups.len()).any(|to| is_card(&groups[from..=to].concat())))
        })
}

/// ISO/IEC 7812: 13 to 19 digits of a payment industry (first digit 2 to 6), the last a Luhn check.
fn is_card(digits: &str) -> bool {
    let luhn = |digits: &str| {
        let sum: u32 = digits
            .bytes()
            .rev()
            .enumerate()
            .map(|(place, digit)| match (place % 2, u32::from(digit - b'0')) {
                (1, digit) if digit > 4 => digit * 2 - 9,
                (1, digit) => digit * 2,
                (_, digit) => digit,
            })
            .sum();
        sum.is_multiple_of(10)
    };
    (13..=19).contains(&digits.len()) && matches!(digits.as_bytes()[0], b'2'..=b'6') && luhn(digits)
}

/// Whether the text holds what looks like a password or a code that somebody named.
pub fn has_code(text: &str) -> bool {
    let text = plain(text);
    let text = ERROR_CODE.replace_all(&text, "x");
    let text = DATE.replace_all(&text, "x");
    [&DIGITS_AFTER, &DIGITS_SAID, &DIGITS_AFTER_COLON, &DIGITS_BEFORE].into_iter().any(|digits| digits.is_match(&text))
        || MIXED_SAID.captures_iter(&text).any(|found| is_mixed(&found[1]))
        || AFTER_COLON.captures_iter(&text).any(|found| is_password(&found[1], &found[2]))
        || FAR_COLON.captures_iter(&text).any(|found| found[1].contains(|c: char| c.is_ascii_digit()))
}

/// Whether a word of letters and digits is a password, and neither the name of a thing nor an address.
fn is_mixed(word: &str) -> bool {
    let is_address = word.split_once('@').is_some_and(|(_, domain)| domain.contains('.'));
    word.chars().count() >= MIXED_SHORTEST && !is_address
}

/// What people say of a code, at the end of a sentence. (Who has one of these as a password is told when it is sealed.)
const SAID_OF_CODES: [&str; 24] = [
    "impossible",
    "refusé",
    "rejeté",
    "incorrect",
    "correct",
    "invalide",
    "valide",
    "inchangé",
    "identique",
    "pareil",
    "erreur",
    "bloqué",
    "expiré",
    "inconnu",
    "oublié",
    "refused",
    "rejected",
    "invalid",
    "valid",
    "unchanged",
    "error",
    "blocked",
    "expired",
    "unknown",
];

/// Whether what follows a colon is a password and not the next word of a sentence: it has a digit or
/// a sign in it, or the sentence ends there.
fn is_password(word: &str, next: &str) -> bool {
    let core = word.trim_end_matches(['.', ',', ';', '!', '?', ')', '»', '”', '"', '\'']);
    core.chars().count() >= 4
        && !SAID_OF_CODES.contains(&core.to_lowercase().trim_end_matches('s'))
        && (core.chars().any(|c| !c.is_alphabetic() && !matches!(c, '’' | '\'' | '-'))
            || core != word
            || next.is_empty())
}
