use std::io::Write;

use pli_format::receipt::Reason;

use crate::{Desk, Exit, Failure, cli::OneCase, closing, drafts};

pub async fn run(desk: &Desk, arguments: OneCase, out: &mut dyn Write) -> Result<Exit, Failure> {
    let key = desk.receipt_key()?;
    let _only_one = desk.lock(drafts::LOCK)?;
    let mut registry = desk.registry().await?;
    let mut left = closing::finish(desk, &mut registry).await;
    let sending = arguments.case.find(&mut registry).await?;
    desk.check_date(&mut registry, &[&sending]).await?;
    let deleted = closing::close(desk, &mut registry, &sending, Reason::Closed, &key).await?;
    left.extend(closing::wipe(&mut registry).await.err());
    registry.close().await?;
    super::print_deleted(desk, "deleted", &arguments.case, &deleted, out)?;
    left.extend(deleted.left);
    closing::ended(left)
}
