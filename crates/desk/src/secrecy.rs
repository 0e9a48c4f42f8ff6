//! Every type of this crate that holds a secret: none is shown or copied.

use crate::{
    desk::Unsealed,
    inputs::{Sent, Typed},
    receipt::ReceiptSigner,
    redactor::Patterns,
    signing_key::{NewKey, SigningKey},
    unlocking::Unlocked,
};

#[test]
fn nothing_that_holds_a_secret_is_shown_or_copied() {
    assert_eq!(
        pli_format::ways_to_show!(Unsealed, Sent, Typed, ReceiptSigner, Patterns, NewKey, SigningKey, Unlocked),
        [""; 0]
    );
}
