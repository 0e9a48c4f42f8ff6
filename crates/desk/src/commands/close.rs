use std::io::Write;

use pli_format::receipt::Reason;

use crate::{Desk, Exit, Failure, cli::Close, closing, escape::Escaped};

pub async fn run(desk: &Desk, arguments: Close, out: &mut dyn Write) -> Result<Exit, Failure> {
    let key = desk.receipt_key()?;
    let mut registry = desk.registry().await?;
    let mut left = closing::finish(desk, &mut registry).await?;
    let deleted = closing::close(desk, &mut registry, &arguments.case, Reason::Closed, &key).await?;
    registry.close().await?;
    writeln!(out, "{}: deleted\n  draft: {}", arguments.case, Escaped(&deleted.draft.to_string_lossy()))?;
    left.extend(deleted.left);
    closing::ended(left)
}
