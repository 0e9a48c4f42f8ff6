//! `ui/dev/scenes.ts`: every page in the states that look different, as the wizard makes them, for the
//! interface's tests and its pictures.

use std::{env, fmt::Write as _, fs, path::Path};

use jiff::Timestamp;
use pli_format::{
    Language, SignedAt,
    bundle::Bundle,
    consent::AskedBy,
    credentials::{Answers, Credentials, Said},
    seal::SealOrder,
    terms::Terms,
};
use pli_wizard::{
    Problem, Refusal,
    case::{Answer, Case, Signing, SigningContext, View},
    sendings::{KeptCase, Listed},
};
use serde::Serialize;
use serde_json::Value;

use crate::{
    commands::AboutView,
    handoff,
    rejection::{FailureCode, Rejection},
    seal_window::SealPage,
    sendings::StartView,
};

const FILE: &str = "../ui/dev/scenes.ts";

const TYPES: [&str; 7] = ["AboutView", "Language", "MailClients", "Rejection", "SealPage", "StartView", "View"];

fn now() -> Timestamp {
    "2026-11-27T10:00:00Z".parse().unwrap()
}

/// As long as the one of a package.
fn sealed() -> Vec<u8> {
    let mut sealed = b"age-encryption.org/v1\n".to_vec();
    sealed.resize(4096, b' ');
    sealed
}

fn entropy(bytes: &mut [u8]) {
    bytes.fill(11);
}

/// One person's case in one language, from page to page.
struct Story {
    case: Case,
    bundle: Bundle,
}

impl Story {
    fn begun(language: Language) -> Self {
        let bundle = Bundle::compiled_in(now(), 0).unwrap();
        Self { case: Case::new(language, Terms::current(), &mut entropy), bundle }
    }

    fn answered(language: Language, answers: impl IntoIterator<Item = Answer>) -> Self {
        let mut story = Self::begun(language);
        answers.into_iter().for_each(|answer| story.case.answer(answer).unwrap());
        story
    }

    fn noted(mut self, answer: Answer) -> Self {
        self.case.note(answer).unwrap();
        self
    }

    fn view(&self) -> View {
        let recipients = self.bundle.recipients(now()).unwrap();
        self.case.view(Ok(recipients.epoch()), self.bundle.is_demo())
    }

    /// Why this is not taken.
    fn refused(&mut self, answer: Answer) -> Rejection {
        self.case.answer(answer).unwrap_err().into()
    }

    fn sign(&mut self, acts: Vec<String>, name: &str) -> Result<(), Refusal> {
        let recipients = self.bundle.recipients(now()).unwrap();
        let context = SigningContext {
            at: SignedAt::new(now(), jiff::tz::offset(1), "Europe/Paris"),
            epoch: recipients.epoch(),
            demo: self.bundle.is_demo(),
            app_version: "0.1.0",
        };
        self.case.sign(&Signing { acts, name: name.to_owned() }, &context, &mut entropy)
    }

    fn signed(language: Language) -> Self {
        let mut story = Self::answered(language, to_the_consent(language));
        let acts = Terms::current().acts(language).into_iter().map(|act| act.id).collect();
        story.sign(acts, "Hélène Marchand").unwrap();
        story
    }

    fn packed(language: Language) -> Self {
        let mut story = Self::signed(language);
        let record_sha256 = story.case.sealable().unwrap().0.sha256();
        story.case.pack(sealed(), record_sha256).unwrap();
        story
    }

    fn saved(language: Language) -> Self {
        let mut story = Self::packed(language);
        story.case.saved("Documents > Pli > K7M4-Q2XD").unwrap();
        story
    }

    fn handed_over(language: Language) -> Self {
        let mut story = Self::saved(language);
        story.case.handed_over("Orange").unwrap();
        story
    }

    fn confirmed(language: Language) -> Self {
        let mut story = Self::handed_over(language);
        story.case.confirm_handed_over().unwrap();
        story
    }
}

fn asked_by(by: AskedBy) -> [Answer; 2] {
    [Answer::Start, Answer::WhoAsked { by }]
}

fn accounts(choices: &[&str]) -> Answer {
    Answer::Accounts { accounts: choices.iter().map(|&choice| choice.to_owned()).collect() }
}

fn problem([name, email, reference, description]: [&str; 4]) -> Answer {
    Answer::Problem {
        name: name.to_owned(),
        email: email.to_owned(),
        reference: reference.to_owned(),
        description: description.to_owned(),
    }
}

fn told(language: Language) -> Answer {
    let description = match language {
        Language::Fr => "Mon PEA et mon assurance vie ont disparu début octobre, quand j’ai changé de téléphone.",
        Language::En => "My PEA and my assurance vie disappeared in early October, when I changed phones.",
    };
    problem(["Hélène Marchand", "helene.marchand@exemple.fr", "K7M4-Q2XD", description])
}

fn both() -> Answer {
    accounts(&["lcl_pea", "lcl_assurance-vie"])
}

fn to_the_problem(by: AskedBy) -> Vec<Answer> {
    asked_by(by).into_iter().chain([both()]).collect()
}

fn to_the_consent(language: Language) -> Vec<Answer> {
    to_the_problem(AskedBy::Support).into_iter().chain([told(language), Answer::ConfirmAnswers]).collect()
}

fn to_the_step() -> Vec<Answer> {
    asked_by(AskedBy::Support).into_iter().chain([accounts(&["credit-mutuel_epargne"])]).collect()
}

/// Every page, by the name of its scene.
fn scenes(language: Language) -> Vec<(&'static str, View)> {
    let answered = |answers: Vec<Answer>| Story::answered(language, answers);
    let support = || asked_by(AskedBy::Support).to_vec();
    let then = |mut answers: Vec<Answer>, more: &[Answer]| {
        answers.extend_from_slice(more);
        answers
    };
    let tried = |tried| Answer::Step { tried };
    let (mut void, mut signed_before, mut erased) =
        (Story::signed(language), Story::signed(language), Story::confirmed(language));
    void.case.void_consent().unwrap();
    signed_before.case.back();
    erased.case.files_erased().unwrap();
    vec![
        ("no-key", Story::begun(language).case.view(Err("bundle-expired"), true)),
        ("welcome", Story::begun(language).view()),
        ("who-asked", answered(vec![Answer::Start]).view()),
        ("fraud-stop", answered(asked_by(AskedBy::PhoneCall).to_vec()).view()),
        ("accounts", answered(support()).noted(both()).view()),
        ("step", answered(to_the_step()).view()),
        ("step-guide", answered(then(to_the_step(), &[tried(false)])).view()),
        ("solved", answered(then(to_the_step(), &[tried(false), Answer::StepDone { helped: true }])).view()),
        ("not-eligible", answered(then(support(), &[accounts(&["lcl_other"])])).view()),
        ("problem", answered(to_the_problem(AskedBy::Support)).view()),
        ("problem-article", answered(to_the_problem(AskedBy::Article)).view()),
        ("review", answered(then(to_the_problem(AskedBy::Support), &[told(language)])).view()),
        ("consent", answered(to_the_consent(language)).view()),
        ("consent-again", void.view()),
        ("consent-signed", signed_before.view()),
        ("credentials", Story::signed(language).view()),
        ("credentials-sealed", Story::packed(language).view()),
        ("mail-client", Story::saved(language).view()),
        ("handed-over", Story::handed_over(language).view()),
        ("done", Story::confirmed(language).view()),
        ("done-erased", erased.view()),
        ("done-unkept", View { kept: false, ..Story::confirmed(language).view() }),
    ]
}

/// What a command can be made to reject with.
fn rejections() -> Vec<(&'static str, Rejection)> {
    let story = |answers: Vec<Answer>| Story::answered(Language::Fr, answers);
    let support = asked_by(AskedBy::Support).to_vec();
    let wrong = problem(["𓀀 𓂀", "helene.marchand@exemple", "K7M4-Q2XE", "Mon code est 482915."]);
    let mut at_consent = story(to_the_consent(Language::Fr));
    vec![
        ("account", story(support).refused(accounts(&["lcl_pea", "lcl_other"]))),
        ("problem", story(to_the_problem(AskedBy::Support)).refused(wrong)),
        ("consent", at_consent.sign(vec!["risks".to_owned(), "free".to_owned()], "Anne").unwrap_err().into()),
        ("unusual", credentials(r#"{"identifiant":"12","code":"482915"}"#)),
        ("empty", credentials(r#"{"identifiant":"","code":""}"#)),
        ("bundle-expired", FailureCode::BundleExpired.into()),
        ("seal-ended-early", FailureCode::SealEndedEarly.into()),
        ("client-failed", FailureCode::ClientFailed.into()),
        ("no-mail-client", FailureCode::NoMailClient.into()),
    ]
}

/// How the seal window refuses these.
fn credentials(body: &str) -> Rejection {
    let fields = Terms::current().rules().bank("lcl").unwrap().credentials();
    let credentials = Credentials::parse(body.as_bytes(), fields, Said::nothing()).unwrap();
    let problems = credentials.problems(fields, &Answers::default());
    Rejection::Correct { problems: problems.into_iter().map(Problem::from).collect() }
}

fn seal_page(language: Language) -> SealPage {
    let story = Story::signed(language);
    SealPage::of(&SealOrder::of(story.case.sealable().unwrap().0, language), true).unwrap()
}

/// What the first page tells after a sending.
fn sent() -> StartView {
    let trace = Story::confirmed(Language::Fr).case.trace();
    let kept_case = KeptCase::of(trace, Some("/home/helene/Documents/Pli/K7M4-Q2XD"), None, now()).unwrap();
    StartView::of(Some(&Listed { cases: vec![kept_case], unreadable: Vec::new() }), now())
}

/// Of a build that tells its commit, and contains one thing.
fn about() -> Value {
    let bundle = Bundle::compiled_in(now(), 0).unwrap();
    let recipients = bundle.recipients(now()).unwrap();
    let mut about = serde_json::to_value(AboutView::of(
        Some(recipients.epoch()),
        Some(&"0123456789abcdef".repeat(4)),
        Language::Fr,
    ))
    .unwrap();
    about["version"] = "Pli 0.1.0, 0123456789".into();
    about["licences"] = serde_json::json!([{ "name": "age", "version": "0.12.1", "licence": "MIT OR Apache-2.0" }]);
    about
}

/// A constant of the module: an object, a line for each of its members.
fn constant(module: &mut String, comment: &str, name: &str, kind: &str, members: &Value) {
    write!(module, "\n/** {comment} */\nexport const {name}: {kind} = {{\n").unwrap();
    for (member, value) in members.as_object().unwrap() {
        writeln!(module, "  {member:?}: {value},").unwrap();
    }
    *module += "};\n";
}

/// By language, in their order.
fn in_each<T: Serialize>(of: impl Fn(Language) -> T) -> Value {
    Value::Object(Language::ALL.map(|language| (language.code().to_owned(), value(of(language)))).into_iter().collect())
}

fn named<T: Serialize>(items: Vec<(&str, T)>) -> Value {
    Value::Object(items.into_iter().map(|(name, item)| (name.to_owned(), value(item))).collect())
}

fn value(value: impl Serialize) -> Value {
    serde_json::to_value(value).unwrap()
}

fn module() -> String {
    let mut module =
        "// This file was generated from src-tauri/src/scenes.rs. Do not edit this file manually.\n".to_owned();
    for name in TYPES {
        writeln!(module, "import type {{ {name} }} from '../src/generated/{name}';").unwrap();
    }
    let scenes = Language::ALL.map(|language| (language, scenes(language)));
    let names = scenes[0].1.iter().map(|(name, _)| *name).enumerate();
    let scenes = names.map(|(at, name)| {
        (
            name,
            Value::Object(
                scenes.iter().map(|(language, views)| (language.code().to_owned(), value(&views[at].1))).collect(),
            ),
        )
    });
    let scenes = named(scenes.collect());
    let kind = "Partial<Record<string, Record<Language, View>>>";
    constant(&mut module, "Every page, in the states that look different.", "scenes", kind, &scenes);
    let kind = "Partial<Record<string, Rejection>>";
    constant(&mut module, "What a command can be made to reject with.", "rejections", kind, &named(rejections()));
    let clients = value(handoff::example_clients());
    constant(&mut module, "The mail clients of a computer.", "clients", "MailClients", &clients);
    let kind = "Record<Language, SealPage>";
    constant(&mut module, "The seal window.", "sealPages", kind, &in_each(seal_page));
    constant(&mut module, "What the first page tells after a sending.", "sent", "StartView", &value(sent()));
    constant(&mut module, "What Pli is made of.", "about", "AboutView", &about());
    module
}

#[test]
fn export_bindings_of_the_scenes() {
    let (file, module) = (Path::new(env!("CARGO_MANIFEST_DIR")).join(FILE), module());
    if env::var_os("PLI_WRITE_EXPECTED").is_some() {
        fs::write(&file, &module).unwrap();
    }
    let is_written = fs::read_to_string(&file).unwrap() == module;
    assert!(is_written, "ui/dev/scenes.ts is not what the wizard says: PLI_WRITE_EXPECTED=1 writes it anew");
}
