use pli_format::payload;

pub fn run(plaintext: &[u8]) {
    let Ok(opened) = payload::open(plaintext) else { return };
    // One spelling only: any other byte than padding changes what is read, or is refused.
    let longer = [plaintext, b" "].concat();
    assert!(payload::open(&longer).is_ok_and(|again| again.case == opened.case && again.fields == opened.fields));
    assert!(payload::open(&[b" ", plaintext].concat()).is_err());
}
