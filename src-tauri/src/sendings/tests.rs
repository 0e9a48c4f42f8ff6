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
        fixture::{MemoryKeyring, later, now, packed, unsaved},
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
