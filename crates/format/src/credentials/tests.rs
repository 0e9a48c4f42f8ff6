use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{DefaultIgnorableCodePoint, GeneralCategory, WhiteSpace},
};

use super::{
    body::Fields,
    meant::{self, Meant},
};
use crate::{
    case_key::CaseKey,
    credentials::{Answers, CredentialError, CredentialProblem, Credentials, Edge, MalformedBody, NothingSaid, Said},
    payload::OpenedPayload,
    rules::CredentialField,
};

/// Every type of this crate that holds a secret.
#[test]
fn nothing_that_holds_a_secret_is_shown_or_copied() {
    assert_eq!(crate::ways_to_show!(Credentials, Meant, Fields, OpenedPayload, CaseKey), [""; 0]);
}

fn lcl() -> &'static [CredentialField] {
    crate::terms::Terms::current().rules().bank("lcl").unwrap().credentials()
}

/// Two wrong-on-purpose values are enough for every case here.
fn problems(identifiant: &str, code: &str, description: &str, said: &str) -> Vec<CredentialProblem> {
    let answers = Answers {
        person: vec!["Hélène Marchand".to_owned(), "helene.marchand@exemple.fr".to_owned()],
        description: description.to_owned(),
    };
    read(lcl(), identifiant, code, said).problems(lcl(), &answers)
}

fn read(fields: &[CredentialField], identifiant: &str, code: &str, said: &str) -> Credentials {
    let body = serde_json::json!({ "identifiant": identifiant, "code": code }).to_string();
    Credentials::parse(body.as_bytes(), fields, said.parse().unwrap()).unwrap()
}

/// What is sealed for the code.
fn sealed(fields: &[CredentialField], code: &str, said: &str) -> String {
    read(fields, "0481516234", code, said).fields().find(|(id, _)| *id == "code").unwrap().1.to_owned()
}

/// The problems that no "C’est bien ça" lifts.
fn codes(identifiant: &str, code: &str, description: &str) -> Vec<(String, CredentialError)> {
    let confirmed = "identifiant=unusual code=unusual identifiant=unseen code=unseen";
    let found = problems(identifiant, code, description, confirmed);
    found.into_iter().map(|wrong| (wrong.field, wrong.error)).collect()
}

/// A bank whose password has no usual form.
fn passwords() -> Vec<CredentialField> {
    lcl().iter().map(|field| CredentialField { usual_digits: None, ..field.clone() }).collect()
}

/// What the person is told or asked of a password.
fn asked(password: &str, said: &str) -> Option<CredentialError> {
    let fields = passwords();
    let found = read(&fields, "0481516234", password, said).problems(&fields, &Answers::default());
    assert!(found.iter().all(|wrong| wrong.field == "code"));
    found.first().map(|wrong| wrong.error)
}

#[test]
fn usual_values_have_no_problem() {
    assert_eq!(problems("0481516234", "482915", "Mon PEA a disparu.", ""), []);
}

#[test]
fn an_unusual_value_is_asked_about_once() {
    assert_eq!(
        problems("048151623", "482915", "", ""),
        [CredentialProblem { field: "identifiant".to_owned(), error: CredentialError::Unusual }]
    );
    assert_eq!(problems("048151623", "482915", "", "identifiant=unusual"), []);
}

#[test]
fn problems_come_in_the_order_of_the_fields() {
    assert_eq!(
        codes("", "", ""),
        [("identifiant".to_owned(), CredentialError::Empty), ("code".to_owned(), CredentialError::Empty)]
    );
}

#[test]
fn a_value_has_at_most_256_characters_of_any_kind() {
    assert_eq!(codes("0481516234", &"é".repeat(256), ""), []);
    let wrong = CredentialProblem { field: "code".to_owned(), error: CredentialError::TooLong };
    assert_eq!(problems("0481516234", &"é".repeat(257), "", "identifiant=unusual"), [wrong]);
}

#[test]
fn a_field_of_digits_gives_the_digits_alone() {
    for typed in [
        "482 915",
        "482\u{a0}915",
        "482\u{202f}915",
        "48-29-15",
        "48\u{2011}29\u{2212}15",
        "48.29.15",
        "4'8'2'9'1'5",
        "48_2915",
        " 482915\n",
        "\u{feff}482915",
        "4\u{200b}82915",
        "４８２９１５",
        "٤٨٢٩١٥",
        "𝟒𝟖𝟐𝟗𝟏𝟓",
        "482\t915",
        "482915\0",
        "482915\u{fffc}",
    ] {
        assert_eq!(sealed(lcl(), typed, ""), "482915", "{typed:?}");
        assert_eq!(problems("0481516234", typed, "", ""), [], "{typed:?}");
    }
}

#[test]
fn what_is_not_all_digits_is_a_text_and_asked_about() {
    for (typed, meant) in [("482915!", "482915!"), ("48a915", "48a915"), ("48*915", "48*915"), ("..", "..")] {
        assert_eq!(sealed(lcl(), typed, ""), meant);
        let unusual = CredentialProblem { field: "code".to_owned(), error: CredentialError::Unusual };
        assert_eq!(problems("0481516234", typed, "", ""), [unusual], "{typed:?}");
    }
}

#[test]
fn a_password_is_sealed_as_it_was_meant() {
    let family = "\u{1f468}\u{1f3fd}\u{200d}\u{1f469}\u{200d}\u{1f467}";
    let flag = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}";
    for whole in [
        "Soleil 2026",
        "É t é",
        "482 915",
        family,
        flag,
        "1\u{fe0f}\u{20e3}",
        "\u{2764}\u{fe0f}\u{200d}\u{1f525}",
        "\u{26f9}\u{1f3fd}\u{200d}\u{2640}\u{fe0f}",
        "王\u{600}",
    ] {
        assert_eq!(sealed(&passwords(), whole, ""), whole);
        assert_eq!(asked(whole, ""), None, "{whole:?}");
    }
    for (typed, meant) in
        [("E\u{301}te\u{301}", "Été"), ("a\u{a0}b\u{3000}c", "a b c"), ("a\tb", "a b"), ("ﬁ１", "ﬁ１")]
    {
        assert_eq!(sealed(&passwords(), typed, ""), meant);
        assert_eq!(asked(typed, ""), None, "{typed:?}");
    }
}

#[test]
fn what_nobody_sees_is_removed_and_told_once() {
    for typed in [
        "sol\u{200b}eil",
        "soleil\u{feff}",
        "so\u{ad}leil",
        "\u{202a}soleil\u{202c}",
        "soleil\0",
        "soleil\u{fffc}",
        "sol\u{200d}eil",
        "soleil\u{fe0f}",
    ] {
        assert_eq!(sealed(&passwords(), typed, ""), "soleil", "{typed:?}");
        assert_eq!(asked(typed, ""), Some(CredentialError::Unseen), "{typed:?}");
        assert_eq!(asked(typed, "identifiant=unseen"), Some(CredentialError::Unseen), "said of another field");
        assert_eq!(asked(typed, "code=unseen"), None);
    }
    assert_eq!(sealed(&passwords(), "\u{1f468}\u{200d}", ""), "\u{1f468}", "a joiner that joins nothing");
    for (typed, seen) in [
        ("⚽\u{e0073}\u{e007f}", "⚽"),
        ("\u{1f3f4}\u{e0073}", "\u{1f3f4}"),
        ("©\u{200d}®", "©®"),
        ("\u{1f468}\u{200d}©", "\u{1f468}©"),
        ("©\u{200d}\u{1f468}", "©\u{1f468}"),
    ] {
        assert_eq!(sealed(&passwords(), typed, ""), seen, "{typed:?}");
        assert_eq!(asked(typed, ""), Some(CredentialError::Unseen), "{typed:?}");
    }
    assert_eq!(asked("\u{200b}\u{feff}", "code=unseen"), Some(CredentialError::Empty));
}

#[test]
fn a_space_at_an_end_is_asked_about() {
    let edges = [(" soleil", Edge::Start), ("soleil\u{a0}", Edge::End), ("\u{2003}soleil\n", Edge::Both)];
    for (typed, edge) in edges {
        assert_eq!(asked(typed, ""), Some(CredentialError::Space(edge)), "{typed:?}");
        assert_eq!(asked(typed, "code=space-kept"), None);
        assert_eq!(sealed(&passwords(), typed, "code=space-kept").trim_matches(' '), "soleil");
        assert_ne!(sealed(&passwords(), typed, "code=space-kept"), "soleil");
        assert_eq!(asked(typed, "code=space-removed"), None);
        assert_eq!(sealed(&passwords(), typed, "code=space-removed"), "soleil");
        assert_eq!(sealed(&passwords(), typed, "code=space-kept code=space-removed"), "soleil", "the last word counts");
    }
    assert_eq!(asked("  \u{a0}", "code=space-kept"), Some(CredentialError::Empty));
}

#[test]
fn other_words_say_nothing() {
    for said in ["code", "code=", "code=yes", "=", "code=unseen;"] {
        assert_eq!(said.parse::<Said>(), Err(NothingSaid), "{said:?}");
    }
    assert_eq!(" ".parse(), Ok(Said::nothing()));
}

#[test]
fn a_credential_may_not_stand_in_the_answers() {
    let in_answers = [("code".to_owned(), CredentialError::InAnswers)];
    assert_eq!(codes("0481516234", "482915", "mon code est 482915."), in_answers);
    assert_eq!(codes("0481516234", "482915", "mon code est 482 915"), in_answers);
    assert_eq!(codes("0481516234", "482915", "mon code est 48-29-15"), in_answers);
    assert_eq!(codes("0481516234", "482915", "je tape 482 puis 915"), in_answers);
    assert_eq!(codes("0481516234", "482915", "48 euros, puis 29150"), []);
    assert_eq!(codes("0481516234", "pa$$e", "j’ai tapé pa$$e hier"), in_answers);
}

/// Name and address are given as they are: what only begins with them is not told by them.
#[test]
fn a_name_or_an_address_tells_a_credential_that_it_holds_whole() {
    let in_answers = [("code".to_owned(), CredentialError::InAnswers)];
    for (code, description, told) in [
        ("marchand", "", true),
        ("Helene.Marchand", "", true),
        ("exemple", "", true),
        ("marchand75", "", false),
        ("helenemarchand75", "", false),
        ("He1eneMarchand", "", false),
        ("marchand75", "Mon nom est Marchand.", true),
    ] {
        let expected: &[_] = if told { &in_answers } else { &[] };
        assert_eq!(codes("0481516234", code, description), expected, "{code} {description}");
    }
}

#[test]
fn a_credential_stands_in_the_answers_however_its_accents_are_composed() {
    let in_answers = [("code".to_owned(), CredentialError::InAnswers)];
    let (composed, decomposed) = ("\u{e9}t\u{e9}2015", "e\u{301}te\u{301}2015");
    for (code, told) in [(composed, decomposed), (decomposed, composed)] {
        assert_eq!(codes("0481516234", code, &format!("mon code est {told}")), in_answers);
    }
}

#[test]
fn a_body_has_exactly_the_fields_of_the_bank_each_once() {
    let bodies = [
        "",
        "[]",
        "null",
        "{}",
        r#"{"identifiant":"1"}"#,
        r#"{"identifiant":"1","code":2}"#,
        r#"{"identifiant":"1","code":null}"#,
        r#"{"identifiant":"1","code":"2","otp":"3"}"#,
        r#"{"identifiant":"1","code":"2","code":"3"}"#,
        r#"{"identifiant":"1","code":"2"} x"#,
    ];
    for body in bodies {
        assert_eq!(Credentials::parse(body.as_bytes(), lcl(), Said::nothing()).err(), Some(MalformedBody), "{body}");
    }
    assert_eq!(
        Credentials::parse(b"{\"identifiant\":\"\xff\",\"code\":\"2\"}", lcl(), Said::nothing()).err(),
        Some(MalformedBody)
    );
}

/// Does not compile once a value is held in memory that is not wiped.
#[test]
fn every_value_is_wiped() {
    fn is_wiped<T: zeroize::ZeroizeOnDrop>(_: &T) {}

    let credentials = Credentials::parse(br#"{"identifiant":"1","code":"2"}"#, lcl(), Said::nothing()).unwrap();
    credentials.values.values().for_each(is_wiped);
    assert_eq!(credentials.values.len(), 2);
    is_wiped(&meant::characters("482915"));
}

/// Every character of a set, as the middle and the end of a password and of digits.
fn each(ranges: impl Iterator<Item = std::ops::RangeInclusive<u32>>, check: impl Fn(char)) {
    ranges.flatten().filter_map(char::from_u32).for_each(check);
}

#[test]
fn whatever_is_ignorable_by_default_is_sealed_nowhere() {
    each(CodePointSetData::new::<DefaultIgnorableCodePoint>().iter_ranges(), |c| {
        for typed in [format!("so{c}leil"), format!("{c}soleil"), format!("soleil{c}")] {
            assert_eq!(sealed(&passwords(), &typed, ""), "soleil", "{c:?}");
            assert_eq!(asked(&typed, ""), Some(CredentialError::Unseen), "{c:?}");
            assert_eq!(
                sealed(lcl(), &typed.replace("soleil", "482915").replace("so", "48").replace("leil", "2915"), ""),
                "482915"
            );
        }
    });
}

#[test]
fn whatever_is_white_space_is_a_space_and_asked_about_at_an_end() {
    each(CodePointSetData::new::<WhiteSpace>().iter_ranges(), |c| {
        assert_eq!(sealed(&passwords(), &format!("so{c}leil"), ""), "so leil", "{c:?}");
        assert_eq!(asked(&format!("so{c}leil"), ""), None, "{c:?}");
        assert_eq!(asked(&format!("soleil{c}"), ""), Some(CredentialError::Space(Edge::End)), "{c:?}");
        assert_eq!(sealed(lcl(), &format!("{c}482{c}915{c}"), ""), "482915", "{c:?}");
    });
}

#[test]
fn every_decimal_digit_is_its_digit() {
    let digits = CodePointMapData::<GeneralCategory>::new();
    for run in digits.iter_ranges_for_value(GeneralCategory::DecimalNumber) {
        for (place, code) in run.enumerate() {
            let typed = format!("48291{}", char::from_u32(code).unwrap());
            assert_eq!(sealed(lcl(), &typed, ""), format!("48291{}", place % 10), "{typed:?}");
        }
    }
}
