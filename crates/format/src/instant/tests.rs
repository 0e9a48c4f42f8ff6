use super::*;

#[test]
fn an_instant_is_read_as_it_is_written() {
    for text in [
        "0001-01-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2024-02-29T12:00:00Z",
        "2026-12-23T13:05:00Z",
        "9999-12-30T22:00:00Z",
        "9999-12-31T23:59:59Z",
    ] {
        assert_eq!(parse(text).map(write).as_deref(), Ok(text));
    }
    assert_eq!(parse("2026-12-23T13:05:00Z"), Ok("2026-12-23T13:05:00Z".parse().unwrap()));
}

#[test]
fn every_other_spelling_is_none() {
    for text in [
        "",
        "Z",
        "2026-12-23",
        "2026-12-23Z",
        "2026-12-23T13:05Z",
        "2026-12-23T13:05:00",
        "2026-12-23T13:05:00.0Z",
        "2026-12-23T13:05:00.5Z",
        "2026-12-23T13:05:00,5Z",
        "2026-12-23T13:05:60Z",
        "2026-12-23T24:00:00Z",
        "2026-12-23T14:05:00+01:00",
        "2026-12-23T13:05:00+00:00",
        "2026-12-23T13:05:00-00:00",
        "2026-12-23T13:05:00z",
        "2026-12-23t13:05:00Z",
        "2026-12-23 13:05:00Z",
        "20261223T130500Z",
        " 2026-12-23T13:05:00Z",
        "2026-12-23T13:05:00Z ",
        "2026-12-23T13:05:00ZZ",
        "2026-12-23T13:05:00[UTC]Z",
        "2026-12-32T13:05:00Z",
        "2026-02-29T13:05:00Z",
        "2026-W52-3T13:05:00Z",
        "０026-12-23T13:05:00Z",
    ] {
        assert_eq!(parse(text), Err(InstantError), "{text:?}");
    }
}

#[test]
fn years_are_those_of_four_digits_without_zero() {
    for text in [
        "-000001-12-23T13:05:00Z",
        "-0001-12-23T13:05:00Z",
        "0000-12-31T23:59:59Z",
        "+002026-12-23T13:05:00Z",
        "10000-01-01T00:00:00Z",
        "9999-12-30T22:00:01Z",
        "9999-12-31T23:59:58Z",
    ] {
        assert_eq!(parse(text), Err(InstantError), "{text:?}");
    }
}

#[test]
fn a_fraction_is_not_written() {
    let at: Timestamp = "2026-12-23T13:05:00.999Z".parse().unwrap();
    assert_eq!(write(at), "2026-12-23T13:05:00Z");
    assert_eq!(parse(&write(at)), Ok(whole(at)));
    assert_eq!(whole(Timestamp::MAX), Timestamp::MAX);
}
