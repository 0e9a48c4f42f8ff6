use super::{
    super::{Withdrawal, WithdrawalError, tests::*},
    *,
};

/// A mail with the withdrawal in its text, as the app words it.
fn body() -> String {
    let text = |id: &str| mail::words(Language::Fr).text(id, &[]);
    [text("mail-greeting"), text("mail-withdrawal-signed"), signed(), "Hélène Marchand\n".to_owned()].join("\n\n")
}

fn signed() -> String {
    withdrawal().sign(&key())
}

/// Every line broken after this many characters, wherever that is.
fn wrapped(text: &str, width: usize, end: &str) -> String {
    let lines = text.lines().map(|line| {
        line.chars().collect::<Vec<_>>().chunks(width).map(String::from_iter).collect::<Vec<_>>().join(end)
    });
    lines.collect::<Vec<_>>().join(end)
}

fn quoted(text: &str, mark: &str) -> String {
    text.lines().map(|line| format!("{mark}{line}\n")).collect()
}

/// More than any of these texts holds.
const MOST: usize = 9;

#[test]
fn the_apps_mail_is_obeyed_whatever_a_client_made_of_its_text() {
    let body = body();
    let texts = [
        ("as it is", body.clone()),
        ("ended by CRLF", body.replace('\n', "\r\n")),
        ("with trailing spaces", body.replace('\n', "  \n")),
        ("wrapped at 72", wrapped(&body, 72, "\n")),
        ("flowed at 78", wrapped(&body, 77, " \r\n")),
        ("quoted", quoted(&body, "> ")),
        ("quoted without a space", quoted(&body, ">")),
        ("quoted twice and wrapped", quoted(&wrapped(&body, 70, "\n"), "> > ")),
        ("wrapped after it was quoted", wrapped(&quoted(&body, "| "), 76, "\n")),
        ("indented with non-breaking spaces", quoted(&body, "\u{a0}\u{a0}")),
        ("broken by what has no width", body.replace(',', ",\u{200b}")),
        ("without an empty line", body.replace("\n\n", "\n")),
        ("on one line", body.replace('\n', " ")),
        ("after a brace", format!("{{ {body}")),
        ("twice", format!("{body}\n{}", quoted(&body, "> "))),
    ];
    for (what, text) in texts {
        let [found] = &find_in(&text, MOST)[..] else { panic!("{what}: {text}") };
        assert_eq!(found.clone().verify(&record()), Ok(withdrawal()), "{what}");
    }
}

/// However many a text holds, so many are compared.
#[test]
fn no_more_withdrawals_are_found_than_are_asked_for() {
    let at = |second: usize| format!("2026-12-02T09:30:{second:02}Z").parse().unwrap();
    let many = (0..5).map(|second| Withdrawal { at: at(second), ..withdrawal() });
    let text: String = many.clone().map(|one| one.sign(&key())).collect();
    let found: Vec<_> = find_in(&text, 2).into_iter().map(|found| found.verify(&record()).unwrap()).collect();
    assert_eq!(found, many.take(2).collect::<Vec<_>>());
}

#[test]
fn two_withdrawals_are_found_in_their_order() {
    let later = Withdrawal { at: "2026-12-02T09:30:00Z".parse().unwrap(), ..withdrawal() };
    let text = format!("{}{}", later.sign(&key()), signed());
    let found: Vec<_> = find_in(&text, MOST).into_iter().map(|found| found.verify(&record()).unwrap()).collect();
    assert_eq!(found, [later, withdrawal()]);
}

#[test]
fn what_is_altered_or_cut_is_not_found_or_not_genuine() {
    let file = signed();
    let (_, signature) = file.trim_end().split_once('\n').unwrap();
    let texts = [
        file.replace(signature, &signature[1..]),
        file.replace(signature, &signature.to_uppercase()),
        file.replace("pli-withdrawal/1", "pli-withdrawal/2"),
        file.replace("\"reference\"", "\"note\":\"\",\"reference\""),
        file.replace('"', "\u{201d}"),
        file.replace('}', ""),
        "{".repeat(10_000),
        format!("{{{}}}", "a".repeat(10_000)),
        mail::words(Language::Fr).text("mail-withdrawal-body", &[]),
    ];
    for text in texts {
        assert_eq!(find_in(&text, MOST), [], "{text}");
    }
    let [other] = &find_in(&file.replace("2026-12-01", "2026-12-02"), MOST)[..] else {
        panic!("it is one by its form")
    };
    assert_eq!(other.clone().verify(&record()), Err(WithdrawalError::NotGenuine));
}
