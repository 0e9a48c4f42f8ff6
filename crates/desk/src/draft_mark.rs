//! What a draft of ours is known again by, when somebody answers it: its identifier, and its subject.

use pli_format::{Language, SUPPORT_ADDRESS};

use crate::words::words_of;

/// How the identifier of a draft ends, before the address's domain.
const IDENTIFIER: &str = ".pli-desk";

/// The `Message-ID` of the draft of this name, without angle brackets.
pub fn message_id(name: &str) -> String {
    format!("{name}{IDENTIFIER}@{}", domain())
}

/// Whether a `Message-ID` is of a draft of ours.
pub fn is_message_id(id: &str) -> bool {
    id.strip_suffix(domain()).and_then(|id| id.strip_suffix('@')).is_some_and(|local| local.ends_with(IDENTIFIER))
}

/// What the subjects of our drafts hold, whatever request they name.
pub fn subjects() -> impl Iterator<Item = String> {
    const IDS: [&str; 7] = [
        "received-subject",
        "incomplete-subject",
        "incomplete-subject-request",
        "fraud-subject",
        "closed-subject",
        "closed-subject-one",
        "invitation-subject",
    ];
    let texts = Language::ALL
        .into_iter()
        .flat_map(|language| IDS.map(|id| words_of(language).text(id, &[("reference", "\u{1}".into())])));
    texts.map(|text| text.rsplit('\u{1}').next().unwrap_or_default().to_owned())
}

/// The domain of the address that the desk answers for.
fn domain() -> &'static str {
    SUPPORT_ADDRESS.rsplit('@').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_to_drafts_are_known_by_their_identifiers() {
        assert!(is_message_id(&message_id("00-fraud")));
        for other in ["", "1@bankin.com", "x.pli-desk@exemple.fr", "x.pli-desk@notbankin.com"] {
            assert!(!is_message_id(other), "{other}");
        }
    }
}
