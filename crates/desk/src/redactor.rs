//! Blanks secrets in a stream: what a connector prints passes through here before anybody sees it.
//!
//! A secret is found as it is, and as programs write it without meaning harm:
//!
//! | form | notes |
//! | --- | --- |
//! | plain | UTF-8, and ISO 8859-1 where the secret fits it |
//! | percent-encoded | each byte encoded or not, any case, `+` for a space, encoded up to three times |
//! | escaped | JSON, JavaScript, Rust and Python: `\u00e9`, `\u{e9}`, `\xe9`, `\351`, `\"`, each character escaped or not, JSON within JSON |
//! | respelled | accents taken apart or put together (NFD, NFC) |
//! | HTML | named, decimal and hexadecimal references, each character or not, `;` or not; JSON within HTML |
//! | UTF-16 | both byte orders |
//! | Base64 | standard and URL-safe, at each of the three alignments, line breaks within; of JSON, too |
//! | hexadecimal, lists of decimal and octal bytes | with or without separators, hexadecimal over several lines |
//!
//! Each form is a set of paths in one automaton, so that forms mix freely within a secret and no
//! decoder has to guess which layer it is in: a multi-pattern search would need one pattern for
//! every mixture, and a decoder in front of it would miss secrets that themselves look encoded.
//! The automaton has no cycle. The longest path bounds what is held back, and nothing else is.
//!
//! A secret of fewer than [`SHORT`] characters is blanked only where it stands alone, between
//! characters that are neither letters nor digits, and only in the character forms: blanking
//! every `7` would tell more than it hides.
//!
//! This is a guard against accidents. What nobody prints by accident is not looked for, and passes:
//! reversed, with something between the characters (spaces, digits in groups), in Base32, in Base64
//! of Base64, compressed, encrypted, split over the two outputs. A program that means to leak can;
//! choosing the connector is an act of the developer in charge, and logged.

use std::{
    io::{self, Write},
    sync::Arc,
};

use zeroize::{Zeroize, Zeroizing};

mod automaton;
mod characters;
mod patterns;
#[cfg(test)]
mod tests;
mod whole;

use automaton::{MATCH, MATCH_ALONE, START, START_ALONE};
pub use patterns::{Patterns, SHORT};

/// How many bytes are taken in before what is settled is given out.
const PIECE: usize = 4096;

/// Blanks secrets in bytes that come in pieces of any size.
///
/// Invariant: a byte is given out only when no path of the automaton that is still alive began at
/// or before it. So what is given out does not depend on where the pieces were cut.
pub struct Redactor {
    patterns: Arc<Patterns>,
    /// What is not given out yet. Never grows past its first capacity, so that no copy is left.
    pending: Zeroizing<Vec<u8>>,
    /// For each byte of `pending`, whether it belongs to a secret.
    blank: Vec<bool>,
    alive: Vec<Path>,
    next: Vec<Path>,
    /// For each node, its place in `next` plus one; 0 when it is not there.
    place: Vec<u32>,
    after_word: bool,
    after_mask: bool,
}

/// A path of the automaton: where it stands, and where in `pending` it began.
#[derive(Clone, Copy)]
struct Path {
    node: u32,
    start: usize,
}

impl Redactor {
    /// A redactor at the beginning of a stream.
    pub fn new(patterns: Arc<Patterns>) -> Self {
        let capacity = patterns.longest() + PIECE + 1;
        let nodes = patterns.automaton().node_count();
        Self {
            patterns,
            pending: Zeroizing::new(Vec::with_capacity(capacity)),
            blank: Vec::with_capacity(capacity),
            alive: Vec::new(),
            next: Vec::new(),
            place: vec![0; nodes],
            after_word: false,
            after_mask: false,
        }
    }

    /// Takes bytes in and appends to `out` what is settled, secrets blanked.
    pub fn push(&mut self, bytes: &[u8], out: &mut Vec<u8>) {
        for piece in bytes.chunks(PIECE) {
            for &byte in piece {
                self.pending.push(byte);
                self.blank.push(false);
                self.step(byte);
            }
            let settled = self.alive.iter().map(|path| path.start).min().unwrap_or(self.pending.len());
            self.give(settled, out);
        }
    }

    /// Ends the stream: appends the rest to `out`. The redactor is then at a beginning again.
    pub fn finish(&mut self, out: &mut Vec<u8>) {
        self.settle_alone(self.pending.len());
        self.alive.clear();
        self.give(self.pending.len(), out);
        self.after_word = false;
        self.after_mask = false;
    }

    /// How many bytes are held back; at most the longest form of a secret.
    pub fn held_back(&self) -> usize {
        self.pending.len()
    }

    fn step(&mut self, byte: u8) {
        let at = self.pending.len() - 1;
        let is_word = is_word(byte);
        if !is_word {
            self.settle_alone(at);
        }
        if !self.alive.is_empty() || self.patterns.automaton().can_start(byte) {
            self.walk(byte, at);
        }
        self.after_word = is_word;
    }

    fn walk(&mut self, byte: u8, at: usize) {
        let patterns = Arc::clone(&self.patterns);
        let automaton = patterns.automaton();
        let alive = std::mem::take(&mut self.alive);
        let begin = |node| Path { node, start: at };
        let beginnings = [Some(begin(START)), (!self.after_word).then(|| begin(START_ALONE))];
        // The earliest come first, and the earliest to reach a node covers all that later ones do.
        for path in alive.iter().copied().chain(beginnings.into_iter().flatten()) {
            for node in automaton.after(path.node, byte) {
                self.arrive(Path { node, ..path }, at);
            }
        }
        for path in &self.next {
            self.place[path.node as usize] = 0;
        }
        self.alive = std::mem::replace(&mut self.next, alive);
        self.next.clear();
    }

    fn arrive(&mut self, path: Path, at: usize) {
        if path.node == MATCH {
            self.blank[path.start..=at].fill(true);
            return;
        }
        let place = &mut self.place[path.node as usize];
        if *place == 0 {
            self.next.push(path);
            *place = u32::try_from(self.next.len()).expect("there are at most as many paths as nodes, which are u32");
        } else {
            let known = &mut self.next[*place as usize - 1];
            known.start = known.start.min(path.start);
        }
    }

    /// Blanks the short secrets that end before `end`, where a word ends too.
    fn settle_alone(&mut self, end: usize) {
        for path in self.alive.iter().filter(|path| path.node == MATCH_ALONE) {
            self.blank[path.start..end].fill(true);
        }
    }

    fn give(&mut self, count: usize, out: &mut Vec<u8>) {
        for (&byte, &blank) in self.pending.iter().zip(&self.blank).take(count) {
            if !blank {
                out.push(byte);
            } else if !self.after_mask {
                out.extend_from_slice(self.patterns.mask().as_bytes());
            }
            self.after_mask = blank;
        }
        self.forget(count);
    }

    fn forget(&mut self, count: usize) {
        let rest = self.pending.len() - count;
        self.pending.copy_within(count.., 0);
        self.pending[rest..].zeroize();
        self.pending.truncate(rest);
        self.blank.drain(..count);
        for path in &mut self.alive {
            path.start -= count;
        }
    }
}

/// Whether a byte belongs to a word: a letter or a digit of any script, or `_`.
fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || !byte.is_ascii()
}

/// Blanks secrets in what is written through it. `flush` does not give out what is held back;
/// [`finish`](Self::finish) does.
pub struct RedactingWriter<W> {
    redactor: Redactor,
    inner: W,
    settled: Vec<u8>,
}

impl<W: Write> RedactingWriter<W> {
    /// Writes to `inner`, secrets blanked.
    pub fn new(patterns: Arc<Patterns>, inner: W) -> Self {
        Self { redactor: Redactor::new(patterns), inner, settled: Vec::new() }
    }

    /// Writes the rest, flushes, and gives the inner writer back.
    pub fn finish(mut self) -> io::Result<W> {
        self.redactor.finish(&mut self.settled);
        self.inner.write_all(&self.settled)?;
        self.inner.flush()?;
        Ok(self.inner)
    }
}

impl<W: Write> Write for RedactingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.redactor.push(bytes, &mut self.settled);
        let written = self.inner.write_all(&self.settled);
        self.settled.clear();
        written.map(|()| bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
