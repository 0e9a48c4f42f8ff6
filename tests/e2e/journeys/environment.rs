//! The folders and variables that people's sessions, terminals and upgrades leave behind.

use std::{
    ffi::OsStr,
    fs,
    os::unix::{ffi::OsStrExt as _, fs::PermissionsExt as _, net::UnixListener},
    thread,
};

use pli_e2e::{Alone, App, Credentials, History, Launch, Machine, Package, Page, Person, files_below};
use serde_json::json;
use xtask::workspace;

/// A folder of a process that nobody but root may look into, and that cannot be made.
const NOWHERE: &str = "/proc/1/nowhere";

#[tokio::test]
async fn no_folder_of_the_environment_can_be_used_and_pli_works() {
    let machine = Machine::new();
    let folders =
        ["DATA_HOME", "CACHE_HOME", "CONFIG_HOME", "STATE_HOME", "RUNTIME_DIR"].map(|name| format!("XDG_{name}"));
    let mut variables: Vec<(&str, &str)> = folders.iter().map(|name| (name.as_str(), NOWHERE)).collect();
    variables.push(("TMPDIR", NOWHERE));
    let app = App::launch(&machine, &Launch::with(&variables)).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    assert!(Credentials::of_lcl().are(&Package::of(&machine, Person::LCL.reference).payload()["fields"]));
    app.press("rail-sendings").await;
    app.tells("keyring-unwritable").await;
    assert_eq!(app.invoke("sendings", json!({})).await["unavailable"], "unwritable");
    app.close().await;
}

#[tokio::test]
async fn a_runtime_folder_that_cannot_be_used_seals_all_the_same() {
    let machine = Machine::new();
    let _mail_client = machine.install_thunderbird();
    let app = App::launch(&machine, &Launch::with(&[("XDG_RUNTIME_DIR", "/proc/nowhere/0")])).await;
    app.share(&Person::LCL, &Credentials::of_lcl()).await;
    app.close().await;
}

#[test]
fn where_nothing_can_be_written_the_system_s_own_message_says_so() {
    let machine = Machine::new();
    let mut read_only = machine.command("unshare");
    if fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) != 0) {
        read_only.arg("--map-root-user");
    }
    let mount = "for folder in \"$0\" /tmp /var/tmp; do \
                     mount --bind \"$folder\" \"$folder\"; mount -o remount,bind,ro \"$folder\"; \
                 done; exec \"$@\"";
    read_only.args(["--mount", "sh", "-euc", mount]).arg(machine.folders()).arg(workspace::app());
    Alone::start_under(&machine, read_only, |command| command).ends_with("no-folder");
}

#[tokio::test]
async fn a_session_bus_that_never_answers_is_left_aside() {
    let machine = Machine::new();
    let socket = machine.folders().join("silent-bus");
    let bus = UnixListener::bind(&socket).expect("the machine takes sockets");
    let taken = thread::spawn(move || {
        // It takes every connection and keeps it.
        let first = bus.accept().expect("Pli asks");
        bus.incoming().for_each(std::mem::forget);
        first
    });
    let address = format!("unix:path={}", socket.display());
    let app = App::launch(&machine, &Launch::with(&[("DBUS_SESSION_BUS_ADDRESS", &address)])).await;
    app.walk(&Person::LCL, Page::Consent).await;
    app.press("rail-sendings").await;
    app.tells("keyring-failed").await;
    app.close().await;
    assert!(!taken.is_finished(), "the bus was there to the end");
}

#[tokio::test]
async fn documents_of_another_name_are_called_by_it() {
    let mut machine = Machine::new();
    machine.name_documents("Mes documents");
    machine.file_manager().uninstall();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    app.reply("mail-unknown").await;
    app.at(Page::HandedOver).await;
    app.shows("Mes documents > Pli > K7M4-Q2XD").await;
    app.close().await;
}

#[tokio::test]
async fn variables_of_another_program_s_sandbox_say_nothing_of_pli() {
    let machine = Machine::new();
    let thunderbird = machine.install_thunderbird();
    let leaked =
        [("SNAP", ""), ("SNAP_NAME", "code"), ("FLATPAK_ID", "org.exemple.Terminal"), ("container", "flatpak")];
    let of_app_images = [("APPIMAGE", "/opt/Editor.AppImage"), ("APPDIR", "/tmp/.mount_Editor")];
    let app = App::launch(&machine, &Launch::with(&[&leaked[..], &of_app_images].concat())).await;
    app.share(&Person::LCL, &Credentials::of_lcl()).await;
    let given = thunderbird.received().arguments.concat();
    assert!(given.ends_with("/message/message-K7M4-Q2XD.eml"), "its own way, not the portal's: {given}");
    app.close().await;
}

#[tokio::test]
async fn a_home_that_is_no_text_is_one_from_end_to_end() {
    let machine = Machine::with_home(OsStr::from_bytes(b"Jos\xe9"));
    let viewer = machine.install_pdf_viewer();
    let thunderbird = machine.install_thunderbird();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Consent).await;
    app.press("page-consent-preview").await;
    assert_eq!(viewer.received().files.len(), 1, "the viewer is given a file that is there");
    let previews = machine.home().join(".cache/com.bankin.pli/apercu");
    assert_eq!(files_below(&previews).len(), 1);
    app.share(&Person::LCL, &Credentials::of_lcl()).await;
    let package = Package::of(&machine, Person::LCL.reference);
    assert!(Credentials::of_lcl().are(&package.payload()["fields"]));
    let given = thunderbird.received().files;
    assert_eq!(given.into_values().collect::<Vec<_>>(), [Package::sha256(&package.draft())]);
    app.quit().await;
    assert_eq!(files_below(&previews), [""; 0].map(std::path::PathBuf::from), "what was shown goes with Pli");

    let app = App::open(&machine).await;
    app.open_sendings().await;
    app.press("page-sendings-open").await;
    app.titled("page-sending-title").await;
    assert!(!app.body().await.contains("plus dans son dossier"), "both files are found again");
    app.press("page-sending-export").await;
    app.shows("sont dans Documents > Pli > K7M4-Q2XD").await;
    app.press("page-sending-delete").await;
    app.titled("page-delete-title").await;
    app.press("page-delete-act").await;
    app.tells("page-sendings-empty").await;
    assert_eq!(files_below(&machine.documents()), [""; 0].map(std::path::PathBuf::from));
    assert_eq!(History::of(&machine).cases(), [""; 0]);
    app.close().await;
}

#[tokio::test]
async fn a_program_that_is_replaced_while_it_runs_still_seals() {
    let machine = Machine::new();
    let installed = machine.folders().join("installed/pli");
    let script = machine.folders().join("from-the-package");
    fs::create_dir_all(installed.parent().expect("it has a folder")).expect("the machine takes folders");
    fs::copy(workspace::app(), &installed).expect("the program is copied");
    fs::write(&script, format!("#!/bin/sh\nshift\nexec '{}' \"$@\"\n", installed.display())).expect("a script");
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a program");
    let app = App::launch(&machine, &Launch { under: script.display().to_string() }).await;
    app.walk(&Person::LCL, Page::Consent).await;

    let newer = installed.with_extension("dpkg-new");
    fs::write(&newer, "#!/bin/false\n").expect("the upgrade is unpacked");
    fs::rename(&newer, &installed).expect("and put in place");
    app.walk(&Person::LCL, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    assert!(Credentials::of_lcl().are(&Package::of(&machine, Person::LCL.reference).payload()["fields"]));
    app.close().await;
}
