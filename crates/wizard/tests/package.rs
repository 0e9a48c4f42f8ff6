//! The program behind `cargo xtask package`, as it is run: what it makes, and how it refuses.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "it is another program")]

use std::{
    env, fs,
    path::PathBuf,
    process::{Command, Output},
};

use pli_format::{Sha256, consent, terms::Terms};
use serde_json::{Value, json};
use tempfile::TempDir;

const ANSWERS: &str = include_str!("../../../tests/e2e/answers/lcl-pea.json");

/// The example that `cargo test` builds beside the tests.
fn program() -> PathBuf {
    let tests = env::current_exe().unwrap();
    let build = tests.ancestors().nth(2).unwrap();
    build.join("examples").join(format!("package{}", env::consts::EXE_SUFFIX))
}

/// The program's end, and the folder that it was to write to.
struct Run {
    output: Output,
    folder: TempDir,
}

impl Run {
    fn with(answers: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("answers.json");
        fs::write(&file, answers).unwrap();
        let output = Command::new(program())
            .args([&file, &folder.path().join("package")])
            .output()
            .expect("alone, first: cargo build --package pli-format --example package");
        Self { output, folder }
    }

    fn package(&self) -> PathBuf {
        self.folder.path().join("package")
    }

    /// The lines of JSON of a refusal, which wrote nothing and said nothing else.
    fn refusal(&self) -> Vec<Value> {
        assert_eq!(self.output.status.code(), Some(2));
        assert_eq!(String::from_utf8_lossy(&self.output.stderr), "");
        assert!(!self.package().exists());
        let said = String::from_utf8(self.output.stdout.clone()).unwrap();
        said.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// How the program refuses good answers with one change.
fn refused(change: impl FnOnce(&mut Value)) -> Vec<Value> {
    let mut answers: Value = serde_json::from_str(ANSWERS).unwrap();
    change(&mut answers);
    Run::with(&answers.to_string()).refusal()
}

fn problem(code: &str, field: &str, message: &str) -> Value {
    json!({ "code": code, "field": field, "message": message })
}

fn remove(value: &mut Value, member: &str) {
    value.as_object_mut().unwrap().remove(member).unwrap();
}

#[test]
fn good_answers_make_a_package_of_the_demonstration() {
    let run = Run::with(ANSWERS);
    assert_eq!((run.output.status.code(), &run.output.stdout[..]), (Some(0), &b""[..]));
    let read = |name: &str| fs::read(run.package().join(name)).unwrap();
    let document = read("consentement-K7M4-Q2XD.pdf");
    let signed = consent::open(&document).unwrap();
    let sealed = Sha256::of(&read("identifiants-K7M4-Q2XD.age"));
    let checks =
        [signed.check_signature(), signed.check_sealed(sealed), signed.check_drawing(&document, Terms::current())];
    assert_eq!(checks, [Ok(()), Ok(()), Ok(())]);
    let record = signed.record;
    assert_eq!(Terms::current().findings(&record), []);
    assert!(record.demo);
    // Its secret half is public: it stands in tests/demo.
    assert_eq!(
        record.epoch.fingerprint.to_string(),
        "6cfe9112599ecec61ad478c5ed1c02ce34db30079ae059efba95617b9863f2a5"
    );
    assert_eq!(fs::read_dir(run.package()).unwrap().count(), 3);
}

#[test]
fn a_missing_answer_is_named() {
    for member in ["bank", "name", "signature", "credentials"] {
        let said = refused(|answers| remove(answers, member));
        let message = said[0]["message"].as_str().unwrap();
        let (what, place) = message.split_once(" at line 1 column ").unwrap();
        assert_eq!(what, format!("missing field `{member}`"));
        assert_eq!(said, [problem("answers-malformed", "", &format!("{what} at line 1 column {place}"))]);
    }
}

#[test]
fn an_answer_that_is_unknown_or_none_is_malformed() {
    let said = refused(|answers| answers["bank"] = json!(1));
    assert_eq!(said[0]["code"], "answers-malformed");
    let said = refused(|answers| answers["address"] = json!(""));
    assert_eq!(said[0]["code"], "answers-malformed");
    assert_eq!(Run::with("").refusal()[0]["code"], "answers-malformed");
}

#[test]
fn an_empty_answer_is_one_to_correct() {
    let said = refused(|answers| {
        answers["name"] = json!("");
        answers["description"] = json!(" ");
    });
    let name = problem("name-empty", "name", "Écrivez votre prénom et votre nom.");
    let description = problem("description-empty", "description", "Racontez ce qui se passe, même en une phrase.");
    assert_eq!(said, [name, description]);
}

#[test]
fn a_signature_outside_the_keys_of_the_demonstration_is_refused() {
    for (time, code) in
        [("2016-11-23T14:05:00+01:00", "bundle-not-yet-valid"), ("2046-11-23T14:05:00+01:00", "bundle-expired")]
    {
        let said = refused(|answers| answers["signed_at"]["time"] = json!(time));
        assert_eq!(said[0]["code"], code);
    }
}

#[test]
fn a_case_that_is_not_eligible_ends_at_its_page() {
    let said = refused(|answers| answers["asked_by"] = json!("phone-call"));
    assert_eq!(said, [problem("fraud-stop", "", "Arrêtez-vous\u{a0}: c’est peut-être une arnaque")]);
    let said = refused(|answers| answers["accounts"] = json!(["other"]));
    let message = "Bonne nouvelle\u{a0}: gardez vos identifiants pour vous";
    assert_eq!(said, [problem("not-eligible", "", message)]);
}

#[test]
fn a_credential_that_is_missing_or_empty_is_named() {
    let empty = [problem("credential-empty", "code", "Remplissez ce champ.")];
    assert_eq!(refused(|answers| remove(&mut answers["credentials"], "code")), empty);
    assert_eq!(refused(|answers| answers["credentials"]["code"] = json!("")), empty);
}

#[test]
fn a_credential_of_another_bank_is_malformed() {
    let said = refused(|answers| answers["credentials"]["pin"] = json!("1"));
    let message = "unknown field `pin` of the credentials of lcl";
    assert_eq!(said, [problem("answers-malformed", "", message)]);
}

#[test]
fn a_credential_that_stands_in_the_answers_is_refused_and_not_repeated() {
    let said = refused(|answers| answers["description"] = json!("Depuis le 0481516234"));
    let message = "Vos réponses, qui ne sont pas scellées, contiennent aussi ceci. Annulez, puis effacez-le de vos \
                   réponses. Si c’est votre nom ou votre mail, choisissez d’abord autre chose sur le site de votre \
                   banque.";
    assert_eq!(said, [problem("credential-in-answers", "identifiant", message)]);
}

#[test]
fn a_consent_without_its_acts_or_its_name_is_refused() {
    let said = refused(|answers| answers["acts"] = json!(["sharing"]));
    let message = "Cochez cette case si vous êtes d’accord. Sinon, fermez Pli.";
    assert_eq!(said, ["act-risks", "act-free"].map(|field| problem("act-missing", field, message)));
    let said = refused(|answers| answers["signature"] = json!("Anne"));
    let message = "La signature doit être le nom que vous avez donné\u{a0}: Hélène Marchand.";
    assert_eq!(said, [problem("signature-other", "signature", message)]);
}
