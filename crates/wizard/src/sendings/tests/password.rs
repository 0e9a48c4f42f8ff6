//! The bank's password is not to be changed while a sealed file that holds it may be in use.

use super::*;

/// What became of a sending.
#[derive(Clone, Copy, Debug)]
enum Fate {
    Ready,
    Sent,
    Withdrawn,
    WithdrawalSent,
    Deleted(Reason),
}

const OTHER: Sha256 = Sha256([9; 32]);

/// A sending of LCL for this request, named by its number.
fn sending_of(number: u8, reference: &str, fate: Fate) -> KeptCase {
    let mut kept_case = kept(&if matches!(fate, Fate::Ready) { packed() } else { sent() });
    kept_case.id = CaseReference::generate(&mut |bytes: &mut [u8]| bytes.fill(number));
    let sending = kept_case.sending_mut().unwrap();
    sending.proof.sealed = OTHER;
    let mut record = ConsentRecord::clone(&sending.record);
    record.facts.reference = CaseReference::parse(reference).unwrap();
    sending.record = Canonical::of(record);
    match fate {
        Fate::Ready | Fate::Sent => {}
        Fate::Withdrawn => sending.withdrawn_at = Some(after(1)),
        Fate::WithdrawalSent => {
            sending.withdrawn_at = Some(after(1));
            sending.withdrawal_sent_at = Some(after(1));
        }
        Fate::Deleted(reason) => sending.receipt = Some(KeptReceipt { reason, ..receipt() }),
    }
    kept_case
}

const DELETED: Fate = Fate::Deleted(Reason::Closed);
const REPLACED: Fate = Fate::Deleted(Reason::Replaced);

/// When the password of a first sending is to be changed, beside another one of the same request or of its own.
fn change(fate: Fate, beside: Option<(&str, Fate)>, at: Timestamp) -> PasswordChange {
    let case = sending_of(1, "K7M4-Q2XD", fate);
    let other = beside.map(|(reference, fate)| sending_of(2, reference, fate));
    let listed = listed([case.clone()].into_iter().chain(other));
    let change = case.password_change(Some(&listed), at);
    let reminds = case.reminders(&listed, at).contains(&Reminder::ChangePassword);
    assert_eq!(reminds, change == PasswordChange::Now, "{fate:?} beside {beside:?}");
    change
}

#[test]
fn a_password_is_changed_once_its_sending_has_served() {
    for (fate, expected) in [
        (Fate::Ready, PasswordChange::Later),
        (Fate::Sent, PasswordChange::Later),
        (Fate::Withdrawn, PasswordChange::Later),
        (Fate::WithdrawalSent, PasswordChange::Now),
        (DELETED, PasswordChange::Now),
        (REPLACED, PasswordChange::AfterAnother),
    ] {
        assert_eq!(change(fate, None, after(3)), expected, "{fate:?}");
    }
    assert_eq!(change(Fate::Sent, None, after(31)), PasswordChange::Now);
}

#[test]
fn a_password_is_not_changed_while_another_sending_of_its_bank_may_be_in_use() {
    for (other, expected) in [
        (Fate::Ready, PasswordChange::AfterAnother),
        (Fate::Sent, PasswordChange::AfterAnother),
        (Fate::Withdrawn, PasswordChange::AfterAnother),
        (Fate::WithdrawalSent, PasswordChange::Now),
        (DELETED, PasswordChange::Now),
    ] {
        for reference in ["K7M4-Q2XD", "M4RC-2H5Y"] {
            assert_eq!(change(DELETED, Some((reference, other)), after(3)), expected, "{reference} {other:?}");
            assert_eq!(change(DELETED, Some((reference, other)), after(31)), PasswordChange::Now, "{other:?}");
        }
    }
}

#[test]
fn what_replaces_a_sending_needs_the_password_until_it_is_deleted_itself() {
    for (beside, expected) in [
        (Some(("K7M4-Q2XD", Fate::Sent)), PasswordChange::AfterAnother),
        (Some(("K7M4-Q2XD", DELETED)), PasswordChange::Now),
        (Some(("K7M4-Q2XD", REPLACED)), PasswordChange::AfterAnother),
        (Some(("M4RC-2H5Y", DELETED)), PasswordChange::AfterAnother),
    ] {
        assert_eq!(change(REPLACED, beside, after(3)), expected, "{beside:?}");
    }
}

#[test]
fn another_bank_needs_another_password() {
    let (case, mut other) = (sending_of(1, "K7M4-Q2XD", DELETED), sending_of(2, "M4RC-2H5Y", Fate::Sent));
    let sending = other.sending_mut().unwrap();
    let mut record = ConsentRecord::clone(&sending.record);
    record.facts.bank.id = "credit-mutuel".to_owned();
    sending.record = Canonical::of(record);
    assert_eq!(case.password_change(Some(&listed([case.clone(), other])), after(3)), PasswordChange::Now);
}

#[test]
fn nobody_is_told_to_change_a_password_by_a_list_that_is_not_whole() {
    let case = sending_of(1, "K7M4-Q2XD", DELETED);
    let unreadable = vec![(CaseReference::parse("M4RC-2H5Y").unwrap(), Unreadable::KeyLost)];
    let listed = Listed { cases: vec![case.clone()], unreadable };
    for listed in [None, Some(&listed)] {
        assert_eq!(case.password_change(listed, after(3)), PasswordChange::AfterAnother);
    }
}
