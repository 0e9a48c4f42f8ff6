//! Makes a complete package without a window, for vectors, benchmarks and bulk tests. Demonstration
//! keys only.
//!
//! `package ANSWERS.json OUT_DIR` writes the three files of the package into `OUT_DIR`. What a person
//! would be refused is refused here too: each problem as a line of JSON `{code, field, message}` on
//! standard output, exit code 2, and nothing is written. A file that is not of this form is
//! `answers-malformed`. See [`Answers`] for the file; credentials in it are for demonstration, like the
//! keys. With `--times` after them it says in JSON how long sealing and the consent PDF take.

#![allow(clippy::disallowed_methods, reason = "outside the crate, files and clocks are there to be used")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command speaks on its standard streams")]

use std::{collections::BTreeMap, env, error::Error, fs, path::Path, process::ExitCode, time::Instant};

use pli_format::{
    Language, SignedAt,
    bundle::{Bundle, BundleError},
    consent::{AskedBy, Signed},
    credentials::Said,
    recipients::NoEpoch,
    seal::{SealOrder, SealRefusal},
    terms::Terms,
    words::Words,
};
use pli_wizard::{
    Problem, ProblemCode, Refusal,
    case::{Answer, Case, Page, Signing, SigningContext},
    package::Package,
};
use serde::Deserialize;
use serde_json::json;

/// Everything a person answers, ticks and types.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Answers {
    #[serde(default)]
    language: Language,
    /// The time of the signature, as a consent record writes it.
    signed_at: SignedAt,
    asked_by: AskedBy,
    bank: String,
    accounts: Vec<String>,
    #[serde(default)]
    steps_tried: bool,
    name: String,
    email: String,
    #[serde(default)]
    reference: String,
    description: String,
    /// The acts ticked; all of them when absent.
    #[serde(default)]
    acts: Option<Vec<String>>,
    signature: String,
    /// Values of the bank's fields, for demonstration.
    credentials: BTreeMap<String, String>,
    /// Whether values that look unusual are confirmed.
    #[serde(default)]
    unusual_confirmed: bool,
}

/// Why there is no package.
enum Refused {
    /// What a person would have to correct.
    Problems(Vec<Problem>),
    /// The page at which such a case ends.
    EndsAt(Page),
    /// The file or the keys do not do: a code and what is wrong.
    Unfit(&'static str, String),
    /// Not a refusal but a fault, such as of the disk.
    Fault(Box<dyn Error>),
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (answers, out_dir, timed) = match words.as_slice() {
        [answers, out_dir] => (answers, out_dir, false),
        [answers, out_dir, "--times"] => (answers, out_dir, true),
        _ => {
            eprintln!("package ANSWERS.json OUT_DIR [--times]");
            return ExitCode::FAILURE;
        }
    };
    let answers = match read(Path::new(answers)) {
        Ok(answers) => answers,
        Err(refused) => return report(Language::Fr, refused),
    };
    match make(&answers, Path::new(out_dir), timed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(refused) => report(answers.language, refused),
    }
}

fn read(file: &Path) -> Result<Answers, Refused> {
    let bytes = fs::read(file).map_err(|error| Refused::Fault(error.into()))?;
    serde_json::from_slice(&bytes).map_err(|error| malformed(error.to_string()))
}

/// Something of the file is missing, unknown or of another type.
fn malformed(message: String) -> Refused {
    Refused::Unfit("answers-malformed", message)
}

fn make(answers: &Answers, out_dir: &Path, timed: bool) -> Result<(), Refused> {
    let now = answers.signed_at.instant();
    let bundle = Bundle::compiled_in(now, 0)?;
    if !bundle.is_demo() {
        let message = "only a build with the demonstration keys makes packages from a file";
        return Err(Refused::Unfit("demonstration-only", message.to_owned()));
    }
    let epoch = bundle.recipients(now)?.epoch();
    let mut case = Case::new(answers.language, Terms::current(), &mut random);
    walk(&mut case, answers)?;
    let acts = || Terms::current().acts(answers.language).into_iter().map(|act| act.id).collect();
    let signing = Signing { acts: answers.acts.clone().unwrap_or_else(acts), name: answers.signature.clone() };
    let context =
        SigningContext { at: answers.signed_at.clone(), epoch, demo: true, app_version: env!("CARGO_PKG_VERSION") };
    case.sign(&signing, &context, &mut random)?;

    let (record, _) = case.sealable().ok_or("a signed case can be sealed")?;
    let record_sha256 = record.sha256();
    let body = body(answers)?;
    let said = if answers.unusual_confirmed { unusual(answers)? } else { Said::nothing() };
    let order = SealOrder::of(record, answers.language);
    let record = record.clone();
    let sealed = order.seal(&body, said.clone(), &bundle, now, &mut random)?;
    let package = case.pack(sealed, record_sha256)?;
    write(package, out_dir)?;
    if timed {
        let signed = Signed::with_proof(record, package.proof);
        let seal_us = microseconds(|| order.seal(&body, said.clone(), &bundle, now, &mut random).is_ok());
        let pdf_us = microseconds(|| signed.to_pdf(Terms::current()).is_ok());
        println!("{}", json!({ "seal_us": seal_us, "pdf_us": pdf_us }));
    }
    Ok(())
}

/// How long one run takes, in the middle of many.
fn microseconds(mut run: impl FnMut() -> bool) -> u128 {
    let mut times: Vec<u128> = (0..101)
        .map(|_| {
            let start = Instant::now();
            assert!(std::hint::black_box(run()), "it was done once already");
            start.elapsed().as_micros()
        })
        .collect();
    times.sort_unstable();
    times[times.len() / 2]
}

/// "C’est bien ça", of every field.
fn unusual(answers: &Answers) -> Result<Said, Refused> {
    let said: Vec<String> = answers.credentials.keys().map(|field| format!("{field}=unusual")).collect();
    said.join(" ").parse().map_err(|error| Refused::Fault(Box::new(error)))
}

/// The credentials as the seal window sends them: one for each field of the bank.
fn body(answers: &Answers) -> Result<Vec<u8>, Refused> {
    let bank = Terms::current().rules().bank(&answers.bank).ok_or("a consent is for a bank of the rules")?;
    let fields = bank.credentials();
    if let Some(other) = answers.credentials.keys().find(|id| fields.iter().all(|field| field.id != **id)) {
        return Err(malformed(format!("unknown field `{other}` of the credentials of {}", bank.id())));
    }
    let missing = fields.iter().filter(|field| !answers.credentials.contains_key(&field.id));
    let problems: Vec<_> = missing.map(|field| Problem::new(&field.id, ProblemCode::CredentialEmpty)).collect();
    if problems.is_empty() { Ok(serde_json::to_vec(&answers.credentials)?) } else { Err(Refused::Problems(problems)) }
}

/// Answers page after page, up to the consent.
fn walk(case: &mut Case, answers: &Answers) -> Result<(), Refused> {
    loop {
        let answer = match case.page() {
            Page::Welcome => Answer::Start,
            Page::WhoAsked => Answer::WhoAsked { by: answers.asked_by },
            Page::Accounts => {
                let ticked = |account: &String| format!("{}_{account}", answers.bank);
                Answer::Accounts { accounts: answers.accounts.iter().map(ticked).collect() }
            }
            Page::Step(_) => Answer::Step { tried: answers.steps_tried },
            Page::Problem => Answer::Problem {
                name: answers.name.clone(),
                email: answers.email.clone(),
                reference: answers.reference.clone(),
                description: answers.description.clone(),
            },
            Page::Review => Answer::ConfirmAnswers,
            Page::Consent => return Ok(()),
            end => return Err(Refused::EndsAt(end)),
        };
        case.answer(answer)?;
    }
}

fn write(package: &Package, out_dir: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(out_dir)?;
    for file in package.files() {
        fs::write(out_dir.join(&file.name), &file.bytes)?;
    }
    Ok(())
}

fn report(language: Language, refused: Refused) -> ExitCode {
    let words = interface_words(language);
    match refused {
        Refused::Fault(fault) => {
            eprintln!("{fault}");
            return ExitCode::FAILURE;
        }
        Refused::Unfit(code, message) => {
            println!("{}", json!({ "code": code, "field": "", "message": message }));
        }
        Refused::EndsAt(page) => {
            let code = json!(page);
            let message = words.text(&format!("page-{}-title", code.as_str().unwrap_or_default()), &[]);
            println!("{}", json!({ "code": code, "field": "", "message": message }));
        }
        Refused::Problems(problems) => {
            for problem in problems {
                println!(
                    "{}",
                    json!({ "code": problem.code, "field": problem.field, "message": message(&words, &problem) })
                );
            }
        }
    }
    ExitCode::from(2)
}

fn message(words: &Words, problem: &Problem) -> String {
    let code = json!(problem.code);
    let values: Vec<_> = problem.values.iter().map(|(name, value)| (name.as_str(), value.as_str().into())).collect();
    words.text(&format!("problem-{}", code.as_str().unwrap_or_default()), &values)
}

/// The interface's catalogue, which pli-format itself does not carry.
fn interface_words(language: Language) -> Words {
    let source = match language {
        Language::Fr => include_str!("../../../assets/locales/fr.ftl"),
        Language::En => include_str!("../../../assets/locales/en.ftl"),
    };
    Words::parse(language, source).expect("the catalogues in the repository are valid, as a test proves")
}

fn random(bytes: &mut [u8]) {
    getrandom::fill(bytes).expect("the operating system gives randomness");
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Correct { problems } => Self::Problems(problems),
            Refusal::OutOfOrder => Self::Fault(refusal.into()),
        }
    }
}

impl From<BundleError> for Refused {
    fn from(error: BundleError) -> Self {
        Self::Unfit(error.code(), error.to_string())
    }
}

impl From<NoEpoch> for Refused {
    fn from(error: NoEpoch) -> Self {
        Self::Unfit("no-epoch", error.to_string())
    }
}

impl From<SealRefusal> for Refused {
    fn from(refusal: SealRefusal) -> Self {
        match refusal {
            SealRefusal::Correct(wrong) => Self::Problems(wrong.into_iter().map(Problem::from).collect()),
            other => Self::Fault(other.into()),
        }
    }
}

macro_rules! faults {
    ($($fault:ty),*) => {
        $(impl From<$fault> for Refused {
            fn from(fault: $fault) -> Self {
                Self::Fault(fault.into())
            }
        })*
    };
}

faults!(&str, Box<dyn Error>, serde_json::Error, pli_wizard::package::PackageError);
