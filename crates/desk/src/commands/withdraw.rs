use std::{io::Write, path::Path};

use pli_format::{
    CaseReference,
    withdrawal::{self, UncheckedWithdrawal},
};

use crate::{
    Desk, Exit, Failure,
    cli::Withdraw,
    closing, drafts,
    intake::{self, Source, Subject},
    opening::OpeningError,
    selector::Selector,
    taking_back::{self, TakesBack},
};

pub async fn run(desk: &Desk, arguments: Withdraw, out: &mut dyn Write) -> Result<Exit, Failure> {
    let unchecked = read(&desk.input(&arguments.file)?)?;
    let key = desk.receipt_key()?;
    let _only_one = desk.lock(drafts::LOCK)?;
    let mut registry = desk.registry().await?;
    let mut left = closing::finish(desk, &mut registry).await;
    let selector = Selector::from(unchecked.reference().clone());
    selector.find_all(&mut registry).await?;
    let (own, sharing) = match taking_back::find(&mut registry, &unchecked).await? {
        TakesBack::Consent { own, sharing } => (own, sharing),
        TakesBack::False => return Err(OpeningError::OtherPayload.into()),
        TakesBack::Nothing(error) => return Err(error.into()),
    };
    desk.check_date(&mut registry, &own.iter().chain(&sharing).collect::<Vec<_>>()).await?;
    let deleted = closing::take_back(desk, &mut registry, &own, &sharing, &key).await?;
    left.extend(closing::wipe(&mut registry).await.err());
    registry.close().await?;
    super::print_deleted(desk, "deleted-withdrawn", &selector, &deleted, out)?;
    left.extend(deleted.left);
    closing::ended(left)
}

/// The request that a file says it is about, for the log.
pub fn reference(desk: &Desk, file: &Path) -> Option<CaseReference> {
    read(&desk.input(file).ok()?).ok().map(|unchecked| unchecked.reference().clone())
}

/// A withdrawal file, or the only withdrawal in a mail.
fn read(file: &[u8]) -> Result<UncheckedWithdrawal, Failure> {
    let (found, subject) = match intake::read_mail(Source::default(), file) {
        Ok(mail) => (mail.withdrawals, mail.signs.subject),
        Err(_) => (withdrawal::find_in(&String::from_utf8_lossy(file), 2), None),
    };
    match (<[_; 1]>::try_from(found), subject) {
        (Ok([only]), _) => Ok(only),
        (Err(found), Some((Subject::Withdrawal(reference), _))) if found.is_empty() => {
            Err(Failure::Unsigned(reference))
        }
        (Err(_), _) => Ok(withdrawal::parse(file)?),
    }
}
