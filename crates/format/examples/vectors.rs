//! Writes `tests/vectors`: good and bad packages, the verdict each must get and the SHA-256 of each
//! file. `cargo xtask vectors` runs it from the repository's root.
//!
//! Case keys and nonces are fixed. age is randomised, so a sealed file that stands there already is
//! kept as long as it is the one that would be made: what is not altered keeps its bytes.

#![allow(clippy::disallowed_methods, reason = "these are files of the repository")]

use std::{
    error::Error,
    fs,
    io::Write,
    iter,
    path::{Path, PathBuf},
};

use age::{DecryptError, x25519::Identity};
use jiff::tz::Offset;
use pli_format::{
    CaseReference, Language, Sha256, SignedAt,
    bundle::Bundle,
    canonical::Canonical,
    case_key::CaseKey,
    consent::{AskedBy, ConsentFacts, ConsentRecord, Named, Person, ProblemFacts, Signed, pdf},
    credentials::{Credentials, Said},
    payload::{self, PayloadCase},
    seal::{self, OpenError},
    terms::{Agreement, Terms},
};
use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

const FOLDER: &str = "tests/vectors";
const BODY: &[u8] = br#"{"identifiant":"0481516234","code":"482915"}"#;
const OTHER_BANKS_BODY: &[u8] = br#"{"identifiant":"0481516234","mot-de-passe":"482915"}"#;
const SIGNED_AT: &str = "2026-11-23T13:05:00Z";
const IN_OVERLAP: &str = "2028-11-23T13:05:00Z";
const IDENTITIES: [&str; 2] = [
    include_str!("../../../tests/demo/DEMO-ONLY-identity-2026-01.txt"),
    include_str!("../../../tests/demo/DEMO-ONLY-identity-2028-11.txt"),
];

/// Of most sealed files.
const LENGTH: usize = 4096;

/// The folder, the code, and what is agreed to instead.
type Forgery = (&'static str, &'static str, fn(&mut Agreement));

/// The same, of a record.
type Unrenderable = (&'static str, &'static str, fn(&mut ConsentRecord));

const FORGED: [Forgery; 14] = [
    ("a-renamed-bank", "not-eligible", |it| {
        "LCL. Bridge me rembourse toute somme perdue, sans limite".clone_into(&mut it.facts.bank.name);
    }),
    ("an-unknown-bank", "not-eligible", |it| "bnp".clone_into(&mut it.facts.bank.id)),
    ("a-renamed-account", "not-eligible", |it| "Tous mes comptes".clone_into(&mut it.facts.accounts[0].name)),
    ("one-account-more", "not-eligible", |it| {
        it.facts.accounts.push(Named { id: "courant".to_owned(), name: "Compte courant".to_owned() });
    }),
    ("an-account-500-times", "not-eligible", |it| it.facts.accounts = vec![it.facts.accounts[0].clone(); 500]),
    ("no-account", "not-eligible", |it| it.facts.accounts.clear()),
    ("a-step-that-the-bank-does-not-ask-for", "not-eligible", |it| {
        let step = Named { id: "manual-sync".to_owned(), name: "Synchronisation manuelle".to_owned() };
        it.facts.problem.steps_tried.push(step);
    }),
    ("asked-by-a-stranger", "not-eligible", |it| it.facts.problem.asked_by = AskedBy::PhoneCall),
    ("an-address-with-a-line-feed", "not-as-written", |it| it.facts.person.email.push('\n')),
    ("a-name-with-two-spaces", "not-as-written", |it| {
        "Hélène  Marchand".clone_into(&mut it.facts.person.name);
    }),
    ("a-description-decomposed", "not-as-written", |it| "De\u{301}but".clone_into(&mut it.facts.problem.description)),
    ("a-version-that-speaks", "not-as-written", |it| "1.0.0-Bridge-rembourse-tout".clone_into(&mut it.app_version)),
    ("a-zone-that-speaks", "not-as-written", |it| it.signed_at = in_zone("Bridge/me_rembourse/tout")),
    ("another-signature", "other-signature", |it| "Anne Marchand".clone_into(&mut it.signature)),
];

/// As no clock of a computer says it.
fn in_zone(zone: &str) -> SignedAt {
    serde_json::from_value(json!({ "time": "2026-11-23T14:05:00+01:00", "zone": zone })).expect("a time and a text")
}

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let mut vectors = Vectors { verdicts: Vec::new() };
    vectors.good()?;
    vectors.bad_documents()?;
    vectors.bad_records()?;
    vectors.bad_sealed_files()?;
    seeds()?;
    let verdicts = serde_json::to_string_pretty(&vectors.verdicts)? + "\n";
    Ok(fs::write(Path::new(FOLDER).join("verdicts.json"), verdicts)?)
}

/// Where the fuzzer begins: the payload of the good package in French, and its sealed file in armor.
fn seeds() -> Result<()> {
    let record = record(Language::Fr, SIGNED_AT)?;
    fs::write("fuzz/seeds/payload/french", form(&PayloadCase::of(&Canonical::of(record)), BODY)?.trim_ascii_end())?;
    let mut armored = age::armor::ArmoredWriter::wrap_output(Vec::new(), age::armor::Format::AsciiArmor)?;
    armored.write_all(&kept("good/french"))?;
    Ok(fs::write("fuzz/seeds/sealed_file/armored", armored.finish()?)?)
}

struct Vectors {
    verdicts: Vec<Value>,
}

impl Vectors {
    fn good(&mut self) -> Result<()> {
        for (name, language, at) in [
            ("good/french", Language::Fr, SIGNED_AT),
            ("good/english", Language::En, SIGNED_AT),
            ("good/two-recipients", Language::Fr, IN_OVERLAP),
        ] {
            let record = record(language, at)?;
            let sealed = sealed(name, &record)?;
            self.write(name, None, &record, &document(&record, &sealed)?, &sealed)?;
        }
        let name = "good/a-step-tried-first";
        let mut agreement = agreement(Language::Fr, SIGNED_AT)?;
        let named = |id: &str, name: &str| Named { id: id.to_owned(), name: name.to_owned() };
        agreement.facts.bank = named("credit-mutuel", "Crédit Mutuel");
        agreement.facts.accounts = vec![named("epargne", "Épargne")];
        agreement.facts.problem.steps_tried = vec![named("manual-sync", "Synchronisation manuelle")];
        let record = Terms::current().record(agreement);
        let payload = form(&PayloadCase::of(&Canonical::of(record.clone())), OTHER_BANKS_BODY)?;
        let sealed = sealed_payload(name, &payload, &record)?;
        self.write(name, None, &record, &document(&record, &sealed)?, &sealed)
    }

    /// The document is not the one that its record makes.
    fn bad_documents(&mut self) -> Result<()> {
        let record = record(Language::Fr, SIGNED_AT)?;
        let sealed_file = sealed("good/french", &record)?;
        let whole = document(&record, &sealed_file)?;
        let producer = format!("Pli, renderer {}", pdf::RENDERER_VERSION);

        let documents = [
            ("no-pdf", "not-a-pdf", b"%PDF-1.7\n".to_vec()),
            ("no-table", "not-a-pdf", replaced(&whole, b"startxref\n", b"startxref\r")?),
            ("object-streams", "not-a-pdf", replaced(&whole, b"/DisplayDocTitle", b"/ObjStmDocTitle ")?),
            ("no-record", "record-missing", replaced(&whole, b"(consent.json)", b"(consent.jsom)")?),
            ("seventeen-files", "record-missing", listing_fifteen_more(&whole)?),
            ("no-signature", "signature-missing", replaced(&whole, b"(consent.sig)", b"(consent.six)")?),
            ("another-renderer", "other-renderer", replaced(&whole, producer.as_bytes(), b"Pli, renderer 0")?),
            ("a-changed-page", "differs", replaced(&whole, b"/DisplayDocTitle", b"/DisplayDocTitel")?),
            ("something-appended", "appended", [&whole[..], b"% more\n"].concat()),
            ("a-cut-document", "cut", whole[..whole.len() - 1].to_vec()),
        ];
        for (name, code, document) in documents {
            self.write(&format!("bad/{name}"), Some(code), &record, &document, &sealed_file)?;
        }
        let swapped = sealed("bad/another-sealed-file", &record)?;
        self.write("bad/another-sealed-file", Some("other-sealed-file"), &record, &whole, &swapped)
    }

    /// Record or case signature are not what they should be.
    fn bad_records(&mut self) -> Result<()> {
        let record = record(Language::Fr, SIGNED_AT)?;
        let sealed_file = sealed("good/french", &record)?;
        let proof = signed(&record, &sealed_file).proof;
        let whole = document(&record, &sealed_file)?;

        let told_more = changed(&record, |it| it.facts.problem.description.push_str(" Et mon compte courant."));
        let forged = Signed::with_proof(Canonical::of(told_more.clone()), proof);
        let rendered = forged.to_pdf(Terms::current())?;
        self.write("bad/a-changed-answer", Some("signature-wrong"), &told_more, &rendered, &sealed_file)?;

        let newer = replaced(&whole, b"pli-consent/1", b"pli-consent/2")?;
        self.write("bad/a-newer-record", Some("record-unreadable"), &record, &newer, &sealed_file)?;
        let respelt = replaced(&whole, br#""id":"pea","name":"PEA""#, br#""name":"PEA","id":"pea""#)?;
        self.write("bad/another-spelling-of-the-record", Some("record-unreadable"), &record, &respelt, &sealed_file)?;
        let unreadable = replaced(&whole, b"sealed_sha256", b"sealed_sha512")?;
        self.write("bad/an-unreadable-signature", Some("signature-unreadable"), &record, &unreadable, &sealed_file)?;

        // No renderer makes a document of it: it stands in the document of the other record.
        let unrenderable: [Unrenderable; 3] = [
            ("unknown-terms", "terms-unknown", |it| it.terms.version = 9),
            ("other-terms-of-this-version", "terms-other", |it| it.terms.sha256 = Sha256([0; 32])),
            ("other-words", "unrenderable", |it| it.clauses.swap(0, 1)),
        ];
        for (name, code, change) in unrenderable {
            let name = format!("bad/{name}");
            let other = changed(&record, change);
            let sealed_for_it = sealed(&name, &other)?;
            let carried = carrying(&document(&record, &sealed_for_it)?, (&record, &other), &sealed_for_it)?;
            self.write(&name, Some(code), &other, &carried, &sealed_for_it)?;
        }

        // The longest that is drawn, and in its document one that is as many bytes, and a character longer.
        let name = "bad/a-description-that-is-too-long";
        let [longest, longer] = ["é".repeat(3_998) + "€€", "é".repeat(4_001)]
            .map(|description| changed(&record, |it| it.facts.problem.description = description));
        let sealed_for_it = sealed(name, &longer)?;
        let carried = carrying(&document(&longest, &sealed_for_it)?, (&longest, &longer), &sealed_for_it)?;
        self.write(name, Some("unrenderable"), &longer, &carried, &sealed_for_it)?;

        // What anybody can sign and draw with a key of their own, and no Pli makes.
        for (name, code, forge) in FORGED {
            let name = format!("bad/{name}");
            let mut agreement = agreement(Language::Fr, SIGNED_AT)?;
            forge(&mut agreement);
            let forged = Terms::current().record(agreement);
            let sealed_for_it = sealed(&name, &forged)?;
            self.write(&name, Some(code), &forged, &document(&forged, &sealed_for_it)?, &sealed_for_it)?;
        }

        let name = "bad/another-key";
        let other_key = changed(&record, |it| it.epoch.fingerprint = Sha256([0; 32]));
        let sealed_for_it = sealed(name, &other_key)?;
        self.write(name, Some("epoch-other"), &other_key, &document(&other_key, &sealed_for_it)?, &sealed_for_it)
    }

    /// Consent and signature hold; what is sealed is not what it should be.
    fn bad_sealed_files(&mut self) -> Result<()> {
        let record = record(Language::Fr, SIGNED_AT)?;
        let case = PayloadCase::of(&Canonical::of(record.clone()));
        let payload = String::from_utf8(form(&case, BODY)?.to_vec())?;
        let other = |from: &str, to: &str| payload.replace(from, to).into_bytes();
        let another = |case: PayloadCase, body| Ok::<_, Box<dyn Error>>(form(&case, body)?.to_vec());

        let payloads = [
            (
                "another-consent",
                "other-payload",
                another(PayloadCase { consent_sha256: Sha256([0; 32]), ..case.clone() }, BODY)?,
            ),
            (
                "another-case",
                "other-payload",
                another(PayloadCase { reference: CaseReference::parse("H3R8-W5NJ")?, ..case.clone() }, BODY)?,
            ),
            (
                "another-bank",
                "other-payload",
                another(PayloadCase { bank: "credit-mutuel".to_owned(), ..case.clone() }, OTHER_BANKS_BODY)?,
            ),
            ("another-expiry", "other-payload", other("2026-12-23T13:05:00Z", "2026-12-24T13:05:00Z")),
            ("another-time", "other-payload", other("2026-11-23T13:05:00Z", "2026-11-23T13:05:01Z")),
            ("no-payload", "payload-malformed", b"{}".to_vec()),
            ("another-padding", "payload-other-padding", format!("{payload:4096}").into_bytes()),
            ("a-wrong-check-character", "payload-malformed", other("K7M4-Q2XD", "K7M4-Q2XE")),
            ("a-newer-payload", "payload-unknown-format", other("credentials/1", "credentials/2")),
            ("another-spelling", "payload-not-canonical", other("{\"bank\":", "{ \"bank\":")),
            ("a-fraction-of-zero", "payload-malformed", other("05:00Z\",\"f", "05:00.0Z\",\"f")),
            ("other-fields", "payload-other-fields", other("\"code\":", "\"card\":")),
            ("an-empty-field", "payload-field-out-of-bounds", other("482915", "")),
            ("a-long-field", "payload-field-out-of-bounds", other("482915", &"4".repeat(257))),
            ("a-control-character", "payload-field-out-of-bounds", other("482915", "4829\u{7f}15")),
        ];
        for (name, code, payload) in payloads {
            let name = format!("bad/{name}");
            let sealed = sealed_payload(&name, &payload, &record)?;
            self.write(&name, Some(code), &record, &document(&record, &sealed)?, &sealed)?;
        }

        let whole = sealed("good/french", &record)?;
        let end = whole.len() - 1;
        let flipped = [&whole[..end], &[whole[end] ^ 1]].concat();
        let beside = sealed_beside("bad/a-stranger-beside", Some(IDENTITIES[0]))?;
        let files = [
            ("a-cut-sealed-file", "sealed-file-length", whole[..end].to_vec()),
            ("an-introduction-alone", "sealed-file-damaged", seal::INTRODUCTION.to_vec()),
            ("a-flipped-byte", "sealed-file-damaged", flipped),
            ("a-stranger-beside", "sealed-file-recipients", beside),
            ("another-identity", "other-identity", sealed_beside("bad/another-identity", None)?),
        ];
        for (name, code, sealed) in files {
            self.write(&format!("bad/{name}"), Some(code), &record, &document(&record, &sealed)?, &sealed)?;
        }
        Ok(())
    }

    fn write(
        &mut self,
        name: &str,
        code: Option<&str>,
        record: &ConsentRecord,
        document: &[u8],
        sealed: &[u8],
    ) -> Result<()> {
        let folder: PathBuf = Path::new(FOLDER).join(name);
        fs::create_dir_all(&folder)?;
        let Signed { record, proof, .. } = signed(record, sealed);
        let proof = Canonical::of(proof);
        let mut files = Map::new();
        for (file, bytes) in [
            ("consent.json", record.bytes()),
            ("consent.pdf", document),
            ("consent.sig", proof.bytes()),
            ("sealed.age", sealed),
        ] {
            fs::write(folder.join(file), bytes)?;
            files.insert(file.to_owned(), Sha256::of(bytes).to_string().into());
        }
        self.verdicts.push(json!({ "folder": name, "code": code, "sha256": files }));
        Ok(())
    }
}

fn key() -> CaseKey {
    CaseKey::from_secret(&Zeroizing::new([7; 32]))
}

fn bundle() -> Result<Bundle> {
    Ok(Bundle::compiled_in(SIGNED_AT.parse()?, 0)?)
}

fn record(language: Language, at: &str) -> Result<ConsentRecord> {
    Ok(Terms::current().record(agreement(language, at)?))
}

fn agreement(language: Language, at: &str) -> Result<Agreement> {
    let signed_at = SignedAt::new(at.parse()?, Offset::constant(1), "Europe/Paris");
    let bundle = bundle()?;
    let facts = facts(language)?;
    Ok(Agreement {
        signature: facts.person.name.clone(),
        facts,
        epoch: bundle.recipients(signed_at.instant())?.epoch().into(),
        signed_at,
        case_key: key().public(),
        app_version: "0.1.0".to_owned(),
        demo: true,
    })
}

fn facts(language: Language) -> Result<ConsentFacts> {
    let bank = Terms::current().rules().bank("lcl").ok_or("LCL is in the rules")?;
    let account = bank.account("pea").ok_or("the PEA is in the rules")?;
    let description = match language {
        Language::Fr => "Mon PEA n’apparaît plus depuis la dernière mise à jour.",
        Language::En => "My PEA disappeared after the last update.",
    };
    Ok(ConsentFacts {
        reference: CaseReference::parse("K7M4-Q2XD")?,
        language,
        person: Person { name: "Hélène Marchand".to_owned(), email: "helene.marchand@exemple.fr".to_owned() },
        bank: Named { id: bank.id().to_owned(), name: bank.name().to_owned() },
        accounts: vec![Named { id: account.id.clone(), name: account.name.get(language).clone() }],
        problem: ProblemFacts {
            asked_by: AskedBy::Support,
            steps_tried: Vec::new(),
            description: description.to_owned(),
        },
    })
}

fn changed(record: &ConsentRecord, change: impl FnOnce(&mut ConsentRecord)) -> ConsentRecord {
    let mut changed = record.clone();
    change(&mut changed);
    changed
}

fn form(case: &PayloadCase, body: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    // A bank that the rules do not know has the fields of another.
    let rules = Terms::current().rules();
    let fields = rules.bank(&case.bank).or(rules.bank("lcl")).ok_or("LCL is in the rules")?.credentials();
    let credentials = Credentials::parse(body, fields, Said::nothing())?;
    Ok(payload::form(case, &credentials, &mut |bytes: &mut [u8]| bytes.fill(7))?)
}

fn sealed(name: &str, record: &ConsentRecord) -> Result<Vec<u8>> {
    sealed_payload(name, &form(&PayloadCase::of(&Canonical::of(record.clone())), BODY)?, record)
}

/// The sealed file of this folder, made anew if it holds another payload or has other recipients.
fn sealed_payload(name: &str, payload: &[u8], record: &ConsentRecord) -> Result<Vec<u8>> {
    let bundle = bundle()?;
    let recipients = bundle.recipients(record.signed_at.instant())?;
    let mut payload = payload.to_vec();
    let padded = payload::LENGTHS.into_iter().find(|&length| payload.len() <= length);
    payload.resize(padded.ok_or("the payload fits a length")?, b' ');
    let made = seal::seal(&payload, &recipients)?;
    let kept = kept(name);
    let is_the_same = kept.len() == made.len()
        && identities()?.iter().all(|identity| {
            let open = |file: &[u8]| seal::decrypt(file, iter::once(identity as _)).ok();
            match (open(&kept), open(&made)) {
                (Some(kept), Some(made)) => kept.trim_ascii_end() == made.trim_ascii_end(),
                (kept, made) => kept.is_none() && made.is_none(),
            }
        });
    Ok(if is_the_same { kept } else { made })
}

/// To an identity that is thrown away, and to this one, if any; as long as Pli makes it.
fn sealed_beside(name: &str, identity: Option<&str>) -> Result<Vec<u8>> {
    let kept = kept(name);
    let identities = identities()?;
    let opened = seal::decrypt(&kept, identities.iter().map(|identity| identity as _));
    let is_nobodys = matches!(opened, Err(OpenError::Age(DecryptError::NoMatchingKeys)));
    if seal::inspect(&kept).is_ok() && is_nobodys == identity.is_none() {
        return Ok(kept);
    }
    let mut recipients = vec![Identity::generate().to_public()];
    recipients.extend(identity.map(read_identity).transpose()?.map(|identity| identity.to_public()));
    let age_sealed = |plaintext: &[u8]| -> Result<Vec<u8>> {
        let recipients = recipients.iter().map(|recipient| recipient as _);
        let mut writer = age::Encryptor::with_recipients(recipients)?.wrap_output(Vec::new())?;
        writer.write_all(plaintext)?;
        Ok(writer.finish()?)
    };
    loop {
        let sealed = age_sealed(&vec![b' '; LENGTH - age_sealed(b"")?.len()])?;
        // The header's length is random.
        if sealed.len() == LENGTH {
            return Ok(sealed);
        }
    }
}

/// Empty when there is none.
fn kept(name: &str) -> Vec<u8> {
    fs::read(Path::new(FOLDER).join(name).join("sealed.age")).unwrap_or_default()
}

fn identities() -> Result<Vec<Identity>> {
    IDENTITIES.into_iter().map(read_identity).collect()
}

fn read_identity(file: &str) -> Result<Identity> {
    let line = file.lines().find(|line| line.starts_with("AGE-")).ok_or("the file holds an identity")?;
    Ok(line.parse()?)
}

fn signed(record: &ConsentRecord, sealed: &[u8]) -> Signed {
    Signed::sign(Canonical::of(record.clone()), &key(), Sha256::of(sealed))
}

fn document(record: &ConsentRecord, sealed: &[u8]) -> Result<Vec<u8>> {
    Ok(signed(record, sealed).to_pdf(Terms::current())?)
}

/// The document with another record of the same length inside, and its signature.
fn carrying(document: &[u8], (is, will_be): (&ConsentRecord, &ConsentRecord), sealed: &[u8]) -> Result<Vec<u8>> {
    let (is, will_be) = (signed(is, sealed), signed(will_be, sealed));
    let document = replaced(document, is.record.bytes(), will_be.record.bytes())?;
    let signature = |signed: &Signed| signed.proof.signature.to_string();
    replaced(&document, signature(&is).as_bytes(), signature(&will_be).as_bytes())
}

/// With fifteen references more in the list of associated files, in the room of the names after it.
fn listing_fifteen_more(document: &[u8]) -> Result<Vec<u8>> {
    let place = |bytes: &[u8]| document.windows(bytes.len()).position(|window| window == bytes).ok_or("no such bytes");
    let names = &document[place(b"]\n  /Names <<\n    /EmbeddedFiles")?..place(b"\n>>\nendobj\n\nxref\n")?];
    let mut references = " 1 0 R".repeat(15).into_bytes();
    references.push(b']');
    references.resize(names.len(), b' ');
    replaced(document, names, &references)
}

/// With these bytes in place of as many others, wherever they stand.
fn replaced(document: &[u8], from: &[u8], to: &[u8]) -> Result<Vec<u8>> {
    let mut document = document.to_vec();
    let places: Vec<usize> = (0..document.len()).filter(|&at| document[at..].starts_with(from)).collect();
    if places.is_empty() || from.len() != to.len() {
        return Err("no such bytes in the document, or others of another length".into());
    }
    for at in places {
        document[at..at + to.len()].copy_from_slice(to);
    }
    Ok(document)
}
