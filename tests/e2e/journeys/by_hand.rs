//! Where no client takes the attachments, the person brings them: by dragging, copying, or from
//! their folder.

use pli_e2e::{App, Credentials, Desktop, DropTarget, Machine, Package, Page, Person, eventually};
use serde_json::json;

/// A folder whose URL needs escapes.
const AWKWARD: &str = "Été 100 % — l'œuvre, #1 & co";

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
    app.choose(&format!("mail-{client}")).await;
    app.go_on().await;
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
