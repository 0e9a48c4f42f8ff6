//! What people's keyboards, clipboards and password managers bring into the seal window.

use pli_e2e::{App, Credentials, Machine, Package, Page, Person, SealWindow, words};

/// Opens the seal window of this person's case.
async fn at_the_fields<'m>(app: &App<'m>, person: &Person) -> SealWindow<'m> {
    app.walk(person, Page::Credentials).await;
    SealWindow::open(app.machine)
}

/// What `age` reads once the window has sealed.
async fn sealed(app: &App<'_>, window: SealWindow<'_>, person: &Person) -> serde_json::Value {
    window.closed();
    app.at(Page::MailClient).await;
    Package::of(app.machine, person.reference).payload()["fields"].clone()
}

#[tokio::test]
async fn a_password_manager_types_from_field_to_field() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    let window = at_the_fields(&app, &Person::LCL).await;
    window.type_text("0481516234\t482915");
    window.press("Return");
    assert!(Credentials::of_lcl().are(&sealed(&app, window, &Person::LCL).await));
    app.close().await;
}

#[tokio::test]
async fn digits_of_any_script_in_groups_are_sealed_as_digits_without_a_question() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    let window = at_the_fields(&app, &Person::LCL).await;
    window.paste("\u{feff}04 81.51-62\u{a0}34\n");
    window.press("Tab");
    window.paste("٤٨２\u{202f}\u{200b}9\u{2011}15 ");
    window.press("Return");
    assert!(Credentials::of_lcl().are(&sealed(&app, window, &Person::LCL).await));
    app.close().await;
}

#[tokio::test]
async fn what_came_along_with_a_password_is_told_asked_about_and_removed() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    let window = at_the_fields(&app, &Person::CREDIT_MUTUEL).await;
    window.type_text("0481516234\t");
    window.paste("\u{202a}E\u{301}te\u{301}\u{a0}\u{1f468}\u{200d}\u{1f469} 20\u{200b}26\u{3000}");
    window.press("Return");
    window.says(&words("fr", "problem-credential-unchecked"));
    window.choose("seal-confirm-unusual");
    window.says("Il y a une espace à la fin.");
    window.choose_above("seal-space-remove");
    window.says(&words("fr", "problem-credential-unseen"));
    window.choose("seal-confirm-unusual");
    let meant = "Été \u{1f468}\u{200d}\u{1f469} 2026".to_owned();
    let meant = Credentials::new(vec![("identifiant", "0481516234".to_owned()), ("mot-de-passe", meant)]);
    assert!(meant.are(&sealed(&app, window, &Person::CREDIT_MUTUEL).await));
    app.close().await;
}

#[tokio::test]
async fn a_password_in_another_spelling_does_not_pass_in_the_description() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    let person = Person { description: "Depuis demonstration–2026 rien ne va.", ..Person::CREDIT_MUTUEL };
    let window = at_the_fields(&app, &person).await;
    window.type_text("0481516234\t");
    window.paste("Demonstration-2026\u{a0}");
    window.press("Return");
    window.says(&words("fr", "problem-credential-unchecked"));
    window.choose("seal-confirm-unusual");
    window.says(&words("fr", "problem-credential-in-answers"));
    window.cancel();
    assert_eq!(app.page().await, Page::Credentials, "nothing was sealed");
    app.close().await;
}
