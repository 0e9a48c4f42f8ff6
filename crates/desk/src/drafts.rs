//! The drafts in their folder, where support finds the mails to send.
//!
//! The registry says which drafts there are; here they become files, each once. One that is not there
//! any more was sent, or thrown away by a person: it does not come back.

use std::{
    fs,
    path::{Path, PathBuf},
};

use jiff::SignedDuration;
use pli_format::CaseReference;

use crate::{
    Desk, Failure,
    draft_folder::{is_there, remove_untouched},
    registry::{Change, Draft, Pending, Registry},
    reply::Reply,
};

/// Held while drafts are noted and written, in the desk's directory: those that are not written once it is
/// free were left behind.
pub const LOCK: &str = "drafts.lock";

/// How long another desk has to write what it noted.
const LEFT_BEHIND: SignedDuration = SignedDuration::from_mins(10);

/// Notes a draft that is to be written, about this request.
///
/// # Errors
/// [`Failure::Registry`], [`Failure::Key`], [`Failure::Unreadable`]
pub async fn note(
    desk: &Desk,
    change: &mut Change<'_>,
    reply: &Reply,
    reference: Option<&CaseReference>,
) -> Result<(), Failure> {
    let (id, mail, key) = (reply.message_id(), reply.to_eml(), desk.public_key()?.to_string());
    if change.draft(&reply.name, reference, Some(&id), &mail, &key, desk.now).await?
        && let Some(address) = reply.address()
    {
        change.draft_is_to(&reply.name, address).await?;
    }
    Ok(())
}

/// Writes a draft that a change noted; where it is, unless somebody else has written it.
///
/// # Errors
/// [`Failure::Unwritable`], [`Failure::Registry`]; it is written by a later command.
pub async fn write(desk: &Desk, registry: &mut Registry, name: &str) -> Result<Option<PathBuf>, Failure> {
    match registry.pending_draft(name).await? {
        Some(pending) => Ok(Some(put(desk, registry, &pending).await?)),
        None => Ok(None),
    }
}

async fn put(desk: &Desk, registry: &mut Registry, pending: &Pending) -> Result<PathBuf, Failure> {
    let folder = desk.drafts.path();
    let unwritable = |error| Failure::Unwritable { path: folder.to_owned(), error };
    let path = desk.drafts.write(pending).map_err(unwritable)?;
    let absolute = fs::canonicalize(folder).map_err(unwritable)?;
    registry.draft_written(&pending.name, &absolute.to_string_lossy()).await?;
    Ok(path)
}

/// Writes the drafts that a process which was killed left to write. The [`LOCK`] is held.
pub async fn write_left_behind(desk: &Desk, registry: &mut Registry) -> Result<(), Failure> {
    let before = desk.now.checked_sub(LEFT_BEHIND).unwrap_or(desk.now);
    for pending in registry.pending_drafts(&desk.public_key()?.to_string(), before).await? {
        put(desk, registry, &pending).await?;
    }
    Ok(())
}

/// Removes the drafts that say what is over, as one that is thrown away. One that somebody wrote into, or that cannot
/// be removed, is theirs to throw away.
pub async fn discard(registry: &mut Registry) -> Result<(), Failure> {
    for draft in registry.drafts().await?.iter().filter(|draft| draft.is_void) {
        if remove_untouched(draft).unwrap_or(false) {
            registry.draft_gone(&draft.name).await?;
        }
    }
    Ok(())
}

/// The drafts that nobody has sent or thrown away.
pub async fn waiting(registry: &mut Registry) -> Result<Vec<Draft>, Failure> {
    let mut waiting = Vec::new();
    for draft in registry.drafts().await? {
        let there = is_there(&draft).map_err(|error| Failure::Unreadable {
            path: draft.folder.as_deref().unwrap_or(Path::new("")).to_owned(),
            error,
        })?;
        if there {
            waiting.push(draft);
        } else {
            registry.draft_gone(&draft.name).await?;
        }
    }
    Ok(waiting)
}
