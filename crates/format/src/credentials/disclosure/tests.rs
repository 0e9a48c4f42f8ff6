use std::sync::LazyLock;

use icu_properties::{
    CodePointMapData, CodePointSetData,
    props::{DefaultIgnorableCodePoint, GeneralCategory, WhiteSpace},
};
use proptest::{prelude::*, sample::select};
use unicode_normalization::UnicodeNormalization as _;

use super::{Read, discloses};
use crate::text;

/// Does not compile once its characters are held in memory that is not wiped.
#[test]
fn what_is_read_of_a_value_is_wiped() {
    fn is_wiped<T: zeroize::ZeroizeOnDrop>(_: &T) {}

    is_wiped(&Read::of("482915", text::separates).characters);
}

#[test]
fn a_value_is_found_in_any_spelling_that_a_reader_knows_again() {
    for (answer, value) in [
        ("demonstration-2026", "demonstration-2026\u{a0}"),
        ("482915", "482 915"),
        ("mon code est 48-29-15", "482915"),
        ("c’est d e m o n s t r a t i o n 2 0 2 6", "demonstration-2026"),
        ("DEMONSTRATION – 2026", "demonstration-2026"),
        ("le code ④⑧②⑨①⑤", "482915"),
        ("le code ٤٨٢٩١٥", "482915"),
        ("demon\u{ad}stration2026", "demonstration-2026"),
        ("ete2015", "été2015"),
        ("STRASSE 12", "straße12"),
        ("ISIK2026", "ışık2026"),
        ("ｄｅｍｏ２０２６", "demo2026"),
        ("moncodeest482915", "482915"),
        ("j’ai tapé pa$$e hier", "pa$$e"),
        ("tapez !!-?? pour entrer", "!!-??"),
        ("4829", "4829"),
        ("code 48 29.", "4829"),
        ("le 4829153", "4829"),
        ("demonstration 202", "demonstration-2026"),
        ("il commence par 48291", "482915"),
        ("82-915, le premier chiffre à part", "482915"),
        ("c’est demonstration", "demonstration-202"),
        ("code 4|8|2|9|1|5", "482915"),
        ("4 > 8 > 2 > 9 > 1 > 5", "482915"),
        (
            "4\u{fe0f}\u{20e3}8\u{fe0f}\u{20e3}2\u{fe0f}\u{20e3}9\u{fe0f}\u{20e3}1\u{fe0f}\u{20e3}5\u{fe0f}\u{20e3}",
            "482915",
        ),
        ("4🎁8🎁2🎁9", "4829"),
        ("s~o~l~e~i~l", "soleil"),
        ("mon cœur 2026", "coeur2026"),
        ("Łukasz+Ørsted", "lukaszorsted"),
        ("demonstration\n2026", "demonstration2026"),
        ("\u{202e}demonstration2026\u{202c}", "demonstration2026"),
        ("\u{e0064}demons\u{e0001}tration2026", "demonstration2026"),
        ("pa$$word+2026", "pa$$word2026"),
        ("4ː8ː2ː9ː1ː5", "482915"),
        ("4ʼ8ʼ2ʼ9", "4829"),
        ("sˈoˈlˈeˈiˈl", "soleil"),
        ("lʼete2026", "l’été2026"),
        ("demo\u{fffc}2026", "demo2026"),
        ("mon code est quatre huit deux neuf un cinq", "482915"),
        ("quatre cent quatre-vingt-deux, neuf cent quinze", "482 915"),
        ("four eight two nine", "4829"),
        ("je tape 48O9l5", "480915"),
        ("je tape quarante quatre-vingt-deux quinze", "408215"),
        ("je tape quarante quatre vingt deux quinze", "408215"),
        ("je tape quarante quatre vingt deux quinze", "442215"),
        ("four oh eight two one five", "408215"),
        ("codeß+$|Œ+K", "ß+$Œ+K"),
        ("48 puis 29 puis 15", "482915"),
        ("48 et 29 et 15", "482915"),
        ("un, deux, trois et quatre", "1234"),
        ("quatre. huit. deux. neuf. un. cinq.", "482915"),
        ("« quatre » « huit » « deux » « neuf »", "4829"),
        ("four double two nine one five", "422915"),
        ("deux milles vingt six quinze", "202615"),
        ("48Z915", "482915"),
        ("mon mot de passe est soleil deux mille vingt-six", "soleil2026"),
        ("soleil arobase 2026", "soleil@2026"),
        ("Soleil tiret deux mille vingt-six", "Soleil-2026"),
        ("S comme Sophie, O comme Olivier, L comme Louis, E comme Émile, I comme Irma, L comme Luc", "soleil"),
        ("je tape 482 puis 915", "482915"),
        ("48, 29 et 15", "482915"),
        ("482 au début, 915 à la fin", "482915"),
        ("quatre 8 deux 9 un 5", "482915"),
        ("48 29 un cinq", "482915"),
        ("quatre cent 82 mille 915", "482915"),
        ("4 cent 82, 9 cent 15", "482915"),
        ("vingt, quatre, douze, trois", "204123"),
        ("soixante. Dix-huit. Douze.", "601812"),
        ("azerty un deux trois", "azerty123"),
        ("Lyon soixante neuf", "Lyon69"),
        ("a un b deux c trois d quatre", "a1b2c3d4"),
        ("soleil deux mille 26", "soleil2026"),
        ("soleil dix-neuf cent quatre-vingt-cinq", "soleil1985"),
        ("soleil tiret du bas 2026", "soleil_2026"),
        ("soleil point d’exclamation deux mille vingt-six", "soleil!2026"),
        ("soleil question mark 2026", "soleil?2026"),
        ("soleil et mer 2026", "soleil&mer2026"),
        ("soleil puis vingt puis quatre", "soleil204"),
        ("Soleil avec un S majuscule et 2026", "Soleil2026"),
        ("S pour Sophie, O de Olivier, L (Louis), E d’Émile, I comme dans Irma, L for Luc", "soleil"),
        ("d\u{435}monstration-2026", "demonstration-2026"),
        ("\u{405}\u{43e}l\u{435}il26", "Soleil26"),
        ("\u{421}af\u{e9}", "Café"),
        ("\u{53d}\u{555}\u{54d}2026", "\u{53d}ou2026"),
        ("\u{39a}\u{397}\u{399}\u{395}2026", "khie2026"),
        ("Soleil2O26", "Soleil2026"),
        ("s0leil26", "soleil26"),
        ("So1eil26", "Soleil26"),
        ("S0LE1L", "soleil"),
        ("8o55e2", "bossez"),
    ] {
        assert!(discloses(answer, value), "{answer:?} tells {value:?}");
    }
}

#[test]
fn what_only_looks_alike_is_not_found() {
    for (answer, value) in [
        ("48 euros, puis 29150", "482915"),
        ("48 euros, puis 29", "4829"),
        ("le 4829 et le 2915", "482915"),
        ("mon livre", "livret"),
        ("Mon PEA a disparu.", "a"),
        ("Mon PEA a disparu.", "PEA"),
        ("il y a des oleoducs", "sole"),
        ("mon soleil", "soleil-de-Bretagne"),
        ("", "482915"),
        ("......", "!!!!"),
        ("quatre ans et huit mois, deux fois sur neuf", "4829"),
        ("les 48 et 29", "4829"),
        ("Mon BOSS", "8055"),
        ("un bol0", "b0l"),
        ("\u{43c}\u{438}\u{440} 2026", "mnp2026"),
    ] {
        assert!(!discloses(answer, value), "{answer:?} does not tell {value:?}");
    }
}

/// What can stand between two letters without a reader minding, or being seen at all.
static BETWEEN: LazyLock<Vec<String>> = LazyLock::new(|| {
    let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>().iter_ranges();
    let spaces = CodePointSetData::new::<WhiteSpace>().iter_ranges();
    let unseen = ignorable.chain(spaces).flatten().filter_map(char::from_u32);
    let signs = "-.,;:/_'’·–—«»()[]{}\"!?*&@#%\\|~^`<>€→•×🎁ʼˈːˮـ\u{fffc}";
    unseen.chain(signs.chars()).map(String::from).collect()
});

/// Letters, and one of another script that is drawn like each.
const DRAWN_ALIKE: [(char, char); 12] = [
    ('a', '\u{430}'),
    ('c', '\u{441}'),
    ('e', '\u{435}'),
    ('i', '\u{456}'),
    ('j', '\u{458}'),
    ('k', '\u{39a}'),
    ('o', '\u{3bf}'),
    ('p', '\u{440}'),
    ('s', '\u{455}'),
    ('u', '\u{54d}'),
    ('x', '\u{445}'),
    ('y', '\u{443}'),
];

fn between() -> impl Strategy<Value = String> {
    prop_oneof![2 => Just(String::new()), 1 => select(&**BETWEEN)]
}

/// One character in another spelling of the same.
fn respelled(c: char) -> BoxedStrategy<String> {
    let mut spellings = vec![
        c.to_string(),
        c.to_uppercase().collect(),
        c.to_lowercase().collect(),
        c.nfd().collect(),
        c.nfkd().collect(),
        format!("{c}\u{301}"),
    ];
    spellings.extend(
        DRAWN_ALIKE.iter().filter(|(latin, _)| c.eq_ignore_ascii_case(latin)).map(|(_, alike)| alike.to_string()),
    );
    if let Some(digit) = c.to_digit(10) {
        let runs = CodePointMapData::<GeneralCategory>::new().iter_ranges_for_value(GeneralCategory::DecimalNumber);
        let rows = runs.flat_map(|run| run.step_by(10));
        spellings.extend(rows.filter_map(|zero| char::from_u32(zero + digit)).map(String::from));
    }
    if ('!'..='~').contains(&c) {
        spellings.extend(char::from_u32(u32::from(c) + 0xfee0).map(String::from));
    }
    select(spellings).boxed()
}

proptest! {
    /// No spelling of a credential passes: not with other letters of the same, nor with anything between.
    #[test]
    fn no_spelling_of_a_credential_passes(
        (value, spelled) in "[a-zA-Z0-9éèçàôßŒıİñ]{4}[a-zA-Z0-9éèçàôßŒıİñ$+=]{2,10}".prop_flat_map(|value| {
            let characters: Vec<_> = value.chars().map(|c| (respelled(c), between())).collect();
            (Just(value), characters)
        }),
        (before, after) in (select(vec!["", "Mon code : ", "(", "code"]), select(vec!["", ".", " depuis hier", "\u{200b}"])),
        added in between(),
    ) {
        let spelled: String = spelled.into_iter().flat_map(|(c, between)| [c, between]).collect();
        let answer = format!("{before}{spelled}{after}");
        prop_assert!(discloses(&answer, &value), "{answer:?} tells {value:?}");
        let typed = format!("{value}{added}");
        prop_assert!(discloses(&answer, &typed), "{answer:?} tells {typed:?}");
    }
}
