//! Which consent goes with which sealed file: by the hash that was signed, never by a name.

use pli_format::{
    CaseReference, Sha256,
    canonical::Canonical,
    consent::{
        self, ConsentRecord, Finding, Signed,
        pdf::{RECORD_FILE, SIGNATURE_FILE},
    },
    payload,
    seal::{self, SealedFileError},
};

use crate::{
    examination,
    intake::{Attachment, Clue, contains},
};

/// A consent and a sealed file that belong together by their hashes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Package {
    /// The consent PDF, as often as it came: whole, saved again, damaged. All hold the same record
    /// and the same signature; never empty.
    pub consents: Vec<Attachment>,
    pub sealed: SealedFile,
    /// The request that the record names, where it can be read. Not believed, only mentioned.
    pub reference: Option<CaseReference>,
}

/// A PDF of Pli whose record can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// What the mail calls it.
    pub name: String,
    pub bytes: Vec<u8>,
    /// What was agreed to. Not checked.
    pub record: Box<Canonical<ConsentRecord>>,
    /// SHA-256 of the sealed file that it was signed with.
    pub sealed_sha256: Sha256,
}

/// An age file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedFile {
    /// What the mail calls it.
    pub name: String,
    pub bytes: Vec<u8>,
    pub sha256: Sha256,
}

impl Package {
    /// SHA-256 of the package, with each copy of its consent.
    pub fn hashes(&self) -> impl Iterator<Item = Sha256> {
        self.consents.iter().map(|consent| examination::package_sha256(&consent.bytes, &self.sealed.bytes))
    }

    /// Two halves that came apart.
    pub fn join(consent: Vec<u8>, sealed: Vec<u8>) -> Self {
        let sha256 = Sha256::of(&sealed);
        Self {
            consents: vec![Attachment { name: String::new(), bytes: consent }],
            sealed: SealedFile { name: String::new(), bytes: sealed, sha256 },
            reference: None,
        }
    }
}

impl From<Attachment> for SealedFile {
    fn from(Attachment { name, bytes }: Attachment) -> Self {
        Self { name, sha256: Sha256::of(&bytes), bytes }
    }
}

pub(super) struct Paired {
    pub packages: Vec<Package>,
    /// Consents whose sealed file is not here.
    pub consents: Vec<Consent>,
    /// Whole sealed files whose consent is not here.
    pub sealed: Vec<SealedFile>,
    /// What may explain why something is missing.
    pub clues: Vec<Clue>,
    /// Whether a PDF names a record of Pli's that cannot be read.
    pub was_pli: bool,
}

/// A PDF that may be a consent.
enum Read {
    Consent(Consent),
    /// A record without a signature that says what belongs to it: for the examination to name.
    Broken(Attachment),
    /// Neither; and whether it names a record of Pli's all the same.
    Other {
        clue: Clue,
        names_a_record: bool,
    },
}

/// Puts together what belongs together. A consent whose signature does not say what it was signed
/// with goes with a sealed file that is left, so that the examination says what is wrong.
pub(super) fn pair(consents: Vec<Attachment>, sealed: Vec<Attachment>, remarks: &[Clue]) -> Paired {
    let mut clues = remarks.to_vec();
    let (mut whole, mut broken, mut was_pli) = (Vec::new(), Vec::new(), false);
    for attachment in consents {
        match read(attachment) {
            Read::Consent(consent) => whole.push(consent),
            Read::Broken(attachment) => broken.push(attachment),
            Read::Other { clue, names_a_record } => {
                clues.push(clue);
                was_pli |= names_a_record;
            }
        }
    }
    let mut left: Vec<SealedFile> = Vec::new();
    for file in sealed.into_iter().map(SealedFile::from) {
        if left.iter().all(|known| known.sha256 != file.sha256) {
            left.push(file);
        }
    }
    let (mut packages, alone) = packages(whole, &left);
    left.retain(|file| packages.iter().all(|package| package.sealed.sha256 != file.sha256));
    for consent in broken {
        if left.is_empty() {
            clues.push(Clue::SavedAgain(consent.name));
        } else {
            packages.push(Package { consents: vec![consent], sealed: left.remove(0), reference: None });
        }
    }
    let left = whole_files(left, packages.is_empty() || !alone.is_empty(), &mut clues);
    Paired { packages, consents: alone, sealed: left, clues, was_pli }
}

/// Consents with their sealed files, one package a record; and the consents that have none here.
fn packages(whole: Vec<Consent>, files: &[SealedFile]) -> (Vec<Package>, Vec<Consent>) {
    let (mut packages, mut records, mut alone) = (Vec::<Package>::new(), Vec::new(), Vec::<Consent>::new());
    for consent in whole {
        let known =
            records.iter().position(|(record, sealed)| *record == consent.record && *sealed == consent.sealed_sha256);
        match (known, files.iter().find(|file| file.sha256 == consent.sealed_sha256)) {
            (Some(at), _) => {
                let copy = Attachment { name: consent.name, bytes: consent.bytes };
                let copies = &mut packages[at].consents;
                if copies.iter().all(|known| known.bytes != copy.bytes) {
                    copies.push(copy);
                }
            }
            (None, Some(sealed)) => {
                packages.push(Package {
                    consents: vec![Attachment { name: consent.name, bytes: consent.bytes }],
                    sealed: sealed.clone(),
                    reference: Some(consent.record.facts.reference.clone()),
                });
                records.push((consent.record, consent.sealed_sha256));
            }
            (None, None) if alone.iter().any(|known| is_same(known, &consent)) => {}
            (None, None) => alone.push(consent),
        }
    }
    (packages, alone)
}

/// Whether two consents say the same of the same sealed file: one record may be signed with several.
fn is_same(one: &Consent, other: &Consent) -> bool {
    one.record == other.record && one.sealed_sha256 == other.sealed_sha256
}

/// What is whole of the sealed files that are left. A damaged copy beside the whole file is nothing;
/// where something is missing it explains that.
fn whole_files(left: Vec<SealedFile>, is_missed: bool, clues: &mut Vec<Clue>) -> Vec<SealedFile> {
    let mut whole = Vec::new();
    for file in left {
        match damage(&file) {
            None => whole.push(file),
            Some(clue) if is_missed => clues.push(clue),
            Some(_) => {}
        }
    }
    whole
}

/// What happened to a sealed file on its way, if that shows.
fn damage(file: &SealedFile) -> Option<Clue> {
    let name = || file.name.clone();
    let first_line = file.bytes.iter().position(|&byte| byte == b'\n').unwrap_or(0);
    if file.bytes[..first_line].ends_with(b"\r") {
        return Some(Clue::LineEnds(name()));
    }
    // No ciphertext of this length is UTF-8; a text that was put together anew is nothing else.
    if file.bytes.len() > payload::LENGTHS[0] && str::from_utf8(&file.bytes).is_ok() {
        return Some(Clue::Recoded(name()));
    }
    match seal::inspect(&file.bytes) {
        Ok(_) | Err(SealedFileError::Recipients) => None,
        Err(SealedFileError::Damaged | SealedFileError::Length) => Some(Clue::Damaged(name())),
    }
}

fn read(attachment: Attachment) -> Read {
    match consent::open(&attachment.bytes) {
        Ok(Signed { record, proof, .. }) => {
            let Attachment { name, bytes } = attachment;
            Read::Consent(Consent { name, bytes, record: Box::new(record), sealed_sha256: proof.sealed })
        }
        Err(finding @ (Finding::NotAPdf | Finding::RecordMissing)) => {
            // What Pli embeds has its name in the clear, wherever another program put it.
            let [record, signature] =
                [RECORD_FILE, SIGNATURE_FILE].map(|name| contains(&attachment.bytes, name.as_bytes()));
            let is_cut = is_cut(&attachment.bytes);
            let was_ours =
                (record && signature && finding == Finding::NotAPdf) || (is_cut && is_ours(&attachment.bytes));
            let clue = match (was_ours, is_cut) {
                (true, _) => Clue::SavedAgain,
                (_, true) => Clue::CutPdf,
                _ => Clue::WithoutRecord,
            };
            Read::Other { clue: clue(attachment.name), names_a_record: record }
        }
        Err(_) => Read::Broken(attachment),
    }
}

/// Whether a PDF lacks its end (ISO 32000-2, 7.5.5 and annex I: within the last 1,024 bytes).
fn is_cut(document: &[u8]) -> bool {
    !contains(&document[document.len().saturating_sub(HEAD)..], b"%%EOF")
}

/// Whether a PDF begins as Pli draws it: with a subset of the letter's font.
fn is_ours(document: &[u8]) -> bool {
    contains(&document[..document.len().min(HEAD)], b"+SourceSans3-")
}

/// How much of a PDF tells where it begins and where it ends.
const HEAD: usize = 1024;
