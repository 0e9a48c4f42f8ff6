//! Packages as the app makes them: a case driven through its steps, signed, sealed and packed.

use jiff::{Timestamp, tz::Offset};
use pli_format::{
    Language, SignedAt,
    bundle::Bundle,
    canonical::Canonical,
    case_key::CaseKey,
    consent::{AskedBy, ConsentRecord},
    credentials::Said,
    payload,
    seal::{self, SealOrder},
    terms::{Agreement, Terms},
    withdrawal::Withdrawal,
};
use pli_wizard::{
    case::{Answer, Case, Page, Signing, SigningContext},
    draft::Draft,
    package::Package,
};

/// The credential that no screen, disk or log may ever show.
pub const CANARY: &str = "739104";
/// The customer number that goes with it.
pub const CUSTOMER: &str = "4827150936";

fn random(bytes: &mut [u8]) {
    getrandom::fill(bytes).unwrap();
}

/// A package of Hélène Marchand's, signed at this instant, sealed for real. An empty reference gives
/// the case one of its own.
pub fn package(reference: &str, signed_at: Timestamp) -> Package {
    package_in(Language::Fr, reference, signed_at)
}

/// The same, of a person who uses Pli in this language.
pub fn package_in(language: Language, reference: &str, signed_at: Timestamp) -> Package {
    package_under(Terms::current(), language, reference, signed_at)
}

/// The same, under these terms.
pub fn package_under(terms: &'static Terms, language: Language, reference: &str, signed_at: Timestamp) -> Package {
    let bundle = Bundle::compiled_in(signed_at, 0).unwrap();
    let mut case = signed_under(terms, language, reference, signed_at, &bundle);
    let record = case.sealable().unwrap().0.clone();
    let package = case.pack(sealed(&record, signed_at, &bundle), record.sha256()).unwrap();
    Package {
        reference: package.reference.clone(),
        proof: package.proof,
        consent: package.consent.clone(),
        sealed: package.sealed.clone(),
        eml: package.eml.clone(),
        draft: package.draft.clone(),
    }
}

/// A package whose case key is kept, and the withdrawal file that it signs.
pub fn withdrawal(reference: &str, signed_at: Timestamp) -> (Package, String) {
    let taken_back = taken_back(reference, signed_at);
    (taken_back.package, taken_back.file)
}

/// A package whose consent is taken back.
pub struct TakenBack {
    pub package: Package,
    /// The withdrawal file.
    pub file: String,
    /// The mail that the app opens.
    pub signed: Draft,
    /// The mail that it opens when the case key is gone.
    pub unsigned: Draft,
}

pub fn taken_back(reference: &str, signed_at: Timestamp) -> TakenBack {
    sealed_twice(reference, signed_at).0
}

/// The same, and the package that is made when the person goes back and seals again: of one record, with one key.
pub fn sealed_twice(reference: &str, signed_at: Timestamp) -> (TakenBack, Package) {
    let bundle = Bundle::compiled_in(signed_at, 0).unwrap();
    let (record, key) = with_key(reference, signed_at, &bundle);
    let again = Package::make(record.clone(), &key, sealed(&record, signed_at, &bundle), Terms::current()).unwrap();
    let sealed = sealed(&record, signed_at, &bundle);
    (taken_back_with(record, &key, sealed, signed_at), again)
}

/// What a stranger can make of a sealed file that they saw: a consent of another case over it, and its withdrawal.
pub fn taken_back_over(sealed: Vec<u8>) -> TakenBack {
    let now = Timestamp::now();
    let (record, key) = with_key("", now, &Bundle::compiled_in(now, 0).unwrap());
    taken_back_with(record, &key, sealed, now)
}

/// A consent whose case key is kept.
fn with_key(reference: &str, signed_at: Timestamp, bundle: &Bundle) -> (Canonical<ConsentRecord>, CaseKey) {
    let key = CaseKey::generate(&mut random);
    let mut record = signed(Language::Fr, reference, signed_at, bundle).sealable().unwrap().0.clone().into_value();
    record.case_key = key.public();
    (Canonical::of(record), key)
}

fn taken_back_with(record: Canonical<ConsentRecord>, key: &CaseKey, sealed: Vec<u8>, at: Timestamp) -> TakenBack {
    let package = Package::make(record.clone(), key, sealed, Terms::current()).unwrap();
    let file = Withdrawal::new(&record, at).sign(key);
    TakenBack {
        package,
        signed: Draft::withdrawal(&record, Some(&file)),
        unsigned: Draft::withdrawal(&record, None),
        file,
    }
}

/// What somebody else than Pli can make: a record that says something else, signed with a key of
/// their own, and a payload of their own, sealed to the epoch.
pub fn forged(change: impl FnOnce(&mut ConsentRecord), payload: impl FnOnce(String) -> Vec<u8>) -> Package {
    let now = Timestamp::now();
    let bundle = Bundle::compiled_in(now, 0).unwrap();
    let key = CaseKey::generate(&mut random);
    let mut record = signed(Language::Fr, "K7M4-Q2XD", now, &bundle).sealable().unwrap().0.clone().into_value();
    record.case_key = key.public();
    change(&mut record);
    let record = Canonical::of(Terms::current().record(Agreement {
        facts: record.facts,
        signature: record.signature,
        signed_at: record.signed_at,
        epoch: record.epoch,
        case_key: record.case_key,
        app_version: record.app_version,
        demo: record.demo,
    }));
    let json = serde_json::json!({
        "bank": record.facts.bank.id, "consent_sha256": record.sha256(), "expires_at": record.expires_at,
        "fields": {"code": CANARY, "identifiant": CUSTOMER}, "format": payload::FORMAT, "nonce": "07".repeat(16),
        "reference": record.facts.reference, "signed_at": record.signed_at.instant(),
    });
    let payload = payload(serde_json_canonicalizer::to_string(&json).unwrap());
    let sealed = seal::seal(&padded(payload), &bundle.recipients(now).unwrap()).unwrap();
    Package::make(record, &key, sealed, Terms::current()).unwrap()
}

/// With spaces up to the length that it has when Pli pads it.
fn padded(mut payload: Vec<u8>) -> Vec<u8> {
    let length = payload::LENGTHS.into_iter().find(|&length| payload.len() <= length).unwrap();
    payload.resize(length, b' ');
    payload
}

/// A consent of another case, over a sealed file that is there already.
pub fn over(sealed: Vec<u8>) -> Package {
    taken_back_over(sealed).package
}

fn signed(language: Language, reference: &str, signed_at: Timestamp, bundle: &Bundle) -> Case {
    signed_under(Terms::current(), language, reference, signed_at, bundle)
}

fn signed_under(
    terms: &'static Terms,
    language: Language,
    reference: &str,
    signed_at: Timestamp,
    bundle: &Bundle,
) -> Case {
    let mut case = Case::new(language, terms, &mut random);
    while case.page() != Page::Consent {
        case.answer(answer(case.page(), reference)).unwrap();
    }
    let acts = terms.acts(language).into_iter().map(|act| act.id).collect();
    let context = SigningContext {
        at: SignedAt::new(signed_at, Offset::constant(1), "Europe/Paris"),
        epoch: bundle.recipients(signed_at).unwrap().epoch(),
        demo: true,
        app_version: "0.1.0",
    };
    case.sign(&Signing { acts, name: "Hélène Marchand".into() }, &context, &mut random).unwrap();
    case
}

fn sealed(record: &Canonical<ConsentRecord>, signed_at: Timestamp, bundle: &Bundle) -> Vec<u8> {
    let body = serde_json::to_vec(&serde_json::json!({"identifiant": CUSTOMER, "code": CANARY})).unwrap();
    SealOrder::of(record, Language::Fr).seal(&body, Said::nothing(), bundle, signed_at, &mut random).unwrap()
}

fn answer(page: Page, reference: &str) -> Answer {
    match page {
        Page::Welcome => Answer::Start,
        Page::WhoAsked => Answer::WhoAsked { by: AskedBy::Support },
        Page::Accounts => Answer::Accounts { accounts: vec!["lcl_pea".into()] },
        Page::Problem => Answer::Problem {
            name: "Hélène Marchand".into(),
            email: "helene.marchand@exemple.fr".into(),
            reference: reference.into(),
            description: "Mon PEA ne remonte plus.".into(),
        },
        Page::Review => Answer::ConfirmAnswers,
        page => panic!("no answer to {page:?}"),
    }
}
