//! The program as a client of the service: it reads what its user may read, sends it, and shows what
//! comes back. Nothing it says of its user counts.

use std::{
    collections::BTreeMap,
    env,
    io::{self, IsTerminal, Write},
    os::unix::fs::FileTypeExt,
    path::{Path, PathBuf},
};

use http_body_util::{BodyExt, Full};
use hyper::{
    Request as Post,
    body::{Bytes, Incoming},
    client::conn::http1,
    header,
};
use hyper_util::rt::TokioIo;
use pli_format::{CaseReference, reference::ReferenceError};
use serde_json::Value;
use tokio::net::UnixStream;
use zeroize::Zeroizing;

use super::{
    answer::{End, Line, Output},
    request::{NewRequest, Request},
    rights::Deed,
    socket::{self, SocketError},
};
use crate::{
    Desk, Exit, Failure,
    cli::{AuditCommand, Cli, Command, ConnectorCommand, Connectors, EpochCommand},
    desk,
    harmless::Harmless,
    inputs::{APPROVAL, places},
    intake::Deliveries,
    operator::Approval,
    passphrase::{self, ATTEMPTS, Ask},
    programs,
    progress::Progress,
    reveal::{self, Agreed, SHOWN_FOR},
    signed_line,
    signing_key::KeyError,
    speech::Speech,
    submission,
};

/// How much is sent at once, in bytes, unless one mail weighs more.
const BATCH: usize = 16_000_000;
/// Room for the fields of a case, in bytes.
const FIELDS: usize = 1 << 16;
/// How many mails are.
const MAILS: usize = 256;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// A file of the user's, or their terminal.
    #[error(transparent)]
    Here(#[from] Failure),
    #[error(transparent)]
    Socket(#[from] SocketError),
    #[error("no service answers at {0:?}: {1}")]
    Unreachable(PathBuf, io::Error),
    /// It ended, or says what this version does not understand.
    #[error("the service ended before it answered, or says something else than an answer: run `pli-desk todo`")]
    Broken,
    #[error("an argument is not UTF-8")]
    Argument,
    /// What the service says went wrong.
    #[error("{text}")]
    Told { exit: Exit, code: String, text: String },
}

impl ClientError {
    pub fn code(&self) -> &str {
        match self {
            Self::Told { code, .. } => code,
            Self::Here(failure) => failure.code(),
            Self::Socket(error) => error.code(),
            Self::Unreachable(..) => "service-unreachable",
            Self::Broken => "service-broken",
            Self::Argument => "argument-not-text",
        }
    }

    pub fn exit(&self) -> Exit {
        match self {
            Self::Here(failure) => failure.exit(),
            Self::Told { exit, .. } => *exit,
            Self::Argument => Exit::Usage,
            Self::Socket(_) | Self::Unreachable(..) | Self::Broken => Exit::Failed,
        }
    }
}

/// The socket that a command goes to: the one that is named, or the usual one where it is there and no
/// desk of one's own is named.
pub fn socket_for(cli: &Cli, command: &Command) -> Option<PathBuf> {
    if Deed::of(command).is_at_home() {
        return None;
    }
    let usual = || {
        let place = PathBuf::from(socket::PLACE);
        let is_there = place.metadata().is_ok_and(|file| file.file_type().is_socket());
        (cli.common.home.is_none() && is_there).then_some(place)
    };
    cli.common.socket.clone().or_else(usual)
}

/// Runs a command at the service.
pub fn run(
    socket: PathBuf,
    request: Request,
    command: &Command,
    speech: &Speech,
    ask: &mut dyn Ask,
) -> Result<Exit, ClientError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::from)?;
    let is_terminal = io::stdout().is_terminal() || io::stderr().is_terminal();
    let client = Client { socket, request, speech, is_terminal };
    runtime.block_on(client.run(command, ask))
}

/// The request of this program's own command line.
///
/// # Errors
/// [`ClientError::Argument`]
pub fn request() -> Result<Request, ClientError> {
    let arguments = env::args_os().skip(1).map(|argument| argument.into_string().map_err(|_| ClientError::Argument));
    Ok(Request { arguments: arguments.collect::<Result<_, _>>()?, ..Request::default() })
}

struct Client<'a> {
    socket: PathBuf,
    request: Request,
    speech: &'a Speech,
    is_terminal: bool,
}

impl Client<'_> {
    async fn run(&self, command: &Command, ask: &mut dyn Ask) -> Result<Exit, ClientError> {
        match command {
            Command::Receive(arguments) => self.deliver(&arguments.paths).await,
            Command::Inspect(arguments) => match arguments.what.as_slice() {
                [only] if is_case(only) => self.ask(self.draft()).await,
                paths => self.deliver(paths).await,
            },
            Command::Withdraw(arguments) => self.ask(self.with_file(&arguments.file)?).await,
            Command::Connector(Connectors { command: ConnectorCommand::Add { path, .. } }) => {
                let mut draft = self.draft();
                draft.program(programs::read(path).map_err(|error| Failure::Unreadable { path: path.clone(), error })?);
                self.ask(draft).await
            }
            Command::Approve(arguments) => self.approve(&arguments.key, ask).await,
            Command::Reveal(arguments) => self.reveal(&arguments.approvals).await,
            Command::Unlock(arguments) => self.unlock(&arguments.epoch, ask).await,
            Command::Epoch(arguments) => self.epoch(&arguments.command, ask).await,
            Command::Audit(arguments) => match &arguments.command {
                AuditCommand::Verify { head: Some(head), .. } => self.ask(self.with_file(head)?).await,
                AuditCommand::Verify { head: None, .. } | AuditCommand::Export { .. } => self.ask(self.draft()).await,
            },
            _ => self.ask(self.draft()).await,
        }
    }

    fn draft(&self) -> NewRequest {
        NewRequest::new(self.request.clone())
    }

    fn with_file(&self, path: &Path) -> Result<NewRequest, ClientError> {
        let mut draft = self.draft();
        draft.file(path.to_str().ok_or(ClientError::Argument)?.to_owned(), &desk::read(path)?);
        Ok(draft)
    }

    /// Sends what arrived, so much at a time that nobody keeps it all in memory.
    async fn deliver(&self, paths: &[PathBuf]) -> Result<Exit, ClientError> {
        let mut deliveries = Deliveries::from(&places(paths), submission::hashes).peekable();
        let (mut exit, mut read) = (Exit::Done, 0);
        let progress = Progress::new(self.speech, "receiving");
        loop {
            let mut draft = self.draft();
            while draft.weight() < BATCH && draft.request.inputs.len() < MAILS {
                let Some(arrival) = deliveries.next() else { break };
                draft.arrival(arrival);
            }
            read += draft.request.inputs.len();
            exit = exit.max(self.ask(draft).await?);
            progress.reach(read as u64);
            if deliveries.peek().is_none() {
                return Ok(exit);
            }
        }
    }

    /// Three tries, as with any passphrase; the service counts them, too.
    async fn unlock(&self, epoch: &str, ask: &mut dyn Ask) -> Result<Exit, ClientError> {
        if self.is_in_hardware(epoch).await {
            return self.ask(self.draft()).await;
        }
        let what = self.speech.say("key-epoch", &[("epoch", epoch.to_owned().into())]);
        let mut attempt = 1;
        loop {
            let mut draft = self.draft();
            draft.passphrases(&typed(ask, &what, attempt)?);
            match self.ask(draft).await {
                Err(ClientError::Told { code, .. }) if code == "unlock-wrong" && attempt < ATTEMPTS => {
                    attempt += 1;
                }
                ended => return ended,
            }
        }
    }

    /// Whether there is no passphrase to type for an epoch.
    async fn is_in_hardware(&self, epoch: &str) -> bool {
        let mut draft = self.draft();
        draft.request.arguments = ["epoch", "list", "--json"].map(str::to_owned).to_vec();
        let mut listed = Vec::new();
        let is_told = self.ask_into(draft, &mut listed).await.is_ok();
        let is_in_hardware = |line: Value| line["epoch"] == epoch && line["identity"] == "hardware";
        is_told && serde_json::Deserializer::from_slice(&listed).into_iter().map_while(Result::ok).any(is_in_hardware)
    }

    /// Signs here what the service says is to be signed.
    async fn approve(&self, key: &Path, ask: &mut dyn Ask) -> Result<Exit, ClientError> {
        let mut asked = Vec::new();
        self.ask_into(self.draft(), &mut asked).await?;
        let approval: Approval = signed_line::read(&asked).ok_or(ClientError::Broken)?;
        let signed =
            approval.sign(&desk::signing_key(key, &self.speech.word("key-yours"), ask)?).map_err(Failure::from)?;
        let mut draft = self.draft();
        draft.file(APPROVAL.to_owned(), signed.as_bytes());
        self.ask(draft).await
    }

    /// Shows the fields that the service gives, on this terminal.
    async fn reveal(&self, approvals: &[PathBuf]) -> Result<Exit, ClientError> {
        reveal::check(io::stdin(), io::stdout()).map_err(Failure::from)?;
        let mut draft = self.draft();
        for path in approvals {
            draft.file(path.to_str().ok_or(ClientError::Argument)?.to_owned(), &desk::read(path)?);
        }
        let mut given = Zeroizing::new(Vec::with_capacity(FIELDS));
        let exit = self.ask_into(draft, &mut *given).await?;
        let fields: BTreeMap<String, String> = serde_json::from_slice(&given).map_err(|_| ClientError::Broken)?;
        let fields = fields.into_iter().map(|(id, value)| (id, Zeroizing::new(value))).collect();
        reveal::show(Agreed::AtService, &fields, io::stdin(), io::stdout(), SHOWN_FOR).map_err(Failure::from)?;
        Ok(exit)
    }

    async fn epoch(&self, command: &EpochCommand, ask: &mut dyn Ask) -> Result<Exit, ClientError> {
        match command {
            EpochCommand::New { plugin: Some(plugin), .. } => self.ask(self.with_file(plugin)?).await,
            EpochCommand::New { name, plugin: None, .. } => {
                let what = self.speech.say("key-new-epoch", &[("epoch", name.clone().into())]);
                let once_more = self.speech.say("key-again", &[("what", what.clone().into())]);
                let [once, again] = [typed(ask, &what, 1)?, typed(ask, &once_more, 1)?];
                let mut draft = self.draft();
                draft.passphrases(&Zeroizing::new(format!("{}\n{}", *once, *again)));
                self.ask(draft).await
            }
            EpochCommand::Draft { out: Some(file), .. } => {
                let mut written = Vec::new();
                let exit = self.ask_into(self.draft(), &mut written).await?;
                Desk::write(file, &written)?;
                Ok(exit)
            }
            _ => self.ask(self.draft()).await,
        }
    }

    async fn ask(&self, draft: NewRequest) -> Result<Exit, ClientError> {
        if self.is_terminal {
            self.ask_into(draft, &mut Harmless::new(io::stdout())).await
        } else {
            self.ask_into(draft, &mut io::stdout()).await
        }
    }

    async fn ask_into(&self, draft: NewRequest, out: &mut dyn Write) -> Result<Exit, ClientError> {
        let mut answer = self.send(draft.body()).await?;
        let mut line = Vec::new();
        while let Some(frame) = answer.frame().await {
            let Ok(data) = frame.map_err(|_| ClientError::Broken)?.into_data() else { continue };
            for byte in data {
                if byte != b'\n' {
                    line.push(byte);
                } else if let Some(end) = self.show(&std::mem::take(&mut line), out)? {
                    return ended(end);
                }
            }
        }
        Err(ClientError::Broken)
    }

    /// Shows a line; the last one says how it ended.
    fn show(&self, line: &[u8], out: &mut dyn Write) -> Result<Option<End>, ClientError> {
        let line: Line = serde_json::from_slice(line).map_err(|_| ClientError::Broken)?;
        match line.read().map_err(|_| ClientError::Broken)? {
            Err(end) => Ok(Some(end)),
            Ok((Output::Out, bytes)) => {
                let shown = out.write_all(&bytes).and_then(|()| out.flush());
                shown.map_err(Failure::from)?;
                Ok(None)
            }
            Ok((Output::Errors, bytes)) => {
                let shown = if self.is_terminal {
                    Harmless::new(io::stderr()).write_all(&bytes)
                } else {
                    io::stderr().write_all(&bytes)
                };
                shown.map_err(Failure::from)?;
                Ok(None)
            }
        }
    }

    async fn send(&self, body: Vec<u8>) -> Result<Incoming, ClientError> {
        let unreachable = |error| ClientError::Unreachable(self.socket.clone(), error);
        let stream = UnixStream::connect(&self.socket).await.map_err(unreachable)?;
        // Whoever answers there must be who owns the place: what is sent may be a passphrase.
        socket::check_place(&self.socket, stream.peer_cred().map_err(unreachable)?.uid())?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|_| ClientError::Broken)?;
        tokio::spawn(connection);
        let post = Post::post("/run")
            .header(header::HOST, "desk")
            .header(header::ACCEPT_LANGUAGE, self.speech.language().code())
            .body(Full::new(Bytes::from(body)))
            .map_err(|_| ClientError::Broken)?;
        Ok(sender.send_request(post).await.map_err(|_| ClientError::Broken)?.into_body())
    }
}

/// Whether it is spelt like a case, or nearly so.
fn is_case(typed: &Path) -> bool {
    let reference = typed.to_str().and_then(|text| text.split('/').next()).unwrap_or_default();
    !typed.exists() && !matches!(CaseReference::parse(reference), Err(error) if error != ReferenceError::Check)
}

fn typed(ask: &mut dyn Ask, what: &str, attempt: u8) -> Result<Zeroizing<String>, Failure> {
    Ok(passphrase::once(what, ask, attempt).map_err(KeyError::from)?)
}

fn ended(end: End) -> Result<Exit, ClientError> {
    let exit = Exit::ALL.into_iter().find(|exit| *exit as u8 == end.exit).ok_or(ClientError::Broken)?;
    match (end.code, end.text) {
        (Some(code), Some(text)) => Err(ClientError::Told { exit, code, text }),
        _ => Ok(exit),
    }
}
