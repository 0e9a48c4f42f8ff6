//! The examples of `docs/DESK.md`, to be run as they are printed.

use std::{fs, path::Path};

/// The fenced block whose first line is this one.
pub fn example(first_line: &str) -> String {
    let manual = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/DESK.md")).unwrap();
    let mut found = None;
    for block in manual.split("\n```").skip(1).step_by(2) {
        let (_, text) = block.split_once('\n').unwrap();
        if text.lines().next() == Some(first_line) || text.lines().nth(1) == Some(first_line) {
            assert!(found.is_none(), "{first_line}");
            found = Some(format!("{text}\n"));
        }
    }
    found.unwrap_or_else(|| panic!("docs/DESK.md has no example that begins {first_line:?}"))
}
