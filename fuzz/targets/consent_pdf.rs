use pli_format::consent::verify::verify_with;

const PDF: &[u8] = include_bytes!("../../tests/vectors/good/french/consent.pdf");
const SEALED: &[u8] = include_bytes!("../../tests/vectors/good/french/sealed.age");

pub fn run(document: &[u8]) {
    // Drawing the record again takes most of the time and reads nothing from outside.
    let report = verify_with(document, SEALED, |_, _, _| Ok(PDF.to_vec()));
    assert!(!report.is_sound() || document == PDF);
}
