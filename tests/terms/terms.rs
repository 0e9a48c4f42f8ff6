//! Two versions of the terms, read from their files: `assets/terms/1`, and the other one of this folder.

use pli_format::terms::{KnownTerms, Terms};

/// A file of version 1, what takes its place in the other version, and whether it follows it instead.
macro_rules! files {
    ($($name:literal $follows:literal),+) => {
        [$((
            $name,
            include_str!(concat!("../../assets/terms/1/", $name)),
            include_str!(concat!("2/", $name)),
            $follows,
        )),+]
    };
}

pub const FILES: [(&str, &str, &str, bool); 6] = files!(
    "controller.toml" false, "en.ftl" true, "fr.ftl" true, "policy.toml" false, "rules.toml" false, "text.toml" false
);

/// The first terms.
pub fn first() -> Terms {
    Terms::read(1, &FILES.map(|(name, first, ..)| (name, first))).expect("the first terms are valid")
}

/// The other terms, under this version.
pub fn other(version: u32) -> Terms {
    let files = FILES.map(|(name, first, second, follows)| {
        (name, if follows { format!("{first}\n{second}") } else { second.to_owned() })
    });
    let folder: Vec<(&str, &str)> = files.iter().map(|(name, content)| (*name, content.as_str())).collect();
    Terms::read(version, &folder).expect("the other terms are valid")
}

/// A program's terms once a second version is signed, for as long as the tests run.
pub fn first_and_second() -> &'static KnownTerms {
    Box::leak(Box::new(KnownTerms::new(vec![first(), other(2)])))
}
