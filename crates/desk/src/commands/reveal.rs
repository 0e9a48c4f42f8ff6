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
    let sending = case.find(&mut registry).await?;
    registry.close().await?;
    if !sending.is_open() {
        return Err(Failure::Closed(sending.reference));
    }
    let texts = approvals
        .iter()
        .map(|path| Ok(String::from_utf8_lossy(&desk::read(path)?).into_owned()))
        .collect::<Result<Vec<_>, Failure>>()?;
    let [first, second] = texts.as_slice() else { return Err(OperatorError::NotTwo(texts.len()).into()) };
    let agreed = TwoOperators::check(
        &desk.roster()?,
        [first, second],
        &sending.reference,
        sending.sealed,
        &desk.operator,
        desk.now,
    )?;
    reveal::check(io::stdin(), io::stdout())?;
    for approval in agreed.approvals() {
        desk.log(&[Act {
            command: "reveal".to_owned(),
            who: approval.by.clone(),
            case: Some(sending.reference.to_string()),
            result: "APPROVED".to_owned(),
            details: Some(approval.reason.clone()),
        }])?;
    }
    let payload = desk.unseal(&case).await?.payload;
    use_up(desk, &agreed, &texts).await?;
    reveal::show(&agreed, &payload.fields, io::stdin(), io::stdout(), SHOWN_FOR)?;
    Ok(Exit::Done)
}

/// An approval shows the credentials once.
async fn use_up(desk: &Desk, agreed: &TwoOperators, texts: &[String]) -> Result<(), Failure> {
    let mut registry = desk.registry().await?;
    let mut change = registry.change().await?;
    for (approval, text) in agreed.approvals().iter().zip(texts) {
        if !change.use_approval(Sha256::of(text.as_bytes()), desk.now).await? {
            return Err(OperatorError::Used(approval.by.clone()).into());
        }
    }
    change.commit().await?;
    Ok(registry.close().await?)
}
