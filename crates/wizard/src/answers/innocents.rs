//! What stands beside a code and is none, and what is said of one.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::digits::{FIFTH, WORD, pattern};

/// A date, which stands beside a code as often as in it; without its year after a word that says so.
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let (day, month, year) = (r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])", r"(?:19|20)\d{2}");
    let said = "(?:le|du|au|depuis|dès|on|since)";
    pattern(&format!(
        r"(?i)\b(?:(?:{said} )?(?:(?:{day}[/.-])?{month}[/.-]{year}|{year}-{month}-{day}|{day}/{month}/\d{{2}})|{said} {day}[/.-]{month}(?:[/.-]\d{{2}})?|{said} {day} {month} {year})\b|\(20[12]\d\)"
    ))
});

/// "à 14h05"
static TIME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:(?:à|vers|at) )?(?:[01]?\d|2[0-3])(?: ?h ?|:)[0-5]\d(?::[0-5]\d)?\b"));

/// A telephone number of France in its pairs; as one word it may be a customer's.
static TELEPHONE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:(?:\+|\b00)33 ?(?:\(0\) ?)?[1-9](?:[ .-]?\d\d){4}|\b0[1-9](?:[ .-]\d\d){4})\b"));

/// What has ten digits, too.
static IDENTIFIER: LazyLock<Regex> = LazyLock::new(|| pattern("(?i)identifi|login|client|customer|abonn|user"));

/// "1 200 euros", "12 fois"
static AMOUNT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:\d{1,3}(?:[ .,]?\d{3})*(?:[.,]\d{1,2})? ?(?:€|eur(?:os?)?\b)|\d{1,3} ?(?:fois|ans|jours|comptes?|minutes?|min|heures?|secondes?|times|days|hours?)\b)",
    )
});

/// "12 rue du Code, 75011 Paris"
static STREET: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:rue|avenue|boulevard) [^\n\d]{1,40}\d{5}\b"));

/// Codes and identifiers that are no secret: "code d’erreur : 4012" is what the developer wants to know.
static PUBLIC_CODE: LazyLock<Regex> = LazyLock::new(|| {
    let of = "(?:de |d[’'])?(?:l[’']|la |mon )?";
    let codes = "erreurs?|anomalie|incident|rejet|retour|http|technique|postal|commune|bic|swift|isin|iban|\
                 banque|guichet|agence|ape|naf|insee|article|titre|valeur|barres?|promo(?:tionnel)?|réduction|avantage|coupon|\
                 parrainage|parrain|filleul";
    let identifiers = "demande|ticket|appareil|modèle|item|technique|bankin";
    pattern(&format!(
        r"(?i)\b(?:codes? {of}(?:{codes})|identifiants? (?:du )?{of}(?:{identifiers})|client bankin[’']?|(?:erreur|error|status|postal|zip) codes?)\b(?: (?:insee|affiché|renvoyé))?\s*(?:est|is)?(?: le)?\s*[:=n°«“\x22(]*\s*\S+"
    ))
});

/// "Erreur, code : 1009", "Code : `ERR_1009`", or four digits of a code that nothing says to be somebody’s: "le code 1009".
/// A bank's own has six.
static ERROR_CODE: LazyLock<Regex> = LazyLock::new(|| {
    let told = r"erreurs?|error|bug|échec|impossible|survenue|bandeau|notification|affich\p{Alphabetic}*|says|shows";
    pattern(&format!(
        r"(?i)(?:(?:\b(?:{told})\b[^\n\d]{{0,24}}\bcodes?|\bcodes? (?:affiché|renvoyé))\s*(?:est|is)?(?: le)?\s*[:=n°«“\x22(]*\s*(?:[A-Z]+[-_])?\d{{1,5}}|(?:{WORD}\s+){{0,2}}\bcodes?\s*(?:[:=]?\s*(?:e(?:rr(?:or|eur)?)?[-_ ]?\d{{1,5}}|0x[\da-f]{{4,8}})|[n°«“\x22(]*\s*\d{{4}}))\b(?P<more>{FIFTH})?"
    ))
});

/// The name of an error: `WRONG_CREDENTIALS`.
static ERROR_NAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[A-Z]{2,}(?:_[A-Z]+)+\W*$"));

/// What says that a code is somebody’s.
static OWN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:mon|mes|ton|tes|son|ses|notre|nos|votre|vos|my|your|our|pin|secret|perso(?:nnel)?|personal)\b")
});

/// The text without numbers that stand beside a code and are none.
pub(super) fn without_innocents(text: &str) -> String {
    let without = |text: String, innocent: &&LazyLock<Regex>| innocent.replace_all(&text, "x").into_owned();
    let text = [&DATE, &TIME, &AMOUNT, &STREET, &PUBLIC_CODE].iter().fold(without_telephones(text), without);
    let unless_own = |found: &Captures<'_>| {
        let is_secret = found.name("more").is_some() || OWN.is_match(&found[0]);
        if is_secret { found[0].to_owned() } else { "x".to_owned() }
    };
    ERROR_CODE.replace_all(&text, unless_own).into_owned()
}

/// The text without telephone numbers, but in a line that names what may look like one.
fn without_telephones(text: &str) -> String {
    let of_line = |line| if IDENTIFIER.is_match(line) { line.into() } else { TELEPHONE.replace_all(line, "x") };
    text.split('\n').map(of_line).collect::<Vec<_>>().join("\n")
}

/// What people say of a password or a code at the end of a sentence, but for the French participles in -é. (Who has one
/// of these as a password is told when it is sealed.)
const SAID_OF_PASSWORDS: &[&str] = &[
    "absent",
    "accepted",
    "actuel",
    "ancien",
    "ancienne",
    "android",
    "aucun",
    "aujourd’hui",
    "authentification",
    "bien",
    "biométrie",
    "bitwarden",
    "bizarre",
    "blocked",
    "bloque",
    "bonne",
    "celui-ci",
    "certain",
    "changed",
    "checked",
    "ci-dessous",
    "ci-joint",
    "complexe",
    "confidentiel",
    "connexion",
    "correct",
    "dashlane",
    "définitif",
    "denied",
    "disparu",
    "done",
    "d’accord",
    "échec",
    "échoue",
    "empreinte",
    "erreur",
    "error",
    "étrange",
    "exact",
    "expire",
    "expired",
    "face-id",
    "faceid",
    "faible",
    "failed",
    "fait",
    "faux",
    "fine",
    "fonctionne",
    "fonctionnent",
    "good",
    "habituel",
    "hier",
    "idem",
    "identique",
    "impossible",
    "inconnu",
    "incorrect",
    "indisponible",
    "inutile",
    "invalid",
    "invalide",
    "invisible",
    "jamais",
    "juste",
    "keepass",
    "keychain",
    "lastpass",
    "locked",
    "lost",
    "marche",
    "marchent",
    "masked",
    "mauvais",
    "même",
    "merci",
    "missing",
    "nada",
    "néant",
    "nécessaire",
    "none",
    "normal",
    "nouveau",
    "null",
    "obligatoire",
    "okay",
    "pareil",
    "parfait",
    "passe",
    "passent",
    "perdu",
    "perso",
    "personnel",
    "peut-être",
    "problème",
    "provisoire",
    "reçu",
    "refus",
    "refused",
    "rejected",
    "rejet",
    "required",
    "requis",
    "reset",
    "rien",
    "right",
    "saisi",
    "same",
    "saved",
    "secret",
    "simple",
    "souci",
    "stored",
    "sûr",
    "synchronisation",
    "temporaire",
    "touchid",
    "toujours",
    "trousseau",
    "unchanged",
    "undefined",
    "unknown",
    "valid",
    "valide",
    "verified",
    "vide",
    "vrai",
    "working",
    "works",
    "wrong",
    "zéro",
];

/// Whether it is said of a password or a code, in any gender and number, or several such words with a slash between.
pub(super) fn is_said(core: &str) -> bool {
    let is_said = |word: &str| {
        let word = word.to_lowercase();
        let plain = word.trim_end_matches('s').trim_end_matches('e');
        let is_known = || SAID_OF_PASSWORDS.iter().any(|said| *said == word || said.trim_end_matches('e') == plain);
        !word.is_empty()
            && word.chars().all(is_of_word)
            && (word.chars().count() < 4 || plain.ends_with('é') || is_known())
    };
    core.split('/').all(is_said)
}

/// Whether a word has it in a sentence.
pub(super) fn is_of_word(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '’' | '\'' | '-')
}

/// Whether it is the name of an error, where no password was named.
pub(super) fn names_error(found: &Captures<'_>) -> bool {
    found.name("password").is_none() && ERROR_NAME.is_match(&found["word"])
}

/// Whether it shows that something stood there: `04********`, `xxxx`, pictures.
pub(super) fn is_mask(word: &str) -> bool {
    ["***", "•••"].iter().any(|mask| word.contains(mask))
        || word.chars().all(|c| matches!(c, '*' | '•' | '.' | '_' | '-' | '#' | 'x' | 'X'))
}
