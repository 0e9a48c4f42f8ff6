//! What the documents say of this program's numbers.

/// Whether docs/HANDOFF.md has these words, wherever its lines break.
pub fn hand_off_says(words: &str) -> bool {
    let document = include_str!("../../docs/HANDOFF.md");
    document.split_whitespace().collect::<Vec<_>>().join(" ").contains(words)
}
