//! Zip archives (APPNOTE.TXT), as people make them by hand: stored or deflated.

use std::io::Cursor;

use zip::ZipArchive;

use super::{Met, Unwrapping, unopened, unwrapped};
use crate::intake::{Clue, MailError};

/// The most entries of an archive.
const ENTRIES: usize = 500;

/// Sorts what an archive holds.
pub fn open(unwrapping: &mut Unwrapping<'_>, file: &Met<'_>) -> Result<(), MailError> {
    let archive = (entries(&file.bytes) <= ENTRIES).then(|| ZipArchive::new(Cursor::new(&*file.bytes)));
    let Some(Ok(mut archive)) = archive else {
        unwrapping.delivery().remark(unopened(file.name.clone()));
        return Ok(());
    };
    for at in 0..archive.len() {
        match entry(unwrapping, &mut archive, at) {
            Ok(Some(found)) => unwrapping.inner(found)?,
            Ok(None) => {}
            Err(clue) => unwrapping.delivery().remark(clue(file.name.clone())),
        }
    }
    Ok(())
}

/// How many entries the directory has, before anything is made for each.
fn entries(bytes: &[u8]) -> usize {
    bytes.windows(4).filter(|window| *window == b"PK\x01\x02").count()
}

/// An entry that may be of a package; none for folders, what macOS adds to them, and whatever is too
/// long.
fn entry(
    unwrapping: &mut Unwrapping<'_>,
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    at: usize,
) -> Result<Option<Met<'static>>, fn(String) -> Clue> {
    let is_locked = archive.by_index_raw(at).is_ok_and(|entry| entry.encrypted());
    let mut entry = archive.by_index(at).map_err(|_| if is_locked { Clue::Locked } else { Clue::Unopened })?;
    let path = String::from_utf8_lossy(entry.name_raw()).into_owned();
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
    if entry.is_dir() || name.starts_with("._") {
        return Ok(None);
    }
    let bytes = unwrapping.read(&name, &mut entry).map_err(|_| Clue::Unopened as fn(String) -> Clue)?;
    Ok(bytes.map(|bytes| unwrapped(name, bytes)))
}
