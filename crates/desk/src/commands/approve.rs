use std::io::Write;

use pli_format::Sha256;

use crate::{
    Desk, Exit, Failure,
    cli::Approve,
    operator::{self, Approval},
};

pub async fn run(desk: &Desk, arguments: Approve, out: &mut dyn Write) -> Result<Exit, Failure> {
    let Approve { case, reason, key } = arguments;
    let mut registry = desk.registry().await?;
    registry.case(&case).await?.ok_or_else(|| Failure::UnknownCase(case.clone()))?;
    let sealed = registry.sealed(&case).await?.ok_or_else(|| Failure::Closed(case.clone()))?;
    registry.close().await?;
    let key = desk.signing_key(&key, "your key")?;
    let operator = desk.roster()?.operator(&key.public()).ok_or(operator::OperatorError::NotGenuine)?.name.clone();
    let approval = Approval {
        format: operator::FORMAT.to_owned(),
        reference: case,
        sealed_sha256: Sha256::of(&sealed),
        reason,
        at: desk.now,
        by: operator,
    };
    out.write_all(approval.sign(&key)?.as_bytes())?;
    Ok(Exit::Done)
}
