use std::{iter, sync::LazyLock};

use age::x25519::Identity;
use pli_format::{seal, terms::Terms};

const SEALED: &[u8] = include_bytes!("../../tests/vectors/good/french/sealed.age");

static IDENTITY: LazyLock<Identity> = LazyLock::new(|| {
    let file = include_str!("../../tests/demo/DEMO-ONLY-identity-2026-01.txt");
    file.lines().find(|line| line.starts_with("AGE-")).unwrap().parse().unwrap()
});

pub fn run(sealed: &[u8]) {
    // Nobody guesses a MAC: only the very file opens. Armor of it is none that Pli makes.
    let opened = seal::open(sealed, iter::once(&*IDENTITY as _), Terms::current().rules());
    assert_eq!(opened.is_ok(), sealed == SEALED);
}
