//! Sealing: age, binary, to the recipients of the current epoch. Opening is for the receiving side.

use std::{
    cell::Cell,
    io::{self, Read, Write},
};

use age::armor::ArmoredReader;
use zeroize::Zeroizing;

use crate::{
    payload::{self, OpenedPayload, PayloadError},
    recipients::{Recipient, RecipientKind, Recipients},
    rules::Rules,
};

mod inspect;
mod order;
#[cfg(test)]
mod tests;

pub use inspect::{Inspected, SealedFileError, inspect};
pub use order::{SealOrder, SealRefusal};

/// How every sealed file begins (age v1, "Header").
pub const INTRODUCTION: &[u8] = b"age-encryption.org/v1\n";

/// The longest sealed file, in bytes: the longest payload and the largest room.
pub const MAX_LENGTH: usize = payload::LENGTHS[payload::LENGTHS.len() - 1] + room(RecipientKind::TagPq);

/// What follows the only chunk of the ciphertext, in bytes (age v1, "Payload").
const TAG_LENGTH: usize = 16;

/// Why nothing was sealed.
#[derive(Debug, thiserror::Error)]
pub enum SealError {
    /// The age crate refused.
    #[error("age did not seal: {0}")]
    Age(#[from] age::EncryptError),
    /// Writing to memory failed, or the header has no room.
    #[error("the sealed file could not be formed: {0}")]
    Form(#[from] io::Error),
}

/// Why a sealed file was not opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// None that Pli makes, as can be seen without any key.
    #[error(transparent)]
    Sealed(#[from] SealedFileError),
    /// Altered, or sealed to another identity.
    #[error("age did not open: {0}")]
    Age(#[from] age::DecryptError),
    /// The ciphertext was altered or cut.
    #[error("the sealed file is damaged: {0}")]
    Damaged(#[from] io::Error),
    /// It opens, but holds something else than a payload.
    #[error(transparent)]
    Payload(#[from] PayloadError),
}

impl OpenError {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Sealed(error) => error.code(),
            Self::Age(age::DecryptError::NoMatchingKeys) => "other-identity",
            Self::Age(_) | Self::Damaged(_) => "sealed-file-damaged",
            Self::Payload(error) => error.code(),
        }
    }
}

/// Room for the age header, nonce and tag, in bytes. The header's length is random (the age crate
/// adds a stanza of random length); payload and room together make the file's length fixed.
const fn room(kind: RecipientKind) -> usize {
    match kind {
        RecipientKind::X25519 | RecipientKind::Tag => 2048,
        // Two stanzas of 1,153 bytes each, in base64.
        RecipientKind::TagPq => 6144,
    }
}

/// Seals a payload as [`payload::form`](crate::payload::form) makes it.
///
/// The file's length depends on the payload's length and the kind of the recipients alone: more
/// spaces follow the payload until it is reached. The file key and everything ephemeral come from
/// the operating system, inside the age crate.
///
/// # Errors
/// [`SealError`]; nothing is left behind.
pub fn seal(payload: &[u8], recipients: &Recipients<'_>) -> Result<Vec<u8>, SealError> {
    let length = payload.len() + room(recipients.kind());
    let written = Cell::new(0);
    let encryptor = age::Encryptor::with_recipients(recipients.iter().map(Recipient::as_age))?;
    let mut writer = encryptor.wrap_output(Counted { bytes: Vec::with_capacity(length), written: &written })?;
    let spaces = length
        .checked_sub(written.get() + TAG_LENGTH + payload.len())
        .ok_or_else(|| io::Error::other("the age header is longer than its room"))?;
    writer.write_all(payload)?;
    writer.write_all(&vec![b' '; spaces])?;
    Ok(writer.finish()?.bytes)
}

/// Opens a sealed file with one of these identities and reads the payload, by the rules of the terms
/// that its consent names. It must be padded as [`seal()`] does, so that nothing else was ever in the file.
pub fn open<'a>(
    sealed: &[u8],
    identities: impl Iterator<Item = &'a dyn age::Identity>,
    rules: &Rules,
) -> Result<OpenedPayload, OpenError> {
    let inspected = inspect(sealed)?;
    let plaintext = decrypt(sealed, identities)?;
    let opened = payload::open(&plaintext, rules)?;
    if opened.padded == inspected.padded { Ok(opened) } else { Err(PayloadError::OtherPadding.into()) }
}

/// The plaintext of an age file, whatever it is; binary or armored, as `age -d` does.
///
/// # Errors
/// [`OpenError::Age`], [`OpenError::Damaged`]
pub fn decrypt<'a>(
    sealed: &[u8],
    identities: impl Iterator<Item = &'a dyn age::Identity>,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let longest = u64::try_from(sealed.len()).unwrap_or(u64::MAX);
    let reader =
        age::Decryptor::new_buffered(ArmoredReader::new(without_space_before_armor(sealed)))?.decrypt(identities)?;
    let mut plaintext = Zeroizing::new(Vec::with_capacity(sealed.len()));
    reader.take(longest).read_to_end(&mut plaintext)?;
    Ok(plaintext)
}

/// Pasted armor may have white space before it (C2SP age, "ASCII armor"); a binary file has none.
fn without_space_before_armor(sealed: &[u8]) -> &[u8] {
    let trimmed = sealed.trim_ascii_start();
    if trimmed.starts_with(b"-----BEGIN ") { trimmed } else { sealed }
}

/// What is written to it, and how much that is, in bytes.
struct Counted<'a> {
    bytes: Vec<u8>,
    written: &'a Cell<usize>,
}

impl Write for Counted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.bytes.extend_from_slice(bytes);
        self.written.set(self.bytes.len());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
