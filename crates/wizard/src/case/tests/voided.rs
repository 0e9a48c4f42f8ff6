//! A consent is void once any answer is another, whichever it is.

use super::*;

/// Goes back from the credentials to the answers, changes this one and comes to the consent again.
fn changed(page: Page, answers: impl IntoIterator<Item = Answer>) -> Fixture {
    let mut fixture = Fixture::signed(lcl_reviewed());
    fixture.case.back();
    fixture.case.back();
    fixture.case.modify(page).unwrap();
    for answer in answers {
        fixture.case.answer(answer).unwrap();
    }
    fixture.case.answer(Answer::ConfirmAnswers).unwrap();
    fixture
}

fn is_void(fixture: &Fixture) -> bool {
    let PageView::Consent { signed, asked_again, .. } = fixture.view().page else { panic!("the consent") };
    assert_eq!(signed, !asked_again);
    asked_again
}

/// The answers about the person and the problem, one of them another.
fn details(change: impl FnOnce([&mut String; 4])) -> Answer {
    let mut answer = problem("Hélène Marchand");
    if let Answer::Problem { name, email, reference, description } = &mut answer {
        change([name, email, reference, description]);
    }
    answer
}

#[test]
fn whichever_answer_is_another_the_consent_is_void() {
    let others = ["Anne Marchand", "anne@exemple.fr", "", "Mon PEA manque."];
    for (at, other) in others.into_iter().enumerate() {
        let fixture = changed(Page::Problem, [details(|texts| other.clone_into(texts[at]))]);
        assert!(is_void(&fixture), "{other:?}");
    }
    assert!(is_void(&changed(Page::WhoAsked, [who(AskedBy::Article)])));
    assert!(is_void(&changed(Page::Accounts, [accounts("lcl", &["pea", "assurance-vie"])])));
    let steps = [accounts("credit-mutuel", &["epargne"]), Answer::Step { tried: true }];
    assert!(is_void(&changed(Page::Accounts, steps)));
    assert!(!is_void(&changed(Page::Problem, [details(|_| {})])), "nothing is another");
}

#[test]
fn another_bank_asks_its_steps_anew() {
    let walk = [Answer::Start, who(AskedBy::Support), accounts("credit-mutuel", &["epargne"])];
    let mut fixture = Fixture::after(walk);
    for answer in [Answer::Step { tried: true }, problem("Hélène Marchand")] {
        fixture.case.answer(answer).unwrap();
    }
    for (id, account, next) in [("lcl", "pea", Page::Review), ("credit-mutuel", "epargne", Page::Step(0))] {
        fixture.case.modify(Page::Accounts).unwrap();
        fixture.case.answer(accounts(id, &[account])).unwrap();
        assert_eq!(fixture.case.page(), next, "{id}");
    }
}

#[test]
fn each_consent_has_a_key_of_its_own() {
    let mut fixture = Fixture::signed(lcl_reviewed());
    let first = fixture.case.case_key().unwrap().public();
    fixture.case.back();
    let recipients = fixture.bundle.recipients(now().instant()).unwrap();
    let context = SigningContext { at: now(), epoch: recipients.epoch(), demo: true, app_version: "0.1.0" };
    let signing =
        Signing { acts: act_ids().into_iter().map(str::to_owned).collect(), name: "Hélène Marchand".to_owned() };
    fixture.case.sign(&signing, &context, &mut |bytes: &mut [u8]| bytes.fill(8)).unwrap();
    let (record, _) = fixture.case.sealable().unwrap();
    assert_ne!(record.case_key, first);
    assert_eq!(Some(record.case_key), fixture.case.case_key().map(CaseKey::public));
}
