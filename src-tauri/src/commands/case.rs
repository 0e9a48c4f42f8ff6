use pli_format::Language;
use pli_wizard::case::{Answer, Page, Signing, View};

use super::MainWindow;
use crate::{
    command::FileBody,
    preview,
    rejection::{FailureCode, Rejection},
    session,
    zoom::{self, ZoomStep},
};

impl MainWindow<'_> {
    pub async fn view(&self) -> Result<View, Rejection> {
        Ok(self.session.view(&self.session.work()))
    }

    pub async fn answer(&self, answer: Answer) -> Result<View, Rejection> {
        self.session.change(|case| case.answer(answer))
    }

    pub async fn note(&self, answer: Answer) -> Result<(), Rejection> {
        Ok(self.session.keep_note(answer)?)
    }

    pub async fn back(&self) -> Result<View, Rejection> {
        self.session.change(|case| {
            case.back();
            Ok(())
        })
    }

    pub async fn modify(&self, page: Page) -> Result<View, Rejection> {
        self.session.change(|case| case.modify(page))
    }

    pub async fn set_language(&self, language: Language) -> Result<View, Rejection> {
        Ok(self.session.speak(language))
    }

    pub async fn sign(&self, signing: Signing) -> Result<View, Rejection> {
        self.session.signing(|context| self.session.change(|case| case.sign(&signing, context, &mut session::fill)))
    }

    pub async fn preview_consent(&self) -> Result<(), Rejection> {
        let record = self.session.signing(|context| Ok(self.session.work().case.preview(context)?))?;
        Ok(preview::show(&record).await?)
    }

    pub async fn import_bundle(&self, FileBody(file): FileBody<'_>) -> Result<View, Rejection> {
        self.session.import_bundle(&file)?;
        Ok(self.session.view(&self.session.work()))
    }

    pub async fn zoom(&self, step: ZoomStep) -> Result<(), Rejection> {
        zoom::set(&self.window, step);
        Ok(())
    }

    pub async fn close(&self) -> Result<(), Rejection> {
        self.window.destroy().map_err(|_| FailureCode::Internal.into())
    }
}
