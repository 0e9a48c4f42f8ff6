//! Where no client takes the attachments, the person brings them: by dragging, copying, or from
//! their folder.

use std::{path::Path, sync::LazyLock};

use percent_encoding::percent_decode_str;
use pli_e2e::{App, Credentials, Desktop, DropTarget, Machine, Package, Page, Person, eventually, until, violations};
use serde_json::json;
use xtask::workspace;

/// A folder whose URL needs escapes.
const AWKWARD: &str = "Été 100 % — l'œuvre, #1 & co";

/// As long as a description may be.
static LONG: LazyLock<String> = LazyLock::new(|| "Mon PEA a disparu l’été dernier. ".repeat(120));

#[tokio::test]
async fn both_files_are_dragged_out_of_the_window() {
    let mut machine = Machine::with_screen("Adwaita", (1900, 1024));
    machine.name_documents(AWKWARD);
    let app = handed_over(&machine, "unknown").await;
    let target = DropTarget::open(&machine, (1600, 100));
    let package = Package::of(&machine, Person::LCL.reference);
    for card in 1..=2 {
        let grip = on_screen(&app, &format!(".files > li:nth-child({card}) .file__grip")).await;
        Desktop::of(&machine).drag(grip, target.middle(), || target.is_hovered());
        let dropped = target.dropped();
        let given: Vec<_> = dropped.iter().map(|file| (file.path.clone(), file.sha256.clone())).collect();
        let expected = [package.consent(), package.sealed()].map(|file| (file.clone(), Package::sha256(&file)));
        assert_eq!(given, expected);
        assert!(dropped.iter().all(|file| file.uri.is_ascii()), "{dropped:?}");
    }
    // The pointer is the page's again.
    Desktop::of(&machine).click(on_screen(&app, ".files__else .button--quiet").await);
    eventually("the word that the files are copied", || async {
        app.text(".files__else [role='status']").await.filter(|said| !said.is_empty())
    })
    .await;
    app.close().await;
}

/// The app, once the draft was handed to this client.
async fn handed_over<'m>(machine: &'m Machine, client: &str) -> App<'m> {
    let app = App::open(machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    app.reply(&format!("mail-{client}")).await;
    app.at(Page::HandedOver).await;
    app
}

/// The middle of an element of the page, on the screen.
async fn on_screen(app: &App<'_>, selector: &str) -> (i32, i32) {
    let script = "const e = document.querySelector(arguments[0]); e.scrollIntoView({ block: 'center', behavior: 'instant' }); \
                  const { x, y, width, height } = e.getBoundingClientRect(); \
                  return [Math.round(x + width / 2), Math.round(y + height / 2)];";
    let place = app.client().execute(script, vec![json!(selector)]).await.expect("the page answers");
    let (x, y): (i32, i32) = serde_json::from_value(place).expect("two numbers");
    let (left, top) = Desktop::of(app.machine).origin_of_active();
    (left + x, top + y)
}

#[tokio::test]
async fn a_pointer_that_another_program_holds() {
    let machine = Machine::new();
    let app = handed_over(&machine, "unknown").await;
    let record = machine.folders().join("grabbed");
    let script = workspace::root().join("tests/e2e/grab.py");
    let mut holder = machine.command("/usr/bin/python3").arg(script).arg(&record).spawn().expect("Python starts");
    until("the pointer in other hands", || record.exists().then_some(()));
    let refused = app.invoke("drag_files", json!({})).await;
    assert_eq!(refused, json!({ "rejected": { "kind": "failed", "code": "drag-failed", "values": {} } }));
    holder.kill().expect("it lives");
    holder.wait().expect("it ends");
    app.close().await;
}

#[tokio::test]
async fn what_is_copied_can_be_pasted() {
    let mut machine = Machine::new();
    machine.name_documents(AWKWARD);
    let app = handed_over(&machine, "orange").await;
    let desktop = Desktop::of(&machine);
    let mail = app.view().await["page"]["mail"].clone();
    for (line, part) in [(1, "to"), (2, "subject"), (3, "body")] {
        app.click(&format!(".copies > div:nth-child({line}) button")).await;
        let expected = mail[part].as_str().map(str::to_owned);
        until(part, || (desktop.clipboard("UTF8_STRING") == expected).then_some(()));
    }
    app.click(".files__else .button--quiet").await;
    let uris = until("the files", || desktop.clipboard("text/uri-list"));
    let uris: Vec<&str> = uris.lines().collect();
    let package = Package::of(&machine, Person::LCL.reference);
    let sha256_behind = |uri: &&str| {
        let path = uri.strip_prefix("file://").map(percent_decode_str).expect("the URL of a file");
        Package::sha256(Path::new(&*path.decode_utf8().expect("in UTF-8")))
    };
    let sums = [package.consent(), package.sealed()].map(|file| Package::sha256(&file));
    assert_eq!(uris.iter().map(sha256_behind).collect::<Vec<_>>(), sums);
    assert_eq!(desktop.clipboard("x-special/gnome-copied-files"), Some(format!("copy\n{}", uris.join("\n"))));
    app.close().await;
}

#[tokio::test]
async fn a_webmail_opens_filled_in_and_the_folder_with_it() {
    let machine = Machine::new();
    let browser = machine.install_browser();
    let long = Person { description: &LONG, ..Person::LCL };
    let app = App::open(&machine).await;
    app.walk(&long, Page::Problem).await;
    for (field, text) in long.told() {
        app.paste(field, text).await;
    }
    app.go_on().await;
    app.at(Page::Review).await;
    app.walk(&long, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    app.reply("mail-gmail").await;
    app.at(Page::HandedOver).await;
    let url = browser.received().arguments.concat();
    assert!(
        url.starts_with(
            "https://mail.google.com/mail/?view=cm&fs=1&to=support@bankin.com&su=Demande%20K7M4-Q2XD&body="
        )
    );
    assert!((1800..=2000).contains(&url.len()), "cut as little as it must be: {} bytes", url.len());
    let folder = machine.file_manager().received().arguments.concat();
    assert!(folder.ends_with("/Pli/K7M4-Q2XD"), "{folder}");
    app.shows("Gmail doit être ouvert dans votre navigateur.").await;
    app.click(".gestures .button--secondary").await;
    assert_eq!(browser.received().arguments.concat(), url, "it can be opened again");
    assert_eq!(violations(app.client()).await, Vec::<String>::new());
    app.close().await;
}
