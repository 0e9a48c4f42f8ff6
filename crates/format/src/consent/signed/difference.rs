use super::{Finding, Part};

impl Part {
    /// The part that byte `at` of a document of this renderer belongs to, by the dictionary of the
    /// object around it.
    fn at(document: &[u8], at: usize) -> Self {
        let before = &document[..at.min(document.len())];
        let begins = last(before, b" 0 obj\n").unwrap_or(0);
        let object = &document[begins..];
        let dictionary = &object[..first(object, b"stream\n").or(first(object, b"endobj")).unwrap_or(object.len())];
        let has = |key: &[u8]| first(dictionary, key).is_some();
        if has(b"/StructParents") {
            Self::Structure
        } else if has(b"/EmbeddedFile") || has(b"/Filespec") {
            Self::File
        } else if has(b"/Metadata") || has(b"/Producer") {
            Self::Metadata
        } else if has(b"/Font") || has(b"/Length1") || has(b"/CMap") {
            Self::Font
        } else if has(b"/FlateDecode") && !has(b"/N 3") {
            Self::Page
        } else {
            Self::Structure
        }
    }
}

fn first(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}

/// What sets a document apart from the one that its record makes; none if nothing does.
pub fn difference(document: &[u8], expected: &[u8]) -> Option<Finding> {
    const BLOCK: usize = 256;
    let (more, fewer) = (document.len().saturating_sub(expected.len()), expected.len().saturating_sub(document.len()));
    let differing: Vec<usize> = document
        .chunks(BLOCK)
        .zip(expected.chunks(BLOCK))
        .enumerate()
        .filter(|(_, (is, should_be))| is != should_be)
        .flat_map(|(block, (is, should_be))| {
            let differs = move |at: &usize| is[*at] != should_be[*at];
            (0..is.len().min(should_be.len())).filter(differs).map(move |at| block * BLOCK + at)
        })
        .collect();
    match (differing.first(), more, fewer) {
        (Some(&first), ..) => {
            let bytes = differing.len() + more + fewer;
            Some(Finding::Differs { first, bytes, part: Part::at(expected, first) })
        }
        (None, 0, 0) => None,
        (None, more, 0) => Some(Finding::Appended { bytes: more }),
        (None, _, fewer) => Some(Finding::Cut { bytes: fewer }),
    }
}
