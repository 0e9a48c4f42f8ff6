//! Consent and sealed file find each other by what they hold: whatever they are called, wrapped in and
//! beside, in whatever order; and what happened to them on the way is told.

use std::{fs, io::Write, sync::LazyLock};

use base64::{Engine, engine::general_purpose::STANDARD};
use flate2::{Compression, write::GzEncoder};
use jiff::{SignedDuration, Timestamp};
use pli_format::CaseReference;
use pli_wizard::package::Package;

use crate::support::{
    in_registry,
    package::package,
    program::{Ended, Program},
};

const CASE: &str = "K7M4-Q2XD";

static PACKAGE: LazyLock<Package> = LazyLock::new(|| package(CASE, Timestamp::now()));

fn consent() -> &'static [u8] {
    &PACKAGE.consent.bytes
}

fn sealed() -> &'static [u8] {
    &PACKAGE.sealed.bytes
}

fn mail_about(subject: &str, parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut mail = format!(
        "From: helene.marchand@exemple.fr\r\nSubject: {subject}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    );
    for (name, content) in parts {
        mail += &format!("--b\r\nContent-Type: application/octet-stream; name=\"{name}\"\r\n");
        mail += &format!("Content-Transfer-Encoding: base64\r\n\r\n{}\r\n", STANDARD.encode(content));
    }
    (mail + "--b--\r\n").into_bytes()
}

fn mail(parts: &[(&str, &[u8])]) -> Vec<u8> {
    mail_about("x", parts)
}

fn verdicts(ended: &Ended) -> Vec<&str> {
    ended.out.lines().filter(|line| !line.starts_with(' ')).map(|line| line.split(' ').next().unwrap()).collect()
}

fn receive(mail: &[u8]) -> Ended {
    Program::new().run_with(["receive"], mail)
}

/// Only the verdict and its codes.
fn codes(ended: &Ended) -> String {
    let codes = ended.out.lines().filter_map(|line| line.trim_start().split_once(": ")).map(|(code, _)| code);
    [verdicts(ended), codes.filter(|code| *code != "draft").collect()].concat().join(" ")
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A signed message (RFC 5652, 5.1) that holds a mail, without its signatures.
fn signed_message(mail: &[u8]) -> Vec<u8> {
    const SIGNED: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
    const DATA: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
    let field = |tag: u8, content: Vec<u8>| {
        [&[tag, 0x84][..], &u32::try_from(content.len()).unwrap().to_be_bytes(), &content].concat()
    };
    let content = field(0xa0, field(4, mail.to_vec()));
    let encapsulated = field(0x30, [DATA.to_vec(), content].concat());
    let signed = field(0x30, [vec![2, 1, 1], field(0x31, Vec::new()), encapsulated].concat());
    field(0x30, [SIGNED.to_vec(), field(0xa0, signed)].concat())
}

/// What Outlook makes of attached files (MS-OXTNEF).
fn winmail(files: &[(&str, &[u8])]) -> Vec<u8> {
    let field = |attribute: u32, content: &[u8]| {
        let (length, sum) = (u32::try_from(content.len()).unwrap(), content.iter().map(|&byte| u16::from(byte)));
        let sum = sum.fold(0, u16::wrapping_add);
        [&[2][..], &attribute.to_le_bytes(), &length.to_le_bytes(), content, &sum.to_le_bytes()].concat()
    };
    let attached = files.iter().flat_map(|(name, bytes)| {
        [
            field(0x0006_9002, &[0; 14]),
            field(0x0001_8010, &[name.as_bytes(), b"\0"].concat()),
            field(0x0006_800f, bytes),
        ]
    });
    [b"\x78\x9f\x3e\x22\x01\0".to_vec(), field(0x0008_9006, &[0, 0, 1, 0])]
        .into_iter()
        .chain(attached)
        .collect::<Vec<_>>()
        .concat()
}

fn uuencoded(name: &str, bytes: &[u8]) -> String {
    let digit = |bits: u32| match u8::try_from(bits & 63) {
        Ok(0) | Err(_) => '`',
        Ok(bits) => char::from(b' ' + bits),
    };
    let lines = bytes.chunks(45).map(|line| {
        let groups = line.chunks(3).map(|group| {
            let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(group.get(at).copied().unwrap_or(0)));
            [18, 12, 6, 0].map(|shift| digit(bits >> shift)).iter().collect::<String>()
        });
        format!("{}{}\r\n", digit(u32::try_from(line.len()).unwrap()), groups.collect::<String>())
    });
    format!("begin 644 {name}\r\n{}`\r\nend\r\n", lines.collect::<String>())
}

fn armored(bytes: &[u8]) -> Vec<u8> {
    let lines: Vec<String> =
        STANDARD.encode(bytes).as_bytes().chunks(64).map(|line| String::from_utf8_lossy(line).into_owned()).collect();
    format!("-----BEGIN AGE ENCRYPTED FILE-----\n{}\n-----END AGE ENCRYPTED FILE-----\n", lines.join("\n")).into_bytes()
}

/// As a text is taken apart and put together again in another alphabet.
fn recoded(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().map(|&byte| char::from(byte)).collect::<String>().into_bytes()
}

fn with_line_ends(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|&byte| if byte == b'\n' { vec![b'\r', b'\n'] } else { vec![byte] }).collect()
}

/// As another program writes the document anew: another comment below the first line.
fn saved_again(pdf: &[u8]) -> Vec<u8> {
    let mut again = pdf.to_vec();
    let at = again.iter().position(|&byte| byte == b'\n').unwrap() + 2;
    again[at..at + 4].copy_from_slice(b"\xbf\xf7\xa2\xfe");
    again
}

#[test]
fn wrapped_in_whatever_people_use_it_is_accepted() {
    let inner = mail(&[("consentement-K7M4-Q2XD.pdf", consent()), ("identifiants-K7M4-Q2XD.age", sealed())]);
    let zip = zipped(&[("Pli/c.pdf", consent()), ("Pli/i.age", sealed()), ("__MACOSX/._i.age", b"x")]);
    let text = format!(
        "From: helene.marchand@exemple.fr\r\nSubject: x\r\n\r\nBonjour\r\n{}\r\n{}",
        uuencoded("c.pdf", consent()),
        uuencoded("i.age", sealed())
    );
    for (what, bytes) in [
        ("with other names", mail(&[("scan.bin", consent()), ("identifiants.age.txt", sealed())])),
        ("without names", mail(&[("", sealed()), ("", consent())])),
        ("in one archive", mail(&[("pli.zip", &zip)])),
        (
            "in an archive each",
            mail(&[("a.zip", &zipped(&[("c", consent())])), ("b.zip", &zipped(&[("i", sealed())]))]),
        ),
        ("one compressed", mail(&[("c.pdf.gz", &gzipped(consent())), ("i.age", sealed())])),
        ("an archive in an archive", mail(&[("a.zip", &zipped(&[("b.zip", &zip)]))])),
        ("a mail as a file", mail(&[("message.eml", &inner)])),
        ("a mail as a file without a name", mail(&[("", &inner)])),
        ("a mail in an archive", mail(&[("a.zip", &zipped(&[("m.eml", &inner)]))])),
        ("signed", mail(&[("smime.p7m", &signed_message(&inner))])),
        ("by Outlook", mail(&[("winmail.dat", &winmail(&[("c.pdf", consent()), ("i.age", sealed())]))])),
        ("an archive by Outlook", mail(&[("winmail.dat", &winmail(&[("a.zip", &zip)]))])),
        ("one by Outlook", mail(&[("c.pdf", consent()), ("winmail.dat", &winmail(&[("i.age", sealed())]))])),
        ("armored", mail(&[("c.pdf", consent()), ("i.age", &armored(sealed()))])),
        ("in base64 twice", mail(&[("c.pdf", consent()), ("i.age", STANDARD.encode(sealed()).as_bytes())])),
        ("in the text", text.into_bytes()),
    ] {
        let ended = receive(&bytes);
        assert_eq!((ended.code, codes(&ended)), (Some(0), "accepted".to_owned()), "{what}: {ended:?}");
    }
}

fn permutations<T: Clone>(items: &[T]) -> Vec<Vec<T>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    (0..items.len())
        .flat_map(|at| {
            let mut rest = items.to_vec();
            let first = rest.remove(at);
            permutations(&rest).into_iter().map(move |rest| [vec![first.clone()], rest].concat())
        })
        .collect()
}

#[test]
fn beside_copies_that_are_damaged_it_is_accepted_in_every_order() {
    let (again, ends) = (saved_again(consent()), with_line_ends(sealed()));
    let parts: [(&str, &[u8]); 5] = [
        ("consentement-K7M4-Q2XD.pdf", consent()),
        ("consentement-K7M4-Q2XD (1).pdf", &again),
        ("identifiants-K7M4-Q2XD.age", sealed()),
        ("identifiants-K7M4-Q2XD (1).age", &ends),
        ("facture.pdf", b"%PDF-1.4\n%%EOF"),
    ];
    let desk = Program::new();
    let mbox: Vec<u8> = permutations(&parts)
        .iter()
        .flat_map(|order| [b"From - Mon Nov 23 14:05:00 2026\n", &mail(order)[..], b"\n"].concat())
        .collect();
    desk.write("all.mbox", mbox);
    let ended = desk.run(["receive", "all.mbox"]);
    let mut said = verdicts(&ended);
    assert_eq!(said.remove(0), "accepted");
    assert!(said.len() == 119 && said.iter().all(|verdict| *verdict == "known"), "{ended:?}");
}

#[test]
fn of_two_packages_crossed_in_every_order_both_are_accepted() {
    let other = package("", Timestamp::now());
    let parts: [(&str, &[u8]); 4] =
        [("a", consent()), ("b", sealed()), ("c", &other.consent.bytes), ("d", &other.sealed.bytes)];
    for order in permutations(&parts) {
        let ended = Program::new().run_with(["receive", "--no-render"], &mail(&order));
        assert_eq!(verdicts(&ended), ["accepted", "accepted"], "{ended:?}");
    }
}

#[test]
fn damage_on_the_way_is_told_and_asked_about_in_words_that_fit() {
    let other = package("", Timestamp::now());
    let cut = &sealed()[..sealed().len() - 100];
    let (recoded, ends, again) = (recoded(sealed()), with_line_ends(sealed()), saved_again(consent()));
    let pdf_ends = with_line_ends(consent());
    let half = &consent()[..consent().len() / 2];
    let padded = [consent(), b"\r\n\0\0"].concat();
    let longer = [sealed(), &[0; 100]].concat();
    let seven_bits: Vec<u8> = sealed().iter().map(|byte| byte & 0x7f).collect();
    let outlook = winmail(&[("c.pdf", consent()), ("i.age", sealed())]);
    let outlook = &outlook[..outlook.len() - 4_000];
    let foreign = b"age-encryption.org/v1\n-> X25519 TEiF0ypqr+bpvcqXNyCVJpL7OuwPdVwPL7KQEbFDOCc\nEmECAEcKN+n/Vs9SbWiV+Hu0r+E8R77DdWYyd83nw7U\n--- Vn+54jqiiUCE+WZcEVY3f1sqHjlu/z1LCQ/T7Xm7qI0\n0123456789abcdef".to_vec();
    for (parts, codes_said, words) in [
        ([consent(), &ends], "incomplete sealed-file-missing sealed-file-line-ends", "envoy=C3=A9s comme un texte"),
        ([consent(), &recoded], "incomplete sealed-file-missing sealed-file-recoded", "envoy=C3=A9s comme un texte"),
        ([consent(), cut], "incomplete sealed-file-missing sealed-file-cut", "arriv=C3=A9s incomplets"),
        ([consent(), &other.sealed.bytes], "incomplete sealed-file-missing sealed-file-other", "autre demande"),
        ([&again, sealed()], "incomplete consent-missing pdf-saved-again", "enregistr=C3=A9 =C3=A0 nouveau"),
        ([half, sealed()], "incomplete consent-missing pdf-saved-again", "enregistr=C3=A9 =C3=A0 nouveau"),
        ([&padded, sealed()], "incomplete consent-missing pdf-saved-again", "enregistr=C3=A9 =C3=A0 nouveau"),
        ([consent(), &longer], "incomplete sealed-file-missing sealed-file-cut", "arriv=C3=A9s incomplets"),
        ([consent(), &sealed()[..500]], "incomplete sealed-file-missing sealed-file-cut", "arriv=C3=A9s incomplets"),
        ([consent(), &seven_bits], "incomplete sealed-file-missing sealed-file-recoded", "envoy=C3=A9s comme un texte"),
        ([consent(), &foreign], "incomplete sealed-file-missing sealed-file-other", "autre demande"),
        ([outlook, b"x"], "incomplete sealed-file-missing winmail not-age", "winmail.dat"),
        ([&pdf_ends, sealed()], "incomplete consent-missing pdf-saved-again", "enregistr=C3=A9 =C3=A0 nouveau"),
    ] {
        let desk = Program::new();
        let ended = desk.run_with(["receive"], &mail(&[("c.pdf", parts[0]), ("i.age", parts[1])]));
        assert_eq!((ended.code, codes(&ended)), (Some(3), codes_said.to_owned()), "{ended:?}");
        let draft = fs::read_to_string(ended.out.split("draft: ").nth(1).unwrap().trim()).unwrap();
        let draft = draft.replace("=\r\n", "");
        assert!(draft.contains(words) && draft.contains("Pli"), "{draft}");
    }
}

/// Half of the mail came, and both files with it.
#[test]
fn a_mail_that_is_cut_below_its_files_is_accepted_and_said_to_be_cut() {
    let whole = mail(&[("c.pdf", consent()), ("i.age", sealed())]);
    let ended = receive(&whole[..whole.len() - 5]);
    assert_eq!((ended.code, codes(&ended)), (Some(0), "accepted mail-cut-off".to_owned()), "{ended:?}");
}

/// The first is one that a search without boundaries misreads: `MENT-55HR`.
#[test]
fn saved_files_of_drawn_references_are_inspected_and_received() {
    let drawn = (0..6).map(|_| package("", Timestamp::now()));
    let packages: Vec<Package> = std::iter::once(package("55HR-MWQ3", Timestamp::now())).chain(drawn).collect();
    let desk = Program::new();
    for package in &packages {
        desk.write(&format!("in/{}", package.consent.name), &package.consent.bytes);
        desk.write(&format!("in/{}", package.sealed.name), &package.sealed.bytes);
        let one = [&package.consent.name, &package.sealed.name].map(|name| format!("in/{name}"));
        assert_eq!(desk.run(["inspect", &one[0], &one[1]]).code, Some(0), "{one:?}");
    }
    let inspected = desk.run(["inspect", "--json", "in"]);
    assert_eq!((inspected.code, inspected.out.matches("\"sound\":true").count()), (Some(0), packages.len()));
    let ended = desk.run(["receive", "--no-render", "in"]);
    assert_eq!((ended.code, verdicts(&ended)), (Some(0), vec!["accepted"; packages.len()]), "{ended:?}");
    assert!(CaseReference::parse("MENT-55HR").is_ok(), "the name of the first file misleads");
}

#[test]
fn saved_files_are_renamed_at_will() {
    let other = package("", Timestamp::now());
    let desk = Program::new();
    for (name, bytes) in [
        ("identifiants-K7M4-Q2XD.age.txt", sealed()),
        ("scan-K7M4-Q2XD.pdf", &other.consent.bytes),
        ("sans nom", consent()),
        ("autre.bin", &other.sealed.bytes),
        ("facture.pdf", b"%PDF-1.4\n%%EOF"),
    ] {
        desk.write(&format!("in/{name}"), bytes);
    }
    desk.write("zip/tout.zip", zipped(&[("c.pdf", consent()), ("i.age", sealed())]));
    let ended = desk.run(["receive", "--no-render", "in"]);
    let mut said = verdicts(&ended);
    said.sort_unstable();
    assert_eq!(said, ["accepted", "accepted", "unrelated"], "{ended:?}");
    assert_eq!(verdicts(&desk.run(["receive", "--no-render", "zip"])), ["known"]);
    assert_eq!(verdicts(&desk.run(["receive", "--no-render", "zip/tout.zip"])), ["known"]);
}

#[test]
fn halves_that_come_in_two_mails_are_put_together_whichever_comes_first() {
    let halves = [mail(&[("c.pdf", consent())]), mail(&[("identifiants-K7M4-Q2XD.age", sealed())])];
    for order in [[0, 1], [1, 0]] {
        let desk = Program::new();
        let first = desk.run_with(["receive"], &halves[order[0]]);
        assert_eq!((first.code, verdicts(&first)), (Some(3), vec!["incomplete"]), "{first:?}");
        let again = desk.run_with(["receive"], &halves[order[0]]);
        assert_eq!((again.code, verdicts(&again)), (Some(3), vec!["incomplete"]), "{again:?}");
        let second = desk.run_with(["receive"], &halves[order[1]]);
        assert_eq!((second.code, verdicts(&second)), (Some(0), vec!["accepted"]), "{second:?}");
        // In one mailbox, too.
        let desk = Program::new();
        let mbox: Vec<u8> = order
            .iter()
            .flat_map(|at| [b"From - Mon Nov 23 14:05:00 2026\n", &halves[*at][..], b"\n"].concat())
            .collect();
        desk.write("both.mbox", mbox);
        assert_eq!(verdicts(&desk.run(["receive", "both.mbox"])), ["incomplete", "accepted"]);
    }
}

/// A person's own mails, one after the other.
#[test]
fn nobody_is_asked_for_what_came_meanwhile_or_before() {
    let halves = [mail(&[("c.pdf", consent())]), mail(&[("identifiants-K7M4-Q2XD.age", sealed())])];
    let desk = Program::new();
    let mbox: Vec<u8> =
        halves.iter().flat_map(|half| [b"From - Mon Nov 23 14:05:00 2026\n", &half[..], b"\n"].concat()).collect();
    desk.write("both.mbox", mbox);
    assert_eq!(verdicts(&desk.run(["receive", "both.mbox"])), ["incomplete", "accepted"]);
    assert!(desk.draft("K7M4-Q2XD-incomplete").is_none() && desk.draft("K7M4-Q2XD-received").is_some());
    assert!(!desk.run(["todo"]).out.contains("incomplete"));
    for half in &halves {
        let again = desk.run_with(["receive"], half);
        assert_eq!((again.code, verdicts(&again)), (Some(0), vec!["known"]), "{again:?}");
    }
}

#[test]
fn a_half_is_forgotten_after_seven_days_by_the_timer() {
    for (days, verdict) in [(6, "accepted"), (8, "incomplete")] {
        let desk = Program::new();
        desk.run_with(["receive"], &mail(&[("identifiants-K7M4-Q2XD.age", sealed())]));
        let came = (Timestamp::now() - SignedDuration::from_hours(24 * days)).to_string();
        in_registry(&desk, &format!("UPDATE halves SET came_at = '{}Z'", &came[..19]));
        assert_eq!(desk.run(["expire"]).code, Some(0));
        assert_eq!(verdicts(&desk.run_with(["receive"], &mail(&[("c.pdf", consent())]))), [verdict]);
    }
}

#[test]
fn halves_of_two_mails_or_folders_are_inspected_together() {
    let desk = Program::new();
    desk.write("in/1.eml", mail(&[("c.pdf", consent())]));
    desk.write("in/2.eml", mail(&[("i.age", sealed())]));
    desk.write("apart/one/c.pdf", consent());
    desk.write("apart/two/i.age", sealed());
    for what in [&["in"][..], &["in/2.eml", "in/1.eml"], &["apart"], &["apart/two", "apart/one"]] {
        let ended = desk.run([&["inspect", "--json"], what].concat());
        assert_eq!((ended.code, ended.out.matches("\"sound\":true").count()), (Some(0), 1), "{what:?}: {ended:?}");
        assert_eq!(ended.out.lines().count(), 1, "{what:?}");
    }
    assert_eq!(desk.run(["inspect", "apart/one"]).code, Some(3));
}

/// As the app names and saves them, one folder for all.
#[test]
fn a_thousand_drawn_references_are_saved_inspected_and_received() {
    let at = Timestamp::now();
    let halves = std::thread::scope(|scope| {
        [(); 2]
            .map(|()| scope.spawn(|| (0..500).map(|_| package("", at)).collect::<Vec<_>>()))
            .map(|half| half.join().unwrap())
    });
    let packages: Vec<Package> = halves.into_iter().flatten().collect();
    let desk = Program::new();
    let mut files = Vec::new();
    for package in &packages {
        for file in [&package.consent, &package.sealed] {
            desk.write(&format!("in/{}", file.name), &file.bytes);
            files.push(format!("in/{}", file.name));
        }
    }
    let inspected = desk.run(["inspect", "--json", "in"]);
    assert_eq!((inspected.code, inspected.out.matches("\"sound\":true").count()), (Some(0), packages.len()));
    let arguments = ["receive", "--no-render", "--json"].into_iter().map(str::to_owned).chain(files);
    let ended = desk.run(arguments);
    assert_eq!((ended.code, ended.out.matches("\"accepted\"").count()), (Some(0), packages.len()));
}

/// A file that unfolds to gigabytes, alone, in layers, and in hundreds beside the package.
#[test]
fn what_unfolds_without_end_is_passed_over() {
    let zeros = vec![0; 30_000_000];
    let bomb = |head: &[u8]| gzipped(&[head, &zeros].concat());
    let layered = gzipped(&bomb(b"PK\x03\x04"));
    let many: Vec<(String, Vec<u8>)> =
        (0..40).map(|at| (format!("{at}.age"), bomb(b"age-encryption.org/v1\n"))).collect();
    let mut parts: Vec<(&str, &[u8])> = many.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    parts.extend([("a.gz", layered.as_slice()), ("c.pdf", consent()), ("i.age", sealed())]);
    let ended = receive(&mail(&parts));
    assert_eq!(verdicts(&ended), ["accepted"], "{ended:?}");
    let entries: Vec<(String, &[u8])> = (0..600).map(|at| (at.to_string(), &b"x"[..])).collect();
    let entries: Vec<(&str, &[u8])> = entries.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
    let ended = receive(&mail_about("Demande K7M4-Q2XD", &[("a.zip", &zipped(&entries))]));
    assert_eq!(codes(&ended), "incomplete consent-missing sealed-file-missing archive-unopened", "{ended:?}");
}

/// As Thunderbird exports a folder, or a filter passes a mail on.
#[test]
fn a_mailbox_that_is_attached_and_a_mail_below_blank_lines_are_opened() {
    let inner = mail_about("Demande K7M4-Q2XD", &[("c.pdf", consent()), ("i.age", sealed())]);
    let mbox = [&b"From - Mon Nov 23 14:05:00 2026\n"[..], &inner, b"\n"].concat();
    for mail in [mail(&[("export.mbox", &mbox)]), [b"\r\n\n", &inner[..]].concat()] {
        let ended = receive(&mail);
        assert_eq!((ended.code, verdicts(&ended)), (Some(0), vec!["accepted"]), "{ended:?}");
    }
    assert_eq!(codes(&receive(&mail(&[("a.txt", b"From Paris with love\nAnne\n")]))), "unrelated");
    let many = "From - Mon Nov 23 14:05:00 2026\nSubject: x\n\nx\n\n".repeat(500);
    assert_eq!(codes(&receive(&mail(&[("export.mbox", many.as_bytes())]))), "unrelated");
}

/// A mail as Outlook saves it (MS-OXMSG), with these files.
fn outlook(subject: &str, text: &str, files: &[(&str, &[u8])]) -> Vec<u8> {
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    let mut write = |path: &str, bytes: &[u8]| {
        file.create_storage_all(std::path::Path::new(path).parent().unwrap()).unwrap();
        file.create_stream(path).unwrap().write_all(bytes).unwrap();
    };
    write("/__properties_version1.0", &[0; 32]);
    for (id, text) in [("0037", subject), ("1000", text), ("5D01", "helene.marchand@exemple.fr")] {
        write(&format!("/__substg1.0_{id}001F"), &utf16(text));
    }
    for (at, (name, bytes)) in files.iter().enumerate() {
        let attached = format!("/__attach_version1.0_#{at:08X}");
        write(&format!("{attached}/__substg1.0_3707001F"), &utf16(name));
        write(&format!("{attached}/__substg1.0_37010102"), bytes);
    }
    file.into_inner().into_inner()
}

#[test]
fn a_mail_that_outlook_saved_is_opened_wherever_it_is_met() {
    let subject = "Demande K7M4-Q2XD";
    let whole = outlook(subject, "Bonjour", &[("c.pdf", consent()), ("i.age", sealed())]);
    let desk = Program::new();
    let path = desk.write("Demande.msg", &whole);
    assert_eq!(verdicts(&desk.run(["receive", path.to_str().unwrap()])), ["accepted"]);
    assert!(!desk.run(["cases"]).out.contains('!'), "it is known who wrote");
    for wrapped in [whole.clone(), zipped(&[("Demande.msg", &whole)]), outlook("TR: x", "y", &[("a.msg", &whole)])] {
        let ended = receive(&mail(&[("Demande.msg", &wrapped)]));
        assert_eq!((ended.code, codes(&ended)), (Some(0), "accepted".to_owned()), "{ended:?}");
    }
    let half = outlook(subject, "Bonjour", &[("c.pdf", consent())]);
    assert_eq!(codes(&receive(&mail(&[("a.msg", &half)]))), "incomplete sealed-file-missing");
    assert_eq!(codes(&receive(&outlook(subject, "Bonjour", &[]))), "incomplete consent-missing sealed-file-missing");
    assert_eq!(codes(&receive(&outlook("Bonjour", "Mon PEA ne remonte plus.", &[]))), "unrelated");
    let cut = &whole[..whole.len() / 2];
    let said = codes(&receive(&mail_about(subject, &[("Demande.msg", cut)])));
    assert_eq!(said, "incomplete consent-missing sealed-file-missing outlook-file");
}
