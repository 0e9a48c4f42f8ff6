use jiff::Timestamp;
use pli_format::{bundle::Bundle, terms::{KnownTerms, Terms}};
use pli_wizard::{case::{Case, ResumeContext}, sendings::{KeptCase, Listed, Stage}};

pub fn run(bytes: &[u8]) {
    let Ok(kept_case) = KeptCase::from_bytes(bytes) else { return };
    assert_eq!(KeptCase::from_bytes(&kept_case.to_bytes()).as_ref(), Ok(&kept_case));
    let now: Timestamp = "2026-11-23T13:05:00Z".parse().expect("a time");
    let listed = Listed { cases: vec![kept_case.clone()], unreadable: Vec::new() };
    let _ = (kept_case.view(now), listed.reminders(now), listed.departures());
    let bundle = Bundle::compiled_in(now, 0).expect("the demonstration bundle");
    let recipients = bundle.recipients(now).expect("an epoch");
    let epoch = recipients.epoch();
    match kept_case.stage {
        Stage::Unfinished(progress) => {
            let context = ResumeContext { now, epoch: Some(epoch), key: None };
            let _ = Case::resume(kept_case.id, Terms::current(), *progress, context).view(Ok(epoch), true);
        }
        Stage::Sending(sending) => {
            let _ = sending.package(KnownTerms::compiled_in(), b"age-encryption.org/v1\n...".to_vec());
        }
    }
}
