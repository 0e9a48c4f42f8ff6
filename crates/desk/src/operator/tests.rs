use zeroize::Zeroizing;

use super::*;

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

fn roster(people: &[&Person]) -> Roster {
    let text: String = people.iter().map(|person| line(person.name, &person.key)).collect();
    Roster::parse(&text).unwrap()
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

fn check(roster: &Roster, first: &str, second: &str) -> Result<TwoOperators, OperatorError> {
    TwoOperators::check(roster, [first, second], &reference(), Sha256([9; 32]), "viewer", NOW.parse().unwrap())
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
    let refused = |text: String| Roster::parse(&text).unwrap_err().to_string();
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
        "the roster of operators: the key of \"a\" is not minisign's"
    );
}

/// Two who agree, for the tests of what they agree to.
pub fn two_operators() -> TwoOperators {
    let [a, b] = [person("a"), person("b")];
    check(&roster(&[&a, &b]), &signed(&a), &signed(&b)).unwrap()
}
