//! Writes `tests/vectors`: good and bad packages, and the verdict each must get. Run from the
//! repository's root: `cargo run -p pli-core --example vectors`.
//!
//! Case keys and nonces are fixed; sealed files differ each time, since age is randomised.

#![allow(clippy::disallowed_methods, reason = "these are files of the repository")]

use std::{
    error::Error,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

use jiff::tz::Offset;
use pli_core::{
    CaseReference, Language, SignedAt,
    bundle::Bundle,
    case::AskedBy,
    case_key::CaseKey,
    consent::{
        CaseProof, CaseSignature, ConsentFacts, ConsentRecord, ConsentText, Controller, EpochRef, Named, Person,
        ProblemFacts, RECORD_FORMAT, SealedHash, SignedAct, pdf,
    },
    credentials::Credentials,
    payload::{self, PayloadCase},
    policy::Policy,
    recipients,
    rules::Rules,
    seal,
};
use serde_json::{Value, json};
use zeroize::Zeroizing;

const FOLDER: &str = "tests/vectors";
const BODY: &[u8] = br#"{"identifiant":"0481516234","code":"482915"}"#;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> Result<()> {
    let mut vectors = Vectors { verdicts: Vec::new() };
    vectors.good()?;
    vectors.bad_consents()?;
    vectors.bad_sealed_files()?;
    let verdicts = serde_json::to_string_pretty(&vectors.verdicts)? + "\n";
    Ok(fs::write(Path::new(FOLDER).join("verdicts.json"), verdicts)?)
}

struct Vectors {
    verdicts: Vec<Value>,
}

impl Vectors {
    fn good(&mut self) -> Result<()> {
        for (name, language, at) in [
            ("good/french", Language::Fr, "2026-11-23T13:05:00Z"),
            ("good/english", Language::En, "2026-11-23T13:05:00Z"),
            ("good/two-recipients", Language::Fr, "2028-11-23T13:05:00Z"),
        ] {
            let record = record(language, at)?;
            let sealed = sealed(&record)?;
            self.write(name, None, &record, &document(&record, &sealed)?, &sealed)?;
        }
        Ok(())
    }

    fn bad_consents(&mut self) -> Result<()> {
        let record = record(Language::Fr, "2026-11-23T13:05:00Z")?;
        let sealed_file = sealed(&record)?;
        let document_of_it = document(&record, &sealed_file)?;

        let swapped = sealed(&record)?;
        self.write("bad/another-sealed-file", Some("other-sealed-file"), &record, &document_of_it, &swapped)?;

        let mut changed = record.clone();
        changed.facts.problem.description.push_str(" Et mon compte courant.");
        let signature = signature(&record, &sealed_file);
        let rendered = pdf::render(&changed, SealedHash::of(&sealed_file), signature)?;
        self.write("bad/a-changed-answer", Some("signature-wrong"), &changed, &rendered, &sealed_file)?;

        let mut drawn = document_of_it.clone();
        let at = find(&drawn, b"/Title")?;
        drawn[at + 10] ^= 1;
        self.write("bad/a-changed-page", Some("differs"), &record, &drawn, &sealed_file)?;

        let longer = [&document_of_it[..], b"% more\n"].concat();
        self.write("bad/something-appended", Some("appended"), &record, &longer, &sealed_file)?;
        self.write("bad/no-pdf", Some("not-a-pdf"), &record, b"%PDF-1.7\n", &sealed_file)
    }

    fn bad_sealed_files(&mut self) -> Result<()> {
        let record = record(Language::Fr, "2026-11-23T13:05:00Z")?;
        let sealed_file = sealed(&record)?;
        let payload = String::from_utf8(payload(&record)?.to_vec())?;

        let other_consent = PayloadCase { consent_sha256: [0; 32], ..case(&record) };
        let sealed_files = [
            ("another-consent", "other-payload", seal_payload(&form(&other_consent)?, &record)?),
            ("another-identity", "other-identity", seal_to_nobody(payload.as_bytes())?),
            ("a-cut-sealed-file", "sealed-file-damaged", sealed_file[..sealed_file.len() - 1].to_vec()),
            ("no-payload", "payload-malformed", seal_payload(b"{}", &record)?),
            (
                "a-newer-payload",
                "payload-unknown-format",
                seal_payload(payload.replace("credentials/1", "credentials/2").as_bytes(), &record)?,
            ),
            (
                "another-spelling",
                "payload-not-canonical",
                seal_payload(payload.replace("{\"bank\":", "{ \"bank\":").as_bytes(), &record)?,
            ),
        ];
        for (name, code, sealed) in sealed_files {
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
        let proof = CaseProof { sealed: SealedHash::of(sealed), signature: signature(record, sealed) };
        fs::write(folder.join("consent.json"), record.to_canonical())?;
        fs::write(folder.join("consent.sig"), proof.to_canonical())?;
        fs::write(folder.join("consent.pdf"), document)?;
        fs::write(folder.join("sealed.age"), sealed)?;
        self.verdicts.push(json!({ "folder": name, "code": code }));
        Ok(())
    }
}

fn key() -> CaseKey {
    CaseKey::from_secret(&Zeroizing::new([7; 32]))
}

fn bundle() -> Result<Bundle> {
    Ok(Bundle::compiled_in("2026-11-23T13:05:00Z".parse()?, 0)?)
}

fn record(language: Language, at: &str) -> Result<ConsentRecord> {
    let signed_at = SignedAt::new(at.parse()?, Offset::constant(1), "Europe/Paris");
    let bundle = bundle()?;
    let epoch = recipients::current(&bundle, signed_at.instant())?.epoch();
    let policy = Policy::compiled_in();
    let controller = Controller::compiled_in().clone();
    let text = ConsentText::of(language);
    let facts = facts(language)?;
    Ok(ConsentRecord {
        format: RECORD_FORMAT.to_owned(),
        clauses: text.read(&facts, &controller, epoch.name(), policy.keep_days),
        acts: text.acts().into_iter().map(|act| SignedAct { id: act.id, text: act.text }).collect(),
        text: text.reference(),
        signature: facts.person.name.clone(),
        facts,
        controller,
        expires_at: policy.expiry(signed_at.instant()),
        signed_at,
        epoch: EpochRef { name: epoch.name().to_owned(), fingerprint: hex::encode(epoch.fingerprint()) },
        case_key: key().public_hex(),
        app_version: "0.1.0".to_owned(),
        demo: true,
    })
}

fn facts(language: Language) -> Result<ConsentFacts> {
    let bank = Rules::compiled_in().bank("lcl").ok_or("LCL is in the rules")?;
    let account = bank.account("pea").ok_or("the PEA is in the rules")?;
    let (since, description) = match language {
        Language::Fr => ("Début novembre", "Mon PEA n’apparaît plus depuis la dernière mise à jour."),
        Language::En => ("Early November", "My PEA disappeared after the last update."),
    };
    Ok(ConsentFacts {
        reference: CaseReference::parse("K7M4-Q2XD")?,
        language,
        person: Person { name: "Hélène Marchand".to_owned(), email: "helene.marchand@exemple.fr".to_owned() },
        bank: Named { id: bank.id().to_owned(), name: bank.name().to_owned() },
        accounts: vec![Named { id: account.id.clone(), name: account.name.get(language).clone() }],
        problem: ProblemFacts {
            asked_by: AskedBy::Support,
            manual_sync_tried: None,
            since: since.to_owned(),
            description: description.to_owned(),
        },
    })
}

fn case(record: &ConsentRecord) -> PayloadCase {
    PayloadCase {
        reference: record.facts.reference.clone(),
        bank: record.facts.bank.id.clone(),
        consent_sha256: record.sha256(),
        signed_at: record.signed_at.instant(),
        expires_at: record.expires_at,
    }
}

fn form(case: &PayloadCase) -> Result<Zeroizing<Vec<u8>>> {
    let fields = Rules::compiled_in().bank(&case.bank).ok_or("the bank is in the rules")?.credentials();
    let credentials = Credentials::parse(BODY, fields)?;
    Ok(payload::form(case, &credentials, &mut |bytes: &mut [u8]| bytes.fill(7))?)
}

fn payload(record: &ConsentRecord) -> Result<Zeroizing<Vec<u8>>> {
    form(&case(record))
}

fn sealed(record: &ConsentRecord) -> Result<Vec<u8>> {
    seal_payload(&payload(record)?, record)
}

fn seal_payload(payload: &[u8], record: &ConsentRecord) -> Result<Vec<u8>> {
    let bundle = bundle()?;
    Ok(seal::seal(payload, &recipients::current(&bundle, record.signed_at.instant())?)?)
}

/// To an identity that is thrown away.
fn seal_to_nobody(payload: &[u8]) -> Result<Vec<u8>> {
    let nobody = age::x25519::Identity::generate().to_public();
    let mut writer = age::Encryptor::with_recipients([&nobody as _].into_iter())?.wrap_output(Vec::new())?;
    writer.write_all(payload)?;
    Ok(writer.finish()?)
}

fn signature(record: &ConsentRecord, sealed: &[u8]) -> CaseSignature {
    CaseSignature(key().sign(&record.sha256(), &SealedHash::of(sealed).0))
}

fn document(record: &ConsentRecord, sealed: &[u8]) -> Result<Vec<u8>> {
    Ok(pdf::render(record, SealedHash::of(sealed), signature(record, sealed))?)
}

fn find(bytes: &[u8], what: &[u8]) -> Result<usize> {
    bytes.windows(what.len()).position(|window| window == what).ok_or_else(|| "not in the document".into())
}
