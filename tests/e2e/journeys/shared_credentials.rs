//! From the first page to a draft in the mail client; the results are read by other programs.

use pli_e2e::{App, Credentials, Draft, Machine, Package, Page, Person, single_spaced};
use serde_json::Value;

#[tokio::test]
async fn lcl_pea() {
    let machine = Machine::new();
    shares(&machine, &Person::LCL, &Credentials::of_lcl(), "fr").await;
}

#[tokio::test]
async fn lcl_pea_and_assurance_vie_in_english() {
    let machine = Machine::new();
    let person = Person { accounts: &["pea", "assurance-vie"], ..Person::LCL };
    shares(&machine, &person, &Credentials::of_lcl(), "en").await;
}

#[tokio::test]
async fn credit_mutuel_epargne_after_manual_synchronisation() {
    let machine = Machine::new();
    shares(&machine, &Person::CREDIT_MUTUEL, &Credentials::of_credit_mutuel(), "fr").await;
}

/// Walks the whole way and reads what came out.
async fn shares(machine: &Machine, person: &Person, credentials: &Credentials, language: &str) {
    let mail_client = machine.install_thunderbird();
    let app = App::open(machine).await;
    app.speak(language).await;
    app.walk(person, Page::Consent).await;
    let consent = app.view().await;
    app.walk(person, Page::Credentials).await;
    app.seal(credentials).await;
    app.reply("mail-thunderbird").await;
    app.at(Page::HandedOver).await;

    let package = Package::of(machine, person.reference);
    package.assert_private();
    assert!(credentials.are(&package.payload()["fields"]), "age gives exactly the fields that were typed");
    assert_eq!(package.payload()["bank"], person.bank);
    assert_eq!(package.payload()["reference"], person.reference);
    consent_says(&package, person, &consent);
    draft_holds_both(&package);
    let handed_over = mail_client.received();
    assert_eq!(handed_over.files.into_values().collect::<Vec<_>>(), [Package::sha256(&package.draft())]);

    app.go_on().await;
    app.at(Page::Done).await;
    app.close().await;
}

fn consent_says(package: &Package, person: &Person, consent: &Value) {
    let text = package.consent_text();
    let bank = consent["page"]["clauses"].as_array().expect("the consent has clauses");
    assert!(!bank.is_empty());
    for clause in bank {
        let heading = single_spaced(clause["heading"].as_str().expect("a clause has a heading"));
        assert!(text.contains(&heading), "the PDF holds the clause {heading:?}");
        for span in clause["body"].as_array().expect("a clause has a body") {
            for sentence in span["text"].as_str().expect("a span is text").split_inclusive(". ") {
                assert!(text.contains(&single_spaced(sentence)), "the PDF says {sentence:?}");
            }
        }
    }
    for fact in [person.name, person.email, person.reference] {
        assert!(text.contains(fact), "the PDF names {fact}");
    }
    for act in consent["page"]["acts"].as_array().expect("the consent has acts") {
        let act = single_spaced(act["text"].as_str().expect("an act is text"));
        assert!(text.contains(&act), "the PDF holds the act {act:?}");
    }
}

fn draft_holds_both(package: &Package) {
    let draft = Draft::read(&package.draft());
    assert_eq!(draft.to, ["support@bankin.com"]);
    assert_eq!(draft.unsent.as_deref(), Some("1"));
    assert!(!draft.has_from, "the mail client says whom it is from");
    assert_eq!(draft.defects, Vec::<String>::new());
    let attached = [package.consent(), package.sealed()].map(|file| {
        let name = file.file_name().expect("a file has a name").to_string_lossy().into_owned();
        (name, Package::sha256(&file))
    });
    assert_eq!(draft.attachments, attached.into());
}
