//! What is wrong with what arrives, before a consent is looked at.

use jiff::Timestamp;
use pli_wizard::package::Package;

use super::{Trouble, provoke};
use crate::support::{
    package::{package, taken_back, withdrawal},
    program::{Ended, Program},
};

const CASE: &str = "K7M4-Q2XD";

pub const TROUBLES: &[Trouble] = &[
    Trouble {
        exit: 4,
        said: "mail-too-long: the mail is longer than 25 MB",
        run: || received(&[b"Subject: x\r\n\r\n".as_slice(), &vec![b'x'; 25_000_001]].concat()),
    },
    Trouble {
        exit: 4,
        said: "mail-too-many-parts: the mail has more than 200 parts",
        run: || mail("multipart/mixed; boundary=b", &"--b\r\n\r\n".repeat(300)),
    },
    Trouble {
        exit: 4,
        said: "mail-too-many-headers: the mail has more than 100000 header lines",
        run: || received("A:\r\n".repeat(100_001).as_bytes()),
    },
    Trouble {
        exit: 4,
        said: "mail-too-deep: the mail holds mails more than 10 deep",
        run: || {
            received(format!("{}Subject: x\r\n\r\nx", "Content-Type: message/rfc822\r\n\r\n".repeat(10)).as_bytes())
        },
    },
    Trouble { exit: 4, said: "not-a-mail: this is not a mail", run: || received(b"\x7fELF\x02\x01\x01\0") },
    Trouble { exit: 3, said: "consent-missing: there is no consent PDF", run: || mail("text/plain", "Bonjour") },
    Trouble { exit: 3, said: "sealed-file-missing: there is no sealed file", run: || mail("text/plain", "Bonjour") },
    Trouble {
        exit: 3,
        said: "mail-cut-off: the mail is cut off",
        run: || mail("multipart/mixed; boundary=b", "--b\r\n\r\nBonjour"),
    },
    Trouble { exit: 3, said: "not-age: \"i.age\" is not an age file", run: || attached("i.age", "PK\x03\x04") },
    Trouble { exit: 3, said: "not-a-pdf: \"c.pdf\" is not a PDF", run: || attached("c.pdf", "{\\rtf1}") },
    Trouble { exit: 3, said: "attachment-empty: \"i.age\" is empty", run: || attached("i.age", "") },
    Trouble {
        exit: 3,
        said: "winmail: the mail is in Outlook's own format (winmail.dat)",
        run: || attached("winmail.dat", "\x78\x1f\x3e\x22"),
    },
    Trouble {
        exit: 3,
        said: "pdf-without-record: \"c.pdf\" does not hold one consent record: it was printed, scanned, put together, or is another document",
        run: || attached("c.pdf", "%PDF-1.7\n%%EOF"),
    },
    Trouble {
        exit: 3,
        said: "pdf-cut: \"c.pdf\" is cut: its end is missing",
        run: || attached("c.pdf", "%PDF-1.7\n1 0 obj"),
    },
    Trouble {
        exit: 3,
        said: "pdf-saved-again: \"c.pdf\" was cut, or saved again by another program: it is not the file that Pli saved",
        run: || parts(&package(CASE, Timestamp::now()), |consent| consent.truncate(consent.len() - 9), |_| ()),
    },
    Trouble {
        exit: 3,
        said: "sealed-file-line-ends: \"i.age\" was sent as a text: the ends of its lines are changed",
        run: || parts(&package(CASE, Timestamp::now()), |_| (), |sealed| sealed.insert(21, b'\r')),
    },
    Trouble {
        exit: 3,
        said: "sealed-file-recoded: \"i.age\" was sent as a text: its bytes are changed",
        run: || {
            let recoded =
                |sealed: &mut Vec<u8>| *sealed = sealed.iter().map(|&byte| char::from(byte)).collect::<String>().into();
            parts(&package(CASE, Timestamp::now()), |_| (), recoded)
        },
    },
    Trouble {
        exit: 3,
        said: "sealed-file-cut: \"i.age\" is cut or damaged",
        run: || parts(&package(CASE, Timestamp::now()), |_| (), |sealed| sealed.truncate(sealed.len() - 1)),
    },
    Trouble {
        exit: 3,
        said: "sealed-file-other: \"i.age\" belongs to another consent",
        run: || {
            parts(
                &package(CASE, Timestamp::now()),
                |_| (),
                |sealed| *sealed = package("", Timestamp::now()).sealed.bytes,
            )
        },
    },
    Trouble {
        exit: 3,
        said: "link-instead: there is a link to WeTransfer where files should be",
        run: || mail("text/plain", "https://we.tl/t-abc"),
    },
    Trouble { exit: 3, said: "picture-instead: \"scan.gif\" is a picture", run: || attached("scan.gif", "GIF89a") },
    Trouble { exit: 3, said: "archive-locked: \"a.zip\" is locked with a password", run: || attached("a.zip", LOCKED) },
    Trouble {
        exit: 3,
        said: "archive-unopened: \"a.rar\" cannot be opened here",
        run: || attached("a.rar", "Rar!\x1a\x07"),
    },
    Trouble {
        exit: 3,
        said: "outlook-file: \"i.age\" is a mail saved by Outlook",
        run: || {
            parts(
                &package(CASE, Timestamp::now()),
                |_| (),
                |sealed| *sealed = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            )
        },
    },
    Trouble {
        exit: 3,
        said: "mail-encrypted: the mail is encrypted for its reader",
        run: || attached("a.asc", "-----BEGIN PGP MESSAGE-----"),
    },
    Trouble {
        exit: 3,
        said: "calendar: the mail came as an invitation",
        run: || mail("text/calendar", "BEGIN:VCALENDAR"),
    },
    Trouble {
        exit: 4,
        said: "withdrawal-unread: this takes a consent back: `pli-desk receive` or `withdraw` obeys it",
        run: || {
            let desk = Program::new();
            desk.write("in/retrait-K7M4-Q2XD.retrait", &withdrawal(CASE, Timestamp::now()).1);
            desk.run(["inspect", "in"])
        },
    },
    Trouble {
        exit: 0,
        said: "other-sender: it came from marc@ailleurs.fr, and the consent is of helene.marchand@exemple.fr",
        run: || received(&from_elsewhere(CASE)),
    },
    Trouble {
        exit: 0,
        said: "gift-second: this person has the gift already",
        run: || {
            let desk = Program::new();
            desk.run_with(["receive"], &from_elsewhere(CASE));
            desk.run_with(["receive"], &from_elsewhere("7KQM-3FTE"))
        },
    },
    Trouble {
        exit: 3,
        said: "withdrawal-unsigned: this takes a consent back, unsigned: ask the person, then run `pli-desk close K7M4-Q2XD`",
        run: || received(&taken_back(CASE, Timestamp::now()).unsigned.to_eml(&[])),
    },
    Trouble {
        exit: 0,
        said: "wrote: its request is open: read it, and if it takes the consent back, or says yes to our question, run `pli-desk close K7M4-Q2XD`",
        run: || {
            let desk = Program::new();
            desk.run_with(["receive"], &package(CASE, Timestamp::now()).eml.bytes);
            desk.run_with(["receive"], b"From: helene.marchand@exemple.fr\r\nSubject: x\r\n\r\nBonjour\r\n")
        },
    },
    Trouble {
        exit: 4,
        said: "withdrawals-too-many: the mail holds more than 16 withdrawals: the others are not read",
        run: || {
            let signed = withdrawal(CASE, "2026-12-01T09:30:00Z".parse().unwrap()).1;
            mail("text/plain", &(10..30).map(|day| signed.replace("12-01T", &format!("12-{day}T"))).collect::<String>())
        },
    },
];

#[test]
fn each_is_said_with_its_exit_code() {
    provoke(TROUBLES);
}

/// A package that somebody else sends.
fn from_elsewhere(reference: &str) -> Vec<u8> {
    [b"From: Marc <marc@ailleurs.fr>\r\n", &package(reference, Timestamp::now()).eml.bytes[..]].concat()
}

fn received(mail: &[u8]) -> Ended {
    Program::new().run_with(["receive"], mail)
}

fn mail(kind: &str, body: &str) -> Ended {
    received(
        format!("From: helene.marchand@exemple.fr\r\nSubject: Demande {CASE}\r\nContent-Type: {kind}\r\n\r\n{body}")
            .as_bytes(),
    )
}

fn attached(name: &str, content: &str) -> Ended {
    let part = format!("--b\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\r\n{content}\r\n--b--\r\n");
    mail("multipart/mixed; boundary=b", &part)
}

/// A zip archive of one stored entry, "x", which says that it is encrypted (APPNOTE, 4.4.4).
const LOCKED: &str = "PK\x03\x04\x14\0\x01\0\0\0\0\0\0\0\0\0\0\0\x0d\0\0\0\x01\0\0\0\x01\0\0\0xAAAAAAAAAAAAA\
    PK\x01\x02\x14\0\x14\0\x01\0\0\0\0\0\0\0\0\0\0\0\x0d\0\0\0\x01\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0x\
    PK\x05\x06\0\0\0\0\x01\0\x01\0\x2f\0\0\0\x2c\0\0\0\0\0";

/// The parts of a package, each changed on its way.
fn parts(package: &Package, consent: impl FnOnce(&mut Vec<u8>), sealed: impl FnOnce(&mut Vec<u8>)) -> Ended {
    let (mut pdf, mut age) = (package.consent.bytes.clone(), package.sealed.bytes.clone());
    consent(&mut pdf);
    sealed(&mut age);
    let desk = Program::new();
    desk.write("in/c.pdf", pdf);
    desk.write("in/i.age", age);
    desk.run(["receive", "in"])
}
