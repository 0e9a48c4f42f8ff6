use std::io::Write;

use crate::{Desk, Exit, Failure, registry::RegistryError, selector::Selector};

/// The receipt of the sending that counts, or counted, as it was signed: one file, as whoever checks it expects it.
pub async fn receipt(desk: &Desk, selector: &Selector, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut registry = desk.registry().await?;
    let sending = selector.find(&mut registry).await?;
    let receipt = registry.receipt(sending.package).await?;
    registry.close().await?;
    out.write_all(receipt.ok_or_else(|| Failure::NoReceipt(selector.clone()))?.as_bytes())?;
    Ok(Exit::Done)
}

/// The consent PDF of the sending that counts, to standard output.
pub async fn consent(desk: &Desk, selector: &Selector, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut registry = desk.registry().await?;
    let sending = selector.find(&mut registry).await?;
    let consent = registry.consent(sending.package).await?;
    registry.close().await?;
    out.write_all(&consent.ok_or(RegistryError::Damaged("consents"))?)?;
    Ok(Exit::Done)
}
