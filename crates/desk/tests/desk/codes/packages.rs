//! What is wrong with a consent or a sealed file, or makes them not belong together.

use std::{io::Write, sync::LazyLock};

use jiff::{SignedDuration, Timestamp};
use pli_format::{
    bundle::Bundle,
    consent::{ConsentRecord, pdf},
    terms::Terms,
};
use pli_wizard::package::Package;

use super::{Trouble, provoke};
use crate::{
    story::{as_anne, desk},
    support::{
        package::{CUSTOMER, forged, over, package},
        program::{Ended, Program},
    },
};

const CASE: &str = "K7M4-Q2XD";

static PACKAGE: LazyLock<Package> = LazyLock::new(|| package(CASE, Timestamp::now()));

pub const TROUBLES: &[Trouble] = &[
    Trouble {
        exit: 4,
        said: "record-unreadable: the record cannot be read: of an unknown format: pli-consent/9",
        run: || altered(b"pli-consent/1", b"pli-consent/9"),
    },
    Trouble {
        exit: 4,
        said: "signature-missing: no single case signature is embedded",
        run: || altered(b"consent.sig", b"consent.six"),
    },
    Trouble {
        exit: 4,
        said: "signature-unreadable: the case signature cannot be read",
        run: || altered(b"sealed_sha256", b"sealed_sha512"),
    },
    Trouble {
        exit: 4,
        said: "signature-wrong: the case key did not sign this record",
        run: || altered(b"\"description\":\"Mon PEA", b"\"description\":\"Son PEA"),
    },
    Trouble { exit: 4, said: "other-renderer: made by another renderer: …", run: another_renderer },
    Trouble {
        exit: 4,
        said: "appended: 7 bytes were added",
        run: || consent(&[&PACKAGE.consent.bytes, &b"% more\n"[..]].concat()),
    },
    Trouble { exit: 4, said: "differs: …", run: || altered(b"/DisplayDocTitle", b"/DisplayDocTitel") },
    Trouble {
        exit: 4,
        said: "not-eligible: by the rules this case is not eligible: facts.accounts",
        run: || record(|record| record.facts.accounts[0].id = "courant".into()),
    },
    Trouble {
        exit: 4,
        said: "not-as-written: not as Pli writes it: facts.person.email",
        run: || record(|record| record.facts.person.email.push('\n')),
    },
    Trouble {
        exit: 4,
        said: "terms-unknown: terms 3 are not known here",
        run: || altered(b"\"version\":1", b"\"version\":3"),
    },
    Trouble {
        exit: 4,
        said: "terms-other: other terms have the version 1",
        run: || {
            let (first, other) = (Terms::current().reference().sha256.to_string(), "00".repeat(32));
            altered(first.as_bytes(), other.as_bytes())
        },
    },
    Trouble {
        exit: 4,
        said: "other-text: the words are not those of terms 1",
        run: || altered(b"[\"Les risques\"", b"[\"Les Risques\""),
    },
    Trouble {
        exit: 4,
        said: "unrenderable: the record cannot be rendered: …",
        run: || altered(b"[\"Les risques\"", b"[\"Les Risques\""),
    },
    Trouble {
        exit: 4,
        said: "other-term: the expiry is not the one that the terms set",
        run: || altered(b"\"expires_at\":\"20", b"\"expires_at\":\"21"),
    },
    Trouble {
        exit: 4,
        said: "other-signature: signed with another name than the person's",
        run: || record(|record| record.signature = "Anne".into()),
    },
    Trouble {
        exit: 4,
        said: "epoch-unknown: the bundle has no epoch 2019-01",
        run: || altered(b"\"name\":\"2026-01\"", b"\"name\":\"2019-01\""),
    },
    Trouble {
        exit: 4,
        said: "epoch-other: epoch 2026-01 has another key in the bundle",
        run: || record(|record| record.epoch.fingerprint = pli_format::Sha256([0; 32])),
    },
    Trouble {
        exit: 4,
        said: "epoch-not-in-force: epoch 2026-01 was not in force at the signature",
        run: || altered(b"\"time\":\"2026", b"\"time\":\"2016"),
    },
    Trouble {
        exit: 4,
        said: "not-yet-signed: the consent is dated in the future, …",
        run: || received(&package(CASE, Timestamp::now() + SignedDuration::from_hours(48)).eml.bytes),
    },
    Trouble {
        exit: 4,
        said: "other-payload: what is sealed belongs to another consent",
        run: || {
            payload(|json| {
                json.replace("\"nonce\":\"07", "\"nonce\":\"08").replacen("\"expires_at\":\"2", "\"expires_at\":\"3", 1)
            })
        },
    },
    Trouble { exit: 4, said: "payload-malformed: not a payload", run: || payload(|_| "{}".into()) },
    Trouble {
        exit: 4,
        said: "payload-unknown-format: a payload of an unknown format",
        run: || payload(|json| json.replace("credentials/1", "credentials/2")),
    },
    Trouble {
        exit: 4,
        said: "payload-not-canonical: the payload is not in canonical form",
        run: || payload(|json| json.replace("{\"bank\"", "{ \"bank\"")),
    },
    Trouble {
        exit: 4,
        said: "payload-other-fields: the payload does not hold the credentials of its bank",
        run: || payload(|json| json.replace("\"code\"", "\"card\"")),
    },
    Trouble {
        exit: 4,
        said: "payload-field-out-of-bounds: a credential is empty, longer than 256 characters, or holds a control character",
        run: || payload(|json| json.replace(CUSTOMER, &"é".repeat(257))),
    },
    Trouble {
        exit: 4,
        said: "payload-other-padding: the payload is padded to another length than its own",
        run: || used(&forged(|_| (), |json| format!("{json:4096}").into_bytes())),
    },
    Trouble {
        exit: 4,
        said: "sealed-file-damaged: the sealed file is no age file",
        run: || received(&over(b"age-encryption.org/v1\n".to_vec()).eml.bytes),
    },
    Trouble {
        exit: 4,
        said: "sealed-file-damaged: …",
        run: || {
            let mut altered = PACKAGE.sealed.bytes.clone();
            *altered.last_mut().unwrap() ^= 1;
            used(&over(altered))
        },
    },
    Trouble {
        exit: 4,
        said: "sealed-file-length: the sealed file has a length that Pli makes none of",
        run: || {
            let whole = &PACKAGE.sealed.bytes;
            received(&over(whole[..whole.len() - 1].to_vec()).eml.bytes)
        },
    },
    Trouble {
        exit: 4,
        said: "sealed-file-recipients: the sealed file is for other recipients than the bundle's",
        run: || received(&over(beside_a_stranger()).eml.bytes),
    },
];

/// Sealed to the epoch and to somebody else, as long as Pli makes it.
fn beside_a_stranger() -> Vec<u8> {
    let bundle = Bundle::compiled_in(Timestamp::now(), 0).unwrap();
    let epoch = bundle.recipients(Timestamp::now()).unwrap().epoch().recipient().to_string();
    let recipients: [age::x25519::Recipient; 2] =
        [epoch.parse().unwrap(), age::x25519::Identity::generate().to_public()];
    let sealed = |plaintext: &[u8]| {
        let recipients = recipients.iter().map(|recipient| recipient as &dyn age::Recipient);
        let mut writer = age::Encryptor::with_recipients(recipients).unwrap().wrap_output(Vec::new()).unwrap();
        writer.write_all(plaintext).unwrap();
        writer.finish().unwrap()
    };
    // The header's length is random.
    let fitting = || Some(sealed(&vec![b' '; 4096 - sealed(b"").len()])).filter(|sealed| sealed.len() == 4096);
    std::iter::repeat_with(fitting).flatten().next().unwrap()
}

#[test]
fn each_is_said_with_its_exit_code() {
    provoke(TROUBLES);
}

fn received(mail: &[u8]) -> Ended {
    Program::new().run_with(["receive"], mail)
}

fn files(consent: &[u8], sealed: &[u8]) -> Ended {
    let desk = Program::new();
    desk.write("in/c.pdf", consent);
    desk.write("in/i.age", sealed);
    desk.run(["receive", "in"])
}

fn consent(consent: &[u8]) -> Ended {
    files(consent, &PACKAGE.sealed.bytes)
}

/// The consent with these bytes in place of as many others, wherever they stand.
fn altered(from: &[u8], to: &[u8]) -> Ended {
    let mut bytes = PACKAGE.consent.bytes.clone();
    let places: Vec<usize> =
        bytes.windows(from.len()).enumerate().filter(|(_, it)| *it == from).map(|(at, _)| at).collect();
    assert!(!places.is_empty(), "the consent holds it");
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    consent(&bytes)
}

fn another_renderer() -> Ended {
    let producer = format!("Pli, renderer {}", pdf::RENDERER_VERSION);
    altered(producer.as_bytes(), producer.replace("renderer ", "renderes ").as_bytes())
}

fn record(change: fn(&mut ConsentRecord)) -> Ended {
    received(&forged(change, String::into_bytes).eml.bytes)
}

fn payload(change: fn(String) -> String) -> Ended {
    used(&forged(|_| (), |json| change(json).into_bytes()))
}

fn used(package: &Package) -> Ended {
    let desk = desk();
    assert_eq!(desk.run_with(["receive"], &package.eml.bytes).code, Some(0));
    let case = package.reference.to_string();
    assert_eq!(desk.run(["assign", &case, "--to", "anne"]).code, Some(0));
    as_anne(&desk, &["use", &case, "--", "true"])
}
