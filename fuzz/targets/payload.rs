use pli_format::{payload, terms::Terms};

pub fn run(plaintext: &[u8]) {
    let rules = Terms::current().rules();
    let Ok(opened) = payload::open(plaintext, rules) else { return };
    // One spelling only: any other byte than padding changes what is read, or is refused.
    let longer = [plaintext, b" "].concat();
    assert!(payload::open(&longer, rules).is_ok_and(|again| again.case == opened.case && again.fields == opened.fields));
    assert!(payload::open(&[b" ", plaintext].concat(), rules).is_err());
}
