use pli_format::CaseReference;
use pli_wizard::{
    case::View,
    draft::Draft,
    sendings::{Reminder, ReminderView, Sending, SendingView},
};
use tauri::Manager as _;

use super::MainWindow;
use crate::{
    clock,
    command::FileBody,
    handoff,
    opened_file::{Opened, OpenedFile},
    preview,
    rejection::Rejection,
    sendings::{self, AskedView, ReceiptOutcome, SendingsView, StartView, WithdrawalView},
};

impl MainWindow<'_> {
    pub async fn sendings(&self) -> Result<SendingsView, Rejection> {
        Ok(self.session.sendings().await)
    }

    pub async fn at_start(&self) -> Result<StartView, Rejection> {
        Ok(self.session.at_start().await)
    }

    pub async fn retry_keyring(&self) -> Result<SendingsView, Rejection> {
        Ok(self.session.retry_keyring().await)
    }

    pub async fn open_sending(&self, id: CaseReference) -> Result<SendingView, Rejection> {
        self.session.sending(&id).await
    }

    pub async fn sending_at_hand(&self) -> Result<SendingView, Rejection> {
        let id = self.session.work().case.id().clone();
        self.session.sending(&id).await
    }

    pub async fn open_consent(&self, id: CaseReference) -> Result<(), Rejection> {
        let consent = self.session.signed_consent(&id).await?;
        Ok(preview::show_file(&consent).await?)
    }

    pub async fn resume(&self, id: CaseReference) -> Result<View, Rejection> {
        self.session.resume(id).await
    }

    pub async fn hand_off_again(&self, id: CaseReference) -> Result<View, Rejection> {
        self.session.hand_off_again(id).await
    }

    pub async fn begin_another(&self) -> Result<View, Rejection> {
        self.session.begin_another()
    }

    pub async fn start_again(&self, id: CaseReference) -> Result<View, Rejection> {
        self.session.start_again(id).await
    }

    pub async fn open_folder(&self, id: CaseReference) -> Result<(), Rejection> {
        let folder = self.session.folder(&id).await?;
        Ok(handoff::reveal(&folder.path, Vec::new()).await?)
    }

    pub async fn export_sending(&self, id: CaseReference) -> Result<(), Rejection> {
        let (folder, written) = self.session.export(&id).await?;
        let shown = written.iter().map(|name| folder.path.join(name)).collect();
        Ok(handoff::reveal(&folder.path, shown).await?)
    }

    pub async fn delete_sending(&self, id: CaseReference) -> Result<SendingsView, Rejection> {
        self.session.delete(id).await
    }

    pub async fn withdraw(&self, id: CaseReference, unsigned: bool) -> Result<WithdrawalView, Rejection> {
        let withdrawn = self.session.withdraw(id, unsigned).await?;
        let shown = handoff::open_where_remembered(&withdrawn.draft, self.remembered_client().as_deref()).await;
        let sending = self.session.sending_view(&withdrawn.kept_case).await?;
        Ok(WithdrawalView::of(withdrawn, sending, shown))
    }

    pub async fn confirm_withdrawal(&self, id: CaseReference) -> Result<SendingView, Rejection> {
        let now = clock::now().instant();
        self.session.note(id, move |sending| sending.withdrawal_sent_at = sending.withdrawn_at.map(|_| now)).await
    }

    pub async fn keep_consent(&self, id: CaseReference) -> Result<SendingView, Rejection> {
        self.session.note(id, Sending::keep_consent).await
    }

    pub async fn open_receipt(&self, FileBody(file): FileBody<'_>) -> Result<ReceiptOutcome, Rejection> {
        Ok(self.session.open_receipt(file.into_owned()).await?.into())
    }

    pub async fn opened_file(&self) -> Result<Opened, Rejection> {
        self.window.state::<OpenedFile>().take(&self.session).await
    }

    pub async fn ask_for_receipt(&self, id: CaseReference) -> Result<AskedView, Rejection> {
        let kept_case = self.session.kept_case(&id).await?;
        let draft = Draft::ask_for_receipt(&sendings::sending(&kept_case)?.record);
        let shown = handoff::open_where_remembered(&draft, self.remembered_client().as_deref()).await;
        Ok(AskedView { mail: draft.into(), shown })
    }

    pub async fn confirm_sending(&self, id: CaseReference) -> Result<SendingView, Rejection> {
        self.session.note_departure(id, true).await
    }

    pub async fn deny_sending(&self, id: CaseReference) -> Result<SendingView, Rejection> {
        self.session.note_departure(id, false).await
    }

    pub async fn tick_password_changed(&self, id: CaseReference, changed: bool) -> Result<SendingView, Rejection> {
        let now = clock::now().instant();
        self.session.note(id, move |sending| sending.password_changed_at = changed.then_some(now)).await
    }

    pub async fn dismiss(&self, id: CaseReference, reminder: Reminder) -> Result<Vec<ReminderView>, Rejection> {
        self.session.dismiss(id, reminder).await
    }

    pub async fn erase_everything(&self) -> Result<View, Rejection> {
        self.session.erase_everything().await
    }
}
