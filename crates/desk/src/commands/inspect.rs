use std::{io::Write, path::PathBuf};

use pli_format::{
    CaseReference, Language,
    bundle::Bundle,
    consent::ConsentRecord,
    recipients::{Epoch, fingerprint_words},
    reference::ReferenceError,
};
use serde_json::{Value, json};

use super::receive;
use crate::{
    Desk, Exit, Failure,
    cli::Inspect,
    escape::{Escaped, Json},
    examination::{Check, Examination, Rendering},
    intake::Deliveries,
    reception,
    selector::Selector,
    submission::{self, Half, Incomplete, Item, Judging, Package, Unsigned},
};

pub async fn run(desk: &Desk, arguments: Inspect, out: &mut dyn Write) -> Result<Exit, Failure> {
    let bundle = desk.bundle()?;
    let judging = Judging { terms: desk.terms, bundle: &bundle, now: desk.now, rendering: Rendering::Compared };
    let mut exit = Exit::Done;
    let submissions = submissions(desk, &arguments.what).await?;
    if submissions.is_empty() && !arguments.json {
        writeln!(out, "{}", receive::NOTHING)?;
    }
    for submission in submissions {
        exit = exit.max(match submission {
            Item::Package(mut package) => {
                let found = package.examine(&judging);
                print(&found, &bundle, arguments.json, out)?;
                if found.faults.is_empty() { Exit::Done } else { Exit::Refused }
            }
            Item::Withdrawal(_) => {
                print_reasons(&[(reception::withdrawn().code, reception::withdrawn().text)], arguments.json, out)?;
                Exit::Refused
            }
            Item::Unsigned(Unsigned { reference: Some(reference), .. }) => {
                let reason = reception::unsigned(&reference.to_string());
                print_reasons(&[(reason.code, reason.text)], arguments.json, out)?;
                Exit::Incomplete
            }
            Item::Half(Half { incomplete: Some(incomplete), .. }) | Item::Incomplete(incomplete) => {
                print_incomplete(&incomplete, arguments.json, out)?;
                Exit::Incomplete
            }
            _ => Exit::Done,
        });
    }
    Ok(exit)
}

/// The case that is meant, unless files are.
pub fn only_case(what: &[PathBuf]) -> Option<Selector> {
    let [only] = what else { return None };
    only.to_str().filter(|_| !only.exists()).and_then(|text| text.parse().ok())
}

/// A case of the registry, or what the paths hold.
async fn submissions(desk: &Desk, what: &[PathBuf]) -> Result<Vec<Item>, Failure> {
    if let Some(case) = only_case(what) {
        let mut registry = desk.registry().await?;
        let mut packages = Vec::new();
        for sending in case.find_all(&mut registry).await?.iter().filter(|sending| sending.is_open()) {
            let (consent, sealed) = (registry.consent(sending.package).await?, registry.sealed(sending.sealed).await?);
            packages.extend(consent.zip(sealed).map(|(consent, sealed)| Item::Package(Package::join(consent, sealed))));
        }
        registry.close().await?;
        return if packages.is_empty() { Err(Failure::Closed(case.reference)) } else { Ok(packages) };
    }
    if let [only] = what
        && let Some(text) = only.to_str().filter(|_| !only.exists())
        && let Err(error @ ReferenceError::Check) = CaseReference::parse(text)
    {
        return Err(Failure::Mistyped(text.to_owned(), error));
    }
    let mut submissions = Vec::new();
    for arrival in Deliveries::from(&receive::inputs(what), submission::hashes) {
        let source = arrival.source.clone();
        match arrival.open() {
            Ok(delivery) => submissions.extend(submission::sort(delivery).items),
            Err(error) => {
                return Err(Failure::Uninspectable(source.to_string(), error));
            }
        }
    }
    Ok(submissions)
}

fn print(found: &Examination, bundle: &Bundle, as_json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let epoch = found.record.as_ref().and_then(|record| bundle.epoch(record.epoch.name));
    if as_json {
        let faults: Vec<Value> = found
            .faults
            .iter()
            .map(|fault| json!({"code": fault.code(), "check": fault.check().name(), "text": fault.to_string()}))
            .collect();
        let line = json!({
            "sound": found.faults.is_empty(), "demo": bundle.is_demo(), "faults": faults, "record": found.record.as_deref(),
            "sealed_sha256": found.sealed_sha256, "key": epoch.map(key),
        });
        writeln!(out, "{}", Json(&line))?;
        return Ok(());
    }
    if let Some(record) = &found.record {
        let mut row = |name: &str, value: &str| writeln!(out, "{name:<28}{}", Escaped(value));
        summary(record, &mut row)?;
        epoch.map_or(Ok(()), |epoch| key_rows(epoch, record.facts.language, &mut row))?;
        writeln!(out)?;
    }
    for check in Check::ALL {
        let faults: Vec<_> = found.faults.iter().filter(|fault| fault.check() == check).collect();
        match (faults.as_slice(), &found.record) {
            ([], None) => writeln!(out, "{:<28}not looked at", check.name())?,
            ([], Some(_)) => writeln!(out, "{:<28}ok", check.name())?,
            (faults, _) => {
                for fault in faults {
                    writeln!(out, "{:<28}{}: {}", check.name(), fault.code(), Escaped(&fault.to_string()))?;
                }
            }
        }
    }
    Ok(())
}

/// What the consent says, row by row. Nothing of it is secret.
fn summary(record: &ConsentRecord, row: &mut dyn FnMut(&str, &str) -> std::io::Result<()>) -> std::io::Result<()> {
    let facts = &record.facts;
    let accounts: Vec<&str> = facts.accounts.iter().map(|account| account.name.as_str()).collect();
    row("case", &facts.reference.to_string())?;
    row("person", &facts.person.name)?;
    row("e-mail", &facts.person.email)?;
    row("bank", &facts.bank.name)?;
    row("missing accounts", &accounts.join(", "))?;
    row("description", &facts.problem.description)?;
    row("signed", &record.signed_at.rfc3339())?;
    row("expires", &record.expires_at.to_string())?;
    row("epoch of the key", &record.epoch.name.to_string())?;
    row("demonstration", if record.demo { "yes: worth nothing" } else { "no" })
}

/// What the app showed the person of the key, by the desk's own bundle: what support reads aloud.
fn key_rows(
    epoch: &Epoch,
    language: Language,
    row: &mut dyn FnMut(&str, &str) -> std::io::Result<()>,
) -> std::io::Result<()> {
    let words = |language| fingerprint_words(epoch.fingerprint(), language).join(" ");
    row("words of the key", &words(Language::Fr))?;
    if language == Language::En {
        row("words of the key, English", &words(Language::En))?;
    }
    row("fingerprint of the key", &epoch.fingerprint().to_string())
}

fn key(epoch: &Epoch) -> Value {
    let words = |language| fingerprint_words(epoch.fingerprint(), language);
    json!({
        "epoch": epoch.name(), "fingerprint": epoch.fingerprint(),
        "words": {"en": words(Language::En), "fr": words(Language::Fr)},
    })
}

fn print_incomplete(incomplete: &Incomplete, as_json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let reasons = incomplete.missing.iter().map(|missing| (missing.code(), missing.to_string()));
    let reasons: Vec<_> = reasons.chain(incomplete.clues.iter().map(|clue| (clue.code(), clue.to_string()))).collect();
    print_reasons(&reasons, as_json, out)
}

fn print_reasons(reasons: &[(&str, String)], as_json: bool, out: &mut dyn Write) -> Result<(), Failure> {
    if as_json {
        let faults: Vec<Value> = reasons.iter().map(|(code, text)| json!({"code": code, "text": text})).collect();
        writeln!(out, "{}", Json(&json!({"sound": false, "faults": faults, "record": null})))?;
        return Ok(());
    }
    for (code, text) in reasons {
        writeln!(out, "{code}: {}", Escaped(text))?;
    }
    Ok(())
}
