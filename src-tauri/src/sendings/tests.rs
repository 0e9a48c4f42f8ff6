use pli_format::Language;
use pli_wizard::{
    case::{Case, Page},
    sendings::CaseState,
};
use tempfile::TempDir;

use crate::{
    bundle_folder::BundleFolder,
    history::{
        History,
        fixture::{MemoryKeyring, later, now, packed, signed, unsaved},
    },
    keyring::KeyringError,
    package_folder::PackageFolder,
    rejection::FailureCode,
    session::Session,
};

/// A window on a home of its own.
struct Window {
    folder: TempDir,
    keyring: MemoryKeyring,
    session: Session,
}

impl Window {
    fn new() -> Self {
        let (folder, keyring) = (tempfile::tempdir().unwrap(), MemoryKeyring::default());
        let history = History::begin(keyring.clone(), folder.path().join("history"));
        let session = Session::begin(Language::Fr, now(), BundleFolder::below(folder.path()), history);
        Self { folder, keyring, session }
    }

    /// Has this case at hand, its package written.
    fn take_up(&self, case: Case) {
        let written =
            PackageFolder::write(&[self.folder.path().join("Documents/Pli")], case.package().unwrap()).unwrap();
        self.session.take_up(case, Some(written)).unwrap();
    }
}

/// A case that the window works on, at a page after its seal.
fn at(page: Page) -> Case {
    let mut case = packed(1);
    if page != Page::MailClient {
        case.handed_over("thunderbird").unwrap();
    }
    if page == Page::Done {
        case.confirm_handed_over().unwrap();
    }
    assert_eq!(case.page(), page);
    case
}

#[tokio::test]
async fn what_was_done_beside_the_journey_ends_its_pages() {
    for page in [Page::MailClient, Page::HandedOver, Page::Done] {
        for act in ["withdraw", "confirm", "deny"] {
            let window = Window::new();
            let case = at(page);
            let (id, session) = (case.id().clone(), &window.session);
            window.take_up(case);
            match act {
                "withdraw" => drop(session.withdraw(id.clone(), false).await.unwrap()),
                act => drop(session.note_departure(id.clone(), act == "confirm").await.unwrap()),
            }
            assert_eq!(session.work().case.page(), Page::Welcome, "{act} at {page:?}");
            let sending = session.kept_case(&id).await.unwrap().sending().unwrap().clone();
            let confirmed = sending.confirmed_at.is_some();
            assert_eq!(sending.withdrawn_at.is_some(), act == "withdraw");
            assert_eq!(confirmed, act == "confirm" || act == "withdraw" && page == Page::Done, "{act} at {page:?}");
        }
    }
}

#[tokio::test]
async fn a_history_that_cannot_be_read_is_not_an_empty_one() {
    let window = Window::new();
    assert!(!window.session.at_start().await.unavailable, "nothing was ever kept");
    window.take_up(packed(1));
    assert!(!window.session.at_start().await.unavailable);

    let refusing = MemoryKeyring::default();
    refusing.refuse(Some(KeyringError::Locked));
    let history = History::begin(refusing, window.folder.path().join("history"));
    let session = Session::begin(Language::Fr, now(), BundleFolder::below(window.folder.path()), history);
    assert!(session.at_start().await.unavailable);
}

#[tokio::test]
async fn what_is_taken_back_is_not_at_hand_any_more_where_the_history_has_it() {
    for (refusal, at_hand) in [(None, Page::Welcome), (Some(KeyringError::Absent), Page::MailClient)] {
        let window = Window::new();
        window.keyring.refuse(refusal);
        let id = packed(1).id().clone();
        window.take_up(packed(1));
        let withdrawn = window.session.withdraw(id.clone(), false).await.unwrap();
        assert!(withdrawn.signed);
        assert_eq!(withdrawn.kept_case.state(later(1)), CaseState::Withdrawn);
        assert_eq!(window.session.work().case.page(), at_hand);
        assert!(window.session.work().case.to_hand_over().is_none());
        assert_eq!(window.session.kept_case(&id).await.unwrap().state(later(1)), CaseState::Withdrawn);
    }
}

/// It is not a lost one: who signs unsigned, or anew, is asked before.
#[tokio::test]
async fn a_keyring_that_does_not_answer_now_costs_neither_the_signature_nor_the_consent() {
    let window = Window::new();
    let (sent, consented) = (packed(1), signed(2));
    let [id, unfinished] = [&sent, &consented].map(|case| case.id().clone());
    window.take_up(sent);
    window.session.take_up(consented, None).unwrap();
    window.session.kept_case(&id).await.unwrap();
    window.session.begin_anew().unwrap();

    window.keyring.refuse(Some(KeyringError::Denied));
    let refused = window.session.withdraw(id.clone(), false).await.err();
    assert_eq!(refused, Some(FailureCode::CaseKeyUnreachable.into()));
    assert!(window.session.resume(unfinished.clone()).await.is_err());
    assert_eq!(window.session.kept_case(&id).await.unwrap().state(later(1)), CaseState::Ready);

    window.keyring.refuse(None);
    assert!(window.session.resume(unfinished).await.is_ok());
    assert!(window.session.work().case.sealable().is_some(), "with its consent");
    assert!(window.session.withdraw(id, false).await.unwrap().signed);
}

#[tokio::test]
async fn what_is_sealed_and_in_no_file_is_not_left_for_another_request() {
    let window = Window::new();
    window.take_up(packed(1));
    let earlier = packed(1).id().clone();
    assert!(window.session.take_up(unsaved(2), None).is_ok());
    let refused = Err(FailureCode::SealedNotSaved.into());
    for answer in [
        window.session.hand_off_again(earlier.clone()).await,
        window.session.start_again(earlier.clone()).await,
        window.session.resume(earlier.clone()).await,
        window.session.begin_another(),
    ] {
        assert_eq!(answer, refused);
    }
    assert_eq!(window.session.work().case.page(), Page::Credentials);
    window.session.delete(unsaved(2).id().clone()).await.unwrap();
    assert!(window.session.start_again(earlier).await.is_ok());
}

#[tokio::test]
async fn the_last_page_says_what_is_not_kept_and_closing_it_asks() {
    for (refusal, kept) in [(None, true), (Some(KeyringError::Absent), false)] {
        let window = Window::new();
        window.keyring.refuse(refusal);
        let mut case = packed(1);
        case.handed_over("Thunderbird").unwrap();
        case.confirm_handed_over().unwrap();
        window.take_up(case);
        // What was asked before is done.
        assert!(window.session.history().ask(|_| ()).await.is_ok());
        let view = window.session.view(&window.session.work());
        assert_eq!((view.finished, view.kept, view.ask_before_closing), (true, kept, !kept));
        let id = packed(1).id().clone();
        window.session.withdraw(id, false).await.unwrap();
        let view = window.session.view(&window.session.work());
        assert!(!view.ask_before_closing, "there is nothing left to take back");
    }
}
