//! Whoever reads slowly what a command says keeps nobody else waiting.

use std::{
    fs::File,
    io::{self, Read, Write},
    path::PathBuf,
    sync::Arc,
    thread,
};

use jiff::Timestamp;
use pli_desk::{
    Desk, Exit,
    cli::{Command, Expire, Receive},
    commands,
};

use crate::{
    story::{assigned, days, desk, received_at},
    support::{block_on, package::package, program::Program, terminal::pseudo_terminal},
};

/// A reader who finds out, at every byte, whether others may write drafts.
struct Reader {
    lock: PathBuf,
    read: String,
}

impl Write for Reader {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        File::open(&self.lock)?.try_lock().map_err(|_| io::Error::other("the drafts are held while somebody reads"))?;
        self.read += &String::from_utf8_lossy(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn read(desk: &Program, command: Command) -> String {
    let nobody = |_: &str, _: u8| Err(io::ErrorKind::UnexpectedEof.into());
    let opened =
        Desk::open(desk.home(), None, "support".to_owned(), None, None, Box::new(nobody), Arc::new(Timestamp::now))
            .unwrap()
            .vouched_for_by(|_| true);
    let mut reader = Reader { lock: desk.home().join("drafts.lock"), read: String::new() };
    assert_eq!(block_on(commands::run(&opened, command, &mut reader)).unwrap(), Exit::Done);
    reader.read
}

#[test]
fn a_consent_is_written_to_no_terminal() {
    let desk = assigned();
    let (mut emulator, terminal) = pseudo_terminal();
    let shown = thread::spawn(move || {
        let mut shown = Vec::new();
        // Ends with an error once nobody has the terminal open.
        drop(emulator.read_to_end(&mut shown));
        shown
    });
    let ended = desk.command(["consent", "K7M4-Q2XD"]).stdout(terminal).output().unwrap();
    let said =
        "pli-desk: output-terminal: this is a PDF, and nothing for a terminal: write it to a file, with `> FILE`\n";
    assert_eq!((ended.status.code(), &*String::from_utf8(ended.stderr).unwrap()), (Some(2), said));
    assert_eq!(shown.join().unwrap(), b"");
    let written = desk.command(["consent", "K7M4-Q2XD"]).output().unwrap();
    assert!(written.stdout.starts_with(b"%PDF-"));
}

#[test]
fn whoever_reads_slowly_keeps_nobody_from_the_drafts() {
    let desk = desk();
    let long_ago = Timestamp::now() - days(31);
    received_at(&desk, long_ago, long_ago);
    let expired = read(&desk, Command::Expire(Expire { dry_run: false, json: true }));
    assert_eq!(expired.matches("\"event\":\"deleted\"").count(), 1, "{expired}");
    let mail = desk.write("a.eml", package("", Timestamp::now()).eml.bytes);
    let received = read(&desk, Command::Receive(Receive { paths: vec![mail], json: true, no_render: true }));
    assert_eq!(received.matches("\"accepted\"").count(), 1, "{received}");
}
