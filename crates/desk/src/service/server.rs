//! Connections: how many, how long, and whose.

use std::{
    collections::HashMap,
    ffi::OsString,
    io,
    os::unix::net::UnixListener as BlockingListener,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Extension, Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
    routing::post,
};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use jiff::tz::TimeZone;
use pli_format::Language;
use tokio::{
    io::AsyncReadExt,
    net::{UnixListener, UnixStream},
    sync::OwnedSemaphorePermit,
    time,
};

use super::{
    Refusal, Service,
    body::{AnswerBody, LINES},
    request::{LONGEST, Opened},
    rights::Deed,
    turn::Turn,
};
use crate::{
    Failure,
    audit::{Act, Peer},
    cli::{self, Work},
    inputs::Typed,
    roster::{Member, Roster},
    signals::Signals,
    speech::Speech,
};

/// How many connections one uid may have at a time; more are closed at once.
const CONNECTIONS: usize = 64;
/// How long a request may take to say what it wants, and then to come whole.
const HEAD: Duration = Duration::from_secs(5);
const BODY: Duration = Duration::from_secs(30);
/// How long a request waits for its turn.
const TURN: Duration = Duration::from_mins(1);
/// How long commands have to end when the service is told to: a connector has five seconds of them.
const ENDING: Duration = Duration::from_secs(10);
/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 16_384;
/// How long nobody is let in when the system has no descriptor left.
const PAUSE: Duration = Duration::from_millis(50);

/// Whose connection it is, as the kernel says.
#[derive(Clone, Copy)]
struct Uid(u32);

/// How many connections each uid has.
#[derive(Clone, Default)]
struct Places(Arc<Mutex<HashMap<u32, usize>>>);

/// One of them, until it is dropped.
struct Place {
    places: Places,
    uid: u32,
}

/// Lets people in until the process is told to end.
pub async fn run(service: Arc<Service>, listener: BlockingListener, signals: Signals) -> io::Result<()> {
    let listener = UnixListener::from_std(listener)?;
    let mut told = UnixStream::from_std(signals.stream()?)?;
    let mut word = [0];
    let places = Places::default();
    let router = Router::new().route("/run", post(answer)).with_state(Arc::clone(&service));
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => let_in(stream, &places, &router),
                Err(_) => time::sleep(PAUSE).await,
            },
            _ = told.read(&mut word) => break,
        }
    }
    drop(listener);
    let all = u32::try_from(super::COMMANDS).map_err(io::Error::other)?;
    // What has not ended by then ends with the process; its connectors have their wardens.
    let _ = time::timeout(ENDING, service.commands.acquire_many(all)).await;
    Ok(())
}

fn let_in(stream: UnixStream, places: &Places, router: &Router) {
    let Ok(peer) = stream.peer_cred() else { return };
    let Some(place) = places.take(peer.uid()) else { return };
    let router = router.clone().layer(Extension(Uid(peer.uid())));
    tokio::spawn(async move {
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(LONGEST_HEAD)
            .keep_alive(false)
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(router));
        // How a connection ends is the other end's affair.
        let _ = connection.await;
        drop(place);
    });
}

impl Places {
    fn take(&self, uid: u32) -> Option<Place> {
        let mut taken = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = taken.entry(uid).or_default();
        if *count == CONNECTIONS {
            return None;
        }
        *count += 1;
        Some(Place { places: self.clone(), uid })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut taken = self.places.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = taken.get_mut(&self.uid) {
            *count -= 1;
            if *count == 0 {
                taken.remove(&self.uid);
            }
        }
    }
}

async fn answer(
    State(service): State<Arc<Service>>,
    Extension(Uid(uid)): Extension<Uid>,
    request: Request,
) -> Response {
    let mut language = accepted(request.headers());
    obey(service, uid, request, &mut language).await.unwrap_or_else(|refusal| refusal.said(language))
}

/// The language of what is answered before a request is read; French where none is asked for.
fn accepted(headers: &HeaderMap) -> Language {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|asked| asked.to_str().ok()).unwrap_or_default();
    Language::ALL.into_iter().find(|language| language.code() == asked).unwrap_or_default()
}

async fn obey(service: Arc<Service>, uid: u32, request: Request, language: &mut Language) -> Result<Response, Refusal> {
    in_roster(&service, uid)?;
    let opened = read(&service, request).await?;
    *language = opened.request.language.unwrap_or_default();
    let arguments = ["pli-desk"].into_iter().chain(opened.request.arguments.iter().map(String::as_str));
    let cli = cli::parse_for(Speech::new(*language, TimeZone::UTC), arguments.map(OsString::from))
        .map_err(|refused| Refusal::Arguments(refused.text()))?;
    let Work::Command(command) = cli.work else {
        return Err(Refusal::Beside);
    };
    let deed = Deed::of(&command);
    let permit = permit(&service.commands, 1).await?;
    // Again: the request may have been waited for, and its turn, and somebody taken off meanwhile.
    let (roster, member) = in_roster(&service, uid)?;
    let Some(role) = deed.right(&member) else {
        return Err(refuse(&service, &member, deed));
    };
    let peer = Peer { uid, role, key: member.key };
    let turn = Turn { name: member.name, peer, roster, command, opened, permit };
    let said = turn.begin(service).map_err(Failure::from)?;
    said.set_nonblocking(true).map_err(Failure::from)?;
    let said = AnswerBody(UnixStream::from_std(said).map_err(Failure::from)?);
    Ok(([(header::CONTENT_TYPE, LINES)], Body::new(said)).into_response())
}

/// The roster in force, and whom it has under this uid.
fn in_roster(service: &Service, uid: u32) -> Result<(Arc<Roster>, Member), Failure> {
    let roster = service.roster.in_force()?;
    let member = roster.of_uid(uid)?.clone();
    Ok((roster, member))
}

/// Reads a request whole, if it is not too long, and comes in time.
async fn read(service: &Service, request: Request) -> Result<Opened, Refusal> {
    let told =
        request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if told.is_some_and(|length| length > LONGEST as u64) {
        return Err(Refusal::TooLong);
    }
    let weight =
        told.and_then(|length| u32::try_from(length).ok()).unwrap_or(u32::try_from(LONGEST).unwrap_or(u32::MAX));
    let _room = permit(&service.bodies, weight).await?;
    let body = Limited::new(request.into_body(), LONGEST).collect();
    let body = match time::timeout(BODY, body).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(error)) if error.is::<LengthLimitError>() => return Err(Refusal::TooLong),
        Ok(Err(_)) | Err(_) => return Err(Refusal::Slow),
    };
    Ok(Opened::of(&body)?)
}

async fn permit(of: &Arc<tokio::sync::Semaphore>, many: u32) -> Result<OwnedSemaphorePermit, Refusal> {
    let permit = time::timeout(TURN, Arc::clone(of).acquire_many_owned(many)).await;
    permit.ok().and_then(Result::ok).ok_or(Refusal::Busy)
}

/// Somebody of the roster tried what is not theirs: the log tells.
fn refuse(service: &Service, member: &Member, deed: Deed) -> Refusal {
    let refusal = Refusal::NoRight { name: member.name.clone(), deed };
    let act = Act::new(deed.name(), &member.name, None, refusal.code());
    let logged = service.desk(member.name.clone(), Box::new(Typed::of(""))).and_then(|desk| desk.log(&[act]));
    logged.map_or_else(Refusal::from, |()| refusal)
}
