use super::*;

fn parsed(typed: &str) -> Result<String, ReferenceError> {
    CaseReference::parse(typed).map(|reference| reference.to_string())
}

#[test]
fn people_type_it_in_many_ways() {
    for typed in ["K7M4-Q2XD", "k7m4q2xd", " K7M4 Q2XD ", "K7M4–Q2XD", "K7 M4-Q2 XD"] {
        assert_eq!(parsed(typed), Ok("K7M4-Q2XD".to_owned()), "{typed}");
    }
}

#[test]
fn other_shapes_are_refused() {
    for typed in ["", "K7M4-Q2X", "K7M4-Q2XDD", "K7M4-Q2X*", "K7M4_Q2XD", "K7M4-Q2XÉ", "１２３４-Q2XD"] {
        assert_eq!(parsed(typed), Err(ReferenceError::Shape), "{typed}");
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
