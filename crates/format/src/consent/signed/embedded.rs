use hayro_syntax::{
    Filter, Pdf,
    object::{self, Array, Dict, Stream},
};

use super::{Finding, bounded};
use crate::consent::pdf::{RECORD_FILE, SIGNATURE_FILE};

/// The most associated files that are looked at. Each is read anew wherever a list names it, so that a
/// long list of one long dictionary would never end.
const MOST_FILES: usize = 16;

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

/// The one associated file of this name; none if there are several, or more than [`MOST_FILES`] in all.
fn associated(catalog: &Dict<'_>, name: &str) -> Option<Vec<u8>> {
    let files: Array<'_> = catalog.get("AF")?;
    if files.raw_iter().take(MOST_FILES + 1).count() > MOST_FILES {
        return None;
    }
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

    /// A document whose catalog lists a record, a case signature and so many other files.
    fn listing(others: usize) -> Vec<u8> {
        let objects = [
            format!("<< /Type /Catalog /Pages 6 0 R /AF [2 0 R 3 0 R{}] >>", " 4 0 R".repeat(others)),
            "<< /F (consent.json) /EF << /F 5 0 R >> >>".to_owned(),
            "<< /F (consent.sig) /EF << /F 5 0 R >> >>".to_owned(),
            "<< /F (other) >>".to_owned(),
            "<< /Length 2 >>\nstream\n{}\nendstream".to_owned(),
            "<< /Type /Pages /Kids [7 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 6 0 R /MediaBox [0 0 9 9] >>".to_owned(),
        ];
        let (mut document, mut table) = (String::from("%PDF-1.7\n"), String::new());
        for (number, object) in (1..).zip(&objects) {
            table += &format!("{:010} 00000 n \n", document.len());
            document += &format!("{number} 0 obj\n{object}\nendobj\n");
        }
        let at = document.len();
        let trailer = format!("trailer\n<< /Size 8 /Root 1 0 R >>\nstartxref\n{at}\n%%EOF");
        format!("{document}xref\n0 8\n0000000000 65535 f \n{table}{trailer}").into_bytes()
    }

    #[test]
    fn a_list_of_more_than_sixteen_files_is_not_looked_through() {
        let most = read(&listing(14)).unwrap();
        assert_eq!((most.record, most.proof), (b"{}".to_vec(), b"{}".to_vec()));
        assert_eq!(read(&listing(15)).err(), Some(Finding::RecordMissing));
    }
}
