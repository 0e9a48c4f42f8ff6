//! The quiet line is true after every history: what it says is compared with what happened.

use proptest::prelude::*;

use pli_format::{CaseReference, terms::KnownTerms};

use super::*;
use crate::{
    case::{Case, Page},
    sendings::{
        Stage, Unreadable,
        tests::{FOLDER, SEALED, after, kept, key_of, listed, now, receipt, resumed, signed},
    },
};

/// What can happen to a request.
#[derive(Clone, Copy, Debug)]
enum Event {
    Seal,
    HandOver,
    AnotherWay,
    Confirm,
    /// "Je l'ai déjà envoyé moi-même"
    ByHand,
    Retype,
    EraseFiles,
    /// The window is closed; "Reprendre" at the next start.
    Restart,
    /// "Envoyer à nouveau"
    Again,
    Withdraw,
    /// The same, without a history: it is noted later.
    WithdrawAtHand,
    WithdrawalSent,
    /// "Je garde mon accord"
    KeepConsent,
    /// "Je me suis trompé : il n'est pas parti"
    Mistaken,
    Receipt,
}

/// A request, what is kept of it, and what is true of it.
struct Request {
    case: Case,
    /// Whether the window works on it.
    is_at_hand: bool,
    kept: KeptCase,
    handed_over: bool,
    confirmed: bool,
    withdrawn: bool,
    withdrawal_sent: bool,
    deleted: bool,
}

impl Request {
    fn new() -> Self {
        let case = signed();
        let kept = kept(&case);
        Self {
            case,
            is_at_hand: true,
            kept,
            handed_over: false,
            confirmed: false,
            withdrawn: false,
            withdrawal_sent: false,
            deleted: false,
        }
    }

    fn take(&mut self, event: Event) {
        if self.is_at_hand {
            self.take_at_hand(event);
            let earlier = self.kept.clone();
            if let Some(kept) = KeptCase::of(self.case.trace(), Some(FOLDER), Some(earlier), now()) {
                self.kept = kept;
            }
        }
        match event {
            Event::Restart => self.restart(),
            Event::Again => {
                self.restart();
                // Only what is shown again can be given again.
                let _ = self.case.another_way();
            }
            Event::Withdraw => self.withdraw(),
            Event::WithdrawAtHand if self.is_at_hand => {
                self.withdraw();
                self.is_at_hand = true;
                if self.withdrawn {
                    self.case.withdrawn();
                }
            }
            _ => {}
        }
        let Some(sending) = self.kept.sending_mut() else { return };
        match event {
            Event::WithdrawalSent if self.withdrawn => {
                sending.withdrawal_sent_at = Some(after(1));
                self.withdrawal_sent = true;
            }
            Event::KeepConsent if !self.is_at_hand && !self.withdrawal_sent => {
                sending.withdrawn_at = None;
                self.withdrawn = false;
            }
            Event::Mistaken if !self.deleted => {
                sending.confirmed_at = None;
                self.confirmed = false;
                self.leave();
            }
            Event::Receipt if self.handed_over => {
                sending.receipt = Some(receipt());
                self.deleted = true;
                self.leave();
            }
            _ => {}
        }
    }

    fn take_at_hand(&mut self, event: Event) {
        match event {
            Event::Seal => {
                let hash = self.case.sealable().map(|(record, _)| record.sha256());
                if hash.is_some_and(|hash| self.case.pack(SEALED.to_vec(), hash).is_ok()) {
                    self.case.saved("K7M4-Q2XD").unwrap();
                }
            }
            Event::HandOver => self.handed_over |= self.case.handed_over("thunderbird").is_ok(),
            Event::AnotherWay => drop(self.case.another_way()),
            Event::Confirm => self.confirmed |= self.case.confirm_handed_over().is_ok(),
            Event::ByHand => {
                let is_taken = self.case.sent_by_hand().is_ok();
                self.handed_over |= is_taken;
                self.confirmed |= is_taken;
            }
            Event::Retype => drop(self.case.retype()),
            Event::EraseFiles => drop(self.case.files_erased()),
            _ => {}
        }
    }

    fn withdraw(&mut self) {
        let key = self.case.case_key().map(|_| key_of(&self.case));
        if let Some(sending) = self.kept.sending_mut() {
            sending.withdraw(key.as_ref(), after(1));
            self.withdrawn = true;
            self.leave();
        }
    }

    /// What was done beside the journey ends the pages after the seal.
    fn leave(&mut self) {
        self.is_at_hand &= !matches!(self.case.page(), Page::MailClient | Page::HandedOver | Page::Done);
    }

    /// The window is closed; "Reprendre" at the next start.
    fn restart(&mut self) {
        self.is_at_hand = false;
        let key = self.case.case_key().map(|_| key_of(&self.case));
        match self.kept.stage.clone() {
            Stage::Unfinished(progress) => {
                self.case = resumed(*progress, key, now());
                self.is_at_hand = true;
            }
            Stage::Sending(sending) if sending.is_usable(now()) => {
                let (id, known) = (self.case.id().clone(), KnownTerms::compiled_in());
                let mut case = sending.case(id, known, self.case.language(), SEALED.to_vec()).unwrap();
                if let Some(key) = key {
                    case.hold_key(&sending.record, key);
                }
                self.case = case;
                self.is_at_hand = true;
            }
            Stage::Sending(_) => {}
        }
    }

    /// The page's line knows what this window did, the request's own what is kept of it.
    fn check(&self) {
        if self.is_at_hand {
            self.is_true(self.case.view(Err("no key"), false).whereabouts, self.case.page());
        }
        self.is_true(self.kept.whereabouts(), self.case.page());
        assert_eq!(self.kept.under_way(now()).is_some(), self.handed_over && !self.deleted);
    }

    fn is_true(&self, line: Whereabouts, page: Page) {
        let is_true = match line {
            Whereabouts::Here | Whereabouts::HereSigned | Whereabouts::FilesReady => !self.handed_over,
            Whereabouts::FilesInFolder => self.handed_over && !self.withdrawn && !self.deleted,
            Whereabouts::ConfirmedByYou | Whereabouts::FilesErased => {
                self.confirmed && !self.withdrawn && !self.deleted
            }
            Whereabouts::Withdrawn => self.withdrawn && self.handed_over && !self.deleted,
            Whereabouts::WithdrawalSent => self.withdrawal_sent && !self.deleted,
            Whereabouts::Deleted => self.deleted,
        };
        assert!(is_true, "{line:?} at {page:?}");
    }
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop::sample::select(vec![
        Event::Seal,
        Event::HandOver,
        Event::AnotherWay,
        Event::Confirm,
        Event::ByHand,
        Event::Retype,
        Event::EraseFiles,
        Event::Restart,
        Event::Again,
        Event::Withdraw,
        Event::WithdrawAtHand,
        Event::WithdrawalSent,
        Event::KeepConsent,
        Event::Mistaken,
        Event::Receipt,
    ]);
    prop::collection::vec(event, 0..14)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn the_quiet_line_is_true_after_every_history(histories in prop::collection::vec(events(), 1..3)) {
        let mut requests: Vec<Request> = histories.iter().map(|_| Request::new()).collect();
        for (request, history) in requests.iter_mut().zip(histories) {
            request.check();
            for event in history {
                request.take(event);
                request.check();
            }
        }
        let listed = listed(requests.iter().map(|request| request.kept.clone()));
        let all = || requests.iter().filter(|request| request.handed_over);
        let expected = if all().any(|request| !request.confirmed && !request.deleted) {
            Some((Certainty::Maybe, all().count()))
        } else if all().any(|request| !request.deleted) {
            Some((Certainty::Left, all().filter(|request| !request.deleted).count()))
        } else {
            all().next().map(|_| (Certainty::Deleted, all().count()))
        };
        let line = listed.departures();
        prop_assert_eq!(line.as_ref().map(|line| (line.certainty, line.count as usize)), expected);
        if let Some(line) = line {
            prop_assert_eq!(line.last.is_some(), line.certainty == Certainty::Left);
        }
    }
}

/// A request that the person said left on this day, or handed over alone.
fn sent(left: Option<i64>, is_deleted: bool) -> KeptCase {
    let mut request = Request::new();
    for event in [Event::Seal, Event::HandOver] {
        request.take(event);
    }
    let sending = request.kept.sending_mut().unwrap();
    sending.confirmed_at = left.map(after);
    sending.receipt = is_deleted.then(receipt);
    request.kept
}

#[test]
fn the_quiet_line_counts_what_it_speaks_of() {
    let line = |cases: &[KeptCase]| {
        let line = listed(cases.to_vec()).departures().unwrap();
        (line.count, line.certainty, line.last)
    };
    let day = |days| Some(after(days).to_string());
    assert_eq!(line(&[sent(Some(1), false), sent(Some(3), false)]), (2, Certainty::Left, day(3)));
    assert_eq!(line(&[sent(Some(1), false), sent(Some(3), true)]), (1, Certainty::Left, day(1)));
    assert_eq!(line(&[sent(Some(1), false), sent(None, true)]), (1, Certainty::Left, day(1)));
    assert_eq!(line(&[sent(Some(1), false), sent(None, false)]), (2, Certainty::Maybe, None));
    assert_eq!(line(&[sent(Some(1), true), sent(None, true)]), (2, Certainty::Deleted, None));
}

/// Nobody knows what became of a request that cannot be read.
#[test]
fn the_quiet_line_does_not_speak_for_what_cannot_be_read() {
    for cases in [vec![], vec![sent(Some(1), true)], vec![sent(None, false)]] {
        let unreadable = vec![(CaseReference::parse("M4RC-2H5Y").unwrap(), Unreadable::Damaged)];
        let line = Listed { cases, unreadable }.departures();
        assert_eq!(line, Some(DeparturesView { count: 1, certainty: Certainty::Unknown, last: None }));
    }
    assert_eq!(Listed::default().departures(), None);
}

#[test]
fn a_retyped_request_is_an_unfinished_one_again() {
    let mut request = Request::new();
    request.take(Event::Seal);
    assert_eq!(request.kept.state(now()), CaseState::Ready);
    request.take(Event::Retype);
    assert_eq!((request.kept.state(now()), request.case.page()), (CaseState::Unfinished, Page::Credentials));
    request.take(Event::Seal);
    assert_eq!(request.kept.state(now()), CaseState::Ready);
    request.take(Event::HandOver);
    request.take(Event::AnotherWay);
    request.take(Event::Retype);
    assert_eq!(request.case.page(), Page::MailClient, "a mail client may have sent it");
}
