use super::*;

fn parsed(typed: &str) -> Result<String, ReferenceError> {
    CaseReference::parse(typed).map(|reference| reference.to_string())
}

#[test]
fn people_type_it_in_many_ways() {
    for typed in [
        "K7M4-Q2XD",
        "k7m4q2xd",
        " K7M4 Q2XD ",
        "K7M4–Q2XD",
        "K7 M4-Q2 XD",
        "K7M4\u{200b}-Q2\u{ad}XD\u{feff}",
        "Ｋ７Ｍ４－Ｑ２ＸＤ",
        "« K7M4-Q2XD »",
        "Demande K7M4-Q2XD",
        "Demande K7M4 Q2XD",
        "Demande n°K7M4 – Q2XD",
        "Demande nºK7M4-Q2XD",
        "№K7M4-Q2XD",
        "mailto:support@bankin.com?subject=K7M4-Q2XD",
        "Re: K7M4-Q2XD\r\n",
        "demande k7m4q2xd.",
        "Référence : K7M4-Q2XD",
        "#K7M4-Q2XD",
        "(K7M4-Q2XD)",
        "K7M4_Q2XD",
        "Demande K7M4- Q2XD",
        "Demande K7M4  Q2XD",
        "K7M4.Q2XD",
        "Demande K7M4/Q2XD",
        "\u{41a}7\u{41c}4-Q2\u{425}D",
        "Ma demande du 27-11-2026 est K7M4-Q2XD, merci",
        "Re: [Bankin’] K7M4-Q2XD - k7m4-q2xd",
    ] {
        assert_eq!(parsed(typed), Ok("K7M4-Q2XD".to_owned()), "{typed}");
    }
}

#[test]
fn other_shapes_are_refused() {
    for typed in [
        "",
        "K7M4-Q2X",
        "K7M4-Q2XDD",
        "K7M4-Q2X*",
        "K7M4__Q2XD",
        "Demande K7M4 -- Q2XD",
        "K7M4    Q2XD !",
        "K7M4+Q2XD",
        "K7M4-Q2XÉ",
        "Bonjour",
        "Je n’ai plus rien",
        "VOUS AVEZ DIT FACULTATIF",
        "dimanche",
        "05-04-2024",
        "Demande 20240328",
        "Code 2026",
    ] {
        assert_eq!(parsed(typed), Err(ReferenceError::Shape), "{typed}");
    }
}

#[test]
fn letters_or_digits_alone_are_read_with_their_dash() {
    for (typed, read) in [
        ("abcd-efgx", "ABCD-EFGX"),
        ("ABCDEFGX", "ABCD-EFGX"),
        ("Demande ABCD-EFGX", "ABCD-EFGX"),
        ("2024-0328", "2024-0328"),
        ("Demande k7m4 defv", "K7M4-DEFV"),
    ] {
        assert_eq!(parsed(typed), Ok(read.to_uppercase()), "{typed}");
    }
}

#[test]
fn of_two_references_none_is_taken() {
    let [one, other] = drawn(2).try_into().unwrap();
    assert_eq!(parsed(&format!("{one} ou {other}")), Err(ReferenceError::Shape));
}

#[test]
fn a_wrong_character_is_told_beside_words_too() {
    for typed in ["Demande K7M4-Q2XE", "« K7M4Q2XE »", "#K7M4 Q2XE"] {
        assert_eq!(parsed(typed), Err(ReferenceError::Check), "{typed}");
    }
}

/// References as Pli draws them, all of them different.
fn drawn(count: usize) -> Vec<CaseReference> {
    let mut state = 1_u64;
    let mut entropy = |bytes: &mut [u8]| {
        for byte in bytes {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            *byte = state.to_be_bytes()[0];
        }
    };
    (0..count).map(|_| CaseReference::generate(&mut entropy)).collect()
}

#[test]
fn a_reference_is_found_as_a_word_of_its_own_and_no_other_with_it() {
    for reference in drawn(5_000) {
        let compact = reference.to_string().replace('-', "");
        let mixed = compact.contains(|c: char| c.is_ascii_digit());
        for text in [
            format!("consentement-{reference}.pdf"),
            format!("identifiants-{reference} (1).age"),
            format!("CONSENTEMENT_{}.PDF", reference.to_string().replace('-', "_")),
            format!("Re: Demande {reference} : accord et identifiants"),
            format!("message-{reference}-2.eml"),
            format!("=> {} <=", reference.to_string().to_lowercase()),
            format!("#{reference},{reference}"),
            if mixed { format!("dossier {compact}.") } else { reference.to_string() },
        ] {
            let mut found = CaseReference::find_in(&text);
            found.dedup();
            assert_eq!(found, std::slice::from_ref(&reference), "{text}");
            assert_eq!(CaseReference::parse(&text), Ok(reference.clone()), "{text}");
        }
    }
}

#[test]
fn no_part_of_a_longer_word_is_a_reference() {
    for reference in drawn(500) {
        for text in [format!("X{reference}"), format!("{reference}X"), format!("é{reference}"), format!("{reference}0")]
        {
            assert_eq!(CaseReference::find_in(&text), [], "{text}");
        }
    }
    for text in
        ["", "2025. 2026", "avec/2026", "Bonjour, avec vous depuis 2025 2026", "20261127", "problème", "2026 2027"]
    {
        assert_eq!(CaseReference::find_in(text), [], "{text}");
    }
}

#[test]
fn every_single_wrong_character_is_caught() {
    let good = b"K7M4Q2XD";
    for place in 0..8 {
        for wrong in (b'0'..=b'9').chain(b'A'..=b'Z').filter(|wrong| *wrong != good[place]) {
            let mut typed = *good;
            typed[place] = wrong;
            let typed = String::from_utf8(typed.to_vec()).unwrap();
            assert_eq!(parsed(&typed), Err(ReferenceError::Check), "{typed}");
        }
    }
}

#[test]
fn every_swap_of_two_neighbours_is_caught() {
    for place in 0..7 {
        let mut typed = *b"K7M4Q2XD";
        typed.swap(place, place + 1);
        let typed = String::from_utf8(typed.to_vec()).unwrap();
        assert_eq!(parsed(&typed), Err(ReferenceError::Check), "{typed}");
    }
}

#[test]
fn a_generated_reference_reads_back_and_is_easy_to_read_aloud() {
    let mut seed = 0_u8;
    let mut entropy = |bytes: &mut [u8]| {
        for byte in bytes {
            seed = seed.wrapping_mul(77).wrapping_add(13);
            *byte = seed;
        }
    };
    for _ in 0..500 {
        let reference = CaseReference::generate(&mut entropy);
        assert_eq!(CaseReference::parse(&reference.to_string()), Ok(reference.clone()));
        let body: String = reference.to_string().replace('-', "").chars().take(7).collect();
        assert!(!body.contains(['0', 'O', '1', 'I', 'L', 'U', 'V']), "{reference}");
    }
}

#[test]
fn a_record_holds_it_in_one_form_only() {
    let read = |json: &str| serde_json::from_str::<CaseReference>(json).is_ok();
    assert!(read(r#""K7M4-Q2XD""#));
    assert!(!read(r#""k7m4-q2xd""#));
    assert!(!read(r#""K7M4Q2XD""#));
}
