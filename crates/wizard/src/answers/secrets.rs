//! Finds what must not stand in a description, which is not sealed: card numbers and codes.

use std::sync::LazyLock;

use iban::Iban;
use pli_format::text;
use regex::{Captures, Match, Regex};
use unicode_normalization::UnicodeNormalization as _;

/// How the number of an account begins, as ISO 13616 has it.
static ACCOUNT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Z]{2}\d{2}"));

/// Digits, whatever stands between their groups but letters.
static DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d+(?:[\s\pP\pS]+\d+)*"));

static GROUP: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d+"));

/// Telephone numbers of France, where no other digit stands before: no card's number begins with a zero.
static TELEPHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(^|\n|[^\w\s.-][ .-]{0,2}|\p{Alphabetic}[ .-]{1,2})(?:(?:\+33 ?|0)[1-9](?:[ .-]?\d\d){4}\b\s?)+")
});

/// A date, which stands beside a code as often as in it; without its year after a word that says so.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let (day, month, year) = (r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d{2}");
    let said = "(?:le|du|au|depuis|dès|on|since)";
    pattern(&format!(
        r"(?i)\b(?:(?:{day}[/.-])?{month}[/.-]{year}|{year}-{month}-{day}|{day}/{month}/\d{{2}}|{said} {day}[/.-]{month}(?:[/.-]\d{{2}})?|{said} {day} {month} {year})\b"
    ))
});

/// "1 200 euros", "12 fois"
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:\d{1,3}(?:[ .,]?\d{3})*(?:[.,]\d{1,2})? ?(?:€|eur(?:os?)?\b)|\d{1,3} (?:fois|ans|jours|comptes?|times|days)\b)",
    )
});

/// "12 rue du Code, 75011 Paris"
static STREET: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:rue|avenue|boulevard) [^\n\d]{1,40}\d{5}\b"));

/// Codes that are no secret: "code d’erreur : 4012" is what the developer wants to know.
static PUBLIC_CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:codes? (?:d[’']erreur|erreur|retour|http|postal|bic|swift|isin|iban|banque|guichet|agence|promo|(?:de )?parrainage|ape|naf|insee)|(?:erreur|error|status|postal|zip) codes?)\s*(?:est|is)?\s*[:=n°]*\s*\S+",
    )
});

/// "Erreur, code : 1009", "Code : `ERR_1009`", or four digits of a code that nothing says to be somebody’s: "le code 1009".
static ERROR_CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)(?:\b(?:erreur|error|bug)\b[^.\n\d]{{0,24}}\bcodes?\s*[:=n°«“\x22(]*\s*(?:[A-Z]+[-_])?\d{{1,4}}|(?:{WORD}\s+){{0,2}}\bcodes?\s*(?:[:=]?\s*err(?:or|eur)?[-_ ]?\d{{1,4}}|[n°«“\x22(]*\s*\d{{4}}))\b(?P<more>{FIFTH})?"
    ))
});

/// What says that a code is somebody’s.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:mon|mes|ton|tes|son|ses|notre|nos|votre|vos|my|your|our|pin|secret|perso(?:nnel)?|personal)\b")
});

/// Shorter words of letters and digits are names of things: `4G`, `LCL2`.
const MIXED_SHORTEST: usize = 6;

const WORD: &str = r"[\p{Alphabetic}’']+";

/// The words people put before a secret, and what they say of it in brackets. A password may be a word; a code has a
/// digit.
const NAMED: &str = r"(?i)\b(?:(?P<password>mots?[ -]?de[ -]?passes?|mdp|pwd|passwd|passwords?|passphrases?|pass)|codes?|passcodes?|pin|otp|identifiants?|logins?|user\s?names?|(?:num[ée]ros?|n[°o]\.?) (?:de |d[’'])?(?:client|abonn[ée]|identification))(?: \([^)\n]{0,20}\))?";

/// Which code it is.
const KIND: &str = r"(?: (?:personnel|perso|secret|confidentiel|bancaire|lcl|client|personal|reçu|(?:par )?sms|certicode|de (?:validation|confirmation|sécurité)|d[’']accès|à \d chiffres))";

const IS: &str = r"\b(?:est|et|était|sont|c[’']?est|c|is|was|are)\b";

/// "code : azerty12", "mdp=Azerty", "mot de passe LCL → abcdef."
static AFTER_COLON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"{NAMED}(?: {WORD}){{0,2}}\s*[:=→]\s*[«“\x22'(]*\s*(?P<word>\S{{4,}})(?P<next>[^\n]?)"))
});

/// Four digits and more, whatever people put between them; a comma only between single ones.
const FOUR: &str = r"\d(?:(?:[ .·•/_|\p{Pd}]{0,3}\d){3}|(?: ?, ?\d\b){3})";

/// One digit more.
const FIFTH: &str = r"[ .,·•/_|\p{Pd}]{0,3}\d";

/// "mon code est 482915", "code SMS 482915", "code : 48 29 15"
static DIGITS_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"{NAMED}{KIND}{{0,3}}\s*,?\s*(?:{IS}|n°|-+>?|→)?(?: (?:le suivant|le|bien|toujours|maintenant|donc|now))?\s*[:=]?[«“\x22'(\s]*{FOUR}"
    ))
});

/// "le code qu’ils m’ont donné est 482915", "mes identifiants sont 0481516234 et 482915": of four digits it may be an
/// error's.
static DIGITS_SAID: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"{NAMED}(?: {WORD}){{0,4}}\s*{IS}\s*:?\s*[«“\x22'(]*\s*{FOUR}{FIFTH}")));

/// "le code reçu ce matin : 482 915"
static DIGITS_AFTER_COLON: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"{NAMED}(?: {WORD}){{1,5}}\s*[:=]\s*[«“\x22'(]*\s*{FOUR}{FIFTH}")));

/// "482915 est mon code", "482915 (mon code)": a sentence about a year, or a telephone number, goes on.
static DIGITS_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    let named = NAMED.replace("(?P<password>", "(?:");
    let (stop, whose) = (r"[\d .»”\x22')]*", r"\s*(?:mon |my |le |the )?");
    pattern(&format!(
        r"(?i)\b{FOUR}(?:{stop}\b(?:est|is|comme){whose}{named}|{FIFTH}{stop}(?:c[’']est|[:=(]){whose}{named}{KIND}*\s*(?:[.,;!)\n]|$))"
    ))
});

/// Letters and digits in one word, of which a sentence has none.
const MIXED: &str = r"[«“\x22'(]*\s*(?P<word>(?:\p{Alphabetic}+[\d@#$%&*+_]|[\d@#$%&*+_]+\p{Alphabetic})\S*)";

/// "mon mot de passe est Azerty12"
static MIXED_SAID: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"{NAMED}(?: {WORD}){{0,3}}\s*,?\s*{IS}\s*{MIXED}")));

/// "mdp Azerty12!", "Mot de passe LCL - Azerty12"
static MIXED_AFTER: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"{NAMED}(?: lcl)?[\s→\p{{Pd}}]+{MIXED}")));

/// "mot de passe de mon compte : Azerty12", where a word alone is the next of the sentence.
static FAR_COLON: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"{NAMED}(?: {WORD}){{3,5}}\s*[:=]\s*[«“\x22'(]*\s*(?P<word>\S{{4,}})")));

/// The most characters of an account's number (ISO 13616).
const ACCOUNT_LONGEST: usize = 34;

/// The most digits of a card's number.
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
        // Two of them hold a card's digits by chance.
        let text = TELEPHONE.replace_all(&text, "${1}x ");
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

/// Whether groups of a run are written as one number: in a card's own groups, with the same of what stands in any number
/// between them, or alike. Telephone numbers, dates and amounts that follow one another are a card's digits by chance.
fn is_one_number(run: &str, groups: &[Match<'_>]) -> bool {
    let lengths: Vec<usize> = groups.iter().map(Match::len).collect();
    let between: Vec<&str> = groups.windows(2).map(|pair| &run[pair[0].end()..pair[1].start()]).collect();
    matches!(lengths[..], [4, 4, 4, 4] | [4, 6, 5])
        || lengths.iter().all(|length| *length == 1)
        || [" \n", ".", "-"].iter().any(|one| between.iter().all(|signs| signs.len() == 1 && one.contains(*signs)))
        || are_alike(&lengths) && between.windows(2).all(|pair| pair[0].trim() == pair[1].trim())
}

/// Whether groups have as many digits each, but for fewer in the last.
fn are_alike(lengths: &[usize]) -> bool {
    let [first, between @ .., last] = lengths else { return true };
    between.iter().all(|length| length == first) && last <= first
}

/// Whether it is the number of a card that was issued, the last digit a Luhn check.
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
    is_issued(digits) && luhn(digits)
}

/// Whether a network issues numbers that begin so, of this length (ISO/IEC 7812). No year is among them, no firm's number
/// of fourteen digits, with the same check, and no telephone's of fifteen.
fn is_issued(digits: &str) -> bool {
    let first = digits.get(..4).and_then(|first| first.parse::<u32>().ok()).unwrap_or(0);
    matches!(
        (first, digits.len()),
        (4000..=4999, 13 | 16 | 19)
            | (3400..=3499 | 3700..=3799, 15)
            | (2200..=2204 | 2221..=2720 | 3000..=3099 | 3500..=3699 | 3800..=3999 | 5100..=5599, 16)
            | (5000..=5099 | 5600..=6999, 16..=19)
    )
}

/// Whether the text holds what looks like a password or a code that somebody named.
pub fn has_code(text: &str) -> bool {
    text::in_digits(&in_ascii(text)).iter().any(|text| names_code(text))
}

fn names_code(text: &str) -> bool {
    let text = without_innocents(text);
    let has = |pattern: &Regex, is_secret: fn(&Captures<'_>) -> bool| {
        pattern.captures_iter(&text).any(|found| is_secret(&found))
    };
    [&DIGITS_AFTER, &DIGITS_SAID, &DIGITS_AFTER_COLON, &DIGITS_BEFORE].into_iter().any(|digits| digits.is_match(&text))
        || has(&MIXED_SAID, |found| is_mixed(&found["word"]))
        || has(&MIXED_AFTER, |found| found.name("password").is_some() && is_mixed(&found["word"]))
        || has(&AFTER_COLON, is_password)
        || has(&FAR_COLON, |found| found["word"].contains(|c: char| c.is_ascii_digit()))
}

/// The text without numbers that stand beside a code and are none.
fn without_innocents(text: &str) -> String {
    let without = |text: String, innocent: &&LazyLock<Regex>| innocent.replace_all(&text, "x").into_owned();
    let text = [&DATE, &AMOUNT, &STREET, &PUBLIC_CODE].iter().fold(text.to_owned(), without);
    let unless_own = |found: &Captures<'_>| {
        let is_secret = found.name("more").is_some() || OWN.is_match(&found[0]);
        if is_secret { found[0].to_owned() } else { "x".to_owned() }
    };
    ERROR_CODE.replace_all(&text, unless_own).into_owned()
}

/// Whether a word of letters and digits is a password, and neither the name of a thing nor an address.
fn is_mixed(word: &str) -> bool {
    word.chars().count() >= MIXED_SHORTEST && !is_address(word)
}

fn is_address(word: &str) -> bool {
    let is_mail = word.split_once('@').is_some_and(|(_, domain)| domain.contains('.'));
    is_mail || word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
}

/// What people say of a password, at the end of a sentence, but for the French participles in -é. (Who has one of these
/// as a password is told when it is sealed.)
const SAID_OF_PASSWORDS: [&str; 45] = [
    "impossible",
    "incorrect",
    "correct",
    "invalide",
    "valide",
    "identique",
    "pareil",
    "erreur",
    "inconnu",
    "échec",
    "faux",
    "bonne",
    "exact",
    "même",
    "perdu",
    "aucun",
    "jamais",
    "rien",
    "idem",
    "reçu",
    "mauvais",
    "fonctionne",
    "marche",
    "nouveau",
    "ancien",
    "absent",
    "refused",
    "rejected",
    "invalid",
    "valid",
    "unchanged",
    "error",
    "blocked",
    "expired",
    "unknown",
    "accepted",
    "changed",
    "reset",
    "wrong",
    "right",
    "failed",
    "lost",
    "none",
    "same",
    "works",
];

/// Whether a word is said of a password, in any gender and number.
fn is_said(word: &str) -> bool {
    let word = word.to_lowercase();
    let plain = word.trim_end_matches('s').trim_end_matches('e');
    plain.ends_with('é') || SAID_OF_PASSWORDS.iter().any(|said| *said == word || said.trim_end_matches('e') == plain)
}

/// Whether what follows a colon is a password and not the next word of a sentence: it has a digit or
/// a sign in it, or the sentence ends there and a password was named.
fn is_password(found: &Captures<'_>) -> bool {
    let word = &found["word"];
    let core = word.trim_end_matches(['.', ',', ';', '!', '?', ')', '»', '”', '"', '\'']);
    let has_sign = core.chars().any(|c| !c.is_alphabetic() && !matches!(c, '’' | '\'' | '-'));
    let ends = core != word || found["next"].is_empty();
    let is_named = found.name("password").is_some();
    core.chars().count() >= 4 && (is_named || !is_address(core)) && (has_sign || ends && is_named && !is_said(core))
}
