use std::io::Write;

use serde_json::json;

use crate::{
    Desk, Exit, Failure,
    cli::{ConnectorCommand, Connectors},
    escape::{Escaped, Json},
    programs::{Hand, Program},
    unlocking::UnlockError,
};

/// The programs that are given credentials at a desk that serves several.
pub fn run(desk: &Desk, arguments: &Connectors, out: &mut dyn Write) -> Result<Exit, Failure> {
    let visit = desk.visit().ok_or(UnlockError::NoService)?;
    let hand = Hand { by: desk.operator.clone(), uid: Some(visit.peer.uid), at: desk.now };
    let programs = desk.programs()?;
    match &arguments.command {
        ConnectorCommand::Add { name, path } => {
            let program = programs.add(name, &desk.program_input(path)?, hand)?;
            say(
                desk,
                if program.approved.is_some() { "connector-approved" } else { "connector-added" },
                &program,
                out,
            )?;
        }
        ConnectorCommand::Approve { hash } => {
            for program in programs.approve(hash, hand)? {
                say(desk, "connector-approved", &program, out)?;
            }
        }
        ConnectorCommand::List { json } => {
            for program in programs.list()? {
                print(&program, *json, out)?;
            }
        }
    }
    Ok(Exit::Done)
}

fn say(desk: &Desk, id: &str, program: &Program, out: &mut dyn Write) -> Result<(), Failure> {
    let values = [
        ("name", program.name.clone().into()),
        ("hash", program.sha256.to_string().into()),
        ("added", program.added.by.clone().into()),
    ];
    Ok(writeln!(out, "{}", Escaped(&desk.speech.say(id, &values)))?)
}

fn print(program: &Program, as_json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let approved = program.approved.as_ref();
    if as_json {
        let line = json!({
            "name": program.name, "sha256": program.sha256, "directory": program.is_directory,
            "added_by": program.added.by, "added_at": program.added.at,
            "approved_by": approved.map(|hand| &hand.by), "approved_at": approved.map(|hand| hand.at),
        });
        return Ok(writeln!(out, "{}", Json(&line))?);
    }
    let approved = approved.map_or_else(|| "-".to_owned(), |hand| hand.by.clone());
    Ok(writeln!(
        out,
        "{}  {}  {}  {}",
        program.sha256,
        Escaped(&program.name),
        Escaped(&program.added.by),
        Escaped(&approved)
    )?)
}
