use std::fs;

use xtask::workspace;

use crate::single_spaced;

/// A message of the catalogue of this language, or an attribute `message.attribute`, with single
/// spaces, up to its first variable.
pub fn words(language: &str, id: &str) -> String {
    let catalogue: String = ["", "afterwards."]
        .map(|part| workspace::root().join(format!("assets/locales/{part}{language}.ftl")))
        .map(|file| fs::read_to_string(file).expect("the catalogue"))
        .concat();
    let (message, attribute) =
        id.split_once('.').map_or((id, None), |(id, name)| (id, Some(format!("    .{name} = "))));
    let mut lines =
        catalogue.lines().skip_while(|line| !line.strip_prefix(message).is_some_and(|l| l.starts_with(" =")));
    let pattern = match attribute {
        None => lines.next().and_then(|line| line.split_once(" = ")),
        Some(attribute) => lines.find_map(|line| Some(("", line.strip_prefix(&attribute)?))),
    };
    let pattern = pattern.map(|(_, words)| words);
    let pattern = pattern.unwrap_or_else(|| panic!("the catalogue has {id}"));
    single_spaced(pattern.split('{').next().unwrap_or_default())
}
