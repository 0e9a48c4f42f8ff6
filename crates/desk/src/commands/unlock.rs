use std::io::Write;

use zeroize::Zeroizing;

use crate::{
    Desk, Exit, Failure,
    cli::{Lock, Unlock},
    epoch::Place,
};

/// Keeps the identity of an epoch in the service's memory.
pub fn unlock(desk: &Desk, arguments: &Unlock, out: &mut dyn Write) -> Result<Exit, Failure> {
    let unlocked = desk.unlocked()?;
    let epochs = desk.epochs()?;
    let passphrase = match epochs.place_of(&arguments.epoch) {
        Place::Passphrase => desk.passphrase(&arguments.epoch)?,
        Place::Plugin | Place::Nowhere => Zeroizing::default(),
    };
    unlocked.unlock(&epochs, &arguments.epoch, &passphrase, desk.time())?;
    writeln!(out, "{}", desk.speech.say("unlocked", &[("epoch", arguments.epoch.clone().into())]))?;
    Ok(Exit::Done)
}

/// Forgets them all, or that of one epoch.
pub fn lock(desk: &Desk, arguments: &Lock, out: &mut dyn Write) -> Result<Exit, Failure> {
    desk.unlocked()?.lock(arguments.epoch.as_deref());
    match &arguments.epoch {
        Some(epoch) => writeln!(out, "{}", desk.speech.say("locked", &[("epoch", epoch.clone().into())]))?,
        None => writeln!(out, "{}", desk.speech.word("all-locked"))?,
    }
    Ok(Exit::Done)
}
