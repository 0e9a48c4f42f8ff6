//! One command, on a thread of its own.

use std::{
    cell::RefCell,
    io::{self, LineWriter},
    os::unix::net::UnixStream,
    sync::Arc,
    thread,
};

use jiff::tz::TimeZone;

use super::{
    Service,
    answer::{self, End, Line, Output, Pieces},
    request::Opened,
    share::Permit,
};
use crate::{
    Exit, Failure,
    audit::Peer,
    cli::Command,
    commands,
    inputs::{Inputs, Typed},
    roster::{Role, Roster},
    speech::Speech,
    visit::{StillDeveloper, Visit},
};

/// A command that somebody may run.
pub struct Turn {
    pub name: String,
    /// Who they are to the system.
    pub peer: Peer,
    /// The roster that says so.
    pub roster: Arc<Roster>,
    pub command: Command,
    pub opened: Opened,
    /// One of those that may run.
    pub permit: Permit,
}

impl Turn {
    /// Begins; what it says comes out of the stream.
    pub fn begin(self, service: Arc<Service>) -> io::Result<UnixStream> {
        let (theirs, ours) = answer::channel()?;
        thread::Builder::new().name(format!("a command of {}", self.name)).spawn(move || {
            let speech = self.speech();
            let end = End::of(&self.run(&service, &ours, speech.clone()), &speech);
            // Whoever is gone needs no end.
            let _ = io::Write::write_all(&mut &ours, Line::End(end).to_json().as_bytes());
        })?;
        Ok(theirs)
    }

    /// As they asked to be spoken to.
    fn speech(&self) -> Speech {
        let request = &self.opened.request;
        let zone = request.zone.as_deref().and_then(|zone| TimeZone::get(zone).ok()).unwrap_or(TimeZone::UTC);
        Speech::new(request.language.unwrap_or_default(), zone)
    }

    fn run(self, service: &Arc<Service>, to: &UnixStream, speech: Speech) -> Result<Exit, Failure> {
        let Self { name, peer, roster, command, opened, permit } = self;
        let pieces = |output| Ok::<_, io::Error>(LineWriter::new(Pieces { to: to.try_clone()?, output }));
        let visit = Visit {
            is_developer: still_developer(service, name.clone(), peer.uid),
            peer,
            roster,
            unlocked: Arc::clone(&service.unlocked),
            errors: RefCell::new(Box::new(pieces(Output::Errors)?)),
            admission: service.settings.admission,
            network: service.settings.network,
            gone: to.try_clone()?.into(),
        };
        let ask = Box::new(Typed::of(&opened.passphrases));
        let desk = service.desk(name, ask)?.speaking(speech).visited(visit, Inputs::Sent(opened.sent));
        let mut out = pieces(Output::Out)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let ended = runtime.block_on(commands::run(&desk, command, &mut out));
        let flushed = io::Write::flush(&mut out);
        drop(permit);
        let exit = ended?;
        flushed?;
        Ok(exit)
    }
}

/// A roster that cannot be read just now, or is being signed, takes nobody off.
fn still_developer(service: &Arc<Service>, name: String, uid: u32) -> StillDeveloper {
    let service = Arc::clone(service);
    Arc::new(move || {
        let is_there = |roster: Arc<Roster>| {
            roster.of_uid(uid).is_ok_and(|member| member.name == name && member.roles.contains(&Role::Developer))
        };
        service.roster.in_force().map_or(true, is_there)
    })
}
