//! What the documents say of this program's numbers, wherever their lines break.

pub fn hand_off_says(words: &str) -> bool {
    says(include_str!("../../docs/HANDOFF.md"), words)
}

pub fn sendings_says(words: &str) -> bool {
    says(include_str!("../../docs/SENDINGS.md"), words)
}

fn says(document: &str, words: &str) -> bool {
    document.split_whitespace().collect::<Vec<_>>().join(" ").contains(words)
}
