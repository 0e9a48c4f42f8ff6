//! The session bus, over which the toolkit, the web engine, the keyring and the portal are spoken to. Each of them waits
//! without a limit for one that takes the connection and never answers: so it is asked once, before all of them, and one
//! that is silent is left aside.

use std::{
    env,
    ffi::{OsStr, OsString},
    io::{Read as _, Write as _},
    os::{
        linux::net::SocketAddrExt as _,
        unix::{
            ffi::OsStrExt as _,
            net::{SocketAddr, UnixStream},
        },
    },
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use percent_encoding::percent_decode_str;

/// Names the bus (D-Bus Specification, "Well-known Message Bus Instances").
const VARIABLE: &str = "DBUS_SESSION_BUS_ADDRESS";

/// Where no bus is, which everything is told at once.
const NOWHERE: &str = "unix:path=/dev/null";

/// How long a bus has to say a word. It has nothing to think about.
const LIMIT: Duration = Duration::from_secs(3);

static IS_SILENT: AtomicBool = AtomicBool::new(false);

/// Works without the bus from now on, and so do the processes that are started, if it does not answer.
///
/// To be called first: no other thread may read the environment meanwhile.
pub fn leave_aside_if_silent() {
    let bus = address(env::var_os(VARIABLE).as_deref(), env::var_os("XDG_RUNTIME_DIR").as_deref());
    if bus.is_some_and(|bus| is_silent(bus, LIMIT)) {
        IS_SILENT.store(true, Ordering::Relaxed);
        // SAFETY: the program has only this thread yet, and the one that waits for the bus, which reads no environment.
        unsafe { env::set_var(VARIABLE, NOWHERE) };
    }
}

/// Whether the bus was left aside.
pub fn was_silent() -> bool {
    IS_SILENT.load(Ordering::Relaxed)
}

/// Whether something is there and says nothing. One that is not there says so to whoever asks.
fn is_silent(bus: SocketAddr, limit: Duration) -> bool {
    let (said, word) = mpsc::channel();
    // One that is silent is left waiting: not even connecting has a limit where many wait already.
    thread::spawn(move || {
        let asked = || {
            let mut bus = UnixStream::connect_addr(&bus)?;
            // Which mechanisms it knows (D-Bus Specification, "Authentication Protocol").
            bus.write_all(b"\0AUTH\r\n")?;
            bus.read(&mut [0])
        };
        // Whatever it said is a word.
        let _ = said.send(asked().map(drop));
    });
    word.recv_timeout(limit).is_err()
}

/// The first socket of this computer that the variable names; without it, the one in the runtime folder.
fn address(named: Option<&OsStr>, runtime: Option<&OsStr>) -> Option<SocketAddr> {
    let in_folder = |folder: &OsStr| {
        let socket: OsString = [folder, OsStr::new("/bus")].into_iter().collect();
        SocketAddr::from_pathname(socket).ok()
    };
    let Some(named) = named.filter(|named| !named.is_empty()) else { return in_folder(runtime?) };
    named.to_str()?.split(';').filter_map(|address| address.strip_prefix("unix:")).find_map(|address| {
        address.split(',').find_map(|pair| {
            let (key, value) = pair.split_once('=')?;
            let value: Vec<u8> = percent_decode_str(value).collect();
            match key {
                "path" => SocketAddr::from_pathname(OsStr::from_bytes(&value)).ok(),
                "abstract" => SocketAddr::from_abstract_name(value).ok(),
                "runtime" => in_folder(runtime?),
                _ => None,
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use std::{os::unix::net::UnixListener, thread};

    use super::*;
    use crate::documented::hand_off_says;

    const SHORT: Duration = Duration::from_millis(200);
    const LONG: Duration = Duration::from_mins(1);

    #[test]
    fn a_bus_that_takes_the_connection_and_never_answers_is_silent() {
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("bus");
        let bus = SocketAddr::from_pathname(&socket).unwrap();
        assert!(!is_silent(bus.clone(), LONG), "there is none");
        let listener = UnixListener::bind(&socket).unwrap();
        assert!(is_silent(bus.clone(), SHORT), "it does not even accept");

        // The connection of before is in the queue.
        drop(listener.accept().unwrap());
        thread::scope(|threads| {
            threads.spawn(|| listener.accept().unwrap().0.write_all(b"REJECTED EXTERNAL\r\n").unwrap());
            assert!(!is_silent(bus, LONG));
        });
    }

    #[test]
    fn a_bus_has_three_seconds() {
        assert_eq!(LIMIT.as_secs(), 3);
        assert!(hand_off_says("A session bus that does not answer within three seconds is left aside"));
    }

    #[test]
    fn the_bus_is_where_the_session_says() {
        let named = |named: &str| address(Some(OsStr::new(named)), Some(OsStr::new("/run/user/7")));
        let path = |path: &str| SocketAddr::from_pathname(path).ok();
        for (text, bus) in [
            ("unix:path=/run/a%20b,guid=12", path("/run/a b")),
            ("tcp:host=localhost,port=1;unix:guid=12,path=/run/bus", path("/run/bus")),
            ("unix:runtime=yes", path("/run/user/7/bus")),
            ("", path("/run/user/7/bus")),
            ("tcp:host=localhost,port=1", None),
            ("disabled:", None),
            ("nonsense", None),
        ] {
            assert_eq!(
                named(text).map(|bus| bus.as_pathname().map(ToOwned::to_owned)),
                bus.map(|bus| bus.as_pathname().map(ToOwned::to_owned)),
                "{text}"
            );
        }
        assert_eq!(named("unix:abstract=/tmp/dbus-1").unwrap().as_abstract_name(), Some(&b"/tmp/dbus-1"[..]));
        assert!(address(None, None).is_none());
        assert!(address(None, Some(OsStr::new("/run/user/7"))).is_some());
    }

    #[test]
    fn a_bus_that_has_no_room_for_one_more_who_waits_is_silent() {
        use gio::{SocketFamily, SocketProtocol, SocketType, prelude::SocketExt as _};

        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("bus");
        let bus = gio::Socket::new(SocketFamily::Unix, SocketType::Stream, SocketProtocol::Default).unwrap();
        bus.set_listen_backlog(0);
        bus.bind(&gio::UnixSocketAddress::new(&socket), false).unwrap();
        bus.listen().unwrap();
        let _waits = UnixStream::connect(&socket).unwrap();
        assert!(is_silent(SocketAddr::from_pathname(&socket).unwrap(), SHORT));
    }
}
