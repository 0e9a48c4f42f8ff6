use super::*;

fn typed() -> TypedDetails {
    TypedDetails {
        name: "Hélène Marchand".to_owned(),
        email: "helene.marchand@exemple.fr".to_owned(),
        reference: "K7M4-Q2XD".to_owned(),
        description: "Mon PEA et mon assurance vie ont disparu.".to_owned(),
    }
}

/// The problems of an otherwise good page on which `change` was made, as `field code`.
fn problems(change: impl FnOnce(&mut TypedDetails)) -> Vec<String> {
    let mut page = typed();
    change(&mut page);
    let code = |code| serde_json::to_value(code).unwrap().as_str().unwrap().to_owned();
    let problems = page.check(&TypedDetails::default()).err().unwrap_or_default();
    problems.into_iter().map(|problem| format!("{} {}", problem.field, code(problem.code))).collect()
}

#[test]
fn a_good_page_is_taken_trimmed_and_composed() {
    let details = TypedDetails { name: "  He\u{301}le\u{300}ne   Marchand ".to_owned(), ..typed() }
        .check(&TypedDetails::default())
        .unwrap();
    assert_eq!(details.name, "Hélène Marchand");
    assert_eq!(details.reference.unwrap().to_string(), "K7M4-Q2XD");
}

#[test]
fn an_empty_page_names_each_field_but_the_optional_one() {
    let page = TypedDetails::default().check(&TypedDetails::default()).unwrap_err();
    let fields: Vec<_> = page.iter().map(|problem| (problem.field.as_str(), problem.code)).collect();
    assert_eq!(
        fields,
        [
            ("name", ProblemCode::NameEmpty),
            ("email", ProblemCode::EmailEmpty),
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
fn what_nobody_sees_is_dropped_without_a_word() {
    let pasted = TypedDetails {
        name: "\u{feff}Hé\u{200b}lène\u{a0}\u{202e}Marchand\n".to_owned(),
        email: "\u{200b}helene.marchand@exem\u{ad}ple.fr\u{a0}".to_owned(),
        reference: "\u{2066}K7M4-Q2XD\u{2069}".to_owned(),
        description: "Mon PEA\u{202e} et mon\tassurance\u{a0}vie\u{2060}\u{2028}ont disparu.".to_owned(),
    };
    let expected = TypedDetails { description: "Mon PEA et mon assurance vie\nont disparu.".to_owned(), ..typed() };
    assert_eq!(pasted.check(&TypedDetails::default()), expected.check(&TypedDetails::default()));
    assert!(expected.check(&TypedDetails::default()).is_ok());
}

#[test]
fn a_name_holds_no_card_number_and_no_code() {
    assert_eq!(problems(|page| page.name = "Camille Durand 4970 1012 3456 7893".to_owned()), ["name card-number"]);
    for name in ["Camille, mdp Soleil26", "Camille code 482915"] {
        assert_eq!(problems(|page| page.name = name.to_owned()), ["name secret"], "{name}");
    }
}

/// Before anything is looked for in it, which would take minutes.
#[test]
fn a_whole_file_is_no_answer() {
    let file = "mon code est 482915\n".repeat(50_000);
    assert_eq!(problems(|page| page.name.clone_from(&file)), ["name name-too-long"]);
    assert_eq!(problems(|page| page.reference.clone_from(&file)), ["reference reference-shape"]);
    assert_eq!(problems(|page| page.description.clone_from(&file)), ["description description-too-long"]);
}

#[test]
fn a_name_holds_a_letter() {
    for name in ["1234", "—", "\u{200b}", "N° 12"] {
        let expected = if name == "N° 12" { vec![] } else { vec!["name name-empty"] };
        assert_eq!(problems(|page| page.name = name.to_owned()), expected, "{name:?}");
    }
}

#[test]
fn a_name_that_the_fonts_cannot_draw_says_which_characters() {
    let problems =
        TypedDetails { name: "王 Hélène 🎁".to_owned(), ..typed() }.check(&TypedDetails::default()).unwrap_err();
    assert_eq!(problems[0].code, ProblemCode::NameUndrawable);
    assert_eq!(problems[0].values["characters"], "王 🎁");
    let page = TypedDetails { description: "1\u{fe0f}\u{20e3} compte".to_owned(), ..typed() };
    let problems = page.check(&TypedDetails::default()).unwrap_err();
    assert_eq!(problems[0].values["characters"], "◌\u{20e3}", "a mark needs something to stand on");
}

#[test]
fn addresses() {
    for good in ["a@b.fr", "helene+bankin@exemple.co.uk", "hélène@exemple.fr", "o'neil@exemple.fr", "o’neil@exemple.fr"]
    {
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
        ("helene marchand@exemple.fr", "email email-invalid"),
        ("helene@exemple,fr", "email email-comma"),
        ("helene@gmail;com", "email email-comma"),
        ("Hélène <helene>", "email email-no-at"),
        ("a@b.fr (Hélène <h@x.fr>)", "email email-invalid"),
        ("Jean <jean@x.fr>, Paul <paul@x.fr>", "email email-invalid"),
        ("a@b.fr1", "email email-invalid"),
        ("a@192.168.1.10", "email email-invalid"),
        (&":".repeat(40_000), "email email-invalid"),
        (&format!("{}a@b.fr", "code: SCA: retry\n".repeat(200)), "email email-invalid"),
    ] {
        assert_eq!(problems(|page| page.email = bad.to_owned()), [problem], "{bad}");
    }
}

#[test]
fn an_address_is_read_out_of_what_stands_around_it() {
    for pasted in [
        " a@b.fr ",
        "a@b.fr.",
        "<a@b.fr>",
        "« a@b.fr »",
        "\"a@b.fr\";",
        "Hélène <a@b.fr>",
        "Hélène Marchand <a@b.fr>,",
        "mailto:a@b.fr",
        "MAILTO:a%40b.fr?subject=Pli&body=x",
        "<mailto:a@b.fr>",
        "E-mail : a@b.fr",
        "Adresse : Hélène <mailto:a@b.fr>",
        "(a@b.fr)",
        "E-mail:a@b.fr",
        "Jean Dupont [mailto:a@b.fr]",
        "\"Dupont, Jean\" <a@b.fr>",
        "a@b.fr (perso)",
        "a@b.fr <mailto:a@b.fr>",
        "mailto:?to=a%40b.fr&subject=x",
        "mailto:Jean%20%3Ca@b.fr%3E",
        "mailto://a@b.fr",
        "« mailto:a@b.fr »",
        "ａ＠ｂ．ｆｒ",
        "\u{202a}a@b.fr\u{202c} ;",
        "<a@b.fr",
        "‹a@b.fr›",
        "• a@b.fr",
        "- a@b.fr",
        "Mon e-mail – a@b.fr",
        "mail = a@b.fr",
        "→ a@b.fr",
        "📧 a@b.fr",
        "*a@b.fr*",
        "`a@b.fr`…",
        "[a@b.fr](mailto:a@b.fr)",
        "<a href=\"mailto:a@b.fr\">a@b.fr</a>",
        "MAILTO:?Subject=x&To=a@b.fr",
        "E-mail=a@b.fr",
        "Adresse mail= a@b.fr",
        "|a@b.fr|",
        "{a@b.fr}",
        "_a@b.fr_",
        "a@b.fr/",
        "a@b.fr \\",
        "~a@b.fr~",
        "a@b.fr&",
        "a@b.fr #",
        "A@b.fr <a@b.fr>",
        "a@b.fr¹",
        "a@b.frº",
        "a @ b.fr",
        "a@\nb.fr",
        "2025: mon mail: a@b.fr",
    ] {
        let told = TypedDetails { email: pasted.to_owned(), ..typed() }.check(&TypedDetails::default());
        assert_eq!(told.map(|told| told.email), Ok("a@b.fr".to_owned()), "{pasted}");
    }
}

#[test]
fn what_a_word_processor_bends_is_straight_in_an_address() {
    for (bent, straight) in [
        ("jean–paul@saint\u{2011}malo.fr", "jean-paul@saint-malo.fr"),
        ("d‘a−b@c.fr", "d'a-b@c.fr"),
        ("d´a@b.fr", "d'a@b.fr"),
    ] {
        let told = TypedDetails { email: bent.to_owned(), ..typed() }.check(&TypedDetails::default());
        assert_eq!(told.map(|told| told.email), Ok(straight.to_owned()), "{bent}");
    }
}

#[test]
fn an_address_that_looks_mistyped_is_asked_about_once() {
    for (mistyped, meant) in [
        ("a@gmail.con", "a@gmail.com"),
        ("a@gmial.com", "a@gmail.com"),
        ("a@gmil.com", "a@gmail.com"),
        ("a@Hotmaill.fr", "a@hotmail.fr"),
        ("a@exemple.con", "a@exemple.com"),
        ("=a@b.fr", "a@b.fr"),
        ("#a@b.fr", "a@b.fr"),
        ("-a@b.fr", "a@b.fr"),
        ("nom=a@b.fr", "a@b.fr"),
        ("+a@gmail.con", "a@gmail.com"),
        ("www.a@b.fr", "a@b.fr"),
        ("a@exemple.vom", "a@exemple.com"),
    ] {
        let page = TypedDetails { email: mistyped.to_owned(), ..typed() };
        let problems = page.check(&TypedDetails::default()).unwrap_err();
        assert_eq!((problems[0].code, &*problems[0].values["meant"]), (ProblemCode::EmailMistyped, meant));
        assert_eq!(page.check(&page).map(|told| told.email), Ok(mistyped.to_owned()));
        assert!(page.check(&TypedDetails { email: "a@b.fr".to_owned(), ..typed() }).is_err());
    }
    for usual in ["_a@exemple.fr", "a-b+c@exemple.fr"] {
        assert_eq!(problems(|page| page.email = usual.to_owned()), [""; 0], "{usual}");
    }
    for usual in ["a@gmail.com", "a@outlook.be", "a@yahoo.de", "a@free.fr", "a@tree.fr", "a@sfr.com", "a@me.com"] {
        assert_eq!(problems(|page| page.email = usual.to_owned()), [""; 0], "{usual}");
    }
}

#[test]
fn a_reference_may_be_missing_but_not_mistyped() {
    assert_eq!(problems(|page| page.reference = "  ".to_owned()), [""; 0]);
    assert_eq!(problems(|page| page.reference = "K7M4".to_owned()), ["reference reference-shape"]);
    assert_eq!(problems(|page| page.reference = "K7M4-Q2XE".to_owned()), ["reference reference-check"]);
    assert_eq!(problems(|page| page.reference = "Je n’ai plus rien".to_owned()), ["reference reference-shape"]);
}

#[test]
fn a_reference_is_read_out_of_a_link() {
    for link in [
        "mailto:support@bankin.com?subject=Demande%20K7M4-Q2XD",
        "mailto:support@bankin.com?subject=Re%3A%20Demande%20K7M4%E2%80%91Q2XD%20%3A%20accord",
        "K7M4%2DQ2XD",
    ] {
        let told = TypedDetails { reference: link.to_owned(), ..typed() }.check(&TypedDetails::default()).unwrap();
        assert_eq!(told.reference.map(String::from).as_deref(), Some("K7M4-Q2XD"), "{link}");
    }
    assert_eq!(problems(|page| page.reference = "Demande%20K7M4-Q2XE".to_owned()), ["reference reference-check"]);
}

#[test]
fn a_card_number_in_the_description_is_refused() {
    for bad in [
        "Ma carte 4970101234567893 ne marche pas",
        "carte: 4970 1012 3456 7893 12/27",
        "4970-1012-3456-7893",
        "5105105105105100",
        "4970/1012/3456/7893",
        "4970 - 1012 - 3456 - 7893",
        "4970\u{200b}1012\u{ad}34567893",
        "４９７０ １０１２ ３４５６ ７８９３",
        "4970|1012|3456|7893",
        "4970 + 1012 + 3456 + 7893",
        "4. 9. 7. 0.  1. 0. 1. 2.  3. 4. 5. 6.  7. 8. 9. 3.",
        "4\u{fe0f}\u{20e3}970 1012 3456 7893",
        "497O 1O12 3456 7893",
        "quatre neuf sept zéro un zéro un deux trois quatre cinq six sept huit neuf trois",
        "quatre mille neuf cent soixante-dix mille douze trois mille quatre cent cinquante-six 7893",
        "378282246310005",
        "CB4970 1012 3456 7893",
        "MC5105 1051 0510 5100",
        "FR76 3000 2005 5000 0015 7845 Z02 4970 1012 3456 7893",
        "FR14 2004 1010 0505 0001 3M02 606 4970 1012 3456 7893",
        "FR76 3000 2005 5000 0015 7845 Z02 CB 4970 1012 3456 7893",
        "FR1420041010050500013M026064970101234567893",
        "FR76 4970 1012 3456 7893 0015 7845 Z02",
        "Depuis 2024 : 4970/1012/3456/7893",
        "49/70/10/12/34/56/78/93",
        "49701012/34567893",
        "4970    1012    3456    7893",
        "4970\n\n1012\n\n3456\n\n7893",
        "le 12/03/2025 - 4970 1012 3456 7893 - 03/27",
        "Dupuis2 4970 1012 3456 7893",
        "4970 puis 1012 puis 3456 puis 7893",
        "4970 et 1012 et 3456 et 7893",
        "4970 10 1234 56 78 93",
        "4970.10.1234.56.78.93",
        "2221 0000 0000 0009",
        "6011 0009 9013 9424",
        "4222222222222",
        "06 98 76 54 08 4970 1012 3456 7893",
        "Tél. 01 23 45 67 89, 4970 1012 3456 7893",
        "49 70 10 12 34 56 78 93",
        "4970 1012 puis 3456 7893",
        "4970 1012 et 3456 7893",
    ] {
        assert_eq!(problems(|page| page.description = bad.to_owned()), ["description card-number"], "{bad}");
    }
}

#[test]
fn other_long_numbers_are_not_card_numbers() {
    for good in [
        "Appelez le 06 12 34 56 78 ou le 01 23 45 67 89",
        "Mon compte FR76 3000 2005 5000 0015 7845 Z02",
        "4970101234567890",
        "depuis le 23 11 2026 à 14 05 00",
        "FR89 4970 1012 3456 7893 0015 784 et FR8949701012345678930015784",
        "Mes comptes : FR14-2004-1010-0505-0001-3M02-606, DE89 3704 0044 0532 0130 00 et MT84 MALT 0110 0001 2345 MTLC AST0 01S.",
        "FR89 497O 1O12 3456 7893 0O15 784",
        // A card's digits, if what stands between them were nothing.
        "49/70/10 12/34/56 78/93",
        "497010,12 / 345678,93",
        "En 2025, 0969363032 ne répondait pas.",
        "06 98 76 54 08\n01 23 45 67 89",
        "06 98 76 54 08 01 23 45 67 89",
        "06 49 70 10 05 01 23 45 67 89",
        "06 98 76 54 08 06 98 76 54 08 06 49 70 10 05 01 23 45 67 89",
        "06 49 70 10 05\n01 23 45 67 89",
        "Le 06.49.70.10.05 ou le 01 23 45 67 89",
        "06.98.76.54.08\n01.23.45.67.89",
        "+33 6 98 76 54 08 et +33 1 23 45 67 89",
        "Appelez le 0969363030 ou le 01 23 45 67 89",
        "1250.00\n730.50\n4820.08\n310.00",
        "4970.10\n1234.56\n7802.00",
        "12.11.2025\n03.12.2025\n24.12.2025",
        "Screenshot_20251112-140509.png",
        "IMG_20251112_140509.jpg",
        "SIRET 552 081 317 66522",
        "SIRET 380 129 866 46850",
        "IMEI 35 693803 564380 9",
        "43 224\n66 278\n34 809\n5 259",
        "RIB 30002 59050 72554917363 55",
        "0033 6 01 07 69 58\n0033 6 93 55 67 46",
        "02/56/48/57/31 / 01/29/10/89/54",
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
        "mon code est 482915",
        "mon code personnel 482 915",
        "identifiant : 0481516234",
        "mon code est ４８２９１５",
        "mon\u{a0}code est 482\u{202f}915",
        "Mes identifiants : 0481516234 / 482915",
        "mes identifiants sont 0481516234 et 482915",
        "le code reçu par SMS est 482915",
        "le code reçu par SMS\u{a0}: 482915",
        "code de mon espace client : « 482915 »",
        "482915 est mon code",
        "mon code est 48-29-15",
        "Mon numéro de client est 0481516234",
        "code\u{a0}: 482\u{202f}915",
        "Code : 48 29 15",
        "le code reçu par SMS : 482 915",
        "mon code est 48–29–15",
        "mon code, c’est 4·8·2·9·1·5",
        "mon code est 4, 8, 2, 9, 1, 5",
        "mon code est toujours 482915",
        "mon code est\n482915",
        "mon code est 4\u{fe0f}\u{20e3}8\u{fe0f}\u{20e3}2\u{fe0f}\u{20e3}9\u{fe0f}\u{20e3}1\u{fe0f}\u{20e3}5\u{fe0f}\u{20e3}",
        "mon code est 𝟒𝟖𝟐𝟗𝟏𝟓",
        "mon code est 4\u{200b}8\u{ad}2\u{2060}915",
        "mon code est 48O9l5",
        "mon code est quatre huit deux neuf un cinq",
        "Mon code est quatre cent quatre-vingt-deux neuf cent quinze.",
        "code quarante-huit vingt-neuf quinze",
        "mon code c’est zéro quatre quatre-vingt-un",
        "my code is four eight two nine one five",
        "my code is four oh eight two one five",
        "mon code est quarante quatre-vingt-deux quinze",
        "mon code est 48 puis 29 puis 15",
        "mon code est 48 et 29 et 15",
        "mon code est quatre. huit. deux. neuf. un. cinq.",
        "my code is four double two nine one five",
        "mon code est 48Z915",
        "code SMS 482915",
        "code reçu 482915",
        "le code de validation 482915",
        "code d’accès 482915",
        "code Certicode 482915",
        "code (6 chiffres) : 482915",
        "code à 6 chiffres : 482915",
        "n° client : 0481516234",
        "numéro d’identification : 0481516234",
        "n° d’abonné 0481516234",
        "482915 est le code",
        "482915 (mon code)",
        "482915 : mon code",
        "482 915 c’est mon code",
        "j’ai tapé 482915 comme code",
        "mon code c 482915",
        "mon code était 482915",
        "mon code -> 482915",
        "mon code est le suivant 482915",
        "mon code et 482915",
        "mon code 1009",
        "mon nouveau code 1009",
        "my code 4829",
        "PIN 4829",
        "code PIN 4829",
        "code secret 4829",
        "code = 1009",
        "le code est 1009",
        "code 4829 15",
        "code 48 29",
        "Erreur quand je tape mon code 4829",
        "Code erreur ? Non, mon code 482915",
        "mon code est 482915 depuis 3 jours",
        "Code : 482915\nComptes manquants : PEA",
        "code client 0481516234",
        "mon code est 12-11-25",
        "mon code est 482915 depuis le 12/11",
    ] {
        assert_eq!(problems(|page| page.description = bad.to_owned()), ["description secret"], "{bad}");
    }
}

#[test]
fn a_code_is_refused_whoever_names_it_and_with_whatever_signs() {
    for bad in [
        "482915 est votre code de validation LCL. Ne le communiquez jamais.",
        "Bankin: 482915 is your verification code",
        "482915 (votre code)",
        "code de connexion 482915",
        "code à usage unique 482915",
        "code CB 4829",
        "mon code actuel 482915",
        "mon code *482915*",
        "mon code [482915]",
        "mon code `482915`",
        "mon code => 482915",
        "code : → 482915",
        "| code | 482915 |",
        "Identifiant | Code\n0481516234 | 482915",
        "Mon code\n482915",
        "{\"code\":\"482915\"}",
        "mon code est bien le 482915",
        "code reçu le 12/11/2025 : 482915",
        "code reçu le 12/11/2025 à 14:05 : 482915",
        "Votre code valable 10 minutes : 482915",
        "Code de validation pour votre virement de 1250 EUR : 482915",
        "Connexion impossible avec mon code 4829",
        "le code affiché est 482915",
        "Identifiant 04 81 51 62 34",
        "N°client : 0481516234",
        "CVV : 482",
        "Le cryptogramme est 482.",
    ] {
        assert_eq!(problems(|page| page.description = bad.to_owned()), ["description secret"], "{bad}");
    }
}

#[test]
fn a_password_in_the_description_is_refused() {
    for bad in [
        "mdp=Soleil!",
        "mon mot de passe est : azerty",
        "Mot de passe LCL : soleil.",
        "password: hunter2",
        "Voici mes mots de passe : soleil1",
        "mot de passe de mon compte\u{a0}: Azerty12",
        "mon mot de passe est Azerty12",
        "Mon mot de passe est « P@ssword ».",
        "mdp Azerty12!",
        "mot de passe Azerty12",
        "Mot de passe → Azerty12",
        "Mot de passe - Azerty12",
        "Mot de passe\nAzerty12",
        "mot de passe (LCL) : Azerty12",
        "mot-de-passe : Azerty12",
        "mots de passes : Azerty12",
        "motdepasse: Azerty12",
        "pwd: Azerty12",
        "Mon mot de passe : azertys.",
        "Mot de passe : P@ss.word",
        "mon mot de passe, c’est Soleil26!",
        "{\"password\":\"Soleil26\"}",
        "'mot de passe' : 'Soleil26'",
        "Mot de passe : soleil/mer",
        "Mot de passe : MON_CHAT",
        "Réponse à la question secrète : Médor",
    ] {
        assert_eq!(problems(|page| page.description = bad.to_owned()), ["description secret"], "{bad}");
    }
}

#[test]
fn speaking_of_codes_is_allowed() {
    for good in [
        "J’ai changé mon code en octobre.",
        "Mon code\u{a0}: impossible de le taper dans Bankin’",
        "code postal 75011",
        "L’identifiant est bien celui de LCL.",
        "Depuis 2025 mon code est refusé.",
        "Mon mot de passe est accepté par LCL\u{a0}: rien n’apparaît dans Bankin’.",
        "Mes identifiants sont bons depuis 2024.",
        "Je ne donne pas mes identifiants\u{a0}: pourquoi les demander\u{202f}?",
        "Le code affiché est 4012",
        "Connexion à LCL avec mes identifiants\u{a0}: impossible.",
        "Code\u{a0}: refusé, puis accepté",
        "Mes identifiants\u{a0}: inchangés.",
        "J’ai changé mon code le 12/03/2025, sans effet.",
        "J’ai deux comptes et trois livrets, dont un à zéro.",
        "J’ai refait la connexion avec mes identifiants deux ou trois fois.",
        "Mon code est à six chiffres.",
        "Depuis deux mille vingt-cinq mon code est refusé.",
        "Mon identifiant est celui de mon compte joint, ouvert en deux mille douze.",
        "Il manque mille deux cents euros sur mon livret A.",
        "Mon PEA vaut quatre mille cinq cents euros et il affiche zéro.",
        "La banque m’a envoyé un nouveau code après quatre-vingt-dix jours.",
        "Le code est le même sur LCL.fr et dans l’appli depuis 2019.",
        "J’ai tapé mon mot de passe trois fois\u{a0}: compte bloqué pendant vingt-quatre heures.",
        "Mes identifiants fonctionnent sur le site en 4G et en 5G.",
        "Mon mot de passe est bon\u{a0}: j’entre sur le site avec l’iPhone 14.",
        "Le conseiller au 09 69 36 30 30 dit que mon code est valide.",
        "Mon identifiant, je l’ai vérifié deux fois, est correct.",
        "Le code promo BANKIN10 est refusé.",
        "Mon identifiant Bankin’ est helene.marchand@exemple.fr depuis toujours.",
        "Code guichet 30002, compte courant absent depuis le 3 novembre 2025.",
        "J’ai un compte courant, un livret A, une assurance vie et un PEA\u{a0}: deux sur quatre manquent.",
        "Connexion avec mes identifiants : échec.",
        "Mot de passe : changé.",
        "Mot de passe : accepté.",
        "Mot de passe : réinitialisé.",
        "Mot de passe : refusée",
        "Code : faux.",
        "Code : erroné.",
        "Code : reçu.",
        "Code : jamais.",
        "login: failed.",
        "password: changed.",
        "code: wrong.",
        "Identifiant Bankin : helene@exemple.fr",
        "identifiants : https://www.lcl.fr",
        "Mot de passe : bonnes.",
        "Mot de passe : fonctionne.",
        "Mot de passe : vide",
        "Mot de passe : copié/collé",
        "Mot de passe : [masqué]",
        "mot de passe : ********",
        "identifiant : 04********",
        "code : xxxxxx",
        "Identifiants : iOS/Android",
        "Le cryptogramme m’est demandé deux fois.",
        "CVV demandé 3 fois, erreur 504",
    ] {
        assert_eq!(problems(|page| page.description = good.to_owned()), [""; 0], "{good}");
    }
}

#[test]
fn a_number_beside_a_code_is_allowed() {
    for good in [
        "Bankin’ affiche le code d’erreur 4012",
        "Code erreur : 4012",
        "error code: 1502",
        "J’ai changé de code, 12/03/2025, et depuis plus rien.",
        "Mon code a six chiffres et je le tape une fois sur deux sans erreur.",
        "Le code 503\u{a0}: 3 fois de suite.",
        "Code 503, 3 fois hier et 2 fois ce matin.",
        "J’ai changé de code, le 12.11.2025.",
        "Mot de passe accepté, puis page blanche (erreur 500).",
        "J’ai changé mon code le 12/03.",
        "J’ai changé mon code le 12/03/25.",
        "Changement de code le 15-11",
        "J’ai changé mon mot de passe le 15.11.25",
        "Date du nouveau code : 2025-11-12",
        "Mon code est le même depuis 10/2024.",
        "Code BIC : CRLYFRPP.",
        "Code BIC : AGRIFRPP882",
        "Code banque : 30002, code guichet : 01234",
        "code ISIN : FR0010315770",
        "Code SWIFT : CRLYFRPPXXX",
        "code promo : NOEL2025",
        "Erreur : code 1009",
        "erreur (code 1009)",
        "Erreur, code 1009.",
        "Message d’erreur avec le code : 1009",
        "code retour : 1009",
        "Bankin’ affiche « code 1009 ».",
        "Le code 1009 s’affiche.",
        "Code : ERR_1009",
        "Erreur « code 403 » puis « code 1009 »",
        "error code 1009 then error code 1012",
        "Avec mes identifiants, 1200 euros manquent",
        "J’ai mes codes\n1234 euros",
        "12 rue du Code, 75011 Paris",
        "Depuis la version 12.0.1, mon code est refusé",
        "En 2025 : mon code a changé.",
        "J’ai appelé LCL au 0969363030 : le code est bon.",
        "Mes identifiants et le numéro du livret 12345678",
        "Bankin’ affiche les codes 403, 404 et 1009.",
        "Code 503, un message s’affiche.",
        "Le code 503 et un autre",
        "J’ai changé mon code le 12/03/2025. Un conseiller l’a vu.",
        "Avec mes identifiants, 12 345,67 € manquent.",
        "Dernier changement du mot de passe : 12/11/25.",
        "Code reçu le 03 11 2025 par SMS.",
        "Erreur, code 1009, 3 fois hier.",
        "Erreur code 1009 le 12/11/2025",
        "Une erreur est survenue (code 10091)",
        "Erreur. Code 10091",
        "Connexion impossible, code : 1009",
        "Bandeau : \"Code : 1009\"",
        "le code affiché est 10091",
        "Code: SCA_REQUIRED",
        "Le code est WRONG_CREDENTIALS",
        "code : E1009",
        "Code : 0x80070005",
        "code de mon agence : 01234",
        "code de l’erreur : 40123",
        "Code commune INSEE : 35238",
        "code réduction : NOEL2025",
        "Identifiant de la demande : K7M4-Q2XD",
        "Identifiant de l’appareil : iPhone14,5",
        "J’ai changé mon code\n06 12 34 56 78",
        "J’ai changé mon code\n- 12/11 : essai 1",
        "J’ai changé mon code\n75011 Paris",
        "J’ai changé mon code\n2025 : rien\n2026 : rien",
        "J’ai vérifié mon code (09 69 36 30 30)",
        "J’ai vérifié mon code : +33 (0)9 69 36 30 30",
        "J’ai changé mon mot de passe (2025)",
        "Code : 14h05",
        "Code SMS reçu à 14:05:33",
    ] {
        assert_eq!(problems(|page| page.description = good.to_owned()), [""; 0], "{good}");
    }
}

/// Whatever a paste brings along, what is taken is as it is read: taken once more it stays the same.
#[test]
fn what_was_taken_is_taken_again_as_it_is() {
    for c in [0..=0x6ff, 0x1680..=0x180f, 0x2000..=0x20ff, 0xfb00..=0xfb4f, 0xfe00..=0xffff].into_iter().flatten() {
        let Some(c) = char::from_u32(c) else { continue };
        let pasted = TypedDetails {
            name: format!("{c}Hélène{c}{c}Marchand{c}"),
            email: format!("{c}a@b.fr{c}"),
            reference: format!("{c}K7M4-Q2XD{c}"),
            description: format!("{c}Mon{c}PEA{c}"),
        };
        if let Ok(details) = pasted.check(&TypedDetails::default()) {
            let again = TypedDetails::from(details.clone()).check(&TypedDetails::default());
            assert_eq!(again, Ok(details), "{c:?}");
        }
    }
}
