use super::*;
use crate::words::words_of;

/// One a line.
const WITHDRAWALS: [&str; 2] =
    [include_str!("sentences/withdrawals.fr.txt"), include_str!("sentences/withdrawals.en.txt")];
const INNOCENT: [&str; 2] = [include_str!("sentences/innocent.fr.txt"), include_str!("sentences/innocent.en.txt")];

/// Those of these sentences that are heard otherwise, with the words around them.
fn otherwise(sentences: [&str; 2], around: impl Fn(&str) -> String, takes_it_back: bool) -> Vec<String> {
    let said = sentences.into_iter().flat_map(str::lines).map(around);
    said.filter(|text| takes_back(text) != takes_it_back).collect()
}

#[test]
fn a_person_takes_a_consent_back() {
    assert_eq!(otherwise(WITHDRAWALS, str::to_owned, true), Vec::<String>::new());
}

#[test]
fn what_denies_supposes_asks_or_tells_takes_nothing_back() {
    assert_eq!(otherwise(INNOCENT, str::to_owned, false), Vec::<String>::new());
}

#[test]
fn what_people_write_around_it_changes_nothing() {
    let around: [fn(&str) -> String; 5] = [
        |said| format!("Bonjour,\n\n{said}\n\nCordialement,\nHélène Marchand\n\n-- \nEnvoyé de mon iPhone"),
        |said| format!("Bonjour, si ça ne vous dérange pas, {}", lowered(said)),
        |said| format!("Hello, if you don't mind, {}", lowered(said)),
        str::to_uppercase,
        |said| said.replace(' ', "\u{a0}").replace('\'', "’"),
    ];
    for around in around {
        assert_eq!(otherwise(WITHDRAWALS, around, true), Vec::<String>::new());
        assert_eq!(otherwise(INNOCENT, around, false), Vec::<String>::new());
    }
}

fn lowered(said: &str) -> String {
    let mut letters = said.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

#[test]
fn a_consent_is_taken_back_in_a_letter() {
    for text in [
        "Bonjour,\nje  retire\nmon consentement pour la demande K7M4-Q2XD. Merci",
        "Bonjour\nje retire mon accord\nHélène",
        "Bonjour,\n\nSuite à notre échange je souhaite retirer mon accord\n\nCordialement",
        "Je retire mon accord\nQuand aurai-je la preuve ?",
        "Bonjour,\r\n  Supprimez mes identifiants\r\nEst-ce que je garde le cadeau ?",
        "Bonjour,\nSuite à une discussion avec mon fils, je préfère retirer mon consentement.\nBien cordialement,\nMonique",
        "Bonjour Madame, Monsieur,\n\nJ'ai fait hier une demande avec l'application Pli concernant mon assurance vie LCL. Après en avoir parlé avec ma fille qui travaille dans l'informatique, elle me déconseille vivement de partager mes codes avec qui que ce soit. Je vous demande donc de bien vouloir supprimer l'ensemble des informations que je vous ai transmises.\n\nJe vous remercie par avance de me confirmer la suppression.\n\nCordialement,\nJean-Pierre Dumas",
        "Bonjour,\n\nMerci pour votre aide, vous avez été très aimables.\nMais j'ai changé d'avis et je préférerais qu'on en reste là.\n\nBonne journée",
        "Bonjour,\n\nJe vous ai transmis mes identifiants hier.\n\nJ'ai depuis obtenu la réponse de ma banque.\nVous pouvez donc détruire mes identifiants.\n\nMerci pour tout,\nPaul",
        "Monsieur,\nJe me permets de revenir vers vous car, réflexion faite, je ne tiens pas à ce que mes identifiants soient utilisés.\nMerci de votre compréhension.\nA. Roux",
        "Dear Sir or Madam,\n\nYesterday I used Pli to send you my login for LCL. My daughter, who works in IT, tells me this is not a good idea. I would be grateful if you could delete everything I sent you and confirm it to me.\n\nKind regards,\nMargaret",
        "Hello,\nthank you for your help so far. I'm afraid I have decided not to continue, so please destroy my credentials.\nBest, Tom",
    ] {
        assert!(takes_back(text), "{text}");
    }
}

#[test]
fn a_letter_that_supposes_or_asks_takes_nothing_back() {
    for text in [
        "",
        "Merci de me dire\nQuand je peux retirer mon accord ?",
        "Je voudrais savoir si je peux\nretirer mon accord",
    ] {
        assert!(!takes_back(text), "{text}");
    }
}

/// Not every mail client marks what it quotes.
#[test]
fn what_we_write_takes_nothing_back() {
    for id in ["received-body", "invitation-link", "invitation-never", "incomplete-how", "unsigned-body", "fraud-body"]
    {
        for language in pli_format::Language::ALL {
            let text = words_of(language).text(id, &[("reference", "K7M4-Q2XD".into())]);
            assert!(!takes_back(&text), "{id}: {text}");
        }
    }
}
