//! Declares the commands, so that each window is granted only its own.

#[path = "build/about.rs"]
mod about;

const COMMANDS: &[&str] = &[
    // Main window.
    "view",
    "answer",
    "note",
    "back",
    "modify",
    "set_language",
    "sign",
    "preview_consent",
    "import_bundle",
    "seal",
    "retype",
    "mail_clients",
    "hand_off",
    "open_webmail",
    "reveal_folder",
    "copy",
    "drag_files",
    "copy_text",
    "confirm_handed_over",
    "another_way",
    "open_plain_mail",
    "erase_files",
    "close",
    // Main window, after the sending.
    "sendings",
    "at_start",
    "retry_keyring",
    "open_sending",
    "sending_at_hand",
    "open_consent",
    "resume",
    "hand_off_again",
    "start_again",
    "open_folder",
    "export_sending",
    "delete_sending",
    "withdraw",
    "open_receipt",
    "ask_for_receipt",
    "confirm_sending",
    "tick_password_changed",
    "dismiss",
    "erase_everything",
    "about",
    // Both windows.
    "zoom",
    // Seal window.
    "seal_page",
    "seal_credentials",
    "cancel_seal",
    "stay",
];

fn main() {
    about::write();
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))
        .expect("the Tauri configuration is valid");
}
