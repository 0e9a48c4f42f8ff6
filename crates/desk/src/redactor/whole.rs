//! The forms that write all bytes of a secret alike.

use super::automaton::{Graph, MATCH, START};

/// What may stand between two bytes in hexadecimal; a line break, too, as `xxd` and `od` print.
const HEX_SEPARATORS: &[u8] = b" :-,";
/// How many spaces a line may begin with.
const INDENTATION: usize = 2;
/// How many spaces a line of a list may begin with (`xxd -i`, and source code).
const LISTED: usize = 4;
/// What stands between two bytes in decimal.
const DECIMAL_SEPARATORS: &[u8] = b" ,;";

/// `63 61 66 c3 a9`, `636166c3a9`
pub fn add_hex(graph: &mut Graph, bytes: &[u8]) {
    add_list(graph, bytes, Graph::hex, |graph, from| {
        let separated = graph.node();
        for &separator in HEX_SEPARATORS {
            graph.syntax(from, separator, separated);
        }
        let mut ways = vec![from, separated, add_line_break(graph, from)];
        for _ in 0..INDENTATION {
            let indented = graph.node();
            graph.byte(ways[ways.len() - 1], b' ', indented);
            ways.push(indented);
        }
        ways
    });
}

/// `0x63, 0x61, 0x66`
pub fn add_prefixed_hex(graph: &mut Graph, bytes: &[u8]) {
    add_list(
        graph,
        bytes,
        |graph, from, byte, to| {
            let [zero, x] = [graph.node(), graph.node()];
            graph.byte(from, b'0', zero);
            graph.either_case(zero, b'x', x);
            graph.hex(x, byte, to);
        },
        |graph, from| {
            let [once, twice] = add_separators(graph, from);
            let mut ways = vec![from, once, twice, add_line_break(graph, once)];
            for _ in 0..LISTED {
                let indented = graph.node();
                graph.byte(ways[ways.len() - 1], b' ', indented);
                ways.push(indented);
            }
            ways
        },
    );
}

/// `99, 97, 102, 195, 169`
pub fn add_decimal(graph: &mut Graph, bytes: &[u8]) {
    add_list(
        graph,
        bytes,
        |graph, from, byte, to| graph.text(from, byte.to_string().as_bytes(), to),
        |graph, from| add_separators(graph, from).to_vec(),
    );
}

/// `143 141 146 303 251`, as `od` prints, `0143, 0141` and `0o143, 0o141`
pub fn add_octal(graph: &mut Graph, bytes: &[u8]) {
    add_list(
        graph,
        bytes,
        |graph, from, byte, to| {
            let [zero, letter] = [graph.node(), graph.node()];
            graph.byte(from, b'0', zero);
            graph.either_case(zero, b'o', letter);
            for start in [from, zero, letter] {
                graph.text(start, format!("{byte:03o}").as_bytes(), to);
            }
        },
        |graph, from| add_separators(graph, from).to_vec(),
    );
}

/// One sign between two numbers of a list, or two.
fn add_separators(graph: &mut Graph, from: u32) -> [u32; 2] {
    let [once, twice] = [graph.node(), graph.node()];
    for &separator in DECIMAL_SEPARATORS {
        graph.syntax(from, separator, once);
        graph.syntax(once, separator, twice);
    }
    [once, twice]
}

/// Each byte by `add`, and between two of them what `separate` makes: the nodes to go on from.
fn add_list(
    graph: &mut Graph,
    bytes: &[u8],
    add: impl Fn(&mut Graph, u32, u8, u32),
    separate: impl Fn(&mut Graph, u32) -> Vec<u32>,
) {
    let mut from = vec![START];
    for (index, &byte) in bytes.iter().enumerate() {
        let is_last = index + 1 == bytes.len();
        let to = if is_last { MATCH } else { graph.node() };
        for &node in &from {
            add(graph, node, byte, to);
        }
        if !is_last {
            from = separate(graph, to);
        }
    }
}

/// Base64 (RFC 4648, 4 and 5) with zero, one or two bytes before the secret, whatever they are.
pub fn add_base64(graph: &mut Graph, bytes: &[u8]) {
    for before in 0..3 {
        add_aligned(graph, bytes, before);
    }
}

fn add_aligned(graph: &mut Graph, bytes: &[u8], before: usize) {
    let first = before * 8 / 6;
    let last = ((before + bytes.len()) * 8 - 1) / 6;
    let mut from = vec![START];
    for digit in first..=last {
        let to = if digit == last { MATCH } else { graph.node() };
        let (known, value) = digit_bits(bytes, before, digit);
        for sextet in (0..64).filter(|sextet| sextet & known == value) {
            for &node in &from {
                add_sextet(graph, node, sextet, to);
            }
        }
        from = if digit == last { Vec::new() } else { vec![to, add_line_break(graph, to)] };
    }
}

/// Which bits of a Base64 digit the secret decides, and what they are.
fn digit_bits(bytes: &[u8], before: usize, digit: usize) -> (u8, u8) {
    (6 * digit..6 * digit + 6).fold((0, 0), |(known, value), bit| {
        let byte = (bit / 8).checked_sub(before).and_then(|index| bytes.get(index));
        let set = byte.map_or(0, |byte| byte >> (7 - bit % 8) & 1);
        (known << 1 | u8::from(byte.is_some()), value << 1 | set)
    })
}

fn add_sextet(graph: &mut Graph, from: u32, sextet: u8, to: u32) {
    match sextet {
        0..26 => graph.byte(from, b'A' + sextet, to),
        26..52 => graph.byte(from, b'a' + sextet - 26, to),
        52..62 => graph.byte(from, b'0' + sextet - 52, to),
        62 => {
            graph.syntax(from, b'+', to);
            graph.byte(from, b'-', to);
        }
        _ => {
            graph.syntax(from, b'/', to);
            graph.text(from, br"\/", to);
            graph.byte(from, b'_', to);
        }
    }
}

fn add_line_break(graph: &mut Graph, from: u32) -> u32 {
    let [middle, end] = [graph.node(), graph.node()];
    graph.byte(from, b'\n', end);
    graph.byte(from, b'\r', middle);
    graph.byte(middle, b'\n', end);
    graph.text(from, br"\n", end);
    graph.text(from, br"\r\n", end);
    end
}
