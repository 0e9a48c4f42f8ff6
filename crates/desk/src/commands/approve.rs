use std::{io::Write, path::Path};

use crate::{
    Desk, Exit, Failure,
    audit::Act,
    cli::Approve,
    inputs::APPROVAL,
    opening::OpeningError,
    operator::{self, Approval, OperatorError},
    signed_line,
};

pub async fn run(desk: &Desk, arguments: Approve, out: &mut dyn Write) -> Result<Exit, Failure> {
    let Approve { case, reason, key } = arguments;
    let mut registry = desk.registry().await?;
    let sending = case.find(&mut registry).await?;
    registry.close().await?;
    if !sending.is_open() {
        return Err(Failure::Closed(sending.reference));
    }
    let approval = |by: String| {
        Ok::<_, OpeningError>(Approval {
            format: operator::FORMAT.to_owned(),
            reference: sending.reference.clone(),
            sealed_sha256: sending.sealed,
            viewer: sending.developer.clone().ok_or(OpeningError::Unassigned)?,
            reason: reason.clone(),
            at: desk.now,
            by,
        })
    };
    if desk.visit().is_some() {
        return at_service(desk, approval(desk.operator.clone())?, out);
    }
    let key = desk.signing_key(&key, "key-yours")?;
    let operator = desk.operators()?.operator(&key.public()).ok_or(OperatorError::NotGenuine)?.name.clone();
    let approval = approval(operator)?;
    let signed = approval.sign(&key)?;
    log(desk, &approval)?;
    out.write_all(signed.as_bytes())?;
    Ok(Exit::Done)
}

/// The service has nobody's key: it says what is to be signed, and takes what was.
fn at_service(desk: &Desk, asked: Approval, out: &mut dyn Write) -> Result<Exit, Failure> {
    let Some(signed) = sent(desk) else {
        out.write_all(signed_line::line(&asked).as_bytes())?;
        return Ok(Exit::Done);
    };
    let approval = desk.operators()?.open(&signed)?;
    let is_what_was_asked = Approval { at: approval.at, ..asked } == approval;
    if !is_what_was_asked {
        return Err(OperatorError::NotGenuine.into());
    }
    // Not for another day: the log tells when.
    if !approval.is_of(desk.time()) {
        return Err(OperatorError::NotNow(approval.by).into());
    }
    desk.note_approval(approval.sha256())?;
    log(desk, &approval)?;
    out.write_all(&signed)?;
    Ok(Exit::Done)
}

/// What the caller signed; nothing where they ask what to sign.
pub fn sent(desk: &Desk) -> Option<Vec<u8>> {
    desk.visit()?;
    desk.input(Path::new(APPROVAL)).ok()
}

/// Whose key it was, whoever ran the command.
fn log(desk: &Desk, approval: &Approval) -> Result<(), Failure> {
    desk.log(&[Act::new("approve", &approval.by, Some(&approval.reference), "approved").with(&approval.reason)])
}
