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
        fixture::{MemoryKeyring, later, now, packed, signed},
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
