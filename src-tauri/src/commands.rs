//! The commands of the main window: what the page asks is one call, and what comes back is a view.

#![expect(clippy::unused_async, reason = "the handlers of the table wait for every command, whether it does or not")]

mod about;
mod case;
mod message;
mod sealing;
mod sendings;

pub use about::AboutView;
pub use message::{CopyWhat, HandOffOutcome};
pub use sealing::SealOutcome;

use pli_format::{CaseReference, Language};
use pli_wizard::{
    case::{Answer, Page, Signing, View},
    sendings::{Reminder, ReminderView, SendingView},
};
use tauri::{
    State, WebviewWindow, Wry,
    ipc::{CommandArg, CommandItem, InvokeError},
};

use crate::{
    command::FileBody,
    handoff::MailClients,
    opened_file::Opened,
    rejection::Rejection,
    sendings::{AskedView, ReceiptOutcome, SendingsView, StartView, WithdrawalView},
    session::Session,
    zoom::ZoomStep,
};

main_window_commands!(handler);

/// The window that asks, and what it works on. Each command is a method.
pub struct MainWindow<'r> {
    window: WebviewWindow,
    session: State<'r, Session>,
}

impl<'r, 'de: 'r> CommandArg<'de, Wry> for MainWindow<'r> {
    fn from_command(
        CommandItem { plugin, name, key, message, acl }: CommandItem<'de, Wry>,
    ) -> Result<Self, InvokeError> {
        let item = || CommandItem { plugin, name, key, message, acl };
        Ok(Self { window: WebviewWindow::from_command(item())?, session: State::from_command(item())? })
    }
}
