//! `pli-desk`: the command line of the receiving side.

use std::{
    alloc::System,
    env,
    io::{self, IsTerminal},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use jiff::{Timestamp, tz::TimeZone};
use pli_desk::{
    Desk, Exit, Failure,
    audit::Sink,
    cli::{self, Cli, Command, Common, Serve, Work},
    commands, connector,
    escape::Escaped,
    passphrase::Ask,
    prompt::{Descriptor, Terminal},
    sentence::Worded,
    service::{self, ServiceError, client, client::ClientError, socket},
    speech::Speech,
};
use zeroizing_alloc::ZeroAlloc;

/// Whatever is freed is wiped: passphrases, identities and fields pass through libraries that do not.
#[global_allocator]
static WIPED: ZeroAlloc<System> = ZeroAlloc(System);

/// What went wrong, by its code; whoever noticed has the words.
struct Trouble {
    code: String,
    said: Box<dyn Worded>,
    exit: Exit,
}

fn main() -> ExitCode {
    if connector::keep_watch(env::args_os()) {
        return ExitCode::SUCCESS;
    }
    let cli = match cli::parse(env::args_os()) {
        Ok(cli) => cli,
        Err(refused) => return refused.say(),
    };
    let speech = Speech::chosen(cli.common.language);
    match run(cli, &speech) {
        Ok(exit) => exit.into(),
        Err(trouble) => {
            report(&trouble, &speech);
            trouble.exit.into()
        }
    }
}

fn run(cli: Cli, speech: &Speech) -> Result<Exit, Trouble> {
    let socket = match &cli.work {
        Work::Command(command) => client::socket_for(&cli, command),
        Work::Serve(_) | Work::Doctor(_) => None,
    };
    match (cli.work, socket) {
        (Work::Serve(arguments), _) => {
            service::serve(settings(cli.common, arguments))?;
            Ok(Exit::Done)
        }
        (Work::Doctor(arguments), _) => {
            let settings = settings(cli.common, arguments);
            Ok(service::doctor::examine(&settings, speech, &mut io::stdout()).map_err(Failure::from)?)
        }
        (Work::Command(Command::Consent(_)), _) if io::stdout().is_terminal() => Err(Failure::ToTerminal.into()),
        (Work::Command(command), Some(socket)) => Ok(at_service(socket, &cli.common, &command, speech)?),
        (Work::Command(command), None) => Ok(here(cli.common, command, speech)?),
    }
}

/// A command at a desk that whoever runs it has to themselves.
fn here(common: Common, command: Command, speech: &Speech) -> Result<Exit, Failure> {
    if let Command::Manual(arguments) = &command {
        // It is made where the program is packaged, and there is no desk.
        return commands::manual::run(arguments);
    }
    let ask = asked(common.passphrase_fd, speech)?;
    let home = common.home.unwrap_or_else(default_home);
    let operator = common.operator.or_else(|| env::var("USER").ok()).unwrap_or_else(|| "unknown".to_owned());
    if matches!(command, Command::Init) {
        Desk::make(&home)?;
    }
    let desk =
        Desk::open(home, common.registry, operator, common.bundle, common.drafts, ask, Arc::new(Timestamp::now))?
            .speaking(speech.clone());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(commands::run(&desk, command, &mut io::stdout()))
}

/// A command at the service, for who the kernel says that this is.
fn at_service(socket: PathBuf, common: &Common, command: &Command, speech: &Speech) -> Result<Exit, ClientError> {
    let mut ask = asked(common.passphrase_fd, speech)?;
    let mut request = client::request()?;
    request.language = Some(speech.language());
    request.zone = TimeZone::system().iana_name().map(str::to_owned);
    client::run(socket, request, command, speech, ask.as_mut())
}

/// What the service is started with.
fn settings(common: Common, arguments: Serve) -> service::Settings {
    let home = common.home.unwrap_or_else(default_home);
    service::Settings {
        roster: arguments.roster.unwrap_or_else(|| home.join("roster.toml")),
        home,
        registry: common.registry,
        bundle: common.bundle,
        drafts: common.drafts,
        socket: common.socket.unwrap_or_else(|| Path::new(socket::PLACE).to_owned()),
        log_copy: arguments.log_copy.as_deref().map(Sink::named),
        admission: arguments.connectors,
        network: arguments.network,
        clock: Arc::new(Timestamp::now),
    }
}

fn asked(descriptor: Option<u32>, speech: &Speech) -> Result<Box<dyn Ask>, Failure> {
    Ok(match descriptor {
        Some(number) => {
            Box::new(Descriptor::open(number).map_err(|error| Failure::PassphraseDescriptor { number, error })?)
        }
        None => Box::new(Terminal(speech.clone())),
    })
}

/// `pli-desk` in the user's data directory (XDG base directories).
fn default_home() -> PathBuf {
    dirs::data_dir().unwrap_or_else(|| PathBuf::from(".")).join("pli-desk")
}

macro_rules! troubles {
    ($($error:ty),*) => {
        $(impl From<$error> for Trouble {
            fn from(error: $error) -> Self {
                Self { code: error.code().to_owned(), exit: error.exit(), said: Box::new(error) }
            }
        })*
    };
}

troubles!(Failure, ClientError, ServiceError);

#[allow(clippy::print_stderr, reason = "the only place that speaks of failures")]
fn report(trouble: &Trouble, speech: &Speech) {
    eprintln!("pli-desk: {}: {}", Escaped(&trouble.code), Escaped(&speech.tell(trouble.said.as_ref())));
}
