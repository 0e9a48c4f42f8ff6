use std::io::Write;

use crate::{Desk, Exit, Failure, registry::RegistryError, selector::Selector};

/// The receipts of a request, or of one of its sendings, as they were signed.
pub async fn receipt(desk: &Desk, selector: &Selector, out: &mut dyn Write) -> Result<Exit, Failure> {
    let mut registry = desk.registry().await?;
    let mut found = false;
    for sending in selector.find_all(&mut registry).await? {
        if let Some(receipt) = registry.receipt(sending.package).await? {
            out.write_all(receipt.as_bytes())?;
            found = true;
        }
    }
    registry.close().await?;
    if found { Ok(Exit::Done) } else { Err(Failure::NoReceipt(selector.clone())) }
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
