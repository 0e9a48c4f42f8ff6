//! An age plugin for the tests: opens what is sealed to an identity that lies beside it, as a token in hardware would.
//!
//! It speaks `identity-v1` of the plugin protocol (C2SP, age-plugin): a file's stanzas come in, its key goes out.

use std::{
    env,
    error::Error,
    fs, io,
    process::{Command, Stdio},
};

use age::{Identity, x25519};
use age_core::{
    format::Stanza,
    plugin::{Connection, IDENTITY_V1},
    secrecy::ExposeSecret,
};

fn main() -> Result<(), Box<dyn Error>> {
    if env::args().nth(1) != Some(format!("--age-plugin={IDENTITY_V1}")) {
        return Err("it opens, and does nothing else".into());
    }
    let mut age = Connection::accept();
    let (_, stanzas, ..) = age.unidir_receive(
        ("add-identity", |_| Ok::<_, ()>(())),
        ("recipient-stanza", Ok),
        (None, |_| Ok(())),
        (None, |_| Ok(())),
    )?;
    // What a test has happen while somebody looks for their token.
    let meanwhile = env::current_exe()?.with_extension("meanwhile");
    if meanwhile.exists() {
        Command::new(meanwhile).stdin(Stdio::null()).stdout(Stdio::null()).status()?;
    }
    let token = fs::read_to_string(env::current_exe()?.with_extension("identity"));
    let identity: Option<x25519::Identity> =
        token.ok().and_then(|text| text.lines().find(|line| line.starts_with("AGE-"))?.parse().ok());
    // Of which file it is, then the stanza as it stands in that file.
    let mut stanzas = stanzas.unwrap_or_default().into_iter().filter_map(|Stanza { args, body, .. }| {
        let (tag, args) = args.get(1..)?.split_first()?;
        Some(Stanza { tag: tag.clone(), args: args.to_vec(), body })
    });
    let key = identity.and_then(|identity| stanzas.find_map(|stanza| identity.unwrap_stanza(&stanza)?.ok()));
    age.bidir_send(|mut asks| {
        let answered = match &key {
            Some(key) => asks.send("file-key", &["0"], key.expose_secret())?,
            None => asks.send("error", &["internal"], b"the token is not there")?,
        };
        answered.map(|_| ()).map_err(io::Error::other)
    })?;
    Ok(())
}
