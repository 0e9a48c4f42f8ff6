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
        fixture::{MemoryKeyring, later, now, packed},
    },
    keyring::KeyringError,
    package_folder::PackageFolder,
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
