use zeroize::{Zeroize, Zeroizing};

/// Where every path begins.
pub const START: u32 = 0;
/// Where the paths of short secrets begin, after a byte that is not of a word.
pub const START_ALONE: u32 = 1;
/// A secret was read.
pub const MATCH: u32 = 2;
/// A short secret was read: it counts when the word ends here.
pub const MATCH_ALONE: u32 = 3;

/// A graph under construction: nodes, and edges that each take one byte. It has no cycle.
///
/// The edges spell secrets: they are wiped, also when they move to larger memory.
pub struct Graph {
    edges: Zeroizing<Vec<Edge>>,
    nodes: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Edge {
    from: u32,
    byte: u8,
    to: u32,
}

/// A finished graph, its edges sorted by node and byte.
pub struct Automaton {
    edges: Zeroizing<Vec<Edge>>,
    /// For each node, where its edges begin; one more at the end.
    first: Vec<usize>,
    starts: [bool; 256],
    longest: usize,
}

impl Zeroize for Edge {
    fn zeroize(&mut self) {
        self.from.zeroize();
        self.byte.zeroize();
        self.to.zeroize();
    }
}

impl Graph {
    pub fn new() -> Self {
        Self { edges: Zeroizing::new(Vec::with_capacity(1024)), nodes: MATCH_ALONE + 1 }
    }

    pub fn node(&mut self) -> u32 {
        self.nodes += 1;
        self.nodes - 1
    }

    pub fn byte(&mut self, from: u32, byte: u8, to: u32) {
        if self.edges.len() == self.edges.capacity() {
            let mut larger = Zeroizing::new(Vec::with_capacity(2 * self.edges.capacity()));
            larger.extend_from_slice(&self.edges);
            self.edges = larger;
        }
        self.edges.push(Edge { from, byte, to });
    }

    /// This byte, an ASCII letter in either case.
    pub fn either_case(&mut self, from: u32, byte: u8, to: u32) {
        self.byte(from, byte.to_ascii_lowercase(), to);
        if byte.is_ascii_alphabetic() {
            self.byte(from, byte.to_ascii_uppercase(), to);
        }
    }

    /// These bytes one after another; at least one.
    pub fn text(&mut self, from: u32, text: &[u8], to: u32) {
        let (last, body) = text.split_last().expect("no form holds an empty text");
        let mut at = from;
        for &byte in body {
            let next = self.node();
            self.byte(at, byte, next);
            at = next;
        }
        self.byte(at, *last, to);
    }

    /// One byte in two hexadecimal digits of either case.
    pub fn hex(&mut self, from: u32, byte: u8, to: u32) {
        let middle = self.node();
        self.either_case(from, hex_digit(byte >> 4), middle);
        self.either_case(middle, hex_digit(byte & 15), to);
    }

    /// A byte of syntax, as it is or percent-encoded.
    pub fn syntax(&mut self, from: u32, byte: u8, to: u32) {
        self.byte(from, byte, to);
        self.percent(from, byte, to);
    }

    /// A byte percent-encoded (RFC 3986, 2.1), up to three times.
    pub fn percent(&mut self, from: u32, byte: u8, to: u32) {
        let [once, twice, thrice] = [self.node(), self.node(), self.node()];
        self.byte(from, b'%', once);
        self.text(once, b"25", twice);
        self.text(twice, b"25", thrice);
        for sign in [once, twice, thrice] {
            self.hex(sign, byte, to);
        }
    }

    pub fn finish(mut self) -> Automaton {
        let longest = self.longest();
        self.edges.sort_unstable();
        let first = (0..=self.nodes).map(|node| self.edges.partition_point(|edge| edge.from < node)).collect();
        let mut starts = [false; 256];
        for edge in self.edges.iter().filter(|edge| edge.from <= START_ALONE) {
            starts[usize::from(edge.byte)] = true;
        }
        Automaton { edges: self.edges, first, starts, longest }
    }

    /// The bytes of the longest path. Before the edges are sorted they stand nearly in the order
    /// of paths, so that two or three rounds do.
    fn longest(&self) -> usize {
        let mut reach = vec![0_usize; self.nodes as usize];
        loop {
            let mut changed = false;
            for edge in self.edges.iter() {
                let through = reach[edge.from as usize] + 1;
                let known = &mut reach[edge.to as usize];
                changed |= through > *known;
                *known = through.max(*known);
            }
            if !changed {
                return reach.into_iter().max().unwrap_or(0);
            }
        }
    }
}

impl Automaton {
    pub fn node_count(&self) -> usize {
        self.first.len() - 1
    }

    /// The bytes of the longest path.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Whether a path can begin with this byte.
    pub fn can_start(&self, byte: u8) -> bool {
        self.starts[usize::from(byte)]
    }

    /// Where this byte leads from this node.
    pub fn after(&self, node: u32, byte: u8) -> impl Iterator<Item = u32> {
        let edges = &self.edges[self.first[node as usize]..self.first[node as usize + 1]];
        let begin = edges.partition_point(|edge| edge.byte < byte);
        edges[begin..].iter().take_while(move |edge| edge.byte == byte).map(|edge| edge.to)
    }
}

pub fn hex_digit(nibble: u8) -> u8 {
    if nibble < 10 { b'0' + nibble } else { b'a' + nibble - 10 }
}
