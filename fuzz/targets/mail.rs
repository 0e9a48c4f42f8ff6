// Any bytes as a mail: no panic, no more parts than allowed, nothing invented.
use pli_desk::{
    intake::{Kind, Source, read_mail},
    submission,
};

pub fn run(mail: &[u8]) {
    let Ok(delivery) = read_mail(Source { path: "-".to_owned(), number: None }, mail) else { return };
    assert!(delivery.sealed.iter().all(|file| Kind::of(&file.bytes) == Kind::Age));
    assert!(delivery.consents.iter().all(|file| Kind::of(&file.bytes) == Kind::Pdf));
    assert!(!submission::sort(delivery).items.is_empty());
}
