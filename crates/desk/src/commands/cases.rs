use std::io::Write;

use crate::{
    Desk, Exit, Failure,
    cli::Cases,
    commands::show,
    escape::{Escaped, Json},
    person,
    registry::{Filter, Sending},
};

/// The sendings, those that expire first first. So many are in memory at a time, however many there are.
pub async fn run(desk: &Desk, arguments: Cases, out: &mut dyn Write) -> Result<Exit, Failure> {
    let filter = Filter {
        state: arguments.state,
        all: arguments.all,
        developer: arguments.mine.then(|| person::name(&desk.operator)),
        word: arguments.word,
    };
    let mut registry = desk.registry().await?;
    let mut last = None;
    loop {
        let page = registry.page(&filter, last.as_ref()).await?;
        if last.is_none() && !arguments.json {
            let head = if page.is_empty() { "cases-none" } else { "cases-head" };
            writeln!(out, "{}", desk.speech.word(head))?;
        }
        for sending in &page {
            if arguments.json {
                writeln!(out, "{}", Json(&show::value(sending)))?;
            } else {
                print(desk, sending, out)?;
            }
        }
        match page.into_iter().next_back() {
            Some(sending) => last = Some(sending),
            None => break,
        }
    }
    registry.close().await?;
    Ok(Exit::Done)
}

fn print(desk: &Desk, sending: &Sending, out: &mut dyn Write) -> Result<(), Failure> {
    let hours = desk.now.duration_since(sending.received_at).as_hours();
    let age = desk.speech.say("days", &[("days", (hours / 24).to_string().into())]);
    let developer = sending.developer.clone().unwrap_or_else(|| desk.speech.word("nobody"));
    // Of another address than the one that support invited.
    let mark = if sending.uninvited().is_some() { "! " } else { "" };
    let name = format!("{}/{}", sending.reference, &sending.short()[..6]);
    writeln!(
        out,
        "{name:<16}  {:<9}  {:<10}  {age:<5}  {:<16}  {:<16}  {mark}{}",
        show::state(desk, sending),
        Escaped(&sending.bank).to_string(),
        desk.speech.time(sending.expires_at),
        Escaped(&developer).to_string(),
        Escaped(&sending.name)
    )?;
    Ok(())
}
