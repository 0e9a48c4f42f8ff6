use std::io;

use pli_format::Sha256;

use crate::{
    Desk, Exit, Failure,
    audit::Act,
    cli::Reveal,
    desk,
    operator::{OperatorError, TwoOperators},
    reveal::{self, SHOWN_FOR},
};

pub async fn run(desk: &Desk, arguments: Reveal) -> Result<Exit, Failure> {
    let Reveal { case, approvals } = arguments;
    let mut registry = desk.registry().await?;
    registry.case(&case).await?.ok_or_else(|| Failure::UnknownCase(case.clone()))?;
    let sealed = registry.sealed(&case).await?.ok_or_else(|| Failure::Closed(case.clone()))?;
    registry.close().await?;
    let texts = approvals.iter().map(|path| desk::read(path)).collect::<Result<Vec<_>, Failure>>()?;
    let [first, second] = texts.as_slice() else { return Err(OperatorError::NotTwo(texts.len()).into()) };
    let agreed = TwoOperators::check(&desk.roster()?, [first, second], &case, Sha256::of(&sealed), desk.now)?;
    reveal::check(io::stdin(), io::stdout())?;
    for approval in agreed.approvals() {
        desk.log(&[Act {
            command: "reveal".to_owned(),
            who: approval.by.clone(),
            case: Some(case.to_string()),
            result: "APPROVED".to_owned(),
            details: Some(approval.reason.clone()),
        }])?;
    }
    let payload = desk.unseal(&case).await?;
    reveal::show(&agreed, &payload.fields, io::stdin(), io::stdout(), SHOWN_FOR)?;
    Ok(Exit::Done)
}
