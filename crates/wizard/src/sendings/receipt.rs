use pli_format::{
    CaseReference,
    bundle::ReceiptKey,
    receipt::{self, Receipt, ReceiptError},
};

use super::{KeptCase, KeptReceipt, Sending};

impl Sending {
    /// Takes a verified receipt; the case is then closed.
    ///
    /// # Errors
    /// [`ReceiptError::OtherCase`] for a receipt of another case, or of another sealed file.
    pub fn close(&mut self, receipt: &Receipt, file: &str) -> Result<(), ReceiptError> {
        receipt.concerns(&self.record.facts.reference, self.proof.sealed)?;
        self.receipt = Some(KeptReceipt {
            text: file.to_owned(),
            deleted_at: receipt.deleted_at,
            by: receipt.by.clone(),
            reason: receipt.reason,
        });
        Ok(())
    }
}

/// Why a receipt closed no case.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotClosed {
    #[error(transparent)]
    Refused(#[from] ReceiptError),
    /// Genuine, and of none of the cases that can be read. Those that cannot tell no reference that support gave.
    #[error("a receipt of case {0}, which may be unreadable")]
    MayBeUnreadable(CaseReference),
    /// Genuine, and of another sealed file that was sent for a request that is here.
    #[error("a receipt of another sending of case {0}")]
    OtherSending(CaseReference),
}

/// Opens a receipt file with the bundle's receipt keys and closes the case it is of, one of `cases`. `unreadable` says
/// whether there are more, which cannot be read.
///
/// # Errors
/// [`NotClosed`]; [`ReceiptError::OtherCase`] when it is of none of them.
pub fn take_receipt<'a>(
    cases: impl IntoIterator<Item = &'a mut KeptCase>,
    unreadable: bool,
    file: &[u8],
    keys: &[ReceiptKey],
) -> Result<&'a mut KeptCase, NotClosed> {
    let receipt = receipt::open(file, keys)?;
    let text = std::str::from_utf8(file).map_err(|_| ReceiptError::Malformed)?;
    let mut is_here = false;
    let mut sendings = cases.into_iter().filter(|kept_case| kept_case.sending().is_some());
    sendings
        .find_map(|kept_case| {
            is_here |= kept_case.reference() == receipt.reference;
            let closed = kept_case.sending_mut()?.close(&receipt, text);
            closed.ok().map(|()| kept_case)
        })
        .ok_or_else(|| match receipt.reference.clone() {
            reference if unreadable => NotClosed::MayBeUnreadable(reference),
            reference if is_here => NotClosed::OtherSending(reference),
            reference => ReceiptError::OtherCase(reference).into(),
        })
}
