use std::{io::Write, path::PathBuf};

use crate::{
    Desk, Exit, Failure,
    cli::Receive,
    examination::Rendering,
    intake::{Arrival, Deliveries, Input},
    reception::{self, Answer, Verdict},
    registry::Registry,
};

/// How many deliveries are examined, and kept in one change, at a time, unless they weigh more.
const BATCH: usize = 256;
/// What is said of an empty directory.
pub const NOTHING: &str = "there is no mail and no file of a package";
/// How much they may weigh, in bytes.
const BATCH_WEIGHT: usize = 16_000_000;

pub async fn run(desk: &Desk, arguments: Receive, out: &mut dyn Write) -> Result<Exit, Failure> {
    let bundle = desk.bundle()?;
    let mut registry = desk.registry().await?;
    let drafts = arguments.drafts.unwrap_or_else(|| desk.home.join("drafts"));
    let rendering = if arguments.no_render { Rendering::Skipped } else { Rendering::Compared };
    let mut deliveries = Deliveries::from(&inputs(&arguments.paths));
    let mut exit = Exit::Done;
    let mut found = false;
    loop {
        let batch = batch(&mut deliveries);
        if batch.is_empty() {
            break;
        }
        found = true;
        let mut answers = reception::examine(batch, desk.terms, &bundle, desk.now, rendering);
        keep(&mut registry, &mut answers, desk).await?;
        desk.log(&answers.iter().map(|answer| answer.to_act(&desk.operator)).collect::<Vec<_>>())?;
        for answer in &answers {
            let drafted = draft(answer, &drafts)?;
            answer.print(arguments.json, drafted.as_deref(), out)?;
            exit = exit.max(answer.verdict.exit());
        }
    }
    registry.close().await?;
    if !(found || arguments.json) {
        writeln!(out, "{NOTHING}")?;
    }
    Ok(exit)
}

pub fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    paths.iter().map(|path| if path.as_os_str() == "-" { Input::Stdin } else { Input::Path(path.clone()) }).collect()
}

fn batch(deliveries: &mut Deliveries) -> Vec<Arrival> {
    let mut weight = 0;
    let mut batch = Vec::with_capacity(BATCH);
    while batch.len() < BATCH && weight < BATCH_WEIGHT {
        let Some(arrival) = deliveries.next() else { break };
        weight += arrival.weight();
        batch.push(arrival);
    }
    batch
}

/// Keeps what passed, all or nothing, and turns away what is known already.
async fn keep(registry: &mut Registry, answers: &mut [Answer], desk: &Desk) -> Result<(), Failure> {
    let mut change = registry.change().await?;
    for answer in answers {
        if let Some(reference) = answer.asks_for() {
            let found = change.case(reference).await?;
            answer.tell(found);
        }
        let Verdict::Sound(case) = &answer.verdict else { continue };
        let kept = change.receive(case, desk.now).await?;
        if kept == crate::registry::Kept::New {
            change.owe_gift(&case.reference, reception::GIFT_MONTHS, desk.now).await?;
        }
        answer.settle(kept);
    }
    change.commit().await?;
    Ok(())
}

/// Writes the draft that answers a delivery, unless it is there.
fn draft(answer: &Answer, drafts: &std::path::Path) -> Result<Option<PathBuf>, Failure> {
    let Some(reply) = answer.reply() else { return Ok(None) };
    let path = drafts.join(format!("{}.eml", reply.name));
    if !path.exists() {
        Desk::write(&path, &reply.to_eml())?;
    }
    Ok(Some(path))
}
