//! A network that can be lost: what goes through it goes nowhere any more, and nobody is told.

use std::{
    io::{self, Read, Write},
    os::unix::net::{UnixListener, UnixStream},
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use tempfile::TempDir;

/// How `PostgreSQL` calls its socket.
const SOCKET: &str = ".s.PGSQL.5432";

/// Between a desk and a `PostgreSQL`.
pub struct Relay {
    directory: TempDir,
    lost: Arc<AtomicBool>,
}

impl Relay {
    /// To the server whose socket is in this directory.
    pub fn to(host: &str) -> Self {
        let directory = tempfile::Builder::new().prefix("pli-relay").tempdir_in("/tmp").unwrap();
        let (listener, server) = (UnixListener::bind(directory.path().join(SOCKET)).unwrap(), PathBuf::from(host));
        let lost = Arc::new(AtomicBool::new(false));
        let is_lost = Arc::clone(&lost);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let server = UnixStream::connect(server.join(SOCKET)).unwrap();
                for (from, to) in [(&stream, &server), (&server, &stream)] {
                    let (from, to) = (from.try_clone().unwrap(), to.try_clone().unwrap());
                    let is_lost = Arc::clone(&is_lost);
                    thread::spawn(move || pass(from, to, &is_lost));
                }
            }
        });
        Self { directory, lost }
    }

    /// A database of the server, on the other side.
    pub fn url(&self, database: &str) -> String {
        format!("postgres:///{database}?host={}&user=desk", self.directory.path().display())
    }

    /// From now on nothing arrives, until it is found again.
    pub fn lose(&self) {
        self.lost.store(true, Ordering::SeqCst);
    }

    /// What is sent from now on arrives; what was lost is lost.
    pub fn find(&self) {
        self.lost.store(false, Ordering::SeqCst);
    }
}

fn pass(mut from: UnixStream, mut to: UnixStream, is_lost: &AtomicBool) -> Option<io::Error> {
    let mut bytes = vec![0; 1 << 16];
    loop {
        let read = from.read(&mut bytes).ok().filter(|read| *read > 0);
        if is_lost.load(Ordering::SeqCst) {
            // A connection that was cut is not even closed.
            read?;
            continue;
        }
        let Some(read) = read else { return to.shutdown(std::net::Shutdown::Both).err() };
        if let Err(error) = to.write_all(&bytes[..read]) {
            return Some(error);
        }
    }
}
