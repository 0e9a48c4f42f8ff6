//! A consent taken back in a person's own words, French or English.
//!
//! Nobody is deleted by these words, and nobody's question is lost by them either: they put a sending
//! on hold and a question to the person. So they are read generously, but for what a sentence denies,
//! supposes or asks.

use super::plain::plain;

/// How many words may stand between the person and the verb, and between the verb and its object.
const BEFORE: usize = 6;
const AFTER: usize = 4;

/// Verbs that say it themselves, after `je` or `I`.
const SAYS: [&str; 20] = [
    "retire",
    "revoque",
    "annule",
    "reprends",
    "retracte",
    "resilie",
    "supprimez",
    "effacez",
    "annulez",
    "retirez",
    "withdraw",
    "withdrew",
    "withdrawing",
    "revoke",
    "revoking",
    "cancel",
    "retract",
    "rescind",
    "renonce",
    "renounce",
];
/// Verbs that need somebody who wants it.
const WANTS: [&str; 11] = [
    "retirer",
    "revoquer",
    "annuler",
    "reprendre",
    "retracter",
    "resilier",
    "supprimer",
    "effacer",
    "delete",
    "erase",
    "remove",
];
/// Who says it.
const SPEAKS: [&str; 7] = ["je", "j", "i", "am", "hereby", "merci", "please"];
/// Who wants it.
const ASKS: [&str; 18] = [
    "souhaite", "veux", "voudrais", "voulais", "aimerais", "desire", "prefere", "decide", "demande", "merci",
    "veuillez", "prie", "want", "wish", "like", "decided", "please", "ask",
];
/// What is taken back.
const CONSENT: [&str; 12] = [
    "accord",
    "consentement",
    "autorisation",
    "demande",
    "partage",
    "consent",
    "agreement",
    "permission",
    "authorisation",
    "authorization",
    "request",
    "sharing",
];
/// What is to be deleted.
const CREDENTIALS: [&str; 5] = ["identifiants", "credentials", "donnees", "codes", "data"];
/// Whose it is: `mon accord`, not `son accord`.
const MINE: [&str; 13] = ["ma", "mon", "mes", "l", "le", "les", "cet", "ce", "my", "the", "this", "d", "tous"];
/// What makes a clause say the contrary.
const DENIES: [&str; 9] = ["ne", "n", "pas", "jamais", "sans", "not", "don", "never", "didn"];
/// What makes a whole sentence suppose or ask.
const SUPPOSES: [&str; 16] = [
    "si", "quand", "lorsque", "comment", "puis", "peux", "pourquoi", "without", "if", "when", "how", "can", "may",
    "why", "should", "cas",
];
/// Where a clause ends within a sentence.
const CLAUSE: &str = ",";

/// What says it as a whole, in plain letters.
const PHRASES: [&str; 48] = [
    "ne suis plus d'accord",
    "n'accepte plus",
    "ne consens plus",
    "ne souhaite plus partager",
    "ne veux plus partager",
    "ne souhaite plus que vous",
    "ne veux plus que vous",
    "n'utilisez plus",
    "ne faites plus rien",
    "ai change d'avis",
    "je change d'avis",
    "je me retracte",
    "plus mon accord",
    "no longer agree",
    "no longer consent",
    "no longer want to share",
    "no longer wish to share",
    "no longer want you",
    "do not use my credentials",
    "don't use my credentials",
    "stop using my",
    "changed my mind",
    "do not consent any more",
    "don't consent anymore",
    "plus donner mon",
    "ne donne plus mon",
    "ne plus utiliser mes",
    "n'utilisez pas mes identifiants",
    "arretez d'utiliser",
    "arreter d'utiliser",
    "cessez d'utiliser",
    "cesser d'utiliser",
    "arretez tout",
    "veux tout arreter",
    "m'oppose a l'utilisation",
    "mettre fin au partage",
    "mets fin au partage",
    "mettre fin a mon",
    "mets fin a mon",
    "exerce mon droit",
    "exercer mon droit",
    "exercise my right",
    "do not want you to use",
    "don't want you to use",
    "no longer wish to continue",
    "no longer want to continue",
    "stop everything",
    "do not use them any more",
];
/// What says after the object that it is done.
const DONE: [&str; 10] =
    ["retire", "retiree", "revoque", "revoquee", "annule", "annulee", "withdrawn", "revoked", "cancelled", "canceled"];
/// How a request is asked for as if it were a question, and as what it is read then.
const POLITE: [(&str, &str); 14] = [
    ("est-ce que vous pourriez", "veuillez"),
    ("est-ce que vous pouvez", "veuillez"),
    ("pourriez-vous", "veuillez"),
    ("pourriez vous", "veuillez"),
    ("pouvez-vous", "veuillez"),
    ("pouvez vous", "veuillez"),
    ("vous pouvez", "veuillez"),
    ("vous pourriez", "veuillez"),
    ("voulez-vous bien", "veuillez"),
    ("could you", "please"),
    ("can you", "please"),
    ("would you", "please"),
    ("will you", "please"),
    ("may i ask you to", "please"),
];

/// Whether a person takes a consent back in this text.
pub fn takes_back(text: &str) -> bool {
    text.split_inclusive(['.', '!', '?', ';', ':']).flat_map(|sentence| sentence.split("\n\n")).any(|sentence| {
        let is_question = sentence.trim_end().ends_with('?');
        let plain = plain(sentence);
        match POLITE.into_iter().find(|(asked, _)| plain.contains(asked)) {
            Some((asked, meant)) if is_question => says(&plain.replacen(asked, meant, 1)),
            _ => !is_question && says(&plain),
        }
    })
}

/// The words of a sentence, and its commas.
fn words(sentence: &str) -> Vec<&str> {
    let is_of_word = |c: char| c.is_alphanumeric() || c == ',';
    sentence
        .split(|c: char| !is_of_word(c))
        .flat_map(|word| word.split_inclusive(','))
        .flat_map(|word| match word.strip_suffix(',') {
            Some(before) => [before, CLAUSE],
            None => [word, ""],
        })
        .filter(|word| !word.is_empty())
        .collect()
}

fn says(sentence: &str) -> bool {
    let words = words(sentence);
    let supposes = |words: &[&str]| words.iter().any(|word| SUPPOSES.contains(word));
    if !supposes(&words) && PHRASES.iter().any(|phrase| sentence.contains(phrase)) {
        return true;
    }
    (0..words.len()).any(|at| {
        let before = &words[at.saturating_sub(BEFORE)..at];
        let clause = before.rsplit(|word| *word == CLAUSE).next().unwrap_or_default();
        let is_denied = supposes(&words[at.saturating_sub(2 * BEFORE)..at])
            || clause.iter().any(|word| DENIES.contains(word))
            || words
                .get(at + 1..)
                .is_some_and(|after| after.iter().take(2).any(|word| matches!(*word, "pas" | "not" | "jamais")));
        // « Mon accord est retiré »
        if DONE.contains(&words[at]) && is_of_mine(clause) && !is_denied {
            return true;
        }
        let is_meant = match words[at] {
            // « Retrait de mon consentement », « je reviens sur mon accord », « I take back my consent »
            "retrait" | "revocation" | "withdrawal" => true,
            "sur" => before.contains(&"reviens"),
            "back" => before.contains(&"take") || before.contains(&"taking"),
            verb if SAYS.contains(&verb) => clause.is_empty() || before.iter().any(|word| SPEAKS.contains(word)),
            verb if WANTS.contains(&verb) => clause.is_empty() || before.iter().any(|word| ASKS.contains(word)),
            _ => false,
        };
        is_meant && !is_denied && names_it(&words[at..])
    })
}

/// Whether what stands before a participle is the person's consent.
fn is_of_mine(before: &[&str]) -> bool {
    let near = &before[before.len().saturating_sub(AFTER)..];
    near.iter().any(|word| CONSENT.contains(word)) && near.iter().any(|word| matches!(*word, "mon" | "ma" | "my"))
}

/// Whether what follows a verb is the person's consent or credentials.
fn names_it(words: &[&str]) -> bool {
    let deletes = matches!(words[0], "supprimez" | "effacez" | "supprimer" | "effacer" | "delete" | "erase" | "remove");
    let objects: &[&str] = if deletes { &CREDENTIALS } else { &CONSENT };
    words[1..].iter().take(AFTER).any(|word| objects.contains(word))
        && words[1..].iter().take(AFTER).any(|word| MINE.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_takes_a_consent_back() {
        for text in [
            "Bonjour, je retire mon accord.",
            "Bonjour,\nje  retire\nmon consentement pour la demande K7M4-Q2XD. Merci",
            "Je souhaite retirer mon accord",
            "je voudrais annuler mon autorisation svp",
            "J’annule mon accord !",
            "JE REVOQUE MON CONSENTEMENT",
            "Finalement je reviens sur mon accord.",
            "Retrait de mon consentement",
            "Merci de supprimer mes identifiants.",
            "Supprimez tous mes identifiants",
            "Veuillez effacer mes identifiants bancaires",
            "Je veux que vous supprimiez tout. Annulez mon accord.",
            "Je retire l’accord que j’ai donné le 3 mars",
            "I withdraw my consent.",
            "Hello, I hereby revoke my consent to everything",
            "I would like to withdraw my agreement",
            "I'd like to cancel my consent",
            "I am withdrawing my consent",
            "I take back my consent",
            "Please delete my credentials",
            "I want you to delete my bank credentials",
            "Je ne veux plus partager, supprimez mes identifiants svp",
            "Bonjour, j'ai changé d'avis, je souhaite retirer mon consentement.",
            "Stop, je ne suis plus d’accord pour la demande K7M4-Q2XD",
            "Je me rétracte.",
            "J’annule ma demande",
            "Ne faites plus rien avec mes identifiants",
            "N’utilisez plus mes identifiants",
            "I no longer agree to share my credentials",
            "I changed my mind, please delete my credentials",
            "Please cancel my request",
            "Pouvez-vous supprimer mes identifiants ?",
            "Bonjour, pourriez-vous annuler ma demande s'il vous plaît ?",
            "Could you please delete my credentials?",
            "Can you cancel my request?",
            "Je renonce à ma demande.",
            "Je ne souhaite plus donner mon accord.",
            "Merci de ne plus utiliser mes identifiants",
            "Arrêtez d’utiliser mes codes.",
            "Je veux tout arrêter.",
            "Je m’oppose à l’utilisation de mes identifiants.",
            "Je souhaite mettre fin au partage de mes identifiants",
            "J'exerce mon droit à l'effacement.",
            "Mon accord est retiré.",
            "Je considère que ma demande est annulée.",
            "My consent is withdrawn.",
            "I don't want you to use my credentials",
        ] {
            assert!(takes_back(text), "{text}");
        }
    }

    #[test]
    fn what_denies_supposes_or_asks_takes_nothing_back() {
        for text in [
            "",
            "Je ne retire pas mon accord.",
            "Je n’ai jamais voulu retirer mon accord.",
            "Comment retirer mon accord ?",
            "Puis-je retirer mon accord plus tard ?",
            "Si je retire mon accord, que se passe-t-il",
            "Je vous donne mon accord.",
            "Ce cadeau reste à vous, même si vous retirez votre accord.",
            "Nous avons reçu un message qui retire votre accord",
            "Je retire de l’argent avec mon accord bancaire ?",
            "Il a retiré son accord.",
            "I do not withdraw my consent.",
            "I don't want to withdraw my consent",
            "How do I withdraw my consent?",
            "Can I delete my credentials later?",
            "If I withdraw my consent, do I keep the gift?",
            "You withdraw your consent whenever you want.",
            "Si je change d'avis, je retire mon accord quand je veux",
            "Si j’ai changé d’avis, que faire",
            "Est-ce que je peux annuler ma demande ?",
            "If I changed my mind, what happens",
            "En cas de doute, je retire mon accord",
            "Pouvez-vous me dire comment supprimer mes identifiants ?",
            "Pouvez-vous examiner ma demande ?",
            "Could you tell me when my request is done?",
            "Mon accord n'est pas retiré.",
            "Est-ce que mon accord est retiré ?",
            "Votre abonnement est annulé.",
            "Je ne m'oppose pas à l'utilisation",
        ] {
            assert!(!takes_back(text), "{text}");
        }
    }
}
