//! The hand-off on Linux, seen from the other side: clients that record how they were started, in
//! a home of their own, and a mail portal on a bus of its own.

#![allow(clippy::unwrap_used, reason = "a test ends where it fails")]
#![cfg(target_os = "linux")]

#[path = "linux_hand_off/bus.rs"]
mod bus;
#[path = "linux_hand_off/desk.rs"]
mod desk;
#[path = "linux_hand_off/file_manager.rs"]
mod file_manager;
#[path = "linux_hand_off/portal.rs"]
mod portal;

use std::time::{Duration, Instant};

use bus::Bus;
use desk::{Desk, decoded, decoded_query};
use file_manager::MockFileManager;
use pli_format::Language;
use pli_wizard::draft::Draft;
use portal::{MockPortal, MockViewer};
use serde_json::json;

const PDF: &str = "consentement-K7M4-Q2XD.pdf";
const AGE: &str = "identifiants-K7M4-Q2XD.age";

fn draft() -> Draft {
    Draft::plain(Language::Fr, Some("LCL"))
}

#[test]
fn thunderbird_opens_the_message_file() {
    let desk = Desk::with_default("thunderbird.desktop", "thunderbird %u", "");
    assert_eq!(desk.run(&["give", "thunderbird", &desk.folder()]), Ok(json!(["opened", true, "Thunderbird"])));
    assert_eq!(desk.client_got(), [desk.path("message-K7M4-Q2XD.eml")]);
}

#[test]
fn a_flatpak_thunderbird_gets_the_file_forwarded() {
    let exec = "flatpak run --command=thunderbird --file-forwarding org.mozilla.Thunderbird @@u %u @@";
    let desk = Desk::with_default("org.mozilla.Thunderbird.desktop", exec, "X-Flatpak=org.mozilla.Thunderbird");
    assert_eq!(desk.run(&["give", "thunderbird", &desk.folder()]), Ok(json!(["opened", true, "Thunderbird"])));
    assert_eq!(desk.client_got()[4..], ["@@u", &desk.path("message-K7M4-Q2XD.eml"), "@@"]);
}

#[test]
fn a_snap_thunderbird_opens_what_it_can_read() {
    let desk =
        Desk::with_default("thunderbird_thunderbird.desktop", "thunderbird %u", "X-SnapInstanceName=thunderbird");
    assert_eq!(desk.run(&["give", "thunderbird", &desk.folder()]), Ok(json!(["opened", true, "Thunderbird"])));
    assert_eq!(desk.client_got(), [desk.path("message-K7M4-Q2XD.eml")]);
    let outside = desk.package_outside_home();
    assert_eq!(desk.run(&["give", "thunderbird", &outside]), Err(json!("client-cannot-read")));
}

#[test]
fn a_thunderbird_that_registered_itself_is_known_by_its_executable() {
    let desk = Desk::with_default("userapp-Thunderbird-X1Y2Z3.desktop", "thunderbird %u", "");
    assert_eq!(desk.run(&["clients"]).unwrap()["programs"][0]["id"], json!("thunderbird"));
    assert_eq!(desk.run(&["give", "thunderbird", &desk.folder()]), Ok(json!(["opened", true, "Thunderbird"])));
    assert_eq!(desk.client_got(), [desk.path("message-K7M4-Q2XD.eml")]);
}

#[test]
fn evolution_kmail_and_geary_read_attach_in_the_url() {
    for (client, name, desktop_file, executable) in [
        ("evolution", "Evolution", "org.gnome.Evolution.desktop", "evolution"),
        ("kmail", "KMail", "org.kde.kmail2.desktop", "kmail"),
        ("geary", "Geary", "org.gnome.Geary.desktop", "geary"),
    ] {
        let desk = Desk::with_default(desktop_file, &format!("{executable} %U"), "");
        assert_eq!(desk.run(&["give", client, &desk.folder()]), Ok(json!(["opened", false, name])));
        let arguments = desk.client_got();
        let [url] = &arguments[..] else { panic!("{client}: {arguments:?}") };
        let (address, query) = url.split_once('?').unwrap();
        assert_eq!(address, "mailto:support@bankin.com");
        assert_eq!(
            decoded_query(query),
            [
                ("subject".to_owned(), draft().subject().to_owned()),
                ("body".to_owned(), draft().body().replace('\n', "\r\n")),
                ("attach".to_owned(), desk.path(PDF)),
                ("attach".to_owned(), desk.path(AGE)),
            ]
        );
    }
}

#[test]
fn claws_gets_the_files_as_arguments() {
    let desk = Desk::with_default("claws-mail.desktop", "claws-mail %u", "");
    assert_eq!(desk.run(&["give", "claws-mail", &desk.folder()]), Ok(json!(["opened", false, "Claws Mail"])));
    let arguments = desk.client_got();
    assert_eq!(arguments[0], "--compose");
    assert!(arguments[1].starts_with("mailto:support@bankin.com?subject=Un%20compte%20LCL"), "{}", arguments[1]);
    assert_eq!(arguments[2..], ["--attach", &desk.path(PDF), &desk.path(AGE)]);
}

#[test]
fn what_is_private_to_pli_does_not_reach_the_client() {
    let private =
        ["TAURI_WEBVIEW_AUTOMATION", "WEBKIT_INSPECTOR_SERVER", "WEBKIT_DISABLE_DMABUF_RENDERER", "GTK_MODULES"];
    let of_an_app_image = [
        "LD_LIBRARY_PATH",
        "GTK_PATH",
        "GTK_EXE_PREFIX",
        "GTK_DATA_PREFIX",
        "GTK_IM_MODULE_FILE",
        "GDK_BACKEND",
        "GDK_PIXBUF_MODULE_FILE",
        "GIO_EXTRA_MODULES",
        "GSETTINGS_SCHEMA_DIR",
        "PYTHONHOME",
    ];
    let variables: Vec<&str> = [&private[..], &of_an_app_image].concat();
    // Both ways to start a client: by its desktop file, and with arguments of its own.
    for client in ["thunderbird", "claws-mail"] {
        let desk = Desk::with_default(&format!("{client}.desktop"), &format!("{client} %u"), "");
        let reach_the_client = |app_image: &str| {
            let mut environment: Vec<_> = variables.iter().map(|name| (*name, "/nowhere")).collect();
            environment.push(("APPDIR", app_image));
            desk.run_with(&["give", client, &desk.folder()], &environment).unwrap();
            let environment = desk.client_environment();
            let is_there = |name: &&&str| environment.lines().any(|line| line == format!("{name}=/nowhere"));
            variables.iter().filter(is_there).copied().collect::<Vec<_>>()
        };
        assert_eq!(reach_the_client(&desk::folder_of_pli()), [""; 0], "{client}");
        let of_another = reach_the_client("/tmp/.mount_Editor");
        assert_eq!(of_another, of_an_app_image, "{client}: another program's are the session's");
    }
}

#[test]
fn an_unknown_default_goes_through_the_portal() {
    let desk = Desk::with_default("mailspring.desktop", "mailspring %U", "");
    let portal = MockPortal::answering(&desk, portal::DONE);
    let clients = desk.run(&["clients"]).unwrap();
    let own = clients["programs"].as_array().unwrap().last().unwrap();
    assert_eq!((&own["id"], &own["installed"]), (&json!("other-program"), &json!(true)));
    assert_eq!(desk.run(&["give", "other-program", &desk.folder()]), Ok(json!(["opened", true, "mailspring"])));
    let composed = portal.composed();
    assert_eq!(composed.address, "support@bankin.com");
    assert_eq!(composed.subject, draft().subject());
    assert_eq!(composed.body, draft().body());
    assert_eq!(composed.files, [desk.content(PDF), desk.content(AGE)]);
}

#[test]
fn a_confined_evolution_goes_through_the_portal() {
    let exec = "flatpak run org.gnome.Evolution %U";
    let desk = Desk::with_default("org.gnome.Evolution.desktop", exec, "X-Flatpak=org.gnome.Evolution");
    let portal = MockPortal::answering(&desk, portal::DONE);
    assert_eq!(desk.run(&["give", "evolution", &desk.folder()]), Ok(json!(["opened", true, "Evolution"])));
    assert_eq!(portal.composed().files, [desk.content(PDF), desk.content(AGE)]);
}

#[test]
fn closing_the_portal_s_dialog_is_not_an_error() {
    let desk = Desk::with_default("mailspring.desktop", "mailspring %U", "");
    let _portal = MockPortal::answering(&desk, portal::CANCELLED);
    assert_eq!(desk.run(&["give", "other-program", &desk.folder()]), Ok(json!(["cancelled", false, "mailspring"])));
}

#[test]
fn a_portal_that_fails_says_so() {
    let desk = Desk::with_default("mailspring.desktop", "mailspring %U", "");
    let _portal = MockPortal::answering(&desk, portal::FAILED);
    assert_eq!(desk.run(&["give", "other-program", &desk.folder()]), Err(json!("portal-failed")));
}

#[test]
fn a_portal_that_hangs_is_not_waited_for_as_long_as_a_person_is() {
    let desk = Desk::with_default("other.desktop", "other %u", "");
    let _hangs = Bus::hanging(&desk, portal::NAME);
    let asked = Instant::now();
    assert_eq!(desk.run(&["give", "other-program", &desk.folder()]), Err(json!("portal-failed")));
    assert!(asked.elapsed() < Duration::from_mins(1), "{:?}", asked.elapsed());
}

#[test]
fn without_a_portal_an_unknown_client_cannot_be_reached() {
    let desk = Desk::with_default("mailspring.desktop", "mailspring %U", "");
    assert_eq!(desk.run(&["give", "other-program", &desk.folder()]), Err(json!("portal-failed")));
}

#[test]
fn a_computer_without_a_mail_client() {
    let desk = Desk::empty();
    assert_eq!(desk.run(&["clients"]).unwrap()["proposed"], json!(null));
    assert_eq!(desk.run(&["give", "other-program", &desk.folder()]), Err(json!("no-mail-client")));
    assert_eq!(desk.run(&["plain"]), Err(json!("no-mail-client")));
    assert_eq!(desk.run(&["give", "thunderbird", &desk.folder()]), Err(json!("client-not-found")));
}

#[test]
fn a_client_that_does_not_start() {
    let desk = Desk::with_default("claws-mail.desktop", "claws-mail %u", "");
    desk.break_executable("claws-mail");
    assert_eq!(desk.run(&["give", "claws-mail", &desk.folder()]), Err(json!("client-failed")));
}

#[test]
fn a_client_that_ends_at_once() {
    for (client, desktop_file, executable) in
        [("claws-mail", "claws-mail.desktop", "claws-mail"), ("thunderbird", "thunderbird.desktop", "thunderbird")]
    {
        let desk = Desk::with_default(desktop_file, &format!("{executable} %u"), "");
        desk.fail_executable(executable);
        assert_eq!(desk.run(&["give", client, &desk.folder()]), Err(json!("client-failed")), "{client}");
    }
}

/// What stands in a desktop file is its program's arguments, not a shell's words.
#[test]
fn a_desktop_file_runs_no_shell() {
    let desk = Desk::with_default("claws-mail.desktop", r#"claws-mail "\$(touch made)" ; touch made & %u"#, "");
    assert_eq!(desk.run(&["give", "claws-mail", &desk.folder()]), Ok(json!(["opened", false, "Claws Mail"])));
    assert_eq!(desk.client_got()[..5], ["$(touch made)", ";", "touch", "made", "&"]);
    assert!(!desk.has_made("made"));
}

#[test]
fn a_folder_of_any_name_arrives_as_it_is() {
    for name in ["l'œuvre \"à deux\"", "a, b; c & d", "100 % #1?x=y", "deux\nlignes", "$(touch made) `made`"] {
        let thunderbird = Desk::with_default("thunderbird.desktop", "thunderbird %u", "");
        let folder = thunderbird.package_named(name);
        thunderbird.run(&["give", "thunderbird", &folder]).unwrap();
        assert_eq!(thunderbird.client_got(), [format!("{folder}/message-K7M4-Q2XD.eml")]);

        let evolution = Desk::with_default("org.gnome.Evolution.desktop", "evolution %U", "");
        let folder = evolution.package_named(name);
        evolution.run(&["give", "evolution", &folder]).unwrap();
        let url = evolution.client_got().concat();
        let attached = decoded_query(url.split_once('?').unwrap().1).split_off(2);
        assert_eq!(attached, [PDF, AGE].map(|file| ("attach".to_owned(), format!("{folder}/{file}"))));

        let claws = Desk::with_default("claws-mail.desktop", "claws-mail %u", "");
        let folder = claws.package_named(name);
        claws.run(&["give", "claws-mail", &folder]).unwrap();
        assert_eq!(claws.client_got()[3..], [PDF, AGE].map(|file| format!("{folder}/{file}")));
    }
}

#[test]
fn a_folder_behind_a_link() {
    let desk = Desk::with_default("claws-mail.desktop", "claws-mail %u", "");
    let link = desk.linked_folder();
    assert_eq!(desk.run(&["give", "claws-mail", &link]), Ok(json!(["opened", false, "Claws Mail"])));
    assert_eq!(desk.client_got()[3..], [PDF, AGE].map(|file| format!("{link}/{file}")));
}

#[test]
fn files_that_are_gone() {
    let desk = Desk::with_default("thunderbird.desktop", "thunderbird %u", "");
    desk.remove(AGE);
    assert_eq!(desk.run(&["give", "thunderbird", &desk.folder()]), Err(json!("files-missing")));
    assert_eq!(desk.run(&["reveal", &desk.folder()]), Err(json!("files-missing")));
}

#[test]
fn a_plain_mail_has_no_attachment() {
    let desk = Desk::with_default("org.gnome.Evolution.desktop", "evolution %U", "");
    assert_eq!(desk.run(&["plain"]), Ok(json!("started")));
    let arguments = desk.client_got();
    assert_eq!(arguments.len(), 1);
    assert!(arguments[0].starts_with("mailto:support@bankin.com?subject="), "{}", arguments[0]);
    assert!(!arguments[0].contains("attach"));
}

/// A message without attachment goes where the last one went, and it is said how far.
#[test]
fn what_is_shown_of_a_message_without_attachment() {
    let mail = Desk::with_default("thunderbird.desktop", "thunderbird %u", "");
    assert_eq!(mail.run(&["show", "thunderbird"]), Ok(json!("filled-in")));
    assert!(mail.client_got().concat().starts_with("mailto:support@bankin.com?subject="));
    assert_eq!(mail.run(&["show", "orange"]), Ok(json!("nothing")), "there is no browser");

    let browser = Desk::with_browser();
    assert_eq!(browser.run(&["show", "gmail"]), Ok(json!("filled-in")));
    assert!(browser.client_got().concat().starts_with("https://mail.google.com/mail/?view=cm"));
    assert_eq!(browser.run(&["show", "orange"]), Ok(json!("page-only")));
    assert_eq!(browser.client_got(), ["https://messagerie.orange.fr/"]);
    assert_eq!(browser.run(&["show", "thunderbird"]), Ok(json!("nothing")), "there is no mail client");
}

#[test]
fn a_webmail_opens_filled_in_or_at_its_first_page() {
    let desk = Desk::with_browser();
    assert_eq!(desk.run(&["give", "gmail", &desk.folder()]), Ok(json!(["compose", false, "Gmail"])));
    let [url] = &desk.client_got()[..] else { panic!("one URL") };
    let start = "https://mail.google.com/mail/?view=cm&fs=1&to=support@bankin.com&su=Un%20compte%20LCL";
    assert!(url.starts_with(start), "{url}");
    assert_eq!(desk.run(&["webmail", "orange", &desk.folder()]), Ok(json!("started")));
    assert_eq!(desk.client_got(), ["https://messagerie.orange.fr/"]);
    assert_eq!(desk.run(&["give", "orange", &desk.folder()]), Ok(json!(["webmail", false, "Orange"])));
    assert_eq!(desk.client_got(), ["https://messagerie.orange.fr/"]);
    let empty = Desk::empty();
    let by_hand = empty.run(&["give", "orange", &empty.folder()]);
    assert_eq!(by_hand, Ok(json!(["webmail", false, "Orange"])), "the person can open it");
    assert_eq!(empty.run(&["webmail", "orange", &empty.folder()]), Err(json!("browser-failed")));
}

#[test]
fn who_does_not_know_gets_the_folder() {
    let desk = Desk::with_file_manager();
    assert_eq!(desk.run(&["give", "unknown", &desk.folder()]), Ok(json!(["folder", false, ""])));
    assert_eq!(desk.client_got(), [desk.folder()]);
}

#[test]
fn a_file_manager_on_the_bus_selects_both_files() {
    let desk = Desk::with_file_manager();
    let file_manager = MockFileManager::on(&desk);
    assert_eq!(desk.run(&["reveal", &desk.folder()]), Ok(json!("started")));
    let shown: Vec<_> = file_manager.shown().iter().map(|uri| decoded(uri)).collect();
    assert_eq!(shown, [PDF, AGE].map(|file| format!("file://{}", desk.path(file))));
}

#[test]
fn without_a_display_there_is_no_clipboard() {
    let desk = Desk::empty();
    assert_eq!(desk.run(&["copy", &desk.folder()]), Err(json!("clipboard-failed")));
}

#[test]
fn a_document_is_opened_by_its_program_or_that_is_told() {
    let desk = Desk::with_viewer();
    assert!(desk.run(&["view", &desk.path(PDF)]).is_ok());
    assert!(desk.client_got()[0].ends_with(PDF));
    desk.fail_executable("viewer");
    assert_eq!(desk.run(&["view", &desk.path(PDF)]), Err(json!("viewer-failed")));
    let desk = Desk::empty();
    assert_eq!(desk.run(&["view", &desk.path(PDF)]), Err(json!("viewer-failed")));
}

#[test]
fn a_viewer_that_is_a_snap_is_given_the_open_file() {
    let desk = Desk::with_snap_viewer();
    let portal = MockViewer::on(&desk);
    assert!(desk.run(&["view", &desk.path(PDF)]).is_ok());
    assert_eq!(portal.shown(), desk.content(PDF));
    drop(portal);
    assert_eq!(desk.run(&["view", &desk.path(PDF)]), Err(json!("viewer-failed")));
}

#[test]
fn a_folder_that_nothing_opens_stops_nobody() {
    let desk = Desk::empty();
    assert_eq!(desk.run(&["reveal", &desk.folder()]), Err(json!("folder-not-shown")));
    assert_eq!(desk.run(&["give", "unknown", &desk.folder()]), Ok(json!(["folder", false, ""])));
}
