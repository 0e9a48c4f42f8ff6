//! The programs that credentials are given to: each kept as it was, by its SHA-256, for as long as
//! there is a desk to prove what it did.

use std::{
    fs::{self, DirBuilder, OpenOptions, Permissions},
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt},
    path::{Component, Path, PathBuf},
};

use jiff::Timestamp;
use pli_format::Sha256;
use serde::{Deserialize, Serialize};

use crate::private_file;

#[cfg(test)]
mod tests;

/// What runs of a program that is a directory.
pub const MAIN: &str = "connector";

/// The longest file of a program, in bytes: no request holds a longer one.
const LONGEST: usize = 64_000_000;

/// The most files of a program.
const FILES: usize = 10_000;

/// A file of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramFile {
    /// Within the program's directory; empty where the program is one file.
    pub path: String,
    /// Whether it may be executed.
    pub executable: bool,
    pub bytes: Vec<u8>,
}

/// Who did something with a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hand {
    /// Their name.
    pub by: String,
    /// Who they are to the system, at a desk that serves several.
    pub uid: Option<u32>,
    #[serde(with = "pli_format::instant")]
    pub at: Timestamp,
}

/// A program that is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Program {
    /// What developers call it.
    pub name: String,
    /// Of its file; of a directory, of the list of its files.
    pub sha256: Sha256,
    /// Whether it is a directory, of which [`MAIN`] runs.
    pub is_directory: bool,
    /// Who brought it.
    pub added: Hand,
    /// Who else looked at it, and lets it have credentials.
    pub approved: Option<Hand>,
}

impl Program {
    /// Whether it is they who brought it, by name or by uid.
    fn is_of(&self, hand: &Hand) -> bool {
        self.added.by == hand.by || (hand.uid.is_some() && self.added.uid == hand.uid)
    }
}

/// Which programs are given credentials.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Admission {
    /// Those that somebody else than who brought them approved.
    #[default]
    SecondPerson,
    /// Those that are kept: the log tells who brought them.
    Logged,
}

/// Why a program is not kept, approved or given credentials.
#[derive(Debug, thiserror::Error)]
pub enum ProgramError {
    /// It holds nothing that runs, or names files that are none of its own.
    #[error("this is no program to keep: {0}")]
    Malformed(Unfit),
    #[error("no program {0:?} is kept here: add it with `pli-desk connector add`")]
    Unknown(String),
    #[error(
        "nobody but {added} looked at program {name} ({sha256}): somebody else runs `pli-desk connector approve {sha256}`"
    )]
    NotApproved { name: String, sha256: Sha256, added: String },
    #[error("{0} brought this program, and cannot approve it")]
    Own(String),
    #[error("the kept program {0} was altered: do not use it, and ask who did")]
    Altered(Sha256),
    #[error("the kept programs: {0}")]
    File(#[from] io::Error),
}

/// Why something is no program to keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    #[error("it is empty")]
    Empty,
    #[error("it may not be executed")]
    NotExecutable,
    #[error("it has too many files")]
    TooMany,
    /// Two in one place, or one outside.
    #[error("its files have no places of their own")]
    Places,
    #[error("the directory has no executable `connector`")]
    NoMain,
}

impl ProgramError {
    pub fn code(&self) -> &'static str {
        match self {
            Self::Malformed(_) => "program-malformed",
            Self::Unknown(_) => "program-unknown",
            Self::NotApproved { .. } => "program-not-approved",
            Self::Own(_) => "program-own",
            Self::Altered(_) => "program-altered",
            Self::File(_) => "program-file",
        }
    }
}

/// Where they are kept.
pub struct Programs {
    folder: PathBuf,
}

impl Programs {
    /// In this folder, which exists.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Keeps a program under a name. One that is kept already keeps its approval under the same name.
    ///
    /// # Errors
    /// [`ProgramError::Malformed`], [`ProgramError::File`]
    pub fn add(&self, name: &str, files: &[ProgramFile], added: Hand) -> Result<Program, ProgramError> {
        let is_directory = check(files)?;
        let sha256 = hash(files);
        if let Some(kept) = self.list()?.into_iter().find(|kept| kept.sha256 == sha256 && kept.name == name) {
            return Ok(kept);
        }
        let copy = self.copy(sha256);
        if !copy.exists() {
            let half = self.folder.join(format!("{sha256}.new"));
            private_file::remove_folder_if_there(&half)?;
            keep(&half, files, is_directory)?;
            private_file::rename(&half, &copy)?;
        }
        let program = Program { name: name.to_owned(), sha256, is_directory, added, approved: None };
        self.write(&program)?;
        Ok(program)
    }

    /// Somebody approves a program, named by its hash or the beginning of it: under each name under which somebody
    /// else brought it.
    ///
    /// # Errors
    /// [`ProgramError::Unknown`], [`ProgramError::Own`], [`ProgramError::Altered`], [`ProgramError::File`]
    pub fn approve(&self, hash: &str, by: Hand) -> Result<Vec<Program>, ProgramError> {
        let of_hash = |program: &Program| hash.len() >= 8 && program.sha256.to_string().starts_with(hash);
        let found: Vec<Program> = self.list()?.into_iter().filter(of_hash).collect();
        match found.as_slice() {
            [first, others @ ..] if others.iter().all(|other| other.sha256 == first.sha256) => {
                self.check_copy(first)?;
            }
            _ => return Err(ProgramError::Unknown(hash.to_owned())),
        }
        let approved: Vec<Program> = found
            .into_iter()
            .filter(|program| !program.is_of(&by))
            .map(|program| Program { approved: Some(by.clone()), ..program })
            .collect();
        if approved.is_empty() {
            return Err(ProgramError::Own(by.by));
        }
        approved.iter().try_for_each(|program| self.write(program))?;
        Ok(approved)
    }

    /// The program of a name that may be given credentials: of several, the last one.
    pub fn admitted(&self, name: &str, admission: Admission) -> Result<Program, ProgramError> {
        let mut named: Vec<Program> = self.list()?.into_iter().filter(|program| program.name == name).collect();
        let admitted = |program: &Program| match (admission, &program.approved) {
            (Admission::SecondPerson, approved) => approved.as_ref().map(|hand| hand.at),
            (Admission::Logged, _) => Some(program.added.at),
        };
        named.sort_by_key(|program| (admitted(program), program.added.at));
        let last = named.pop().ok_or_else(|| ProgramError::Unknown(name.to_owned()))?;
        if admitted(&last).is_none() {
            return Err(ProgramError::NotApproved { name: last.name, sha256: last.sha256, added: last.added.by });
        }
        self.check_copy(&last)?;
        Ok(last)
    }

    /// Every one, by name.
    ///
    /// # Errors
    /// [`ProgramError::File`]
    pub fn list(&self) -> Result<Vec<Program>, ProgramError> {
        let mut programs: Vec<Program> = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                programs.push(serde_json::from_slice(&fs::read(path)?).map_err(io::Error::other)?);
            }
        }
        programs.sort_by(|one, other| (&one.name, one.added.at).cmp(&(&other.name, other.added.at)));
        Ok(programs)
    }

    /// The kept copy: a file, or a directory.
    pub fn copy(&self, sha256: Sha256) -> PathBuf {
        self.folder.join(sha256.to_string())
    }

    /// The files of a kept program.
    ///
    /// # Errors
    /// [`ProgramError::File`]
    pub fn files(&self, program: &Program) -> Result<Vec<ProgramFile>, ProgramError> {
        Ok(read(&self.copy(program.sha256))?)
    }

    fn check_copy(&self, program: &Program) -> Result<(), ProgramError> {
        let is_same = hash(&self.files(program)?) == program.sha256;
        if is_same { Ok(()) } else { Err(ProgramError::Altered(program.sha256)) }
    }

    fn write(&self, program: &Program) -> io::Result<()> {
        let name = Sha256::of(program.name.as_bytes());
        let path = self.folder.join(format!("{}.{name}.json", program.sha256));
        private_file::write_whole(&path, &serde_json::to_vec_pretty(program).map_err(io::Error::other)?)
    }
}

/// Reads a program: a file, or a directory with all that is in it. Links are not followed.
///
/// # Errors
/// When something cannot be read, or is neither a file nor a directory.
pub fn read(path: &Path) -> io::Result<Vec<ProgramFile>> {
    let mut files = Vec::new();
    if fs::metadata(path)?.is_file() {
        files.push(read_file(path, String::new())?);
    } else {
        read_folder(path, "", &mut files)?;
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

fn read_folder(folder: &Path, within: &str, files: &mut Vec<ProgramFile>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().into_string().map_err(|_| io::Error::other("a name is not UTF-8"))?;
        let path = if within.is_empty() { name } else { format!("{within}/{name}") };
        let kind = entry.file_type()?;
        if kind.is_dir() {
            read_folder(&entry.path(), &path, files)?;
        } else if kind.is_file() {
            files.push(read_file(&entry.path(), path)?);
        } else {
            return Err(io::Error::other(format!("{path:?} is neither a file nor a directory")));
        }
    }
    Ok(())
}

fn read_file(from: &Path, path: String) -> io::Result<ProgramFile> {
    let executable = fs::metadata(from)?.permissions().mode() & 0o111 != 0;
    Ok(ProgramFile { path, executable, bytes: private_file::read_at_most(from, LONGEST)? })
}

/// The SHA-256 of a program's file; of a directory, of a list of its files, sorted, each a line of SHA-256,
/// `x` or `-`, and path.
pub fn hash(files: &[ProgramFile]) -> Sha256 {
    match files {
        [only] if only.path.is_empty() => Sha256::of(&only.bytes),
        files => {
            let mut sorted: Vec<&ProgramFile> = files.iter().collect();
            sorted.sort_by_key(|file| &file.path);
            let lines = sorted.into_iter().map(|file| {
                let mark = if file.executable { 'x' } else { '-' };
                format!("{} {mark} {}\n", Sha256::of(&file.bytes), file.path)
            });
            Sha256::of(lines.collect::<String>().as_bytes())
        }
    }
}

/// Whether it is a directory.
fn check(files: &[ProgramFile]) -> Result<bool, ProgramError> {
    let unfit = |why| Err(ProgramError::Malformed(why));
    match files {
        [] => unfit(Unfit::Empty),
        [only] if only.path.is_empty() => {
            if only.executable {
                Ok(false)
            } else {
                unfit(Unfit::NotExecutable)
            }
        }
        files if files.len() > FILES => unfit(Unfit::TooMany),
        files => {
            let mut paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
            paths.sort_unstable();
            let is_twice =
                paths.windows(2).any(|pair| pair[0] == pair[1] || pair[1].starts_with(&format!("{}/", pair[0])));
            if is_twice || !paths.iter().all(|path| is_within(path)) {
                return unfit(Unfit::Places);
            }
            let runs = files.iter().any(|file| file.path == MAIN && file.executable);
            if runs { Ok(true) } else { unfit(Unfit::NoMain) }
        }
    }
}

fn is_within(path: &str) -> bool {
    let is_plain = Path::new(path).components().all(|component| matches!(component, Component::Normal(_)));
    is_plain && !path.is_empty() && !path.chars().any(char::is_control) && !path.ends_with('/') && !path.contains("//")
}

fn keep(to: &Path, files: &[ProgramFile], is_directory: bool) -> io::Result<()> {
    for file in files {
        let path = if is_directory { to.join(&file.path) } else { to.to_owned() };
        if let Some(folder) = path.parent().filter(|_| is_directory) {
            DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
        }
        let mut kept = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        kept.write_all(&file.bytes)?;
        kept.set_permissions(Permissions::from_mode(if file.executable { 0o500 } else { 0o400 }))?;
        kept.sync_all()?;
    }
    Ok(())
}
