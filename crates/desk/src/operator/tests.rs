use zeroize::Zeroizing;

use super::*;

/// When the viewer was put in charge.
const SINCE: &str = "2026-12-01T08:00:00Z";
const NOW: &str = "2026-12-01T10:00:00Z";

struct Person {
    name: &'static str,
    key: SigningKey,
}

fn person(name: &'static str) -> Person {
    let mut nobody =
        |_: &str, _: u8| -> std::io::Result<Zeroizing<String>> { Err(std::io::ErrorKind::NotConnected.into()) };
    let new = SigningKey::generate(None).unwrap();
    Person { name, key: SigningKey::open(&new.secret_file, name, &mut nobody).unwrap() }
}

fn line(name: &str, key: &SigningKey) -> String {
    format!("[[operator]]\nname = \"{name}\"\nkey = \"{}\"\n", key.public())
}

fn roster(people: &[&Person]) -> Operators {
    let text: String = people.iter().map(|person| line(person.name, &person.key)).collect();
    Operators::parse(&text).unwrap()
}

fn reference() -> CaseReference {
    CaseReference::parse("K7M4-Q2XD").unwrap()
}

fn approval(by: &str) -> Approval {
    Approval {
        format: FORMAT.to_owned(),
        reference: reference(),
        sealed_sha256: Sha256([9; 32]),
        viewer: "viewer".to_owned(),
        reason: "le connecteur échoue à la deuxième page".to_owned(),
        at: NOW.parse().unwrap(),
        by: by.to_owned(),
    }
}

fn signed(person: &Person) -> String {
    approval(person.name).sign(&person.key).unwrap()
}

fn check(roster: &Operators, first: &str, second: &str) -> Result<TwoOperators, OperatorError> {
    let approvals = [first.as_bytes(), second.as_bytes()];
    TwoOperators::check(
        roster,
        approvals,
        &reference(),
        Sha256([9; 32]),
        "viewer",
        SINCE.parse().unwrap(),
        NOW.parse().unwrap(),
    )
}

#[test]
fn two_operators_agree() {
    let [a, b] = [person("a"), person("b")];
    let both = check(&roster(&[&a, &b]), &signed(&a), &signed(&b)).unwrap();
    assert_eq!(both.approvals(), &[approval("a"), approval("b")]);
}

#[test]
fn one_operator_twice_does_not_do() {
    let [a, b] = [person("a"), person("b")];
    let refused = check(&roster(&[&a, &b]), &signed(&a), &signed(&a)).unwrap_err();
    assert_eq!(refused, OperatorError::SameOperator("a".to_owned()));
    // Twice, in words of their own.
    let other = Approval { reason: "encore".to_owned(), ..approval("a") }.sign(&a.key).unwrap();
    let refused = check(&roster(&[&a, &b]), &signed(&a), &other).unwrap_err();
    assert_eq!(refused, OperatorError::SameOperator("a".to_owned()));
}

#[test]
fn nobody_signs_in_anothers_name() {
    let [a, b] = [person("a"), person("b")];
    let borrowed = approval("b").sign(&a.key).unwrap();
    assert_eq!(check(&roster(&[&a, &b]), &signed(&a), &borrowed).unwrap_err(), OperatorError::NotGenuine);
}

#[test]
fn a_stranger_does_not_do() {
    let [a, b, stranger] = [person("a"), person("b"), person("stranger")];
    assert_eq!(check(&roster(&[&a, &b]), &signed(&a), &signed(&stranger)).unwrap_err(), OperatorError::NotGenuine);
}

#[test]
fn an_altered_approval_does_not_do() {
    let [a, b] = [person("a"), person("b")];
    let altered = signed(&b).replace("page", "fois");
    assert_eq!(check(&roster(&[&a, &b]), &signed(&a), &altered).unwrap_err(), OperatorError::NotGenuine);
    assert_eq!(check(&roster(&[&a, &b]), &signed(&a), "{}").unwrap_err(), OperatorError::Malformed);
}

#[test]
fn an_approval_is_for_one_sealed_file_a_while_and_a_reason() {
    let [a, b] = [person("a"), person("b")];
    let roster = roster(&[&a, &b]);
    let refused = |change: fn(&mut Approval)| {
        let mut approval = approval("b");
        change(&mut approval);
        check(&roster, &signed(&a), &approval.sign(&b.key).unwrap()).unwrap_err().code()
    };
    assert_eq!(refused(|approval| approval.sealed_sha256 = Sha256([8; 32])), "approval-other-case");
    assert_eq!(refused(|approval| approval.at = "2026-12-01T08:59:59Z".parse().unwrap()), "approval-not-now");
    assert_eq!(refused(|approval| approval.at = "2026-12-01T10:05:01Z".parse().unwrap()), "approval-not-now");
    assert_eq!(refused(|approval| approval.reason = " \n".to_owned()), "approval-no-reason");
    assert_eq!(refused(|approval| approval.viewer = "b".to_owned()), "approval-other-viewer");
}

#[test]
fn who_would_see_them_does_not_approve() {
    let [a, viewer] = [person("a"), person("viewer")];
    let refused = check(&roster(&[&a, &viewer]), &signed(&a), &signed(&viewer)).unwrap_err();
    assert_eq!(refused, OperatorError::OwnRequest("viewer".to_owned()));
}

#[test]
fn a_roster_names_each_person_and_key_once() {
    let [a, b] = [person("a"), person("b")];
    let refused = |text: String| Operators::parse(&text).unwrap_err().to_string();
    assert_eq!(
        refused(line("a", &a.key) + &line("a", &b.key)),
        "the roster of operators: \"a\" or their key stands twice"
    );
    assert_eq!(
        refused(line("a", &a.key) + &line("b", &a.key)),
        "the roster of operators: \"b\" or their key stands twice"
    );
    assert_eq!(
        refused("[[operator]]\nname = \"a\"\nkey = \"x\"\n".to_owned()),
        "the roster of operators: not a minisign public key"
    );
}

/// Nobody gives both approvals with one key that is written in two ways.
#[test]
fn a_key_has_one_spelling() {
    let a = person("a");
    let respelt = line("b", &a.key).replace("\"RW", "\"RU");
    let refused = Operators::parse(&(line("a", &a.key) + &respelt)).unwrap_err();
    assert_eq!(refused.to_string(), "the roster of operators: not a minisign public key");
}

#[test]
fn a_key_under_another_identifier_is_the_same_key() {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let a = person("a");
    let mut bytes = STANDARD.decode(a.key.public().to_string()).unwrap();
    bytes[2] ^= 1;
    let respelt = format!("[[operator]]\nname = \"b\"\nkey = \"{}\"\n", STANDARD.encode(bytes));
    let refused = Operators::parse(&(line("a", &a.key) + &respelt)).unwrap_err();
    assert_eq!(refused.to_string(), "the roster of operators: \"b\" or their key stands twice");
}

#[test]
fn an_approval_has_one_spelling() {
    let [a, b] = [person("a"), person("b")];
    let roster = roster(&[&a, &b]);
    let text = signed(&b);
    for other in [
        text.clone() + "\n",
        text.replace('\n', "\r\n"),
        text.replacen("comment: pli-approval/1", "comment: other", 1),
        format!(" {text}"),
    ] {
        let refused = check(&roster, &signed(&a), &other).unwrap_err();
        assert!(matches!(refused, OperatorError::Malformed | OperatorError::NotGenuine), "{other:?}: {refused}");
    }
}

#[test]
fn the_instant_of_an_approval_has_whole_seconds() {
    let b = person("b");
    let approval = Approval { at: "2026-12-01T10:00:00.75Z".parse().unwrap(), ..approval("b") };
    let text = approval.sign(&b.key).unwrap();
    assert!(text.starts_with("{\"at\":\"2026-12-01T10:00:00Z\","), "{text}");
}

/// Two who agree, for the tests of what they agree to.
pub fn two_operators() -> TwoOperators {
    let [a, b] = [person("a"), person("b")];
    check(&roster(&[&a, &b]), &signed(&a), &signed(&b)).unwrap()
}

#[test]
fn what_was_approved_before_the_case_was_handed_over_does_not_do() {
    let [a, b] = [person("a"), person("b")];
    let (roster, approvals) = (roster(&[&a, &b]), [signed(&a), signed(&b)]);
    let approvals = [approvals[0].as_bytes(), approvals[1].as_bytes()];
    let now: Timestamp = NOW.parse().unwrap();
    let check = |since| TwoOperators::check(&roster, approvals, &reference(), Sha256([9; 32]), "viewer", since, now);
    assert!(check(now + CLOCKS_DIFFER).is_ok());
    assert_eq!(
        check(now + CLOCKS_DIFFER + SignedDuration::from_secs(1)).unwrap_err(),
        OperatorError::NotNow("a".to_owned())
    );
}

#[test]
fn a_person_has_one_name_however_it_is_spelled() {
    let [helene, other] = [person("Hélène"), person("b")];
    let decomposed = roster(&[&Person { name: " He\u{301}le\u{300}ne ", key: helene.key }, &other]);
    assert_eq!(decomposed.operator[0].name, "Hélène");
    let twice = line("Anne", &person("x").key) + &line("anne", &other.key);
    assert!(matches!(Operators::parse(&twice), Err(OperatorError::Roster(_))));
    let approvals =
        [signed(&other), Approval { viewer: "Viewer".into(), ..approval("VIEWER") }.sign(&other.key).unwrap()];
    let capitals = roster(&[&Person { name: "VIEWER", key: person("y").key }, &other]);
    assert_eq!(check(&capitals, &approvals[0], &approvals[1]).unwrap_err(), OperatorError::NotGenuine);
}
