use std::io::Write;

use pli_format::{
    consent::verify,
    receipt::Reason,
    withdrawal::{self, UncheckedWithdrawal},
};

use crate::{
    Desk, Exit, Failure,
    cli::Withdraw,
    closing, desk,
    escape::Escaped,
    intake::{self, Said, Source},
};

pub async fn run(desk: &Desk, arguments: Withdraw, out: &mut dyn Write) -> Result<Exit, Failure> {
    let unchecked = read(&desk::read(&arguments.file)?)?;
    let key = desk.receipt_key()?;
    let mut registry = desk.registry().await?;
    let mut left = closing::finish(desk, &mut registry).await?;
    let reference = unchecked.reference().clone();
    registry.case(&reference).await?.ok_or_else(|| Failure::UnknownCase(reference.clone()))?;
    let consent = registry.consent(&reference).await?.unwrap_or_default();
    let record = verify::verify_with(&consent, &[], |_, _, _| Ok(consent.clone())).record;
    let record = record.ok_or(Failure::Registry(crate::registry::RegistryError::Damaged("consents")))?;
    unchecked.verify(&record)?;
    let deleted = closing::close(desk, &mut registry, &reference, Reason::Withdrawn, &key).await?;
    registry.close().await?;
    writeln!(out, "{reference}: withdrawn and deleted\n  draft: {}", Escaped(&deleted.draft.to_string_lossy()))?;
    left.extend(deleted.left);
    closing::ended(left)
}

/// A withdrawal file, or the only withdrawal in a mail.
fn read(file: &[u8]) -> Result<UncheckedWithdrawal, Failure> {
    let source = Source { path: String::new(), number: None };
    let (found, subject) = match intake::read_mail(source, file) {
        Ok(mail) => (mail.withdrawals, mail.signs.subject),
        Err(_) => (withdrawal::find_in(&String::from_utf8_lossy(file)), None),
    };
    match (<[_; 1]>::try_from(found), subject) {
        (Ok([only]), _) => Ok(only),
        (Err(found), Some((Said::Withdrawal(reference), _))) if found.is_empty() => Err(Failure::Unsigned(reference)),
        (Err(_), _) => Ok(withdrawal::parse(file)?),
    }
}
