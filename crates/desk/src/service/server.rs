//! Connections: how many, how long, and whose.

use std::{ffi::OsString, io, os::unix::net::UnixListener as BlockingListener, sync::Arc, time::Duration};

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
    time,
};

use super::{
    Refusal, Service,
    body::{AnswerBody, LINES},
    request::{LONGEST, Opened},
    rights::Deed,
    share::{Permit, Share},
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

/// How long a request may take to say what it wants.
const HEAD: Duration = Duration::from_secs(5);
/// How long commands have to end when the service is told to: a connector has five seconds of them.
const ENDING: Duration = Duration::from_secs(10);
/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 16_384;
/// How long nobody is let in when the system has no descriptor left.
const PAUSE: Duration = Duration::from_millis(50);

/// Whose connection it is, as the kernel says, and what they have of the service.
#[derive(Clone)]
struct Asker {
    uid: u32,
    share: Arc<Share>,
}

/// Lets people in until the process is told to end.
pub async fn run(service: Arc<Service>, listener: BlockingListener, signals: Signals) -> io::Result<()> {
    let listener = UnixListener::from_std(listener)?;
    let mut told = UnixStream::from_std(signals.stream()?)?;
    let mut word = [0];
    let router = Router::new().route("/run", post(answer)).with_state(Arc::clone(&service));
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => let_in(stream, &service, &router),
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

fn let_in(stream: UnixStream, service: &Service, router: &Router) {
    let Ok(peer) = stream.peer_cred() else { return };
    let share = service.shares.of(peer.uid());
    let Some(place) = share.connection() else { return };
    let router = router.clone().layer(Extension(Asker { uid: peer.uid(), share }));
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

async fn answer(State(service): State<Arc<Service>>, Extension(asker): Extension<Asker>, request: Request) -> Response {
    let mut language = accepted(request.headers());
    obey(service, asker, request, &mut language).await.unwrap_or_else(|refusal| refusal.said(language))
}

/// The language of what is answered before a request is read; French where none is asked for.
fn accepted(headers: &HeaderMap) -> Language {
    let asked = headers.get(header::ACCEPT_LANGUAGE).and_then(|asked| asked.to_str().ok()).unwrap_or_default();
    Language::ALL.into_iter().find(|language| language.code() == asked).unwrap_or_default()
}

async fn obey(
    service: Arc<Service>,
    Asker { uid, share }: Asker,
    request: Request,
    language: &mut Language,
) -> Result<Response, Refusal> {
    in_roster(&service, uid)?;
    let opened = read(&service, &share, request).await?;
    *language = opened.request.language.unwrap_or_default();
    let arguments = ["pli-desk"].into_iter().chain(opened.request.arguments.iter().map(String::as_str));
    let cli = cli::parse_for(Speech::new(*language, TimeZone::UTC), arguments.map(OsString::from))
        .map_err(|refused| Refusal::Arguments(refused.text()))?;
    let Work::Command(command) = cli.work else {
        return Err(Refusal::Beside);
    };
    let deed = Deed::of(&command);
    let permit = in_turn(&service, share.take(&share.commands, &service.commands, 1)).await?;
    // Again: the request may have been waited for, and its turn, and somebody taken off meanwhile.
    let (roster, member) = in_roster(&service, uid)?;
    let Some(role) = deed.right(&member) else {
        return Err(refuse(&service, uid, &member, deed));
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
async fn read(service: &Service, share: &Arc<Share>, request: Request) -> Result<Opened, Refusal> {
    let told =
        request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if told.is_some_and(|length| length > LONGEST as u64) {
        return Err(Refusal::TooLong);
    }
    let weight =
        told.and_then(|length| u32::try_from(length).ok()).unwrap_or(u32::try_from(LONGEST).unwrap_or(u32::MAX));
    let _room = in_turn(service, share.take(&share.bodies, &service.bodies, weight)).await?;
    let body = Limited::new(request.into_body(), LONGEST).collect();
    let body = match time::timeout(service.limits.body, body).await {
        Ok(Ok(body)) => body.to_bytes(),
        Ok(Err(error)) if error.is::<LengthLimitError>() => return Err(Refusal::TooLong),
        Ok(Err(_)) | Err(_) => return Err(Refusal::Slow),
    };
    Ok(Opened::of(&body)?)
}

/// A turn, when it comes in time.
async fn in_turn(service: &Service, taken: impl Future<Output = Option<Permit>>) -> Result<Permit, Refusal> {
    time::timeout(service.limits.turn, taken).await.ok().flatten().ok_or(Refusal::Busy)
}

/// Somebody of the roster tried what is not theirs: the log tells.
fn refuse(service: &Service, uid: u32, member: &Member, deed: Deed) -> Refusal {
    let refusal = Refusal::NoRight { name: member.name.clone(), deed };
    let act = Act::new(deed.name(), &member.name, None, refusal.code());
    let peer = member.roles.first().map(|role| Peer { uid, role: *role, key: member.key });
    let desk = service.desk(member.name.clone(), Box::new(Typed::of("")));
    let logged = desk.and_then(|desk| desk.log_of(peer, &[act]));
    logged.map_or_else(Refusal::from, |()| refusal)
}

#[cfg(test)]
mod tests {
    use std::{
        future,
        pin::Pin,
        task::{Context, Poll},
    };

    use axum::body::{Bytes, HttpBody};
    use hyper::body::Frame;

    use super::*;
    use crate::{
        documented::is_told,
        service::{Limits, tests::service},
    };

    #[test]
    fn nobody_is_waited_for_longer_than_the_manual_says() {
        assert!(is_told(
            "A request is at most 64 MB, its head comes within five seconds, and all of it within thirty."
        ));
        assert!(is_told("others of theirs wait, a minute at most."));
        let Limits { body, turn } = service().limits;
        assert_eq!([HEAD, body, turn].map(|time| time.as_secs()), [5, 30, 60]);
        assert_eq!(LONGEST, 64_000_000);
    }

    /// A body that does not come, and stays open.
    struct Never;

    impl HttpBody for Never {
        type Data = Bytes;
        type Error = io::Error;

        fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
            Poll::Pending
        }
    }

    #[tokio::test]
    async fn what_does_not_come_is_not_waited_for() {
        let second = Duration::from_secs(1);
        let service = Service { limits: Limits { body: second, turn: second }, ..service() };
        let share = service.shares.of(1);
        let slow = read(&service, &share, Request::new(Body::new(Never)));
        let busy = in_turn(&service, future::pending());
        let both = async { tokio::join!(slow, busy) };
        let (slow, busy) = time::timeout(30 * second, both).await.expect("neither is waited for any longer");
        assert_eq!((slow.err().unwrap().code(), busy.err().unwrap().code()), ("request-slow", "service-busy"));
    }
}
