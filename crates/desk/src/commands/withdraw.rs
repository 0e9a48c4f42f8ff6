use std::io::Write;

use pli_format::{
    consent,
    receipt::Reason,
    withdrawal::{self, UncheckedWithdrawal},
};

use crate::{
    Desk, Exit, Failure,
    cli::Withdraw,
    closing, desk,
    escape::Escaped,
    intake::{self, Source},
};

pub async fn run(desk: &Desk, arguments: Withdraw, out: &mut dyn Write) -> Result<Exit, Failure> {
    let unchecked = read(&desk::read(&arguments.file)?)?;
    let key = desk.receipt_key()?;
    let mut registry = desk.registry().await?;
    let mut left = closing::finish(desk, &mut registry).await?;
    let reference = unchecked.reference().clone();
    registry.case(&reference).await?.ok_or_else(|| Failure::UnknownCase(reference.clone()))?;
    let consent = registry.consent(&reference).await?.unwrap_or_default();
    let signed = consent::open(&consent);
    let signed = signed.map_err(|_| Failure::Registry(crate::registry::RegistryError::Damaged("consents")))?;
    unchecked.verify(&signed.record)?;
    let deleted = closing::close(desk, &mut registry, &reference, Reason::Withdrawn, &key).await?;
    registry.close().await?;
    writeln!(out, "{reference}: withdrawn and deleted\n  draft: {}", Escaped(&deleted.draft.to_string_lossy()))?;
    left.extend(deleted.left);
    closing::ended(left)
}

/// A withdrawal file, or the only withdrawal in a mail.
fn read(file: &[u8]) -> Result<UncheckedWithdrawal, Failure> {
    let source = Source { path: String::new(), number: None };
    let (found, unsigned) = match intake::read_mail(source, file) {
        Ok(mail) => (mail.withdrawals, mail.unsigned),
        Err(_) => (withdrawal::find_in(&String::from_utf8_lossy(file)), None),
    };
    match (<[_; 1]>::try_from(found), unsigned) {
        (Ok([only]), _) => Ok(only),
        (Err(found), Some(unsigned)) if found.is_empty() => Err(Failure::Unsigned(unsigned.reference)),
        (Err(_), _) => Ok(withdrawal::parse(file)?),
    }
}
