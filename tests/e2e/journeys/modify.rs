//! "Modifier" on the page where the answers are checked, and the consent that follows from them.

use pli_e2e::{App, Credentials, Machine, Page, Person, eventually};
use serde_json::{Value, json};

#[tokio::test]
async fn every_answer_can_be_modified_and_none_is_lost() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::CREDIT_MUTUEL, Page::Review).await;
    let rows = rows(&app).await;
    assert_eq!(rows.len(), 8, "every answer has its row");
    for (position, row) in rows.iter().enumerate() {
        app.modify(position).await;
        let page = match &row["page"] {
            Value::Object(_) => Page::Step,
            name => serde_json::from_value(name.clone()).expect("a row names a page"),
        };
        app.at(page).await;
        has_focus(&app, row["field"].as_str().unwrap_or_default()).await;
        confirm(&app, page).await;
        app.at(Page::Review).await;
        assert_eq!(self::rows(&app).await, rows, "confirming an answer changes none");
    }
    app.close().await;
}

#[tokio::test]
async fn a_changed_answer_is_shown_and_the_others_stay() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Review).await;
    app.modify_row("name").await;
    app.at(Page::Problem).await;
    app.fill("name", "Hélène Martin").await;
    app.go_on().await;
    app.at(Page::Review).await;
    let changed: Vec<Value> = rows(&app).await.into_iter().filter(|row| row["value"] == "Hélène Martin").collect();
    assert_eq!(changed.len(), 1);
    assert!(app.body().await.contains(Person::LCL.description));
    app.close().await;
}

#[tokio::test]
async fn another_bank_after_modify_asks_for_its_accounts() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Review).await;
    app.modify_row("bank").await;
    app.at(Page::Accounts).await;
    app.untick("account-lcl_pea").await;
    app.choose("account-credit-mutuel_epargne").await;
    app.go_on().await;
    app.at(Page::Step).await;
    app.reply("step-yes").await;
    app.at(Page::Review).await;
    app.close().await;
}

#[tokio::test]
async fn a_changed_fact_asks_for_the_consent_again() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    app.leave_the_seal_window().await;
    app.back().await;
    app.at(Page::Consent).await;
    assert_eq!(app.view().await["page"]["signed"], true, "the same answers need no second signature");
    app.back().await;
    app.at(Page::Review).await;
    app.modify_row("description").await;
    app.at(Page::Problem).await;
    app.fill("description", "Mon PEA a disparu mi-octobre.").await;
    app.go_on().await;
    app.at(Page::Review).await;
    app.go_on().await;
    app.at(Page::Consent).await;
    let page = app.view().await["page"].clone();
    assert_eq!((&page["signed"], &page["asked_again"]), (&json!(false), &json!(true)));
    assert_eq!(app.invoke("seal", json!({})).await, json!({ "rejected": { "kind": "out-of-order" } }));
    assert_eq!(app.value("signature").await, "", "a signature is typed anew");
    app.walk(&Person::LCL, Page::Credentials).await;
    app.seal(&Credentials::of_lcl()).await;
    app.close().await;
}

#[tokio::test]
async fn going_back_to_the_first_page_loses_nothing() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Review).await;
    let rows = rows(&app).await;
    for page in [Page::Problem, Page::Accounts, Page::WhoAsked, Page::Welcome] {
        app.back().await;
        app.at(page).await;
    }
    let mut here = Page::Welcome;
    for next in [Page::WhoAsked, Page::Accounts, Page::Problem, Page::Review] {
        confirm(&app, here).await;
        app.at(next).await;
        here = next;
    }
    assert_eq!(self::rows(&app).await, rows);
    app.close().await;
}

/// Goes on with the answer that was given before.
async fn confirm(app: &App<'_>, page: Page) {
    match page {
        Page::WhoAsked | Page::Step => app.click(".choice[aria-current]").await,
        _ => app.go_on().await,
    }
}

async fn rows(app: &App<'_>) -> Vec<Value> {
    app.view().await["page"]["rows"].as_array().expect("the page lists the answers").clone()
}

/// Waits until the field has the focus: by its identifier, or the first of a group of that name; the
/// heading when the row names none.
async fn has_focus(app: &App<'_>, field: &str) {
    eventually(format!("the focus in {field:?}"), || async {
        let script = "const { id, name, tagName } = document.activeElement; return [id, name ?? '', tagName];";
        let focus = app.client().execute(script, vec![]).await.ok()?;
        let [id, name, tag] = serde_json::from_value::<[String; 3]>(focus).ok()?;
        let there =
            if field.is_empty() { tag == "H1" || !name.is_empty() } else { id.starts_with(field) || name == field };
        there.then_some(())
    })
    .await;
}
