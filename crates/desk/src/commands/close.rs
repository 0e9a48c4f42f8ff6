use std::io::Write;

use pli_core::receipt::Reason;

use crate::{Desk, Exit, Failure, cli::Close, closing, escape::Escaped};

pub async fn run(desk: &Desk, arguments: Close, out: &mut dyn Write) -> Result<Exit, Failure> {
    let key = desk.receipt_key()?;
    let mut registry = desk.registry().await?;
    closing::finish(desk, &mut registry).await?;
    let case = registry.case(&arguments.case).await?.ok_or_else(|| Failure::UnknownCase(arguments.case.clone()))?;
    let draft = closing::close(desk, &mut registry, &case, Reason::Closed, &key).await?;
    registry.close().await?;
    writeln!(out, "{}: deleted\n  draft: {}", case.reference, Escaped(&draft.to_string_lossy()))?;
    Ok(Exit::Done)
}
