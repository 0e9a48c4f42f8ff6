use std::fs;

use xtask::workspace;

use crate::single_spaced;

/// A message of the catalogue of this language, or an attribute `message.attribute`, with single
/// spaces, up to its first variable.
pub fn words(language: &str, id: &str) -> String {
    let catalogue: String = ["", "sendings."]
        .map(|part| workspace::root().join(format!("assets/locales/{part}{language}.ftl")))
        .map(|file| fs::read_to_string(file).expect("the catalogue"))
        .concat();
    let (message, attribute) = id.split_once('.').unwrap_or((id, ""));
    let mut lines = catalogue.lines();
    let value = lines.by_ref().find_map(|line| line.strip_prefix(message)?.strip_prefix(" = "));
    let pattern = match attribute {
        "" => value,
        _ => lines
            .take_while(|line| line.starts_with(' '))
            .find_map(|line| line.trim_start().strip_prefix('.')?.strip_prefix(attribute)?.strip_prefix(" = ")),
    };
    let pattern = pattern.unwrap_or_else(|| panic!("the catalogue has {id}"));
    single_spaced(pattern.split('{').next().unwrap_or_default())
}
