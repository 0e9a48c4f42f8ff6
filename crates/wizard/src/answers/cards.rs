//! Finds the numbers of payment cards.

use std::sync::LazyLock;

use iban::Iban;
use pli_format::text;
use regex::{Captures, Match, Regex};

use super::digits::{in_ascii, pattern};

/// How the number of an account begins, as ISO 13616 has it.
static ACCOUNT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Z]{2}\d{2}"));

/// Digits, whatever stands between their groups but letters.
static DIGITS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d+(?:[\s\pP\pS]+\d+)*"));

static GROUP: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d+"));

/// Telephone numbers of France, where no other digit stands before: no card's number begins with a zero.
static TELEPHONE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(^|\n|[^\w\s.-][ .-]{0,2}|\p{Alphabetic}[ .-]{1,2})(?:(?:(?:\+|00)33 ?(?:\(0\) ?)?|0)[1-9](?:[ ./-]?\d\d){4}\b(?: ?/ ?)?\s?)+",
    )
});

/// The number of a French account without its country: bank, branch, account and key.
static RIB: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?P<bank>\d{5})[ /-](?P<branch>\d{5})[ /-](?P<account>\d{11})[ /-](?P<key>\d{2})\b"));

/// The most characters of an account's number (ISO 13616).
const ACCOUNT_LONGEST: usize = 34;

/// The most digits of a card's number.
const CARD_LONGEST: usize = 19;

/// Whether the text holds a payment card's number, also written in groups.
pub fn has_card_number(text: &str) -> bool {
    // In an account's number, an O is a letter as often as a zero.
    text::in_all_digits(&without_accounts(&in_ascii(text))).iter().any(|text| {
        let text = without_accounts(text);
        let text = RIB.replace_all(&text, without_rib);
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

/// Nothing of the number of a French account whose key holds.
fn without_rib(found: &Captures<'_>) -> String {
    let weights = [("bank", 89), ("branch", 15), ("account", 3), ("key", 1)];
    let weighed = |(part, weight): (&str, u64)| found[part].parse().map_or(0, |digits: u64| digits * weight);
    let sum: u64 = weights.into_iter().map(weighed).sum();
    if sum.is_multiple_of(97) { "x".to_owned() } else { found[0].to_owned() }
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
        || [" ", "\n", ".", "-"].iter().any(|one| between.iter().all(|signs| signs == one))
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
