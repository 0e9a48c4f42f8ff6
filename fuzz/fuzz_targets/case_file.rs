#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use pli_format::{bundle::Bundle, recipients, terms::Terms};
use pli_wizard::{case::{Case, ResumeContext}, history::{Entry, Kept}};

fuzz_target!(|bytes: &[u8]| {
    let Ok(entry) = Entry::from_bytes(bytes) else { return };
    assert_eq!(Entry::from_bytes(&entry.to_bytes()).as_ref(), Ok(&entry));
    let now: Timestamp = "2026-11-23T13:05:00Z".parse().expect("a time");
    let _ = (entry.view(now), entry.reminder_views(now));
    let bundle = Bundle::compiled_in(now, 0).expect("the demonstration bundle");
    let recipients = recipients::current(&bundle, now).expect("an epoch");
    let epoch = recipients.epoch();
    match entry.kept {
        Kept::Unfinished(progress) => {
            let context = ResumeContext { now, epoch: Some(epoch), key: None };
            let _ = Case::resume(entry.id, Terms::current(), *progress, context).view(Ok(epoch), true);
        }
        Kept::Sending(sending) => {
            let _ = sending.package(b"age-encryption.org/v1\n...".to_vec());
        }
    }
});
