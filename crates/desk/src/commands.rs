//! The commands: each one file, arguments in, exit code out.

use std::io::Write;

use pli_format::CaseReference;

use crate::{
    Desk, Exit, Failure,
    audit::{Act, BEGUN, DOUBTED},
    cli::{AuditCommand, Command, ConnectorCommand, EpochCommand, GiftsCommand},
    closing::Deleted,
    desk::Jump,
    escape::Escaped,
    registry::unless_silent,
    selector::Selector,
};

mod approve;
mod assign;
mod audit;
mod cases;
mod choose;
mod close;
mod connector;
mod done;
mod epoch;
mod erase;
mod expire;
mod gifts;
mod init;
mod inspect;
mod invite;
pub mod manual;
mod proofs;
mod receive;
mod release;
mod reveal;
mod show;
mod todo;
mod unlock;
mod use_blind;
mod withdraw;

/// In the log: the command was only asked what it would do.
const DRY_RUN: &str = "dry run";

/// Runs a command and logs how it ended. What it has to say goes to `out`.
///
/// Nothing is done that the log could not tell. A command that changes something, or tells of a person, is logged
/// before it begins, too: killed in between, or where the log takes nothing any more, it has left a trace.
pub async fn run(desk: &Desk, command: Command, out: &mut dyn Write) -> Result<Exit, Failure> {
    let Some(entry) = Entry::of(desk, &command) else {
        return unless_silent(&desk.location, dispatch(desk, command, out)).await;
    };
    if matches!(&command, Command::Expire(arguments) if !arguments.dry_run) {
        match unless_silent(&desk.location, doubted(desk)).await {
            Ok(None) => {}
            Ok(Some(jump)) => return doubt(desk, &entry, jump, out),
            Err(failure) => {
                desk.log(&[entry.act(desk, failure.code())])?;
                return Err(failure);
            }
        }
    }
    if entry.is_begun {
        desk.log(&[entry.act(desk, BEGUN)])?;
    } else if !matches!(command, Command::Audit(_) | Command::Lock(_)) {
        desk.check_log()?;
    }
    let ended = unless_silent(&desk.location, dispatch(desk, command, out)).await;
    let result = match &ended {
        Ok(Exit::Done) => "done",
        Ok(exit) => exit.name(),
        Err(failure) => failure.code(),
    };
    let logged = desk.log(&[entry.act(desk, result)]);
    let exit = ended?;
    logged.map(|()| exit)
}

/// By how much the clock jumped forward, unless somebody vouches for it: the system, or a person who was asked.
async fn doubted(desk: &Desk) -> Result<Option<Jump>, Failure> {
    let mut registry = desk.registry().await?;
    let jump = desk.jump(&mut registry).await?;
    registry.close().await?;
    Ok(jump)
}

/// Nothing is deleted, and a person is asked.
fn doubt(desk: &Desk, entry: &Entry, jump: Jump, out: &mut dyn Write) -> Result<Exit, Failure> {
    desk.log(&[entry.act(desk, DOUBTED)])?;
    let values = [("details", jump.details.into()), ("number", jump.number.to_string().into())];
    writeln!(out, "{}", desk.speech.say("todo-clock", &values))?;
    Ok(Exit::NotAllowed)
}

async fn dispatch(desk: &Desk, command: Command, out: &mut dyn Write) -> Result<Exit, Failure> {
    match command {
        Command::Receive(arguments) => receive::run(desk, arguments, out).await,
        Command::Inspect(arguments) => inspect::run(desk, arguments, out).await,
        Command::Assign(arguments) => assign::run(desk, arguments, out).await,
        Command::Use(arguments) => use_blind::run(desk, arguments, out).await,
        Command::Approve(arguments) => approve::run(desk, arguments, out).await,
        Command::Reveal(arguments) => reveal::run(desk, arguments, out).await,
        Command::Withdraw(arguments) => withdraw::run(desk, arguments, out).await,
        Command::Close(arguments) => close::run(desk, arguments, out).await,
        Command::Expire(arguments) => expire::run(desk, arguments, out).await,
        Command::Epoch(arguments) => epoch::run(desk, arguments, out).await,
        Command::Audit(arguments) => audit::run(desk, &arguments, out),
        Command::Gifts(arguments) => gifts::run(desk, arguments, out).await,
        Command::Cases(arguments) => cases::run(desk, arguments, out).await,
        Command::Todo(arguments) => todo::run(desk, arguments.json, out).await,
        Command::Done(arguments) => done::run(desk, arguments.number, out).await,
        Command::Choose(arguments) => choose::run(desk, &arguments.case, out).await,
        Command::Release(arguments) => release::run(desk, &arguments.case, out).await,
        Command::Show(arguments) => show::run(desk, &arguments.case, arguments.json, out).await,
        Command::Receipt(arguments) => proofs::receipt(desk, &arguments.case, out).await,
        Command::Consent(arguments) => proofs::consent(desk, &arguments.case, out).await,
        Command::Erase(arguments) => erase::run(desk, &arguments.address, out).await,
        Command::Connector(arguments) => connector::run(desk, &arguments, out),
        Command::Unlock(arguments) => unlock::unlock(desk, &arguments, out),
        Command::Lock(arguments) => unlock::lock(desk, &arguments, out),
        Command::Init => init::run(desk, out).await,
        Command::Invite(arguments) => invite::run(desk, arguments, out).await,
        Command::Manual(arguments) => manual::run(&arguments),
    }
}

/// What a command that closes says.
fn print_deleted(
    desk: &Desk,
    id: &str,
    case: &Selector,
    deleted: &Deleted,
    out: &mut dyn Write,
) -> Result<(), Failure> {
    writeln!(out, "{}", desk.speech.say(id, &[("case", case.to_string().into())]))?;
    for draft in &deleted.drafts {
        let path = draft.to_string_lossy().into_owned();
        writeln!(out, "  {}", Escaped(&desk.speech.say("drafted", &[("path", path.into())])))?;
    }
    if !deleted.has_receipt {
        writeln!(out, "  {}", Escaped(&desk.speech.word("deleted-shared")))?;
    }
    Ok(())
}

/// What the log says of a command.
struct Entry {
    command: &'static str,
    case: Option<CaseReference>,
    details: Option<String>,
    /// Whether it is logged before it begins, too.
    is_begun: bool,
}

impl Entry {
    /// None for a command that tells nothing of any case, or only reads the log.
    fn of(desk: &Desk, command: &Command) -> Option<Self> {
        let ended = |command, case: Option<&CaseReference>| Self {
            command,
            case: case.cloned(),
            details: None,
            is_begun: false,
        };
        let begun = |command, case: Option<&CaseReference>| Self { is_begun: true, ..ended(command, case) };
        Some(match command {
            Command::Receive(_) => begun("receive", None),
            Command::Inspect(arguments) => {
                begun("inspect", inspect::only_case(desk, &arguments.what).map(|case| case.reference).as_ref())
            }
            Command::Cases(_) => begun("cases", None),
            Command::Todo(_) => begun("todo", None),
            Command::Done(arguments) => Self { details: Some(arguments.number.to_string()), ..begun("done", None) },
            Command::Choose(arguments) => begun("choose", Some(&arguments.case.reference)),
            Command::Release(arguments) => begun("release", Some(&arguments.case.reference)),
            Command::Show(arguments) => begun("show", Some(&arguments.case.reference)),
            Command::Receipt(arguments) => begun("receipt", Some(&arguments.case.reference)),
            Command::Consent(arguments) => begun("consent", Some(&arguments.case.reference)),
            // Whom it was about is what is erased.
            Command::Erase(_) => begun("erase", None),
            Command::Connector(arguments) => match &arguments.command {
                ConnectorCommand::Add { name, .. } => {
                    Self { details: Some(name.clone()), ..begun("connector add", None) }
                }
                ConnectorCommand::Approve { hash } => {
                    Self { details: Some(hash.clone()), ..begun("connector approve", None) }
                }
                ConnectorCommand::List { .. } => ended("connector list", None),
            },
            Command::Unlock(arguments) => Self { details: Some(arguments.epoch.clone()), ..begun("unlock", None) },
            // On a full disk, too.
            Command::Lock(arguments) => Self { details: arguments.epoch.clone(), ..ended("lock", None) },
            Command::Init => ended("init", None),
            // The log names no person.
            Command::Invite(_) => begun("invite", None),
            Command::Assign(arguments) => Self {
                details: Some(format!("to {}", arguments.to)),
                ..begun("assign", Some(&arguments.case.reference))
            },
            Command::Use(arguments) => {
                let connector = use_blind::description(desk, &arguments.connector);
                Self { details: Some(connector), ..begun("use", Some(&arguments.case.reference)) }
            }
            Command::Approve(arguments) if desk.visit().is_some() && approve::sent(desk).is_none() => {
                Self { details: Some("to be signed".to_owned()), ..ended("approve", Some(&arguments.case.reference)) }
            }
            Command::Approve(arguments) => {
                Self { details: Some(arguments.reason.clone()), ..begun("approve", Some(&arguments.case.reference)) }
            }
            Command::Reveal(arguments) => begun("reveal", Some(&arguments.case.reference)),
            Command::Withdraw(arguments) => begun("withdraw", withdraw::reference(desk, &arguments.file).as_ref()),
            Command::Close(arguments) => begun("close", Some(&arguments.case.reference)),
            Command::Expire(arguments) if arguments.dry_run => {
                Self { details: Some(DRY_RUN.to_owned()), ..ended("expire", None) }
            }
            Command::Expire(_) => begun("expire", None),
            Command::Gifts(arguments) => match &arguments.command {
                GiftsCommand::List { .. } => begun("gifts list", None),
                GiftsCommand::Export { .. } => begun("gifts export", None),
                GiftsCommand::Give { case } => begun("gifts give", Some(case)),
            },
            Command::Epoch(arguments) => match &arguments.command {
                EpochCommand::New { name, .. } => Self { details: Some(name.clone()), ..begun("epoch new", None) },
                EpochCommand::List { .. } => ended("epoch list", None),
                EpochCommand::Draft { .. } => ended("epoch draft", None),
                EpochCommand::Sign { .. } => begun("epoch sign", None),
                EpochCommand::Destroy { name, yes: false } => {
                    Self { details: Some(format!("{name}, {DRY_RUN}")), ..ended("epoch destroy", None) }
                }
                EpochCommand::Destroy { name, yes: true } => {
                    Self { details: Some(name.clone()), ..begun("epoch destroy", None) }
                }
            },
            Command::Audit(arguments) if matches!(arguments.command, AuditCommand::Export { .. }) => {
                ended("audit export", None)
            }
            Command::Audit(_) | Command::Manual(_) => return None,
        })
    }

    fn act(&self, desk: &Desk, result: &str) -> Act {
        let act = Act::new(self.command, &desk.operator, self.case.as_ref(), result);
        self.details.iter().fold(act, Act::with)
    }
}
