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
const SAYS: [&str; 18] = [
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
const CONSENT: [&str; 8] =
    ["accord", "consentement", "autorisation", "consent", "agreement", "permission", "authorisation", "authorization"];
/// What is to be deleted.
const CREDENTIALS: [&str; 5] = ["identifiants", "credentials", "donnees", "codes", "data"];
/// Whose it is: `mon accord`, not `son accord`.
const MINE: [&str; 12] = ["mon", "mes", "l", "le", "les", "cet", "ce", "my", "the", "this", "d", "tous"];
/// What makes a sentence say something else.
const DENIES: [&str; 24] = [
    "ne", "n", "pas", "jamais", "sans", "si", "quand", "lorsque", "comment", "puis", "peux", "pourquoi", "not", "don",
    "never", "didn", "without", "if", "when", "how", "can", "may", "why", "should",
];

/// Whether a person takes a consent back in this text.
pub fn takes_back(text: &str) -> bool {
    text.split_inclusive(['.', '!', '?', ';', ':'])
        .flat_map(|sentence| sentence.split("\n\n"))
        .any(|sentence| !sentence.trim_end().ends_with('?') && says(&plain(sentence)))
}

fn says(sentence: &str) -> bool {
    let words: Vec<&str> = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    (0..words.len()).any(|at| {
        let before = &words[at.saturating_sub(BEFORE)..at];
        let is_denied = before.iter().any(|word| DENIES.contains(word))
            || words
                .get(at + 1..)
                .is_some_and(|after| after.iter().take(2).any(|word| matches!(*word, "pas" | "not" | "jamais")));
        let is_meant = match words[at] {
            // « Retrait de mon consentement », « je reviens sur mon accord », « I take back my consent »
            "retrait" | "revocation" | "withdrawal" => true,
            "sur" => before.contains(&"reviens"),
            "back" => before.contains(&"take") || before.contains(&"taking"),
            verb if SAYS.contains(&verb) => before.is_empty() || before.iter().any(|word| SPEAKS.contains(word)),
            verb if WANTS.contains(&verb) => before.is_empty() || before.iter().any(|word| ASKS.contains(word)),
            _ => false,
        };
        is_meant && !is_denied && names_it(&words[at..])
    })
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
        ] {
            assert!(!takes_back(text), "{text}");
        }
    }
}
