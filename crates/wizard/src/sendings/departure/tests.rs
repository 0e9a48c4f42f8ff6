//! The quiet line is true after every history: what it says is compared with what happened.

use proptest::prelude::*;

use pli_format::terms::KnownTerms;

use super::*;
use crate::{
    case::{Case, Page},
    sendings::{
        Stage,
        tests::{FOLDER, SEALED, after, kept, key_of, now, receipt, resumed, signed},
    },
};

/// What can happen to a request.
#[derive(Clone, Copy, Debug)]
enum Event {
    Seal,
    HandOver,
    AnotherWay,
    Confirm,
    Retype,
    EraseFiles,
    /// The window is closed; "Reprendre" at the next start.
    Restart,
    /// "Envoyer à nouveau"
    Again,
    Withdraw,
    Receipt,
}

/// A request, what is kept of it, and what is true of it.
struct Request {
    case: Case,
    kept: KeptCase,
    handed_over: bool,
    confirmed: bool,
    withdrawn: bool,
    deleted: bool,
}

impl Request {
    fn new() -> Self {
        let case = signed();
        let kept = kept(&case);
        Self { case, kept, handed_over: false, confirmed: false, withdrawn: false, deleted: false }
    }

    fn take(&mut self, event: Event) {
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
            Event::Retype => drop(self.case.retype()),
            Event::EraseFiles => drop(self.case.files_erased()),
            Event::Restart => self.restart(),
            Event::Again => {
                self.restart();
                // Only what is shown again can be given again.
                let _ = self.case.another_way();
            }
            Event::Withdraw => {
                let key = self.case.case_key().map(|_| key_of(&self.case));
                self.withdrawn |=
                    self.kept.sending_mut().map(|sending| sending.withdraw(key.as_ref(), after(1))).is_some();
            }
            Event::Receipt => {
                if self.handed_over
                    && let Some(sending) = self.kept.sending_mut()
                {
                    sending.receipt = Some(receipt());
                    self.deleted = true;
                }
            }
        }
        let earlier = self.kept.clone();
        if let Some(kept) = KeptCase::of(self.case.trace(), Some(FOLDER), Some(earlier), now()) {
            self.kept = kept;
        }
    }

    fn restart(&mut self) {
        let key = self.case.case_key().map(|_| key_of(&self.case));
        match self.kept.stage.clone() {
            Stage::Unfinished(progress) => self.case = resumed(*progress, key, now()),
            Stage::Sending(sending) if sending.is_usable(now()) => {
                let (id, known) = (self.case.id().clone(), KnownTerms::compiled_in());
                let mut case = sending.case(id, known, self.case.language(), SEALED.to_vec()).unwrap();
                if let Some(key) = key {
                    case.hold_key(&sending.record, key);
                }
                self.case = case;
            }
            Stage::Sending(_) => {}
        }
    }

    /// The page's line knows what this window did, the request's own what is kept of it.
    fn check(&self) {
        self.is_true(self.case.view(Err("no key"), false).whereabouts, self.case.page());
        for present in [[true; 2], [false; 2]] {
            self.is_true(self.kept.whereabouts(present), self.case.page());
        }
        assert_eq!(self.kept.under_way(now()).is_some(), self.handed_over && !self.deleted);
    }

    fn is_true(&self, line: Whereabouts, page: Page) {
        let is_true = match line {
            Whereabouts::Here | Whereabouts::HereSigned | Whereabouts::FilesReady => !self.handed_over,
            Whereabouts::FilesInFolder => self.handed_over,
            Whereabouts::ConfirmedByYou | Whereabouts::FilesErased => self.confirmed,
            Whereabouts::Withdrawn => self.withdrawn && self.handed_over,
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
        Event::Retype,
        Event::EraseFiles,
        Event::Restart,
        Event::Again,
        Event::Withdraw,
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
        let line = departures(requests.iter().map(|request| &request.kept));
        let left = requests.iter().filter(|request| request.handed_over).count();
        let sure = requests.iter().filter(|request| request.handed_over).all(|request| request.confirmed || request.deleted);
        prop_assert_eq!(line.as_ref().map_or(0, |line| line.count as usize), left);
        if let Some(line) = line {
            prop_assert_eq!(line.certainty != Certainty::Maybe, sure);
            let all_said = requests.iter().filter(|request| request.handed_over).all(|request| request.confirmed);
            prop_assert_eq!(line.last.is_some(), all_said);
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
fn the_last_one_that_left_counts_when_its_credentials_are_deleted_too() {
    let line = |cases: &[KeptCase]| {
        let line = departures(cases).unwrap();
        (line.count, line.certainty, line.last)
    };
    let day = |days| Some(after(days).to_string());
    assert_eq!(line(&[sent(Some(1), false), sent(Some(3), true)]), (2, Certainty::Left, day(3)));
    assert_eq!(line(&[sent(Some(4), false), sent(Some(3), true)]), (2, Certainty::Left, day(4)));
    assert_eq!(line(&[sent(Some(1), false), sent(None, true)]), (2, Certainty::Left, None), "nobody said when");
    assert_eq!(line(&[sent(Some(1), false)]), (1, Certainty::Left, day(1)));
    assert_eq!(line(&[sent(Some(1), true)]), (1, Certainty::Deleted, day(1)));
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
