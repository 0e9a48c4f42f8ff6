//! Finds what must not stand in a description, which is not sealed: card numbers and codes.

use std::sync::LazyLock;

use iban::Iban;
use pli_format::text;
use regex::{Match, Regex};
use unicode_normalization::UnicodeNormalization as _;

/// How the number of an account begins, as ISO 13616 has it.
static ACCOUNT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Z]{2}\d{2}"));

/// Digits, whatever stands between their groups but letters.
static DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d+(?:[\s\pP\pS]+\d+)*"));

static GROUP: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d+"));

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

/// The most characters of an account's number (ISO 13616).
const ACCOUNT_LONGEST: usize = 34;

/// The most digits of a card's number (ISO/IEC 7812).
const CARD_LONGEST: usize = 19;

/// What a telephone puts around a digit to make a key of it.
const KEYCAP: char = '\u{20e3}';

/// Every digit as one of ASCII: those of all scripts, wide and small ones, too.
fn in_ascii(text: &str) -> String {
    text.nfkc().filter(|c| *c != KEYCAP).map(text::ascii_digit).collect()
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("a literal pattern, compiled in every test run")
}

/// Whether the text holds a payment card's number, also written in groups.
pub fn has_card_number(text: &str) -> bool {
    // In an account's number, an O is a letter as often as a zero.
    text::in_digits(&without_accounts(&in_ascii(text))).iter().any(|text| {
        let text = without_accounts(text);
        DIGITS.find_iter(&text).any(|run| holds_card(run.as_str()))
    })
}

/// The text without the numbers of accounts, some of whose digits may be a card's by chance.
fn without_accounts(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(found) = ACCOUNT.find(rest) {
        let (before, account) = rest.split_at(found.start());
        let end = account_end(account);
        kept += before;
        kept += if end.is_some() { "x" } else { &account[..found.len()] };
        rest = &account[end.unwrap_or(found.len())..];
    }
    kept + rest
}

/// Where an account's number ends that the text begins with: its country's length, and its check digits hold.
fn account_end(text: &str) -> Option<usize> {
    let mut number = String::new();
    let own = text.char_indices().take_while(|(_, c)| c.is_ascii_alphanumeric() || !c.is_alphanumeric());
    own.filter(|(_, c)| c.is_ascii_alphanumeric()).take(ACCOUNT_LONGEST).find_map(|(at, c)| {
        number.push(c);
        number.parse::<Iban>().is_ok().then_some(at + 1)
    })
}

/// Whether some of the groups of digits that stand together are a card's number.
fn holds_card(run: &str) -> bool {
    let groups: Vec<Match<'_>> = GROUP.find_iter(run).collect();
    (0..groups.len()).any(|from| {
        (from + 1..=groups.len())
            .map(|end| (&groups[from..end], digits_of(&groups[from..end])))
            .take_while(|(_, digits)| digits.len() <= CARD_LONGEST)
            .any(|(groups, digits)| is_card(&digits) && is_one_number(run, groups))
    })
}

fn digits_of(groups: &[Match<'_>]) -> String {
    groups.iter().map(Match::as_str).collect()
}

/// Whether groups of a run are written as one number: in a card's own groups, with what stands in any number between
/// them, or alike. Telephone numbers, dates and amounts that follow one another are a card's digits by chance.
fn is_one_number(run: &str, groups: &[Match<'_>]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(Match::len).collect();
    let between: Vec<&str> = groups.windows(2).map(|pair| &run[pair[0].end()..pair[1].start()]).collect();
    matches!(lengths[..], [4, 4, 4, 4] | [4, 6, 5])
        || lengths.iter().all(|length| *length == 1)
        || between.iter().all(|signs| matches!(*signs, " " | "." | "-" | "\n"))
        || are_alike(&lengths) && between.windows(2).all(|pair| pair[0].trim() == pair[1].trim())
}

/// Whether groups have as many digits each, but for fewer in the last.
fn are_alike(lengths: &[usize]) -> bool {
    let [first, between @ .., last] = lengths else { return true };
    between.iter().all(|length| length == first) && last <= first
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
    (13..=CARD_LONGEST).contains(&digits.len()) && matches!(digits.as_bytes()[0], b'2'..=b'6') && luhn(digits)
}

/// Whether the text holds what looks like a password or a code that somebody named.
pub fn has_code(text: &str) -> bool {
    text::in_digits(&in_ascii(text)).iter().any(|text| names_code(text))
}

fn names_code(text: &str) -> bool {
    let text = ERROR_CODE.replace_all(text, "x");
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
