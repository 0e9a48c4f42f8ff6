//! Finds codes, passwords and identifiers that somebody names, which must not stand in what is not sealed.

use std::sync::LazyLock;

use pli_format::text;
use regex::{Captures, Regex};

use super::{
    digits::{FIFTH, FOUR, WORD, in_ascii, pattern},
    innocents::{is_mask, is_of_word, is_said, names_error, without_innocents},
};

/// Shorter words of letters and digits are names of things: `4G`, `LCL2`.
const MIXED_SHORTEST: usize = 6;

/// The words people put before a secret, and what they say of it in brackets. A password may be a word, and the name of
/// one stand in quotation marks; a code has a digit.
const NAMED: &str = r"(?i)\b(?:(?P<password>mots?[ -]?de[ -]?passes?|mdp|pwd|passwd|passwords?|passphrases?|pass|réponse (?:secrète|à (?:la|ma) question secrète)|secret answer)[\x22'’»”*_`]{0,3}|codes?|passcodes?|pin|otp|identifiants?|logins?|user\s?names?|(?:num[ée]ros? |n[°o]\.? ?)(?:de |d[’'])?(?:client|abonn[ée]|identification))(?: \([^)\n]{0,20}\))?";

/// Which code it is: of those that are given to one person.
const KIND: &str = r"(?: (?:personnel|perso|personal|secret|confidentiel|client|unique|à usage unique|temporaire|provisoire|actuel|reçu|numéro|number|à \d chiffres|banque|bancaire|lcl|cb|bankin[’']?|internet|appli|(?:par )?sms|certicode|digipass|sécuripass|2fa|a2f|(?:de |d[’'])(?:accès|activation|authentification|carte|confirmation|connexion|déblocage|identification|l[’']appli(?:cation)?|ma carte(?: (?:bleue|bancaire))?|sécurité|validation|vérification)))";

const IS: &str = r"\b(?:est|et|était|sont|c[’']?est|c|is|was|are)\b";

/// "code : azerty12", "mdp=Azerty", "mot de passe LCL → abcdef."
static AFTER_COLON: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"{NAMED}(?: {WORD}){{0,2}}\s*[:=→]\s*[«“\x22'(]*\s*(?P<word>\S{{4,}})(?P<next>[^\n]?)"))
});

/// The signs that people put between a name and a code: quotation marks, brackets, arrows, bullets and pictures, but no
/// currency's.
const SIGN: &str = r"[\p{Sm}\p{So}\p{Sk}\p{Pi}\p{Pf}\p{Ps}\p{Pe}\p{Pd}:*_#&@\x22']";

/// "mon code est 482915", "code SMS 482915", "code : 48 29 15"; and on the next line, where nothing else is.
static DIGITS_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    let bien = r"(?: (?:le suivant|le|bien|toujours|maintenant|donc|now)){0,2}";
    pattern(&format!(
        r"{NAMED}{KIND}{{0,3}} *,?(?: *(?:{IS}\s*|n°|→)?{bien} *(?:{SIGN}+ *){{0,3}}(?:[:=]\s*)?{FOUR}|\s*\n\s*{FOUR}[\d |;/]*(?:\n|$))"
    ))
});

/// "le code qu’ils m’ont donné est 482915", "mes identifiants sont 0481516234 et 482915": of four digits it may be an
/// error's.
static DIGITS_SAID: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"{NAMED}(?: {WORD}){{0,4}}\s*{IS}\s*:?\s*[«“\x22'(]*\s*{FOUR}{FIFTH}")));

/// "le code reçu ce matin : 482 915"
static DIGITS_AFTER_COLON: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"{NAMED}(?: {WORD}){{1,8}}\s*[:=]\s*[«“\x22'(]*\s*{FOUR}{FIFTH}")));

/// "482915 est mon code", "482915 (mon code)": a sentence about a year, or a telephone number, goes on.
static DIGITS_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    let named = NAMED.replace("(?P<password>", "(?:");
    let (stop, whose) = (
        r"[\d .»”\x22')]*",
        r"\s*(?:mon |ton |votre |my |your |le |the |un )?(?:(?:bankin|lcl|security|verification|login) ){0,2}",
    );
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

/// "CVV : 482"
static CARD_CODE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:cvv2?|cvc2?|cryptogramme(?: visuel)?)\W{0,4}(?:(?:est|is|c[’']est)\W{1,4}(?:le )?)?\d{3,4}\b")
});

/// Whether the text holds what looks like a password or a code that somebody named.
pub fn has_code(text: &str) -> bool {
    text::in_digits(&in_ascii(text)).iter().any(|text| names_code(text))
}

fn names_code(text: &str) -> bool {
    let text = without_innocents(text);
    let has = |pattern: &Regex, is_secret: fn(&Captures<'_>) -> bool| {
        pattern.captures_iter(&text).any(|found| is_secret(&found))
    };
    [&DIGITS_AFTER, &DIGITS_SAID, &DIGITS_AFTER_COLON, &DIGITS_BEFORE, &CARD_CODE]
        .into_iter()
        .any(|digits| digits.is_match(&text))
        || has(&MIXED_SAID, |found| is_mixed(&found["word"]) && !names_error(found))
        || has(&MIXED_AFTER, |found| found.name("password").is_some() && is_mixed(&found["word"]))
        || has(&AFTER_COLON, is_password)
        || has(&FAR_COLON, |found| found["word"].contains(|c: char| c.is_ascii_digit()))
}

/// Whether a word of letters and digits is a password, and neither the name of a thing nor an address.
fn is_mixed(word: &str) -> bool {
    word.chars().count() >= MIXED_SHORTEST && !is_address(word)
}

fn is_address(word: &str) -> bool {
    let is_mail = word.split_once('@').is_some_and(|(_, domain)| domain.contains('.'));
    is_mail || word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.")
}

/// Whether what follows a colon is a password and not the next word of a sentence: it has a digit or
/// a sign in it, or the sentence ends there and a password was named.
fn is_password(found: &Captures<'_>) -> bool {
    let word = &found["word"];
    let is_named = found.name("password").is_some();
    let core = word.trim_end_matches(['.', ',', ';', '!', '?', ')', '»', '”', '"', '\'']);
    // "[masqué]", "OK✅"
    let shown = core.trim_matches(|c: char| !c.is_alphanumeric() && (!c.is_ascii() || "[]<>{}".contains(c)));
    let has_sign = core.contains(|c| !is_of_word(c) && (is_named || c != '/'));
    let ends = core != word || found["next"].is_empty();
    let is_innocent = is_said(shown) || is_mask(shown) || !is_named && is_address(core) || names_error(found);
    core.chars().count() >= 4 && !is_innocent && (has_sign || ends && is_named)
}
