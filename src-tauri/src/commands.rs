//! The commands of the main window: a request in, one call to the core, a view out.

use tauri::ipc::Invoke;

mod afterwards;
mod answering;
mod consenting;
mod importing;
mod message;
mod sealing;

/// Every command the main window may ask for.
pub fn main_window() -> impl Fn(Invoke) -> bool {
    tauri::generate_handler![
        answering::view,
        answering::answer,
        answering::back,
        answering::modify,
        answering::set_language,
        answering::close,
        consenting::sign,
        consenting::preview_consent,
        importing::import_bundle,
        sealing::seal,
        message::mail_clients,
        message::hand_off,
        message::open_webmail,
        message::reveal_folder,
        message::copy,
        message::drag_files,
        message::copy_text,
        message::confirm_handed_over,
        message::another_way,
        message::open_plain_mail,
        message::erase_files,
        afterwards::history,
        afterwards::reminders,
        afterwards::retry_keyring,
        afterwards::open_sending,
        afterwards::sending_at_hand,
        afterwards::open_consent,
        afterwards::resume,
        afterwards::hand_off_again,
        afterwards::export_sending,
        afterwards::delete_sending,
        afterwards::withdrawing::withdraw,
        afterwards::open_receipt,
        afterwards::ask_for_receipt,
        afterwards::confirm_sending,
        afterwards::tick_password_changed,
        afterwards::dismiss,
        afterwards::erase_everything,
    ]
}
