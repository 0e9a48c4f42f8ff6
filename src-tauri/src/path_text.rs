//! Paths within JSON, whole: a path need not be text.

use std::path::{Path, PathBuf};

use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

/// How a text begins that holds a path's bytes in hexadecimal. No absolute path begins so.
const BYTES: &str = "bytes:";

/// The path as a text that [`parse`] reads back, whatever bytes it has.
pub fn of(path: &Path) -> String {
    path.to_str().map_or_else(|| format!("{BYTES}{}", hex::encode(bytes(path))), str::to_owned)
}

/// The path that a text was made of.
pub fn parse(text: &str) -> Option<PathBuf> {
    match text.strip_prefix(BYTES) {
        None => Some(PathBuf::from(text)),
        Some(digits) => path(hex::decode(digits).ok()?),
    }
}

/// For `#[serde(with = "path_text")]`.
///
/// # Errors
/// The serialiser's.
pub fn serialize<S: Serializer>(path: &Path, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&of(path))
}

/// For `#[serde(with = "path_text")]`.
///
/// # Errors
/// When it is no text that [`of`] makes.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<PathBuf, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text).ok_or_else(|| D::Error::custom("not a path"))
}

#[cfg(unix)]
fn bytes(path: &Path) -> Vec<u8> {
    std::os::unix::ffi::OsStrExt::as_bytes(path.as_os_str()).to_vec()
}

#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "not so on Windows")]
fn path(bytes: Vec<u8>) -> Option<PathBuf> {
    let name: std::ffi::OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes);
    Some(name.into())
}

#[cfg(windows)]
fn bytes(path: &Path) -> Vec<u8> {
    std::os::windows::ffi::OsStrExt::encode_wide(path.as_os_str()).flat_map(u16::to_le_bytes).collect()
}

#[cfg(windows)]
fn path(bytes: Vec<u8>) -> Option<PathBuf> {
    let units: Vec<u16> = bytes.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    let name: std::ffi::OsString = std::os::windows::ffi::OsStringExt::from_wide(&units);
    bytes.len().is_multiple_of(2).then(|| name.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_comes_back() {
        for bytes in [&b"/home/h\xc3\xa9l\xc3\xa8ne/Pli"[..], b"/home/Jos\xe9/Documents/Pli", b"/\xff\xfe"] {
            let path = path(bytes.to_vec()).unwrap();
            assert_eq!(parse(&of(&path)), Some(path));
        }
        assert_eq!(of(Path::new("/home/a b/%C3#")), "/home/a b/%C3#");
        assert_eq!(parse("bytes:e"), None);
    }
}
