use super::*;

fn typed() -> TypedDetails {
    TypedDetails {
        name: "Hélène Marchand".to_owned(),
        email: "helene.marchand@exemple.fr".to_owned(),
        reference: "K7M4-Q2XD".to_owned(),
        since: "Début octobre".to_owned(),
        description: "Mon PEA et mon assurance vie ont disparu.".to_owned(),
    }
}

/// The problems of an otherwise good page on which `change` was made, as `field code`.
fn problems(change: impl FnOnce(&mut TypedDetails)) -> Vec<String> {
    let mut page = typed();
    change(&mut page);
    let code = |code| serde_json::to_value(code).unwrap().as_str().unwrap().to_owned();
    let problems = page.check().err().unwrap_or_default();
    problems.into_iter().map(|problem| format!("{} {}", problem.field, code(problem.code))).collect()
}

#[test]
fn a_good_page_is_taken_trimmed_and_composed() {
    let details = TypedDetails { name: "  He\u{301}le\u{300}ne   Marchand ".to_owned(), ..typed() }.check().unwrap();
    assert_eq!(details.name, "Hélène Marchand");
    assert_eq!(details.reference.unwrap().to_string(), "K7M4-Q2XD");
}

#[test]
fn an_empty_page_names_each_field_but_the_optional_one() {
    let page = TypedDetails::default().check().unwrap_err();
    let fields: Vec<_> = page.iter().map(|problem| (problem.field.as_str(), problem.code)).collect();
    assert_eq!(
        fields,
        [
            ("name", ProblemCode::NameEmpty),
            ("email", ProblemCode::EmailEmpty),
            ("since", ProblemCode::SinceEmpty),
            ("description", ProblemCode::DescriptionEmpty),
        ]
    );
}

#[test]
fn the_longest_texts_are_taken_and_one_more_character_is_not() {
    let long = |count| "é".repeat(count);
    assert_eq!(problems(|page| page.name = long(120)), [""; 0]);
    assert_eq!(problems(|page| page.name = long(121)), ["name name-too-long"]);
    assert_eq!(problems(|page| page.description = long(4_000)), [""; 0]);
    assert_eq!(problems(|page| page.description = long(4_001)), ["description description-too-long"]);
}

#[test]
fn control_characters_and_bidi_overrides_are_refused() {
    for bad in
        ["Hélène\u{7}", "Hélène \u{202e}Marchand", "Hé\u{200b}lène", "Hélène\nMarchand", "\u{2066}Hélène\u{2069}"]
    {
        assert_eq!(problems(|page| page.name = bad.to_owned()), ["name name-control"], "{bad:?}");
    }
    assert_eq!(problems(|page| page.description = "a\u{202e}b".to_owned()), ["description description-control"]);
}

#[test]
fn a_name_that_the_fonts_cannot_draw_says_which_characters() {
    let problems = TypedDetails { name: "王 Hélène 🎁".to_owned(), ..typed() }.check().unwrap_err();
    assert_eq!(problems[0].code, ProblemCode::NameUndrawable);
    assert_eq!(problems[0].values["characters"], "王 🎁");
}

#[test]
fn addresses() {
    for good in ["a@b.fr", "helene+bankin@exemple.co.uk", "hélène@exemple.fr"] {
        assert_eq!(problems(|page| page.email = good.to_owned()), [""; 0], "{good}");
    }
    for (bad, problem) in [
        ("helene.marchand", "email email-no-at"),
        ("helene.marchand@exemple", "email email-no-ending"),
        ("helene.marchand@exemple.", "email email-no-ending"),
        ("@exemple.fr", "email email-invalid"),
        ("a b@exemple.fr", "email email-invalid"),
        ("a@b@exemple.fr", "email email-invalid"),
        ("a@exem\nple.fr", "email email-invalid"),
        ("Hélène <a@b.fr>", "email email-invalid"),
    ] {
        assert_eq!(problems(|page| page.email = bad.to_owned()), [problem], "{bad}");
    }
}

#[test]
fn a_reference_may_be_missing_but_not_mistyped() {
    assert_eq!(problems(|page| page.reference = "  ".to_owned()), [""; 0]);
    assert_eq!(problems(|page| page.reference = "K7M4".to_owned()), ["reference reference-shape"]);
    assert_eq!(problems(|page| page.reference = "K7M4-Q2XE".to_owned()), ["reference reference-check"]);
}

#[test]
fn a_card_number_in_the_description_is_refused() {
    for bad in [
        "Ma carte 4970101234567893 ne marche pas",
        "carte: 4970 1012 3456 7893 12/27",
        "4970-1012-3456-7893",
        "5105105105105100",
        "378282246310005",
    ] {
        assert_eq!(
            problems(|page| page.description = bad.to_owned()),
            ["description description-card-number"],
            "{bad}"
        );
    }
}

#[test]
fn other_long_numbers_are_not_card_numbers() {
    for good in [
        "Appelez le 06 12 34 56 78 ou le 01 23 45 67 89",
        "Mon compte FR76 3000 2005 5000 0015 7845 Z02",
        "4970101234567890",
        "depuis le 23 11 2026 à 14 05 00",
    ] {
        assert_eq!(problems(|page| page.description = good.to_owned()), [""; 0], "{good}");
    }
}

#[test]
fn a_code_in_the_description_is_refused() {
    for bad in [
        "J’ai essayé avec mon nouveau code\u{a0}: 482915.",
        "code: azerty12",
        "Code : 1234",
        "mdp=Soleil!",
        "mon mot de passe est : azerty",
        "Mot de passe LCL : soleil.",
        "mon code est 482915",
        "mon code personnel 482 915",
        "password: hunter2",
        "identifiant : 0481516234",
    ] {
        assert_eq!(problems(|page| page.description = bad.to_owned()), ["description description-secret"], "{bad}");
    }
}

#[test]
fn speaking_of_codes_is_allowed() {
    for good in [
        "J’ai changé mon code en octobre.",
        "Bankin’ affiche le code d’erreur 4012",
        "Code erreur : 4012",
        "error code: 1502",
        "Mon code\u{a0}: impossible de le taper dans Bankin’",
        "code postal 75011",
        "L’identifiant est bien celui de LCL.",
    ] {
        assert_eq!(problems(|page| page.description = good.to_owned()), [""; 0], "{good}");
    }
}

#[test]
fn a_signature_is_the_name_however_it_is_spaced_or_capitalised() {
    assert!(same_name(" hélène  MARCHAND", "Hélène Marchand"));
    assert!(same_name("Zoë L'Hermite", "Zoë L’Hermite"));
    assert!(!same_name("Helene Marchand", "Hélène Marchand"));
    assert!(!same_name("Hélène", "Hélène Marchand"));
}
