use pli_format::receipt::{self, Receipt, ReceiptError};

use super::{KeptCase, KeptReceipt, Sending};

impl Sending {
    /// Takes a verified receipt; the case is then closed.
    ///
    /// # Errors
    /// [`ReceiptError::OtherCase`] for a receipt of another case, or of another sealed file.
    pub fn close(&mut self, receipt: &Receipt, file: &str) -> Result<(), ReceiptError> {
        receipt.concerns(&self.record.facts.reference, self.proof.sealed)?;
        self.receipt =
            Some(KeptReceipt { text: file.to_owned(), deleted_at: receipt.deleted_at, by: receipt.by.clone() });
        Ok(())
    }
}

/// Opens a receipt file with the bundle's receipt key and closes the case it is of, one of `cases`.
///
/// # Errors
/// [`ReceiptError`]; [`ReceiptError::OtherCase`] when it is of none of them.
pub fn take_receipt<'a>(
    cases: impl IntoIterator<Item = &'a mut KeptCase>,
    file: &[u8],
    receipt_key: &str,
) -> Result<&'a mut KeptCase, ReceiptError> {
    let receipt = receipt::open(file, receipt_key)?;
    let text = std::str::from_utf8(file).map_err(|_| ReceiptError::Malformed)?;
    let mut sendings = cases.into_iter().filter(|kept_case| kept_case.sending().is_some());
    sendings
        .find_map(|kept_case| {
            let closed = kept_case.sending_mut()?.close(&receipt, text);
            closed.ok().map(|()| kept_case)
        })
        .ok_or_else(|| ReceiptError::OtherCase(receipt.reference.clone()))
}
