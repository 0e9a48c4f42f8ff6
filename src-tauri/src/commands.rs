//! The commands of the main window: a request in, one call to the core, a view out.

use tauri::ipc::Invoke;

mod about;
mod answering;
mod consenting;
mod importing;
mod message;
mod sealing;
mod sendings;

/// Every command the main window may ask for.
pub fn main_window() -> impl Fn(Invoke) -> bool {
    tauri::generate_handler![
        answering::view,
        answering::answer,
        answering::note,
        answering::back,
        answering::modify,
        answering::set_language,
        answering::close,
        consenting::sign,
        consenting::preview_consent,
        importing::import_bundle,
        sealing::seal,
        sealing::retype,
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
        sendings::sendings,
        sendings::at_start,
        sendings::retry_keyring,
        sendings::open_sending,
        sendings::sending_at_hand,
        sendings::open_consent,
        sendings::resume,
        sendings::hand_off_again,
        sendings::start_again,
        sendings::open_folder,
        sendings::export_sending,
        sendings::delete_sending,
        sendings::withdrawing::withdraw,
        sendings::open_receipt,
        sendings::ask_for_receipt,
        sendings::confirm_sending,
        sendings::tick_password_changed,
        sendings::dismiss,
        sendings::erase_everything,
        about::about,
        crate::zoom::zoom,
    ]
}
