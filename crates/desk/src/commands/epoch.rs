use std::{
    io::Write,
    path::{Path, PathBuf},
};

use jiff::Timestamp;
use pli_format::{
    Language,
    recipients::{Epoch, EpochName, fingerprint_words},
};
use serde_json::{Value, json};

use crate::{
    Desk, Exit, Failure,
    cli::{self, EpochCommand},
    epoch::{self, EpochError, KeptEpoch, Place, Protection},
    escape::{Escaped, Json},
};

pub async fn run(desk: &Desk, arguments: cli::Epochs, out: &mut dyn Write) -> Result<Exit, Failure> {
    match arguments.command {
        EpochCommand::New { name, from, until, plugin, recipient } => {
            new(desk, &name, from, until, plugin.zip(recipient), out)?;
        }
        EpochCommand::List { json: false } => list(desk, out)?,
        EpochCommand::List { json: true } => list_json(desk, out)?,
        EpochCommand::Draft { serial, from, until, out: file } => {
            let draft = draft(desk, serial, from, until)?;
            match file {
                Some(path) if desk.visit().is_none() => Desk::write(&path, draft.as_bytes())?,
                // Whoever asked writes their file themselves.
                Some(_) | None => out.write_all(draft.as_bytes())?,
            }
        }
        EpochCommand::Sign { bundle, root } => sign(desk, &bundle, &root, out)?,
        EpochCommand::Destroy { name, yes } => destroy(desk, &name, yes, out).await?,
    }
    Ok(Exit::Done)
}

fn new(
    desk: &Desk,
    name: &str,
    from: Timestamp,
    until: Timestamp,
    plugin: Option<(PathBuf, String)>,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    let epochs = desk.epochs()?;
    epochs.check_new(name, from, until)?;
    let protection = match plugin {
        Some((identity, recipient)) => {
            Protection::Plugin { identity: text(desk, &identity)?.trim().to_owned(), recipient }
        }
        None => Protection::Passphrase {
            passphrase: desk.new_passphrase(&desk.speech.say("key-new-epoch", &[("epoch", name.to_owned().into())]))?,
            work_factor: None,
        },
    };
    let epoch = epochs.create(name, from, until, protection)?;
    writeln!(out, "{}  {}", epoch.name(), epoch.recipient())?;
    Ok(())
}

fn list(desk: &Desk, out: &mut dyn Write) -> Result<(), Failure> {
    let epochs = desk.epochs()?;
    for kept in epochs.list()? {
        let epoch = &kept.epoch;
        let values = [
            ("epoch", epoch.name().to_string().into()),
            ("from", desk.speech.time(epoch.not_before()).into()),
            ("until", desk.speech.time(epoch.not_after()).into()),
            ("place", desk.speech.word(place(kept.place).1).into()),
            ("recipient", epoch.recipient().to_string().into()),
        ];
        writeln!(out, "{}", desk.speech.say("epoch", &values))?;
    }
    for (name, kept) in by_hand(&epochs)? {
        let values = [("epoch", name.into()), ("place", desk.speech.word(place(kept).1).into())];
        writeln!(out, "{}", Escaped(&desk.speech.say("epoch-by-hand", &values)))?;
    }
    for gone in epochs.destroyed()? {
        let values = [("epoch", gone.name.to_string().into()), ("at", desk.speech.time(gone.destroyed_at).into())];
        writeln!(out, "{}", desk.speech.say("epoch-gone", &values))?;
    }
    writeln!(out, "\n{}", desk.speech.word("epoch-bundle"))?;
    desk.last_bundle()?.epochs().iter().try_for_each(|epoch| print_key(epoch, out))
}

/// How an identity is kept: as scripts have it, and as the catalogue does.
fn place(place: Place) -> (&'static str, &'static str) {
    match place {
        Place::Passphrase => ("passphrase", "kept-passphrase"),
        Place::Plugin => ("hardware", "kept-plugin"),
        Place::Nowhere => ("half-destroyed", "kept-nowhere"),
    }
}

/// The same, one object a line: `identity` says of what kind the line is.
fn list_json(desk: &Desk, out: &mut dyn Write) -> Result<(), Failure> {
    let epochs = desk.epochs()?;
    let mut lines: Vec<Value> = Vec::new();
    for kept in epochs.list()? {
        let epoch = &kept.epoch;
        lines.push(json!({
            "epoch": epoch.name(), "identity": place(kept.place).0, "not_before": epoch.not_before(),
            "not_after": epoch.not_after(), "recipient": epoch.recipient().to_string(), "by_hand": false,
        }));
    }
    for (name, kept) in by_hand(&epochs)? {
        lines.push(json!({"epoch": name, "identity": place(kept).0, "by_hand": true}));
    }
    for gone in epochs.destroyed()? {
        lines.push(json!({"epoch": gone.name, "identity": "destroyed", "destroyed_at": gone.destroyed_at}));
    }
    for epoch in desk.last_bundle()?.epochs() {
        let words = |language| fingerprint_words(epoch.fingerprint(), language);
        lines.push(json!({
            "epoch": epoch.name(), "identity": "bundle", "fingerprint": epoch.fingerprint(),
            "words": {"en": words(Language::En), "fr": words(Language::Fr)},
        }));
    }
    lines.iter().try_for_each(|line| Ok(writeln!(out, "{}", Json(line))?))
}

/// The identities that were put into the folder without their entry.
fn by_hand(epochs: &epoch::Epochs) -> Result<Vec<(String, Place)>, EpochError> {
    let listed: Vec<String> = epochs.list()?.iter().map(|kept| kept.epoch.name().to_string()).collect();
    let others = epochs.names()?.into_iter().filter(|name| !listed.contains(name));
    Ok(others.map(|name| (name.clone(), epochs.place_of(&name))).collect())
}

/// What people compare of a key that apps seal to.
fn print_key(epoch: &Epoch, out: &mut dyn Write) -> Result<(), Failure> {
    writeln!(out, "{}  {}", epoch.name(), epoch.fingerprint())?;
    for language in Language::ALL {
        let words = fingerprint_words(epoch.fingerprint(), language).join(" ");
        let (code, _) = language.tag().split_at(2);
        writeln!(out, "         {code}  {words}")?;
    }
    Ok(())
}

fn draft(desk: &Desk, serial: u64, from: Timestamp, until: Timestamp) -> Result<String, Failure> {
    let receipt_key = desk.signing_key(&desk.home.join("receipt.key"), "key-receipt")?.public();
    let in_force = desk.last_bundle().ok();
    Ok(desk.epochs()?.draft(in_force.as_ref(), receipt_key, serial, [from, until])?)
}

fn sign(desk: &Desk, bundle: &Path, root: &Path, out: &mut dyn Write) -> Result<(), Failure> {
    let signed = epoch::sign(&text(desk, bundle)?, &desk.signing_key(root, "key-root")?, desk.now)?;
    let mut beside = bundle.as_os_str().to_owned();
    beside.push(".minisig");
    Desk::write(Path::new(&beside), signed.signature.as_bytes())?;
    writeln!(out, "{}", Escaped(&beside.to_string_lossy()))?;
    Ok(())
}

/// Says what this desk cannot open afterwards, and what another identity still does; destroys if that
/// is wanted.
async fn destroy(desk: &Desk, name: &str, yes: bool, out: &mut dyn Write) -> Result<(), Failure> {
    let epochs = desk.epochs()?;
    let (epoch, is_by_hand) = match epochs.find(name) {
        Err(EpochError::Unlisted(_)) => (listed(desk, name)?, true),
        kept => (kept?.epoch, false),
    };
    let mut registry = desk.registry().await?;
    let lost = registry.sealed_to(name).await?;
    registry.close().await?;
    for case in &lost {
        let values = [("case", case.to_string().into()), ("epoch", name.to_owned().into())];
        writeln!(out, "{}", Escaped(&desk.speech.say("epoch-lost", &values)))?;
    }
    for (other, from, until) in overlaps(&epoch, &epochs.list()?) {
        let values = [
            ("from", desk.speech.time(from).into()),
            ("until", desk.speech.time(until).into()),
            ("epoch", other.to_string().into()),
        ];
        writeln!(out, "{}", desk.speech.say("epoch-overlap", &values))?;
    }
    if !yes {
        writeln!(out, "{}", desk.speech.word("epoch-not-destroyed"))?;
        return Ok(());
    }
    if is_by_hand {
        epochs.adopt(&epoch)?;
    }
    let gone = match desk.visit() {
        Some(visit) => visit.unlocked.destroy(&epochs, name, desk.now)?,
        None => epochs.destroy(name, desk.now)?,
    };
    writeln!(out, "{}", desk.speech.say("epoch-destroyed", &[("epoch", gone.name.to_string().into())]))?;
    Ok(())
}

/// An epoch whose identity was put here by hand, as the bundle has it.
fn listed(desk: &Desk, name: &str) -> Result<Epoch, Failure> {
    let bundle = desk.last_bundle()?;
    let epoch = bundle.epochs().iter().find(|epoch| epoch.name().to_string() == name);
    Ok(epoch.cloned().ok_or_else(|| EpochError::Unlisted(name.to_owned()))?)
}

/// The other epochs that packages were sealed to beside this one, and from when to when
/// (`docs/FORMAT.md`, 2.2 and 2.3).
fn overlaps(epoch: &Epoch, kept: &[KeptEpoch]) -> impl Iterator<Item = (EpochName, Timestamp, Timestamp)> {
    let (name, kind) = (epoch.name(), epoch.recipient().kind());
    let (begin, end) = (epoch.not_before(), epoch.not_after());
    let others = kept.iter().map(|kept| &kept.epoch);
    others.filter(move |other| other.name() != name && other.recipient().kind() == kind).filter_map(move |other| {
        let (from, until) = (begin.max(other.not_before()), end.min(other.not_after()));
        (from < until).then_some((other.name(), from, until))
    })
}

fn text(desk: &Desk, path: &Path) -> Result<String, Failure> {
    String::from_utf8(desk.input(path)?).map_err(|_| EpochError::Malformed("not UTF-8".to_owned()).into())
}
