use crate::{
    credentials::{CredentialFault, Credentials, MalformedBody, Unusual, WrongCredential},
    rules::CredentialField,
};

fn lcl() -> &'static [CredentialField] {
    crate::terms::Terms::current().rules().bank("lcl").unwrap().credentials()
}

/// Two wrong-on-purpose values are enough for every case here.
fn faults(identifiant: &str, code: &str, answers: &[&str], unusual: Unusual) -> Vec<WrongCredential> {
    let body = serde_json::json!({ "identifiant": identifiant, "code": code }).to_string();
    let answers: Vec<String> = answers.iter().map(ToString::to_string).collect();
    Credentials::parse(body.as_bytes(), lcl()).unwrap().faults(lcl(), &answers, unusual)
}

fn codes(identifiant: &str, code: &str, answers: &[&str]) -> Vec<(String, CredentialFault)> {
    let found = faults(identifiant, code, answers, Unusual::Confirmed);
    found.into_iter().map(|wrong| (wrong.field, wrong.fault)).collect()
}

#[test]
fn usual_values_have_no_problem() {
    assert_eq!(faults("0481516234", "482915", &["Mon PEA a disparu."], Unusual::Ask), []);
}

#[test]
fn an_unusual_value_is_asked_about_once() {
    assert_eq!(
        faults("048151623", "482915", &[], Unusual::Ask),
        [WrongCredential { field: "identifiant".to_owned(), fault: CredentialFault::Unusual }]
    );
    assert_eq!(faults("048151623", "482915", &[], Unusual::Confirmed), []);
}

#[test]
fn problems_come_in_the_order_of_the_fields() {
    assert_eq!(
        codes("", "", &[]),
        [("identifiant".to_owned(), CredentialFault::Empty), ("code".to_owned(), CredentialFault::Empty)]
    );
}

#[test]
fn a_value_has_at_most_256_characters_of_any_kind() {
    assert_eq!(codes("0481516234", &"é".repeat(256), &[]), []);
    let wrong = WrongCredential { field: "code".to_owned(), fault: CredentialFault::TooLong };
    assert_eq!(faults("0481516234", &"é".repeat(257), &[], Unusual::Confirmed), [wrong]);
}

#[test]
fn a_control_character_is_refused_even_when_confirmed() {
    for code in ["4829\n15", "4829\t15", "\u{7f}482915", "482915\0"] {
        assert_eq!(codes("0481516234", code, &[]), [("code".to_owned(), CredentialFault::Control)]);
    }
}

#[test]
fn a_credential_may_not_stand_in_the_answers() {
    let in_answers = [("code".to_owned(), CredentialFault::InAnswers)];
    assert_eq!(codes("0481516234", "482915", &["", "mon code est 482915."]), in_answers);
    assert_eq!(codes("0481516234", "482915", &["mon code est 482 915"]), in_answers);
    assert_eq!(codes("0481516234", "482915", &["mon code est 48-29-15"]), in_answers);
    assert_eq!(codes("0481516234", "482915", &["48 euros, puis 2915"]), []);
    assert_eq!(codes("0481516234", "pa$$e", &["j’ai tapé pa$$e hier"]), in_answers);
}

#[test]
fn a_credential_stands_in_the_answers_however_its_accents_are_composed() {
    let in_answers = [("code".to_owned(), CredentialFault::InAnswers)];
    let (composed, decomposed) = ("\u{e9}t\u{e9}2015", "e\u{301}te\u{301}2015");
    for (code, told) in [(composed, decomposed), (decomposed, composed)] {
        assert_eq!(codes("0481516234", code, &[&format!("mon code est {told}")]), in_answers);
    }
}

#[test]
fn a_body_has_exactly_the_fields_of_the_bank_each_once() {
    let bodies = [
        "",
        "[]",
        "null",
        "{}",
        r#"{"identifiant":"1"}"#,
        r#"{"identifiant":"1","code":2}"#,
        r#"{"identifiant":"1","code":null}"#,
        r#"{"identifiant":"1","code":"2","otp":"3"}"#,
        r#"{"identifiant":"1","code":"2","code":"3"}"#,
        r#"{"identifiant":"1","code":"2"} x"#,
    ];
    for body in bodies {
        assert_eq!(Credentials::parse(body.as_bytes(), lcl()).err(), Some(MalformedBody), "{body}");
    }
    assert_eq!(Credentials::parse(b"{\"identifiant\":\"\xff\",\"code\":\"2\"}", lcl()).err(), Some(MalformedBody));
}

/// Does not compile once a value is held in memory that is not wiped.
#[test]
fn every_value_is_wiped() {
    fn is_wiped<T: zeroize::ZeroizeOnDrop>(_: &T) {}

    let credentials = Credentials::parse(br#"{"identifiant":"1","code":"2"}"#, lcl()).unwrap();
    credentials.0.values().for_each(is_wiped);
    assert_eq!(credentials.0.len(), 2);
}
