use std::fs;

use xtask::workspace;

use crate::single_spaced;

/// A message of the catalogue of this language, with single spaces, up to its first variable.
pub fn words(language: &str, id: &str) -> String {
    let file = workspace::root().join(format!("assets/locales/{language}.ftl"));
    let catalogue = fs::read_to_string(file).expect("the catalogue");
    let pattern = catalogue.lines().find_map(|line| line.strip_prefix(id)?.strip_prefix(" = "));
    let pattern = pattern.unwrap_or_else(|| panic!("the catalogue has {id}"));
    single_spaced(pattern.split('{').next().unwrap_or_default())
}
