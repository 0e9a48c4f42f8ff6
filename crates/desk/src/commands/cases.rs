use std::io::Write;

use serde_json::json;

use crate::{
    Desk, Exit, Failure,
    cli::Cases,
    escape::{Escaped, Json},
};

pub async fn run(desk: &Desk, arguments: &Cases, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut registry = desk.registry().await?;
    for case in registry.page(&crate::registry::Filter::default(), None).await? {
        if arguments.json {
            let line = json!({
                "reference": case.reference, "name": case.name, "bank": case.bank, "developer": case.developer,
                "received_at": case.received_at, "opened_at": case.opened_at, "expires_at": case.expires_at,
            });
            writeln!(out, "{}", Json(&line))?;
        } else {
            let developer = case.developer.as_deref().unwrap_or("nobody");
            writeln!(
                out,
                "{}  until {}  {}  {}",
                case.reference,
                case.expires_at,
                Escaped(developer),
                Escaped(&case.name)
            )?;
        }
    }
    registry.close().await?;
    Ok(Exit::Done)
}
