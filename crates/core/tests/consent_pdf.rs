//! The consent PDF, over every fixture. The files are left in `target/tmp/consent-pdf` for the
//! validators that `tests/pdf/validate.py` asks.

#[path = "consent_pdf/fixtures.rs"]
mod fixtures;

use std::{fs, path::PathBuf};

use pli_core::consent::pdf;

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("consent-pdf");
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[test]
fn every_fixture_renders() {
    for fixture in fixtures::all() {
        let folder = folder();
        fs::write(folder.join(format!("{}.pdf", fixture.name)), fixture.render()).unwrap();
        fs::write(folder.join(format!("{}.json", fixture.name)), fixture.record.to_canonical()).unwrap();
        fs::write(folder.join(format!("{}.age", fixture.name)), &fixture.sealed).unwrap();
        if ["lcl", "demo"].iter().any(|name| fixture.name.ends_with(name)) {
            let preview = pdf::preview(&fixture.record).unwrap();
            fs::write(folder.join(format!("{}-preview.pdf", fixture.name)), preview).unwrap();
        }
    }
}
