//! Packages as the app makes them: a case driven through its steps, signed, sealed and packed.

use jiff::{Timestamp, tz::Offset};
use pli_core::{
    Language, SignedAt,
    bundle::Bundle,
    case::{Answer, AskedBy, Case, Page, Signing, SigningContext},
    consent::ConsentText,
    credentials::Unusual,
    package::Package,
    recipients,
    rules::Rules,
    seal::SealOrder,
};

/// The credential that no screen, disk or log may ever show.
pub const CANARY: &str = "739104";

fn random(bytes: &mut [u8]) {
    getrandom::fill(bytes).unwrap();
}

/// A package of Hélène Marchand's, signed at this instant, sealed for real. An empty reference gives
/// the case one of its own.
pub fn package(reference: &str, signed_at: Timestamp) -> Package {
    package_of("Hélène Marchand", reference, signed_at)
}

pub fn package_of(name: &str, reference: &str, signed_at: Timestamp) -> Package {
    let bundle = Bundle::compiled_in(signed_at, 0).unwrap();
    let epoch = recipients::current(&bundle, signed_at).unwrap().epoch();
    let mut case = Case::new(Language::Fr, Rules::compiled_in(), &mut random);
    while case.page() != Page::Consent {
        case.answer(answer(case.page(), name, reference)).unwrap();
    }
    let acts = ConsentText::of(Language::Fr).acts().into_iter().map(|act| act.id).collect();
    let context = SigningContext {
        at: SignedAt::new(signed_at, Offset::constant(1), "Europe/Paris"),
        epoch,
        demo: true,
        app_version: "0.1.0",
    };
    case.sign(&Signing { acts, name: name.into() }, &context, &mut random).unwrap();
    let (record, _) = case.sealable().unwrap();
    let record_sha256 = record.sha256();
    let body = serde_json::to_vec(&serde_json::json!({"identifiant": "4827150936", "code": CANARY})).unwrap();
    let sealed = SealOrder::of(record, Language::Fr).seal(&body, Unusual::Ask, &bundle, signed_at, &mut random).unwrap();
    case.pack(sealed, &record_sha256).unwrap();
    let package = case.package().unwrap();
    Package {
        reference: package.reference.clone(),
        consent: package.consent.clone(),
        sealed: package.sealed.clone(),
        eml: package.eml.clone(),
        draft: package.draft.clone(),
    }
}

fn answer(page: Page, name: &str, reference: &str) -> Answer {
    match page {
        Page::Welcome => Answer::Start,
        Page::WhoAsked => Answer::WhoAsked { by: Some(AskedBy::Support) },
        Page::Bank => Answer::Bank { bank: Some("lcl".into()) },
        Page::Accounts => Answer::Accounts { accounts: vec!["pea".into()] },
        Page::Eligible => Answer::Continue,
        Page::Problem => Answer::Problem {
            name: name.into(),
            email: "helene.marchand@exemple.fr".into(),
            reference: reference.into(),
            since: "début novembre".into(),
            description: "Mon PEA ne remonte plus.".into(),
        },
        Page::Review => Answer::ConfirmAnswers,
        page => panic!("no answer to {page:?}"),
    }
}
