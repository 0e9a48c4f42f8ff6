use std::io::Write;

use crate::{
    Desk, Exit, Failure,
    cli::Receive,
    closing, drafts,
    examination::Rendering,
    intake::Arrival,
    person,
    progress::Progress,
    reception::{self, Answer, Verdict},
    settlement,
    submission::{self, Judging},
};

/// How many deliveries are examined, and kept in one change, at a time, unless they weigh more.
const BATCH: usize = 256;
/// How much they may weigh, in bytes.
const BATCH_WEIGHT: usize = 16_000_000;

pub async fn run(desk: &Desk, arguments: Receive, out: &mut dyn Write) -> Result<Exit, Failure> {
    let bundle = desk.bundle()?;
    let mut registry = desk.registry().await?;
    let rendering = if arguments.no_render { Rendering::Skipped } else { Rendering::Compared };
    let judging = Judging { terms: desk.terms, bundle: &bundle, now: desk.now, rendering };
    let mut deliveries = desk.arrivals(&arguments.paths, submission::hashes);
    let mut exit = Exit::Done;
    let mut found = false;
    let mut read = 0;
    let progress = Progress::of(desk, "receiving");
    let mut left = {
        let _only_one = desk.lock(drafts::LOCK)?;
        closing::finish(desk, &mut registry).await
    };
    loop {
        let batch = batch(&mut deliveries);
        if batch.is_empty() {
            break;
        }
        found = true;
        read += batch.len();
        let reads = reception::read(batch);
        let known = registry.known(&reads.iter().flat_map(reception::Read::packages).collect::<Vec<_>>()).await?;
        let mut answers = reception::judge(reads, &known, &judging);
        // Of what is none of ours nothing is kept, not even that it came.
        let is_ours = |answer: &Answer| !matches!(answer.verdict, Verdict::Unrelated);
        let unrelated = answers.iter().filter(|answer| !is_ours(answer) && answer.is_of_a_person());
        let addresses: Vec<_> = unrelated.filter_map(|answer| answer.envelope.address()).map(person::address).collect();
        let concerns_us = answers.iter().any(is_ours) || !registry.open_of(&addresses).await?.is_empty();
        let only_one = concerns_us.then(|| desk.lock(drafts::LOCK)).transpose()?;
        if only_one.is_some() {
            left.extend(settlement::settle(desk, &mut registry, &mut answers, &judging).await?);
            let acts = answers
                .iter()
                .filter(|answer| is_ours(answer) && !answer.is_silent())
                .map(|answer| answer.to_act(&desk.operator));
            desk.log(&acts.collect::<Vec<_>>())?;
        }
        // Said once nobody waits for it any more: whoever reads may be slow.
        let mut said = Vec::new();
        let drafted = async {
            for answer in answers.iter().filter(|answer| !answer.is_silent()) {
                let drafted = settlement::drafts(desk, &mut registry, answer).await?;
                answer.print(&desk.speech, arguments.json, &drafted, &mut said)?;
                exit = exit.max(answer.verdict.exit());
            }
            Ok::<_, Failure>(())
        }
        .await;
        drop(only_one);
        out.write_all(&said)?;
        drafted?;
        progress.reach(read as u64);
    }
    left.extend(closing::wipe(&mut registry).await.err());
    registry.close().await?;
    if !(found || arguments.json) {
        writeln!(out, "{}", desk.speech.word("receive-nothing"))?;
    }
    closing::ended(left).map(|_| exit)
}

fn batch(deliveries: &mut dyn Iterator<Item = Arrival>) -> Vec<Arrival> {
    let mut weight = 0;
    let mut batch = Vec::with_capacity(BATCH);
    while batch.len() < BATCH && weight < BATCH_WEIGHT {
        let Some(arrival) = deliveries.next() else { break };
        weight += arrival.weight();
        batch.push(arrival);
    }
    batch
}
