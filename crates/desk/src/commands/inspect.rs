use std::{io::Write, path::PathBuf};

use pli_format::{
    CaseReference, Language,
    bundle::Bundle,
    consent::ConsentRecord,
    recipients::{Epoch, fingerprint_words},
    reference::ReferenceError,
};
use serde_json::{Value, json};

use crate::{
    Desk, Exit, Failure,
    cli::Inspect,
    escape::{Escaped, Json},
    examination::{Check, Examination, Rendering},
    intake::Envelope,
    person,
    reception::{self, Reason, Verdict},
    registry::{Invitation, Registry},
    selector::Selector,
    submission::{self, Half, Item, Judging, Package, Unsigned},
};

pub async fn run(desk: &Desk, arguments: Inspect, out: &mut dyn Write) -> Result<Exit, Failure> {
    let bundle = desk.bundle()?;
    let judging = Judging { terms: desk.terms, bundle: &bundle, now: desk.now, rendering: Rendering::Compared };
    let mut exit = Exit::Done;
    let submissions = submissions(desk, &arguments.what).await?;
    if submissions.is_empty() && !arguments.json {
        writeln!(out, "{}", desk.speech.word("receive-nothing"))?;
    }
    let mut registry = None;
    if submissions.iter().any(|inspected| matches!(inspected.item, Item::Package(_))) {
        registry = Some(desk.registry().await?);
    }
    for Inspected { item, sender } in submissions {
        exit = exit.max(match item {
            Item::Package(mut package) => {
                let found = package.examine(&judging);
                let invited = invited(&mut registry, &found, sender.as_deref()).await?;
                print(desk, &found, &bundle, invited, arguments.json, out)?;
                if found.faults.is_empty() { Exit::Done } else { Exit::Refused }
            }
            Item::Half(Half { incomplete: None, .. }) => Exit::Done,
            item => {
                let verdict = Verdict::of(item, &Envelope::default(), |package| {
                    reception::judge_package(package, &Envelope::default(), &judging)
                });
                let (exit, reasons) = match &verdict {
                    Verdict::Withdrawal(_) => (verdict.exit(), vec![reception::withdrawn()]),
                    // Whether anything of it is open is not looked up.
                    Verdict::Unsigned(Unsigned { references, .. }, _) => {
                        (Exit::Incomplete, references.iter().map(reception::unsigned).collect())
                    }
                    _ => (verdict.exit(), verdict.reasons()),
                };
                print_said(desk, verdict.word(), &reasons, arguments.json, out)?;
                exit
            }
        });
    }
    if let Some(registry) = registry {
        registry.close().await?;
    }
    Ok(exit)
}

/// The case that is meant, unless files are.
pub fn only_case(desk: &Desk, what: &[PathBuf]) -> Option<Selector> {
    let [only] = what else { return None };
    only.to_str().filter(|_| !desk.is_input(only)).and_then(|text| text.parse().ok())
}

/// Something to look at, and the address that it came from, where a mail says so.
struct Inspected {
    item: Item,
    sender: Option<String>,
}

/// Whom support invited for the request of a package, and whether this is of that address.
struct Invited {
    address: String,
    is_theirs: bool,
}

async fn invited(
    registry: &mut Option<Registry>,
    found: &Examination,
    sender: Option<&str>,
) -> Result<Option<Invited>, Failure> {
    let (Some(registry), Some(record)) = (registry, &found.record) else { return Ok(None) };
    let facts = &record.facts;
    let invitation = registry.invitation(&facts.reference).await?;
    Ok(invitation.map(|Invitation { email: address, .. }| {
        let is_invited = |other: &str| person::is_same(other, &address);
        Invited { is_theirs: is_invited(&facts.person.email) && sender.is_none_or(is_invited), address }
    }))
}

/// A case of the registry, or what the paths hold.
async fn submissions(desk: &Desk, what: &[PathBuf]) -> Result<Vec<Inspected>, Failure> {
    if let Some(case) = only_case(desk, what) {
        let mut registry = desk.registry().await?;
        let mut packages = Vec::new();
        for sending in case.find_all(&mut registry).await?.iter().filter(|sending| sending.is_open()) {
            let (consent, sealed) = (registry.consent(sending.package).await?, registry.sealed_of(sending).await?);
            packages.extend(consent.zip(sealed).map(|(consent, sealed)| Inspected {
                item: Item::Package(Package::join(consent, sealed)),
                sender: sending.sender.clone(),
            }));
        }
        registry.close().await?;
        return if packages.is_empty() { Err(Failure::Closed(case.reference)) } else { Ok(packages) };
    }
    if let [only] = what
        && let Some(text) = only.to_str().filter(|_| !desk.is_input(only))
        && let Err(error @ ReferenceError::Check) = CaseReference::parse(text)
    {
        return Err(Failure::Mistyped(text.to_owned(), error));
    }
    let mut submissions = Vec::new();
    let mut halves = Vec::new();
    for arrival in desk.arrivals(what, submission::hashes) {
        let source = arrival.source.clone();
        match arrival.open() {
            Ok(delivery) => {
                let sender = delivery.envelope.address().map(str::to_owned);
                for item in submission::sort(delivery).items {
                    match item {
                        Item::Half(half) => halves.push(half),
                        item => submissions.push(Inspected { item, sender: sender.clone() }),
                    }
                }
            }
            Err(error) => {
                return Err(Failure::Uninspectable(source.to_string(), error));
            }
        }
    }
    submissions.extend(submission::joined(halves).into_iter().map(|item| Inspected { item, sender: None }));
    Ok(submissions)
}

fn print(
    desk: &Desk,
    found: &Examination,
    bundle: &Bundle,
    invited: Option<Invited>,
    as_json: bool,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let epoch = found.record.as_ref().and_then(|record| bundle.epoch(record.epoch.name));
    if as_json {
        let faults: Vec<Value> = found
            .faults
            .iter()
            .map(|fault| json!({"code": fault.code(), "check": fault.check().name(), "text": desk.speech.tell(fault)}))
            .collect();
        let line = json!({
            "sound": found.faults.is_empty(), "demo": bundle.is_demo(), "faults": faults, "record": found.record.as_deref(),
            "sealed_sha256": found.sealed_sha256, "key": epoch.map(key),
            "invited": invited.as_ref().map(|invited| &invited.address),
            "uninvited": invited.as_ref().is_some_and(|invited| !invited.is_theirs),
        });
        writeln!(out, "{}", Json(&line))?;
        return Ok(());
    }
    if let Some(record) = &found.record {
        let mut row = |id: &str, value: &str| writeln!(out, "{:<28}{}", desk.speech.word(id), Escaped(value));
        summary(desk, record, &mut row)?;
        if let Some(Invited { address, is_theirs }) = &invited {
            let id = if *is_theirs { "inspect-invited" } else { "inspect-uninvited" };
            row("show-invited", &desk.speech.say(id, &[("address", address.clone().into())]))?;
        }
        epoch.map_or(Ok(()), |epoch| key_rows(epoch, record.facts.language, &mut row))?;
        writeln!(out)?;
    }
    for check in Check::ALL {
        let faults: Vec<_> = found.faults.iter().filter(|fault| fault.check() == check).collect();
        let name = desk.speech.word(&format!("check-{}", check.name().replace(' ', "-")));
        match (faults.as_slice(), &found.record) {
            ([], None) => writeln!(out, "{name:<28}{}", desk.speech.word("check-not-done"))?,
            ([], Some(_)) => writeln!(out, "{name:<28}ok")?,
            (faults, _) => {
                for fault in faults {
                    writeln!(out, "{name:<28}{}: {}", fault.code(), Escaped(&desk.speech.tell(*fault)))?;
                }
            }
        }
    }
    Ok(())
}

/// What the consent says, row by row. Nothing of it is secret.
fn summary(
    desk: &Desk,
    record: &ConsentRecord,
    row: &mut dyn FnMut(&str, &str) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let facts = &record.facts;
    let accounts: Vec<&str> = facts.accounts.iter().map(|account| account.name.as_str()).collect();
    row("inspect-case", &facts.reference.to_string())?;
    row("show-person", &facts.person.name)?;
    row("show-email", &facts.person.email)?;
    row("show-bank", &facts.bank.name)?;
    row("inspect-accounts", &accounts.join(", "))?;
    row("inspect-description", &facts.problem.description)?;
    row("show-signed", &desk.speech.time(record.signed_at.instant()))?;
    row("inspect-expires", &desk.speech.time(record.expires_at))?;
    row("inspect-epoch", &record.epoch.name.to_string())?;
    row("inspect-demo", &desk.speech.word(if record.demo { "inspect-demo-yes" } else { "no" }))
}

/// What the app showed the person of the key, by the desk's own bundle: what support reads aloud.
fn key_rows(
    epoch: &Epoch,
    language: Language,
    row: &mut dyn FnMut(&str, &str) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let words = |language| fingerprint_words(epoch.fingerprint(), language).join(" ");
    row("inspect-words", &words(Language::default()))?;
    if language != Language::default() {
        row(&format!("inspect-words-{}", language.code()), &words(language))?;
    }
    row("inspect-fingerprint", &epoch.fingerprint().to_string())
}

fn key(epoch: &Epoch) -> Value {
    let words =
        |language: Language| (language.code().to_owned(), json!(fingerprint_words(epoch.fingerprint(), language)));
    json!({
        "epoch": epoch.name(), "fingerprint": epoch.fingerprint(),
        "words": Value::Object(Language::ALL.map(words).into_iter().collect()),
    })
}

fn print_said(
    desk: &Desk,
    verdict: &str,
    reasons: &[Reason],
    as_json: bool,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let text = |reason: &Reason| desk.speech.tell(&reason.said);
    if as_json {
        let faults: Vec<Value> =
            reasons.iter().map(|reason| json!({"code": reason.code, "text": text(reason)})).collect();
        let line = json!({"sound": false, "verdict": verdict, "faults": faults, "record": null});
        writeln!(out, "{}", Json(&line))?;
        return Ok(());
    }
    writeln!(out, "{}", desk.speech.word(&format!("verdict-{verdict}")))?;
    for reason in reasons {
        writeln!(out, "{}: {}", reason.code, Escaped(&text(reason)))?;
    }
    Ok(())
}
