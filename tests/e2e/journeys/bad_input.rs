//! Every bad input: a message beside the field, which has the focus, or a focused summary; nothing lost.

use std::collections::BTreeSet;

use pli_e2e::{App, Credentials, Machine, Page, Person, SealWindow, eventually, violations};

#[tokio::test]
async fn a_question_without_an_answer() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::CREDIT_MUTUEL, Page::Accounts).await;
    app.go_on().await;
    assert_eq!(app.refused().await, "account");
    assert_eq!(violations(app.client()).await, Vec::<String>::new(), "in error");
    app.close().await;
}

#[tokio::test]
async fn accounts_that_make_no_request_together() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Accounts).await;
    app.choose("account-lcl_pea").await;
    for (other, code) in [("lcl_other", "accounts-mixed"), ("credit-mutuel_epargne", "banks-mixed")] {
        let other = format!("account-{other}");
        app.choose(&other).await;
        app.go_on().await;
        app.tells(&format!("problem-{code}")).await;
        app.untick(&other).await;
    }
    app.go_on().await;
    app.at(Page::Problem).await;
    app.close().await;
}

/// What is typed in which field, and what the field says.
const BAD: &[(&str, Typed, &str)] = &[
    ("name", Typed::Keys(""), "name-empty"),
    ("name", Typed::Long('a', 121), "name-too-long"),
    ("name", Typed::Keys("Hélène 山田"), "name-undrawable"),
    ("name", Typed::Keys("Hélène, mdp Soleil26"), "secret"),
    ("email", Typed::Keys(""), "email-empty"),
    ("email", Typed::Keys("helene.marchand"), "email-no-at"),
    ("email", Typed::Keys("helene.marchand@exemple"), "email-no-ending"),
    ("email", Typed::Keys("helene marchand@exemple.fr"), "email-invalid"),
    ("email", Typed::Keys("helene.marchand@exemple,fr"), "email-comma"),
    ("email", Typed::Keys("helene.marchand@gmail.con"), "email-mistyped"),
    ("reference", Typed::Keys("K7M4"), "reference-shape"),
    ("reference", Typed::Keys("K7M4-Q2XE"), "reference-check"),
    ("description", Typed::Keys(""), "description-empty"),
    ("description", Typed::Long('a', 4001), "description-too-long"),
    ("description", Typed::Keys("Ma carte 4111 1111 1111 1111 ne sert pas."), "card-number"),
    ("description", Typed::Keys("Voici mon code : 482915"), "secret"),
    ("description", Typed::Keys("Mon PEA a disparu 山."), "description-undrawable"),
];

enum Typed {
    Keys(&'static str),
    Long(char, usize),
}

impl Typed {
    fn text(&self) -> String {
        match self {
            Self::Keys(text) => (*text).to_owned(),
            Self::Long(letter, count) => letter.to_string().repeat(*count),
        }
    }
}

#[tokio::test]
async fn each_field_of_the_form() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Problem).await;
    app.tell(&Person::LCL).await;
    let mut messages = BTreeSet::new();
    for (field, typed, code) in BAD {
        let text = typed.text();
        let good = app.value(field).await;
        app.paste(field, &text).await;
        // A one-line field takes no control character from a keyboard or a paste; what the browser
        // let through is what counts.
        let typed = app.value(field).await;
        app.go_on().await;
        assert_eq!(app.errors().await, [*field], "{code}");
        messages.insert(app.message(field).await);
        assert_eq!(app.value(field).await, typed, "{code}: what was typed stays");
        for (other, kept) in Person::LCL.told().into_iter().filter(|(other, _)| other != field) {
            assert_eq!(app.value(other).await, kept, "{code}: {other} stays");
        }
        assert_eq!(violations(app.client()).await, Vec::<String>::new(), "{code}");
        app.paste(field, &good).await;
    }
    let codes: BTreeSet<&str> = BAD.iter().map(|(.., code)| *code).collect();
    assert_eq!(messages.len(), codes.len(), "each problem has words of its own: {messages:#?}");
    assert!(messages.iter().any(|message| message.contains("山 田")), "the characters that cannot be drawn are named");
    app.go_on().await;
    app.at(Page::Review).await;
    app.close().await;
}

#[tokio::test]
async fn the_whole_form_empty() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Problem).await;
    app.go_on().await;
    assert_eq!(app.errors().await, ["name", "email", "description"]);
    app.close().await;
}

#[tokio::test]
async fn a_consent_that_is_not_given_whole() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Consent).await;
    let view = app.view().await;
    let acts: Vec<String> = view["page"]["acts"]
        .as_array()
        .expect("the consent has acts")
        .iter()
        .map(|act| format!("act-{}", act["id"].as_str().expect("an act has an identifier")))
        .collect();
    app.go_on().await;
    assert_eq!(app.errors().await, [&acts[0], "signature"], "boxes in the same words are one thing to correct");
    for field in &acts {
        assert!(!app.message(field).await.is_empty(), "{field} has its message beside it");
    }
    assert_eq!(violations(app.client()).await, Vec::<String>::new());

    for act in &acts {
        app.choose(act).await;
    }
    app.fill("signature", "Hélène Martin").await;
    app.go_on().await;
    eventually("the signature's message", || async { (app.errors().await == ["signature"]).then_some(()) }).await;
    assert!(app.message("signature").await.contains(Person::LCL.name));
    for act in &acts {
        assert!(app.is_chosen(act).await, "{act} stays ticked");
    }
    app.fill("signature", Person::LCL.name).await;
    app.go_on().await;
    app.at(Page::Credentials).await;
    app.leave_the_seal_window().await;
    app.close().await;
}

#[tokio::test]
async fn an_unusual_credential_is_warned_of_and_taken_when_confirmed() {
    let machine = Machine::new();
    let app = App::open(&machine).await;
    app.walk(&Person::LCL, Page::Credentials).await;
    let window = SealWindow::open(&machine);
    let unusual = Credentials::new(vec![("identifiant", "0481516234".to_owned()), ("code", "4829".to_owned())]);
    window.fill(&unusual);
    window.press("Return");
    assert_eq!(app.page().await, Page::Credentials, "nothing is sealed unconfirmed");
    window.confirm_unusual();
    window.closed();
    app.at(Page::MailClient).await;
    let package = pli_e2e::Package::of(&machine, Person::LCL.reference);
    assert!(unusual.are(&package.payload()["fields"]));
    app.close().await;
}
