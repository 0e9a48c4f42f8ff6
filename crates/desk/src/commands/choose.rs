use std::io::Write;

use pli_format::receipt::Reason;

use crate::{
    Desk, Exit, Failure,
    closing::{self, Deleted},
    drafts,
    reception::GIFT_MONTHS,
    registry::{Registry, Sending, State},
    reply::Reply,
    selector::Selector,
};

/// Says which sending of a request counts. The others are deleted, with a receipt that says they were
/// replaced; but for those with the same sealed file, of which only opening tells which is true.
pub async fn run(desk: &Desk, selector: &Selector, out: &mut dyn Write) -> Result<Exit, Failure> {
    let key = desk.receipt_key()?;
    let _only_one = desk.lock(drafts::LOCK)?;
    let mut registry = desk.registry().await?;
    let mut left = closing::finish(desk, &mut registry).await;
    let chosen = selector.find_only(&mut registry).await?;
    let others = rivals(&mut registry, &chosen).await?;
    desk.check_date(&mut registry, &others.iter().collect::<Vec<_>>()).await?;
    let acknowledged = choose(desk, &mut registry, &chosen).await?;
    left.extend(drafts::write(desk, &mut registry, &acknowledged).await.err());
    for other in others {
        if other.sealed == chosen.sealed {
            say(desk, out, "kept-apart", &other)?;
            continue;
        }
        match closing::close(desk, &mut registry, &other, Reason::Replaced, &key).await {
            Ok(Deleted { left: more, .. }) => {
                left.extend(more);
                say(desk, out, "replaced", &other)?;
            }
            Err(Failure::Closed(_)) => {}
            Err(failure) => left.push(failure),
        }
    }
    left.extend(closing::wipe(&mut registry).await.err());
    registry.close().await?;
    closing::ended(left)?;
    let chosen_now = name(&chosen);
    writeln!(out, "{}", desk.speech.say("chosen", &[("sending", chosen_now.into())]))?;
    Ok(Exit::Done)
}

/// The other open sendings of its request, or with its sealed file; at least one.
async fn rivals(registry: &mut Registry, chosen: &Sending) -> Result<Vec<Sending>, Failure> {
    if !chosen.is_open() {
        return Err(Failure::Closed(chosen.reference.clone()));
    }
    let mut others = registry.sendings(&chosen.reference).await?;
    others.retain(|other| other.is_open() && other.package != chosen.package);
    for sharing in registry.sharing(chosen.package).await? {
        if others.iter().all(|other| other.package != sharing.package) {
            others.push(sharing);
        }
    }
    let is_contested = others.iter().chain([chosen]).any(|sending| sending.state == State::Contested);
    if is_contested { Ok(others) } else { Err(Failure::NotContested(chosen.reference.clone())) }
}

/// The name of the draft that acknowledges it.
async fn choose(desk: &Desk, registry: &mut Registry, chosen: &Sending) -> Result<String, Failure> {
    let mut change = registry.change().await?;
    if chosen.state == State::Contested {
        change.choose(chosen, desk.now).await?;
    }
    change.owe_gift(chosen, GIFT_MONTHS, desk.now).await?;
    let reply = Reply::received(chosen, GIFT_MONTHS, None);
    drafts::note(desk, &mut change, &reply, Some(&chosen.reference)).await?;
    change.commit().await?;
    Ok(reply.name)
}

fn name(sending: &Sending) -> String {
    format!("{}/{}", sending.reference, sending.short())
}

fn say(desk: &Desk, out: &mut dyn Write, id: &str, sending: &Sending) -> Result<(), Failure> {
    Ok(writeln!(out, "{}", desk.speech.say(id, &[("sending", name(sending).into())]))?)
}
