//! The numbers that people are told in `docs/DESK.md`: the sentence is looked for beside what it is about.

/// Whether the manual has this sentence, wherever its lines break.
pub fn is_told(sentence: &str) -> bool {
    let manual: Vec<&str> = include_str!("../../../docs/DESK.md").split_whitespace().collect();
    manual.join(" ").contains(sentence)
}
