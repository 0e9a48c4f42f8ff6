use jiff::Timestamp;

use super::{NoEpoch, Recipient, RecipientError, RecipientKind, current, fingerprint_words};
use crate::{Language, Sha256, bundle::Bundle};

const X25519: &str = "age1f437uxu9grc5l3nw9z9v35lpnzkganvehkm395gyjtpy54s7ea3q4egesc";
const TAG: &str = "age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xfd0wak53ut6elz5c4swx2yqdj4e";

fn at(time: &str) -> Timestamp {
    time.parse().unwrap()
}

fn bundle() -> Bundle {
    Bundle::compiled_in(at("2026-11-23T13:05:00Z"), 0).unwrap()
}

fn recipients_on(time: &str) -> Vec<String> {
    current(&bundle(), at(time)).unwrap().iter().map(ToString::to_string).collect()
}

#[test]
fn before_the_overlap_only_the_current_epoch_is_sealed_to() {
    let bundle = bundle();
    let recipients = current(&bundle, at("2028-10-31T23:59:59Z")).unwrap();
    assert_eq!(recipients.epoch().name().to_string(), "2026-01");
    assert_eq!(recipients.iter().map(ToString::to_string).collect::<Vec<_>>(), [X25519]);
}

#[test]
fn in_the_overlap_both_are_and_the_older_one_is_named() {
    let bundle = bundle();
    let recipients = current(&bundle, at("2028-11-01T00:00:00Z")).unwrap();
    assert_eq!(recipients.epoch().name().to_string(), "2026-01");
    assert_eq!(
        recipients.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [X25519, "age13etx3zpqml4tzuk3jjqfppwzrrezuqtl9l5ewv7hjusf4nm7w3fsn0eg8f"]
    );
}

#[test]
fn after_the_overlap_only_the_next_one_is() {
    assert_eq!(
        recipients_on("2029-01-01T00:00:00Z"),
        ["age13etx3zpqml4tzuk3jjqfppwzrrezuqtl9l5ewv7hjusf4nm7w3fsn0eg8f"]
    );
}

#[test]
fn outside_every_epoch_there_is_none() {
    let now = at("2025-12-31T23:59:59Z");
    assert_eq!(current(&bundle(), now).unwrap_err(), NoEpoch { now });
}

#[test]
fn a_next_epoch_of_another_kind_waits_for_its_turn() {
    let bundle = crate::bundle::demo_signed::with_second_recipient(TAG);
    let recipients = current(&bundle, at("2028-11-15T00:00:00Z")).unwrap();
    assert_eq!(recipients.kind(), RecipientKind::X25519);
    assert_eq!(recipients.iter().count(), 1);
    let later = current(&bundle, at("2029-01-01T00:00:00Z")).unwrap();
    assert_eq!(later.kind(), RecipientKind::Tag);
}

#[test]
fn a_recipient_is_read_as_it_is_written() {
    for text in [X25519, TAG] {
        assert_eq!(text.parse::<Recipient>().unwrap().to_string(), text);
    }
}

#[test]
fn anything_else_is_no_recipient() {
    let texts = [
        "",
        " age1f437uxu9grc5l3nw9z9v35lpnzkganvehkm395gyjtpy54s7ea3q4egesc",
        "AGE1F437UXU9GRC5L3NW9Z9V35LPNZKGANVEHKM395GYJTPY54S7EA3Q4EGESC",
        "age1f437uxu9grc5l3nw9z9v35lpnzkganvehkm395gyjtpy54s7ea3q4eges",
        "AGE-SECRET-KEY-1HJW2PSH8HG5GKS6Z3F97HXFK8GUX2J2FJFNC760H7S2RQ2NSQ5HQGT043G",
        "age1tag1",
        "age1tagpq1",
    ];
    for text in texts {
        assert_eq!(text.parse::<Recipient>().unwrap_err(), RecipientError, "{text:?}");
    }
}

#[test]
fn the_fingerprint_is_the_digest_of_the_recipients_text() {
    // printf %s age1f437… | sha256sum
    assert_eq!(
        bundle().epochs()[0].fingerprint().to_string(),
        "6cfe9112599ecec61ad478c5ed1c02ce34db30079ae059efba95617b9863f2a5"
    );
}

#[test]
fn a_fingerprint_is_read_aloud_as_five_words() {
    let fingerprint = bundle().epochs()[0].fingerprint();
    assert_eq!(fingerprint_words(fingerprint, Language::Fr), ["frère", "usuel", "détacher", "parsemer", "torche"]);
    assert_eq!(fingerprint_words(fingerprint, Language::En), ["hollow", "virus", "duty", "rebel", "undo"]);
}

#[test]
fn the_words_are_the_first_fifty_five_bits() {
    let mut bits = [0; 32];
    assert_eq!(fingerprint_words(Sha256(bits), Language::En), ["abandon"; 5]);
    bits[6] = 0b10;
    assert_eq!(fingerprint_words(Sha256(bits), Language::En), ["abandon", "abandon", "abandon", "abandon", "ability"]);
    bits[7] = 0xff;
    assert_eq!(fingerprint_words(Sha256(bits), Language::En)[4], "ability");
    assert_eq!(fingerprint_words(Sha256([0xff; 32]), Language::En), ["zoo"; 5]);
    assert_eq!(fingerprint_words(Sha256([0xff; 32]), Language::Fr), ["zoologie"; 5]);
}
