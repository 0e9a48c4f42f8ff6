use hayro_syntax::{
    Filter, Pdf,
    object::{self, Array, Dict, Stream},
};

use super::{Finding, bounded};
use crate::consent::pdf::{RECORD_FILE, SIGNATURE_FILE};

/// What a consent PDF carries inside.
pub(super) struct Embedded {
    /// `consent.json`
    pub record: Vec<u8>,
    /// `consent.sig`
    pub proof: Vec<u8>,
    /// The program that says it made the document.
    pub producer: String,
}

/// Finds the associated files of a PDF, if that takes no more room than it has itself.
///
/// # Errors
/// [`Finding::NotAPdf`], [`Finding::RecordMissing`], [`Finding::SignatureMissing`].
pub(super) fn read(document: &[u8]) -> Result<Embedded, Finding> {
    if !bounded::is_plain(document) {
        return Err(Finding::NotAPdf);
    }
    let pdf = Pdf::new(document.to_vec()).map_err(|_| Finding::NotAPdf)?;
    let catalog: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).ok_or(Finding::NotAPdf)?;
    let producer = pdf.metadata().producer.as_deref().unwrap_or_default();
    Ok(Embedded {
        record: associated(&catalog, RECORD_FILE).ok_or(Finding::RecordMissing)?,
        proof: associated(&catalog, SIGNATURE_FILE).ok_or(Finding::SignatureMissing)?,
        producer: String::from_utf8_lossy(producer).into_owned(),
    })
}

/// The one associated file of this name; none if there are several.
fn associated(catalog: &Dict<'_>, name: &str) -> Option<Vec<u8>> {
    let files: Array<'_> = catalog.get("AF")?;
    let mut named = files.iter::<Dict<'_>>().filter(|file| {
        file.get::<object::String<'_>>("F").is_some_and(|written| written.as_bytes() == name.as_bytes())
    });
    let (file, other) = (named.next()?, named.next());
    let stream: Stream<'_> = file.get::<Dict<'_>>("EF")?.get("F")?;
    let is_deflated = match stream.filters().as_slice() {
        [] => false,
        [Filter::FlateDecode] => true,
        _ => return None,
    };
    let bytes = bounded::content(&stream.raw_data(), is_deflated)?;
    other.is_none().then_some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Sha256,
        canonical::Canonical,
        consent::{Signed, terms::Terms},
        withdrawal::tests::{agreed, key},
    };

    /// Which of the two would count, if one did, is anybody's guess.
    #[test]
    fn two_files_of_one_name_are_none() {
        let signed = Signed::sign(Canonical::of(agreed()), &key(), Sha256([9; 32]));
        let document = signed.to_pdf(Terms::current()).unwrap();
        assert!(read(&document).is_ok());
        // As long as before, so that everything stands where the table says.
        let (from, to) = (b"/F (consent.sig)", b"/F(consent.json)");
        let at = document.windows(from.len()).position(|window| window == from).unwrap();
        let twice = [&document[..at], to, &document[at + from.len()..]].concat();
        assert_eq!(read(&twice).err(), Some(Finding::RecordMissing));
    }
}
