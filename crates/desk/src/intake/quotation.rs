//! What a person wrote, apart from what their mail client quotes of other mails.

use super::plain::plain;

/// The longest introduction of a quotation, in bytes; and over how many lines one is folded.
const INTRODUCTION: usize = 300;

/// The text without quotations: lines behind `>`, and everything from where a client introduces the
/// mail that is answered.
pub fn unquoted(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut own = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        if is_marked(line) {
            continue;
        }
        if introduces(&lines[at..]) {
            break;
        }
        own.push_str(line);
        own.push('\n');
    }
    own
}

fn is_marked(line: &str) -> bool {
    line.trim_start().starts_with(['>', '|'])
}

/// Whether the rest is a quotation that no mark shows.
fn introduces(lines: &[&str]) -> bool {
    let Some(first) = lines.first().filter(|line| line.len() <= INTRODUCTION) else { return false };
    let first = plain(first);
    if is_rule(&first) {
        return true;
    }
    let folded = ["le ", "on ", "il giorno ", "am "].iter().any(|word| first.starts_with(word));
    if folded && let Some(end) = wrote(lines) {
        // Where quoted lines are marked, the answer may stand below them.
        return !lines[end..].iter().find(|line| !line.trim().is_empty()).is_some_and(|line| is_marked(line));
    }
    is_header(&first, &["de", "from", "expediteur"])
        && lines[1..].iter().take(4).any(|line| is_header(&plain(line), &["envoye", "date", "sent", "objet", "subject"]))
}

/// `Le lun. 23 nov. 2026 à 14:05, Support <…> a écrit :`, on up to three lines: where it ends.
fn wrote(lines: &[&str]) -> Option<usize> {
    let mut introduction = String::new();
    for (at, line) in lines.iter().take(3).enumerate() {
        introduction.push_str(line);
        introduction.push(' ');
        let said = plain(&introduction);
        if said.len() > INTRODUCTION {
            return None;
        }
        if ["a ecrit :", "a ecrit:", "wrote:", "wrote :"].iter().any(|end| said.ends_with(end)) {
            return Some(at + 1);
        }
    }
    None
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
            "-----Message d'origine-----\nDe : Support\nje retire",
            "----- Mail original -----\nje retire",
            "________________________________\nDe : Support\nje retire",
            "De : Support <support@bankin.com>\nEnvoyé : lundi 23 novembre 2026 14:05\nÀ : moi\nje retire",
            "*From:* Support\n*Sent:* Monday\nje retire",
            "-------- Original Message --------\nje retire",
        ] {
            assert_eq!(unquoted(&format!("Merci !\n\n{quoted}")), "Merci !\n\n", "{quoted}");
        }
    }

    #[test]
    fn an_answer_below_marked_lines_is_kept() {
        assert_eq!(unquoted("Le 23, Support a écrit :\n> Est-ce vous ?\n\nOui\n"), "Le 23, Support a écrit :\n\nOui\n");
    }

    #[test]
    fn a_sentence_that_begins_alike_is_kept() {
        for text in ["Le support a répondu.\nOui.\n", "On me demande mes codes.\n", "De : moi\nRien d'autre\n"] {
            assert_eq!(unquoted(text), text);
        }
    }
}
