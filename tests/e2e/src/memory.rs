use std::{
    fs::{self, File},
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
};

use aho_corasick::AhoCorasick;

use crate::{Process, forms::forms, history::files_below, person::Credentials};

/// A credential that exists nowhere else, and the forms in which a copy of it could lie about.
/// It is never printed: a test says where it was found, not what.
pub struct Canary {
    secret: String,
    forms: AhoCorasick,
}

const PAGE: usize = 4096;
/// Bit 63 of an entry of `/proc/PID/pagemap`: the page is present (kernel, admin-guide/mm/pagemap).
const PRESENT: u64 = 1 << 63;
const ENTRIES_AT_ONCE: usize = 1 << 15;

impl Canary {
    /// A new one, of 24 letters and digits.
    pub fn new() -> Self {
        Self::of(letters(24))
    }

    /// A new one that every encoding writes in another way: signs between letters and digits.
    pub fn with_signs() -> Self {
        Self::of(format!("{}é &\"\\+%<'/{}", letters(12), letters(12)))
    }

    fn of(secret: String) -> Self {
        let forms = AhoCorasick::new(forms(&secret)).expect("a few short needles");
        Self { secret, forms }
    }

    /// Crédit Mutuel credentials with the canary as password.
    pub fn credentials(&self) -> Credentials {
        Credentials::new(vec![("identifiant", "0481516234".to_owned()), ("mot-de-passe", self.secret.clone())])
    }

    /// How many copies the process holds, in all its pages that are present; none once it has ended.
    ///
    /// # Panics
    /// When a process that lives cannot be looked into: it would seem to hold nothing.
    pub fn copies_in(&self, process: Process) -> usize {
        let opened = fs::read_to_string(process.file("maps"))
            .and_then(|maps| Ok((maps, File::open(process.file("pagemap"))?, File::open(process.file("mem"))?)));
        match opened {
            Ok((maps, pages, memory)) => {
                regions(&maps).map(|region| self.copies_in_region(region, &pages, &memory)).sum()
            }
            // A process that has ended has no arguments, reaped or not (proc_pid_cmdline(5)).
            Err(_) if process.arguments().is_empty() => 0,
            Err(error) => panic!("process {} cannot be looked into: {error}", process.id()),
        }
    }

    /// Whether these bytes hold a copy.
    pub fn is_in(&self, bytes: &[u8]) -> bool {
        self.forms.is_match(bytes)
    }

    /// The files below this folder that hold a copy.
    pub fn files_below(&self, folder: &Path) -> Vec<PathBuf> {
        // A pipe would be read for ever.
        let is_plain = |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
        let holds = |path: &PathBuf| fs::read(path).is_ok_and(|content| self.is_in(&content));
        files_below(folder).into_iter().filter(|path| is_plain(path) && holds(path)).collect()
    }

    fn copies_in_region(&self, (start, end): (u64, u64), pages: &File, memory: &File) -> usize {
        let mut found = 0;
        let mut page = start / PAGE as u64;
        let last = end / PAGE as u64;
        while page < last {
            let count = usize::try_from(last - page).unwrap_or(usize::MAX).min(ENTRIES_AT_ONCE);
            let mut entries = vec![0; count * 8];
            let read = pages.read_at(&mut entries, page * 8).unwrap_or(0) / 8;
            let present: Vec<bool> = entries[..read * 8]
                .chunks_exact(8)
                .map(|entry| entry.try_into().is_ok_and(|bytes| u64::from_ne_bytes(bytes) & PRESENT != 0))
                .collect();
            found += runs(&present)
                .map(|(from, to)| self.copies_in_pages(page + from as u64, to - from, memory))
                .sum::<usize>();
            page += count as u64;
        }
        found
    }

    fn copies_in_pages(&self, first: u64, count: usize, memory: &File) -> usize {
        let mut content = vec![0; count * PAGE];
        let read = memory.read_at(&mut content, first * PAGE as u64).unwrap_or(0);
        self.forms.find_iter(&content[..read]).count()
    }
}

impl Default for Canary {
    fn default() -> Self {
        Self::new()
    }
}

/// Random letters and digits that look alike in no font.
fn letters(count: usize) -> String {
    let mut random = vec![0; count];
    let source = File::open("/dev/urandom").and_then(|file| file.read_exact_at(&mut random, 0));
    source.expect("the system has randomness");
    let letters = b"abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    random.iter().map(|byte| char::from(letters[usize::from(*byte) % letters.len()])).collect()
}

/// Writable regions and those without a file behind them; a program's own text holds no secret.
fn regions(maps: &str) -> impl Iterator<Item = (u64, u64)> {
    maps.lines().filter_map(|line| {
        let mut words = line.split_whitespace();
        let (range, rights) = (words.next()?, words.next()?);
        let inode = words.nth(2)?;
        let kernels = line.ends_with("[vvar]") || line.ends_with("[vsyscall]");
        if kernels || (inode != "0" && !rights.contains('w')) {
            return None;
        }
        let (start, end) = range.split_once('-')?;
        Some((u64::from_str_radix(start, 16).ok()?, u64::from_str_radix(end, 16).ok()?))
    })
}

/// Maximal runs of true, as from..to.
fn runs(present: &[bool]) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let from = at + present.get(at..)?.iter().position(|page| *page)?;
        let to = present[from..].iter().position(|page| !page).map_or(present.len(), |length| from + length);
        at = to;
        Some((from, to))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_maximal() {
        assert_eq!(runs(&[false, true, true, false, true]).collect::<Vec<_>>(), [(1, 3), (4, 5)]);
        assert_eq!(runs(&[]).count(), 0);
    }

    #[test]
    fn a_copy_in_this_very_process_is_found() {
        let canary = Canary::new();
        let copy = canary.secret.clone();
        assert!(canary.copies_in(Process::this()) >= 2, "the canary and its copy");
        drop(copy);
    }

    #[test]
    fn a_process_that_has_ended_holds_nothing() {
        let mut child = std::process::Command::new("true").spawn().expect("it starts");
        let ended = Process::all().into_iter().find(|process| process.id() == child.id()).expect("it is not reaped");
        child.wait().expect("it ends");
        assert_eq!(Canary::new().copies_in(ended), 0);
    }

    #[test]
    fn another_canary_is_not_found() {
        let (canary, other) = (Canary::new(), Canary::new());
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("copy"), &canary.secret).expect("a file");
        assert_eq!(canary.files_below(folder.path()), [folder.path().join("copy")]);
        assert_eq!(other.files_below(folder.path()), Vec::<PathBuf>::new());
    }
}
