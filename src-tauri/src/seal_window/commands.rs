//! The commands of the seal window. The main window has none of them.

#![expect(clippy::unused_async, reason = "the handlers of the table wait for every command, whether it does or not")]

use pli_format::{credentials::Said, seal::SealRefusal};
use pli_wizard::Problem;
use tauri::{
    State, WebviewWindow, Wry,
    ipc::{CommandArg, CommandItem, InvokeBody, InvokeError},
};

use std::sync::PoisonError;

use super::{SealExit, SealPage, Sealing};
use crate::{
    clock,
    rejection::Rejection,
    session,
    zoom::{self, ZoomStep},
};

seal_window_commands!(handler);

/// The window that asks. Each command is a method.
struct SealWindow<'r> {
    window: WebviewWindow,
    sealing: State<'r, Sealing>,
}

impl<'r, 'de: 'r> CommandArg<'de, Wry> for SealWindow<'r> {
    fn from_command(
        CommandItem { plugin, name, key, message, acl }: CommandItem<'de, Wry>,
    ) -> Result<Self, InvokeError> {
        let item = || CommandItem { plugin, name, key, message, acl };
        Ok(Self { window: WebviewWindow::from_command(item())?, sealing: State::from_command(item())? })
    }
}

/// What was typed, as the page sent it.
pub struct CredentialsBody<'r>(&'r [u8]);

impl<'r, 'de: 'r> CommandArg<'de, Wry> for CredentialsBody<'r> {
    fn from_command(command: CommandItem<'de, Wry>) -> Result<Self, InvokeError> {
        Ok(Self(raw(command.message.payload()).unwrap_or_else(|exit| exit.now())))
    }
}

bytes_to_the_page!(CredentialsBody);

impl SealWindow<'_> {
    async fn seal_page(&self) -> Result<SealPage, Rejection> {
        Ok(SealPage::of(&self.sealing.order, self.sealing.bundle.is_demo()).unwrap_or_else(|| SealExit::Request.now()))
    }

    async fn seal_credentials(&self, credentials: CredentialsBody<'_>) -> Result<(), Rejection> {
        let said = std::mem::take(&mut *self.sealing.said.lock().unwrap_or_else(PoisonError::into_inner));
        self.seal(&credentials, said)
    }

    async fn answer_questions(&self, said: String) -> Result<(), Rejection> {
        *self.sealing.said.lock().unwrap_or_else(PoisonError::into_inner) = said.parse().unwrap_or_default();
        Ok(())
    }

    async fn cancel_seal(&self) -> Result<(), Rejection> {
        SealExit::Ended.now()
    }

    async fn stay(&self) -> Result<(), Rejection> {
        self.sealing.idle.stay();
        Ok(())
    }

    async fn zoom_seal(&self, step: ZoomStep) -> Result<(), Rejection> {
        zoom::set(&self.window, step);
        Ok(())
    }

    fn seal(&self, CredentialsBody(body): &CredentialsBody<'_>, said: Said) -> Result<(), Rejection> {
        let sealing = &self.sealing;
        sealing.idle.stay();
        let now = clock::now().instant();
        match sealing.order.seal(body, said, &sealing.bundle, now, &mut session::fill) {
            Ok(sealed) => match sealing.outlet.give(&sealed) {
                Ok(()) => SealExit::Ended.now(),
                Err(_) => SealExit::Outlet.now(),
            },
            Err(SealRefusal::Correct(wrong)) => {
                Err(Rejection::Correct { problems: wrong.into_iter().map(Problem::from).collect() })
            }
            Err(refusal) => SealExit::from(refusal).now(),
        }
    }
}

/// The bytes that the page sent. A JSON body means that the web engine turned them into a list of
/// numbers on its way, in memory that outlives the call: never accepted.
fn raw(body: &InvokeBody) -> Result<&[u8], SealExit> {
    match body {
        InvokeBody::Raw(bytes) => Ok(bytes),
        InvokeBody::Json(_) => Err(SealExit::Body),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{InvokeBody, SealExit, raw};

    #[test]
    fn only_raw_bytes_are_taken() {
        assert_eq!(raw(&InvokeBody::Raw(b"{}".to_vec())), Ok(b"{}".as_slice()));
        for body in [json!([123, 125]), json!({ "identifiant": "", "code": "" }), json!("{}"), json!(null)] {
            assert_eq!(raw(&InvokeBody::Json(body)), Err(SealExit::Body));
        }
    }
}
