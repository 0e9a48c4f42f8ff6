//! What a person wrote, apart from what their mail client quotes of other mails.

use super::plain::plain;

/// The longest introduction of a quotation, in bytes; and over how many lines one is folded.
const INTRODUCTION: usize = 300;

/// The text without quotations: lines behind `>`, and everything from where a client introduces the
/// mail that is answered.
pub fn unquoted(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().filter(|line| !line.trim_start().starts_with('|')).collect();
    lines.reverse();
    let mut own = String::with_capacity(text.len());
    while let Some(line) = lines.pop() {
        if is_marked(line) {
            continue;
        }
        match introduction(line, &lines) {
            Some(Introduces::Rest) => break,
            Some(Introduces::Marked(folds)) => lines.truncate(lines.len() - folds),
            None => {
                own.push_str(line);
                own.push('\n');
            }
        }
    }
    own
}

fn is_marked(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

/// What a client introduces.
enum Introduces {
    /// Everything that follows.
    Rest,
    /// Lines with a mark, among which the answer may stand; over so many more lines.
    Marked(usize),
}

/// Whether a line introduces a quotation. The lines that follow stand last first.
fn introduction(line: &str, following: &[&str]) -> Option<Introduces> {
    if line.len() > INTRODUCTION {
        return None;
    }
    let first = plain(line);
    if is_rule(&first) {
        return Some(Introduces::Rest);
    }
    let begins = |words: &[&str]| words.iter().any(|word| first.starts_with(word));
    let is_end = match () {
        () if begins(&["le ", "on "]) => Some(is_wrote as fn(&str) -> bool),
        () if begins(&["am ", "el ", "il ", "op ", "em "]) => Some(is_wrote_abroad as fn(&str) -> bool),
        () => None,
    };
    if let Some(folds) = is_end.and_then(|is_end| wrote(first.clone(), following, is_end)) {
        let after = &following[..following.len() - folds];
        let is_marked = after.iter().rfind(|line| !line.trim().is_empty()).is_some_and(|line| is_marked(line));
        return Some(if is_marked { Introduces::Marked(folds) } else { Introduces::Rest });
    }
    let mut head = following.iter().rev().take(4).map(|line| plain(line));
    let is_head = is_header(&first, &["de", "from", "expediteur"])
        && (head.clone().any(|line| is_header(&line, &["envoye", "date", "sent"]))
            || (first.contains('@') && head.any(|line| is_header(&line, &["objet", "subject"]))));
    is_head.then_some(Introduces::Rest)
}

/// `Le lun. 23 nov. 2026 à 14:05, Support <…> a écrit :`, on up to three lines: how many more than one.
fn wrote(mut introduction: String, following: &[&str], is_end: fn(&str) -> bool) -> Option<usize> {
    for folds in 0..3 {
        // « Le support m'a écrit : » is a person's own sentence: a client tells when, or whom.
        if is_end(&introduction) && introduction.contains(|c: char| c.is_ascii_digit() || c == '@') {
            return Some(folds);
        }
        let next = following.len().checked_sub(folds + 1).map(|at| following[at])?;
        if introduction.len() + next.len() > INTRODUCTION {
            return None;
        }
        introduction = plain(&format!("{introduction} {next}"));
    }
    None
}

fn is_wrote(introduction: &str) -> bool {
    ["a ecrit :", "a ecrit:", "wrote:", "wrote :"].iter().any(|end| introduction.ends_with(end))
}

/// In German, Spanish, Italian, Dutch and Portuguese: clients speak what their system speaks.
fn is_wrote_abroad(introduction: &str) -> bool {
    let verbs = [" schrieb ", " escribio", " ha scritto", " schreef ", " escreveu"];
    introduction.ends_with(':') && verbs.iter().any(|verb| introduction.contains(verb))
}

/// `-----Message d'origine-----`, or a line of underscores.
fn is_rule(line: &str) -> bool {
    let words = line.trim_matches(['-', ' ']);
    let is_named = ["message d'origine", "message original", "mail original", "original message", "original mail"];
    (line.starts_with("--") && is_named.contains(&words)) || (line.len() >= 20 && line.bytes().all(|c| c == b'_'))
}

fn is_header(line: &str, names: &[&str]) -> bool {
    line.split_once(':').is_some_and(|(name, _)| names.contains(&name.trim_matches(['*', ' '])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_clients_quote_is_left_out() {
        for quoted in [
            "Le lun. 23 nov. 2026 à 14:05, Support <support@bankin.com> a écrit :\nje retire",
            "Le lun. 23 nov. 2026 à 14:05, Support Bankin avec un nom fort long\n<support@bankin.com> a écrit\u{a0}:\nje retire",
            "On Mon, Nov 23, 2026 at 2:05 PM Support <support@bankin.com> wrote:\n\n> je retire",
            "> je retire\n>> je retire",
            "Am Mo., 23. Nov. 2026 um 14:05 Uhr schrieb Support <support@bankin.com>:\nje retire",
            "El lun, 23 nov 2026 a las 14:05, Support (<support@bankin.com>) escribió:\nje retire",
            "Il giorno lun 23 nov 2026 alle ore 14:05 Support <support@bankin.com> ha scritto:\nje retire",
            "-----Message d'origine-----\nDe : Support\nje retire",
            "----- Mail original -----\nje retire",
            "________________________________\nDe : Support\nje retire",
            "De : Support <support@bankin.com>\nEnvoyé : lundi 23 novembre 2026 14:05\nÀ : moi\nje retire",
            "*From:* Support\n*Sent:* Monday\nje retire",
            "De : Support <support@bankin.com>\nObjet : votre demande\nje retire",
            "-------- Original Message --------\nje retire",
        ] {
            assert_eq!(unquoted(&format!("Merci !\n\n{quoted}")).trim(), "Merci !", "{quoted}");
        }
    }

    #[test]
    fn an_answer_below_marked_lines_is_kept() {
        assert_eq!(unquoted("Le 23, Support a écrit :\n> Est-ce vous ?\n\nOui\n"), "\nOui\n");
    }

    #[test]
    fn a_sentence_that_begins_alike_is_kept() {
        for text in [
            "Le support a répondu.\nOui.\n",
            "On me demande mes codes.\n",
            "De : moi\nRien d'autre\n",
            "De : Hélène\nObjet : mes identifiants\n\nJe retire mon accord.\n",
            "Le support m'a écrit :\n\"Tout va bien.\"\nJe retire mon accord.\n",
            "On the phone you wrote:\nsend it again. I withdraw my consent.\n",
        ] {
            assert_eq!(unquoted(text), text);
        }
    }
}
