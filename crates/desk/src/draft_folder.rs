//! The folder of drafts, a plain one or a Maildir that a mail client shows: which files are in it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use pli_format::Sha256;

use crate::{
    private_file,
    registry::{Draft, Pending},
};

/// In a Maildir's file name: a draft, seen (Maildir's flags).
const FLAGS: &str = ":2,DS";

#[derive(Clone, Debug)]
pub struct Drafts(PathBuf);

impl Drafts {
    /// In this folder, which is made when something is written there.
    pub fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    fn is_maildir(&self) -> bool {
        ["cur", "new", "tmp"].iter().all(|name| self.0.join(name).is_dir())
    }

    /// Writes a draft, whole or not at all.
    ///
    /// # Errors
    /// When the folder does not take it.
    pub fn write(&self, draft: &Pending) -> io::Result<PathBuf> {
        if self.is_maildir() {
            let shown = self.0.join("cur");
            let path = shown.join(format!("{}{FLAGS}", draft.name));
            let half = self.0.join("tmp").join(&draft.name);
            private_file::write_whole_shared(&half, &draft.mail, &shown)?;
            private_file::rename(&half, &path)?;
            return Ok(path);
        }
        private_file::make_folder(&self.0)?;
        let path = self.0.join(format!("{}.eml", draft.name));
        private_file::write_whole_shared(&path, &draft.mail, &self.0)?;
        Ok(path)
    }
}

/// Whether a draft is still where it was written. In a Maildir, a client adds flags to its name. A
/// folder that is not there says nothing: it may be another machine's.
///
/// # Errors
/// When the folder cannot be read.
pub fn is_there(draft: &Draft) -> io::Result<bool> {
    let Some(folder) = draft.folder.as_ref().filter(|folder| folder.is_dir()) else { return Ok(true) };
    Ok(file(draft, folder)?.is_some())
}

/// Removes a draft that is as it was written. Whether it is there no more.
///
/// # Errors
/// When the folder cannot be read or written.
pub fn remove_untouched(draft: &Draft) -> io::Result<bool> {
    let Some(folder) = draft.folder.as_ref().filter(|folder| folder.is_dir()) else { return Ok(false) };
    let Some(path) = file(draft, folder)? else { return Ok(true) };
    if Sha256::of(&fs::read(&path)?) != draft.sha256 {
        return Ok(false);
    }
    private_file::remove_if_there(&path).map(|()| true)
}

/// Where a draft is in this folder, if it is.
fn file(draft: &Draft, folder: &Path) -> io::Result<Option<PathBuf>> {
    let plain = folder.join(format!("{}.eml", draft.name));
    if plain.exists() {
        return Ok(Some(plain));
    }
    for name in ["cur", "new"] {
        let Ok(entries) = fs::read_dir(folder.join(name)) else { continue };
        for entry in entries {
            let entry = entry?;
            if entry.file_name().to_string_lossy().split([':', ',']).next() == Some(&draft.name) {
                return Ok(Some(entry.path()));
            }
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use std::{mem::MaybeUninit, os::unix::fs::PermissionsExt};

    use rustix::fs::inotify;

    use super::*;

    fn pending() -> Pending {
        Pending { name: "K7M4-Q2XD-closed-0a1b2c3d".into(), mail: b"X-Unsent: 1\r\n".to_vec() }
    }

    fn draft(folder: &Path) -> Draft {
        Draft {
            name: pending().name,
            reference: None,
            folder: Some(folder.to_owned()),
            drafted_at: jiff::Timestamp::UNIX_EPOCH,
            to: None,
            sha256: Sha256::of(&pending().mail),
            is_void: false,
        }
    }

    #[test]
    fn a_draft_in_a_folder_is_gone_once_its_file_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = Drafts::new(folder.path().to_owned()).write(&pending()).unwrap();
        assert_eq!(path, folder.path().join("K7M4-Q2XD-closed-0a1b2c3d.eml"));
        assert!(is_there(&draft(folder.path())).unwrap());
        fs::remove_file(path).unwrap();
        assert!(!is_there(&draft(folder.path())).unwrap());
    }

    /// Once it has its name, somebody of the group may put a link there, and whatever that leads to would get the mode.
    #[cfg(target_os = "linux")]
    #[test]
    fn a_draft_has_its_mode_before_it_has_its_name() {
        let folder = tempfile::tempdir().unwrap();
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o2770)).unwrap();
        let watch = inotify::init(inotify::CreateFlags::NONBLOCK).unwrap();
        inotify::add_watch(&watch, folder.path(), inotify::WatchFlags::ATTRIB | inotify::WatchFlags::MOVED_TO).unwrap();
        let path = Drafts::new(folder.path().to_owned()).write(&pending()).unwrap();
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o660);

        let mut room = [MaybeUninit::uninit(); 4096];
        let mut events = inotify::Reader::new(&watch, &mut room);
        let mut seen = Vec::new();
        while let Ok(event) = events.next() {
            seen.push((event.events(), event.file_name().unwrap().to_str().unwrap().to_owned()));
        }
        let name = "K7M4-Q2XD-closed-0a1b2c3d.eml";
        let [mode, named] = [inotify::ReadFlags::ATTRIB, inotify::ReadFlags::MOVED_TO];
        assert_eq!(seen, [(mode, format!("{name}.new")), (named, name.to_owned())]);
    }

    /// A person's name, address and consent are in it.
    #[test]
    fn a_draft_is_its_owners_where_no_group_shares_the_folder() {
        for mode in [0o700, 0o770, 0o777, 0o2700, 0o2750, 0o2755] {
            let folder = tempfile::tempdir().unwrap();
            fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
            let path = Drafts::new(folder.path().to_owned()).write(&pending()).unwrap();
            assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600, "{mode:o}");
        }
    }

    /// mbsync adds a unique number, and a client its flags.
    #[test]
    fn a_draft_in_a_maildir_is_known_by_the_beginning_of_its_name() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["cur", "new", "tmp"] {
            fs::create_dir(folder.path().join(name)).unwrap();
        }
        let path = Drafts::new(folder.path().to_owned()).write(&pending()).unwrap();
        assert_eq!(path, folder.path().join("cur/K7M4-Q2XD-closed-0a1b2c3d:2,DS"));
        let moved = folder.path().join("cur/K7M4-Q2XD-closed-0a1b2c3d,U=3:2,DRS");
        fs::rename(path, &moved).unwrap();
        assert!(is_there(&draft(folder.path())).unwrap());
        fs::remove_file(moved).unwrap();
        assert!(!is_there(&draft(folder.path())).unwrap());
    }

    /// It is theirs then.
    #[test]
    fn a_draft_that_somebody_wrote_into_is_not_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = Drafts::new(folder.path().to_owned()).write(&pending()).unwrap();
        fs::write(&path, b"X-Unsent: 1\r\nBcc: a@exemple.fr\r\n").unwrap();
        assert!(!remove_untouched(&draft(folder.path())).unwrap());
        fs::write(&path, pending().mail).unwrap();
        assert!(remove_untouched(&draft(folder.path())).unwrap());
        assert!(!path.exists() && remove_untouched(&draft(folder.path())).unwrap());
    }

    #[test]
    fn a_folder_that_is_not_there_says_nothing() {
        assert!(is_there(&draft(Path::new("/nowhere/drafts"))).unwrap());
        assert!(!remove_untouched(&draft(Path::new("/nowhere/drafts"))).unwrap());
    }
}
