use std::{fs, io::Write};

use crate::{
    Desk, Exit, Failure,
    escape::Escaped,
    registry::{Location, Registry},
};

/// The directory, its key and its log are made before any command runs. The first entry of the log is of this command.
pub async fn run(desk: &Desk, out: &mut dyn Write) -> Result<Exit, Failure> {
    if let Location::Sqlite(_) = desk.location {
        Registry::open(&desk.location).await?.close().await?;
    }
    writeln!(out, "{}", Escaped(&desk.home.to_string_lossy()))?;
    if fs::metadata(desk.home.join("audit.jsonl")).is_ok_and(|log| log.len() > 0) {
        writeln!(out, "{}", desk.speech.word("init-before"))?;
    }
    Ok(Exit::Done)
}
