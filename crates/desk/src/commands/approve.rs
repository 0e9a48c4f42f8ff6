use std::io::Write;

use crate::{
    Desk, Exit, Failure,
    audit::Act,
    cli::Approve,
    opening::OpeningError,
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
        viewer: sending.developer.ok_or(OpeningError::Unassigned)?,
        reason,
        at: desk.now,
        by: operator,
    };
    let signed = approval.sign(&key)?;
    // Whose key it was, whoever ran the command.
    desk.log(&[Act {
        command: "approve".to_owned(),
        who: approval.by.clone(),
        case: Some(approval.reference.to_string()),
        result: "approved".to_owned(),
        details: Some(approval.reason.clone()),
    }])?;
    out.write_all(signed.as_bytes())?;
    Ok(Exit::Done)
}
