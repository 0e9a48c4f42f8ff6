//! Files of a package that somebody saved from a mail.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    fs::File,
    io::Read,
    path::{Path, PathBuf},
};

use pli_format::CaseReference;

use super::{
    Attachment, Delivery, InputError, MailError, Source,
    input::{Arrival, Content, shown},
    limits,
    wrapping::{Met, Unwrapping},
};

/// Whether a file is an attachment saved from a mail, by its name.
pub fn is_loose(path: &Path) -> bool {
    path.extension()
        .is_some_and(|ending| ["age", "pdf", "retrait"].iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Puts files with the same case reference in their names together, and the others in one more group.
pub fn together(paths: Vec<PathBuf>) -> Vec<Vec<PathBuf>> {
    let mut groups: BTreeMap<Option<CaseReference>, Vec<PathBuf>> = BTreeMap::new();
    for path in paths {
        groups.entry(reference_in(&path)).or_default().push(path);
    }
    groups.into_values().collect()
}

/// Puts files together that somebody named: all, unless they are of several cases by their names.
pub fn named(paths: Vec<PathBuf>) -> Vec<Vec<PathBuf>> {
    let cases: BTreeSet<_> = paths.iter().filter_map(|path| reference_in(path)).collect();
    match (paths.is_empty(), cases.len()) {
        (true, _) => Vec::new(),
        (_, 0 | 1) => vec![paths],
        _ => together(paths),
    }
}

/// `identifiants-K7M4-Q2XD (1).age` names the case K7M4-Q2XD.
fn reference_in(path: &Path) -> Option<CaseReference> {
    let name = path.file_name()?.to_str()?;
    let named = |at: usize| {
        name.get(at..at + 9).filter(|text| text.as_bytes()[4] == b'-').and_then(|text| CaseReference::parse(text).ok())
    };
    (0..name.len()).find_map(named)
}

/// Reads the files of a group, together no longer than a mail.
pub fn load(paths: &[PathBuf]) -> Arrival {
    let path = match paths {
        [only] => only,
        paths => paths.first().and_then(|first| first.parent()).unwrap_or(Path::new(".")),
    };
    Arrival { source: Source { path: shown(path), number: None }, content: load_all(paths).map(Content::Files) }
}

fn load_all(paths: &[PathBuf]) -> Result<Vec<Attachment>, InputError> {
    let mut room = limits::MAIL;
    let mut files = Vec::with_capacity(paths.len());
    for path in paths {
        let mut bytes = Vec::new();
        File::open(path)?.take(room as u64 + 1).read_to_end(&mut bytes)?;
        room = room.checked_sub(bytes.len()).ok_or(MailError::TooLong)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        files.push(Attachment { name, bytes });
    }
    Ok(files)
}

/// Sorts the files of a group.
///
/// # Errors
/// [`MailError`], of a mail in a file.
pub fn read(source: Source, files: Vec<Attachment>) -> Result<Delivery, MailError> {
    let mut delivery = Delivery::of(source);
    let mut unwrapping = Unwrapping::of(&mut delivery);
    for Attachment { name, bytes } in files {
        unwrapping.sort(Met { name, bytes: Cow::Owned(bytes), text: None, is_body: false })?;
    }
    delivery.settle();
    Ok(delivery)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups(names: &[&str]) -> Vec<Vec<String>> {
        together(names.iter().map(PathBuf::from).collect())
            .into_iter()
            .map(|group| group.iter().map(|path| shown(path)).collect())
            .collect()
    }

    #[test]
    fn files_of_one_case_go_together_whatever_surrounds_the_reference() {
        assert_eq!(
            groups(&["identifiants-K7M4-Q2XD (1).age", "b.pdf", "consentement-K7M4-Q2XD.pdf", "a.age"]),
            [vec!["b.pdf", "a.age"], vec!["identifiants-K7M4-Q2XD (1).age", "consentement-K7M4-Q2XD.pdf"]]
        );
    }

    #[test]
    fn a_reference_with_a_wrong_check_character_is_none() {
        assert_eq!(reference_in(Path::new("identifiants-K7M4-Q2XE.age")), None);
        assert_eq!(reference_in(Path::new("été-K7M4-Q2XD.age")).unwrap().to_string(), "K7M4-Q2XD");
    }
}
