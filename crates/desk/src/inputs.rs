//! What a command reads that is its caller's: from the files of whoever runs it, or out of what came
//! with a request. A desk that serves others opens no path that they name.

use std::{
    cell::RefCell,
    collections::{BTreeMap, VecDeque},
    io,
    path::{Path, PathBuf},
};

use zeroize::Zeroizing;

use crate::{
    intake::{Arrival, Deliveries, HashesOf, Input, limits},
    passphrase::Ask,
    private_file,
    programs::{self, ProgramFile},
};

/// What a signed approval is called when it is sent.
pub const APPROVAL: &str = "approval";

/// Where it comes from.
pub enum Inputs {
    /// Whoever runs the command is whoever reads.
    Files,
    /// The caller read it and sent it.
    Sent(Sent),
}

/// What came with a request.
#[derive(Default)]
pub struct Sent {
    /// Files that the arguments name.
    pub files: BTreeMap<PathBuf, Zeroizing<Vec<u8>>>,
    /// Mails, and files that belong together.
    pub arrivals: RefCell<Vec<Arrival>>,
    /// The files of a program.
    pub program: Vec<ProgramFile>,
}

impl Inputs {
    /// A file that the caller named.
    ///
    /// # Errors
    /// When it cannot be read, or was not sent.
    pub fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        match self {
            Self::Files => private_file::read_at_most(path, limits::MAIL),
            Self::Sent(sent) => sent.files.get(path).map(|bytes| bytes.to_vec()).ok_or(io::ErrorKind::NotFound.into()),
        }
    }

    /// Whether the caller names a file, rather than something that is only spelt like one.
    pub fn is_file(&self, path: &Path) -> bool {
        match self {
            Self::Files => path.exists(),
            Self::Sent(sent) => !sent.arrivals.borrow().is_empty(),
        }
    }

    /// The files of a program that the caller named.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn program(&self, path: &Path) -> io::Result<Vec<ProgramFile>> {
        match self {
            Self::Files => programs::read(path),
            Self::Sent(sent) => Ok(sent.program.clone()),
        }
    }

    /// What arrived in these places.
    pub fn arrivals(&self, paths: &[PathBuf], hashes_of: HashesOf) -> Box<dyn Iterator<Item = Arrival>> {
        match self {
            Self::Files => Box::new(Deliveries::from(&places(paths), hashes_of)),
            Self::Sent(sent) => Box::new(sent.arrivals.take().into_iter()),
        }
    }
}

/// Paths as people give them: `-` is standard input.
pub fn places(paths: &[PathBuf]) -> Vec<Input> {
    paths.iter().map(|path| if path.as_os_str() == "-" { Input::Stdin } else { Input::Path(path.clone()) }).collect()
}

/// Passphrases that the caller typed already.
pub struct Typed(VecDeque<Zeroizing<String>>);

impl Typed {
    /// One a line.
    pub fn of(text: &str) -> Self {
        Self(text.lines().map(|line| Zeroizing::new(line.to_owned())).collect())
    }
}

impl Ask for Typed {
    fn ask(&mut self, _what: &str, _attempt: u8) -> io::Result<Zeroizing<String>> {
        self.0.pop_front().ok_or(io::ErrorKind::UnexpectedEof.into())
    }
}
