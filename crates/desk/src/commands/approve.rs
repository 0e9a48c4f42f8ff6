use std::io::Write;

use crate::{
    Desk, Exit, Failure,
    cli::Approve,
    operator::{self, Approval},
};

pub async fn run(desk: &Desk, arguments: Approve, out: &mut dyn Write) -> Result<Exit, Failure> {
    let Approve { case, reason, key } = arguments;
    let mut registry = desk.registry().await?;
    let sending = case.find(&mut registry).await?;
    registry.close().await?;
    if !sending.is_open() {
        return Err(Failure::Closed(sending.reference));
    }
    let key = desk.signing_key(&key, "your key")?;
    let operator = desk.roster()?.operator(&key.public()).ok_or(operator::OperatorError::NotGenuine)?.name.clone();
    let approval = Approval {
        format: operator::FORMAT.to_owned(),
        reference: sending.reference,
        sealed_sha256: sending.sealed,
        reason,
        at: desk.now,
        by: operator,
    };
    out.write_all(approval.sign(&key)?.as_bytes())?;
    Ok(Exit::Done)
}
