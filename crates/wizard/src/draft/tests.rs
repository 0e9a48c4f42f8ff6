use pli_format::{
    CaseReference, Sha256, SignedAt,
    case_key::CasePublicKey,
    consent::{Named, Person, ProblemFacts},
    recipients::EpochRef,
    terms::{Agreement, Terms},
};

use super::*;

const ATTACHED: [&str; 2] = ["consentement-K7M4-Q2XD.pdf", "identifiants-K7M4-Q2XD.age"];
const GMAIL: &str = "https://mail.google.com/mail/?view=cm&fs=1&to={to}&su={subject}&body={body}";

fn facts(language: Language) -> ConsentFacts {
    let named = |id: &str, name: &str| Named { id: id.to_owned(), name: name.to_owned() };
    ConsentFacts {
        reference: CaseReference::parse("K7M4-Q2XD").unwrap(),
        language,
        person: Person { name: "Hélène Marchand".to_owned(), email: "helene.marchand@exemple.fr".to_owned() },
        bank: named("lcl", "LCL"),
        accounts: vec![named("pea", "PEA"), named("assurance-vie", "assurance vie")],
        problem: ProblemFacts {
            asked_by: AskedBy::Support,
            steps_tried: Vec::new(),
            description: "Mon PEA a disparu.\nLe compte courant va bien.".to_owned(),
        },
    }
}

fn record(facts: ConsentFacts) -> ConsentRecord {
    Terms::current().record(Agreement {
        signature: facts.person.name.clone(),
        facts,
        signed_at: SignedAt::new("2026-11-23T13:05:00Z".parse().unwrap(), jiff::tz::Offset::UTC, ""),
        epoch: EpochRef { name: "2026-11".parse().unwrap(), fingerprint: Sha256([0xf0; 32]) },
        case_key: CasePublicKey::NONE,
        app_version: "0.1.0".to_owned(),
        demo: true,
    })
}

fn draft() -> Draft {
    Draft::of(&record(facts(Language::Fr)), ATTACHED[0], ATTACHED[1])
}

fn described(description: &str) -> Draft {
    let mut facts = facts(Language::Fr);
    facts.problem.description = description.to_owned();
    Draft::of(&record(facts), ATTACHED[0], ATTACHED[1])
}

fn package() -> [Attachment<'static>; 2] {
    [
        Attachment { name: ATTACHED[0], media_type: "application/pdf", bytes: b"%PDF-1.7\n\xff\r\n" },
        Attachment { name: ATTACHED[1], media_type: "application/octet-stream", bytes: b"age-encryption.org/v1\n\0" },
    ]
}

#[test]
fn the_french_draft() {
    assert_eq!(draft().to(), "support@bankin.com");
    assert_eq!(draft().subject(), "Demande K7M4-Q2XD");
    assert_eq!(
        draft().body(),
        "Bonjour,\n\n\
         Voici mon accord signé et mes identifiants scellés, pour retrouver les comptes qui manquent dans Bankin’.\n\n\
         Demande\u{a0}: K7M4-Q2XD\n\
         Banque\u{a0}: LCL\n\
         Comptes manquants\u{a0}: PEA, assurance vie\n\
         Adresse mail de mon compte Bankin’\u{a0}: helene.marchand@exemple.fr\n\n\
         Ce qui se passe\u{a0}:\n\
         Mon PEA a disparu.\nLe compte courant va bien.\n\n\
         Pièces jointes\u{a0}:\n\
         - consentement-K7M4-Q2XD.pdf\u{a0}: mon accord signé\n\
         - identifiants-K7M4-Q2XD.age\u{a0}: mes identifiants, scellés pour le développeur chargé de ma demande\n\
         Mots de la clé qui les a scellés\u{a0}: tronc jongler cubique sphère anxieux\n\n\
         Hélène Marchand\n"
    );
}

#[test]
fn the_english_draft_after_a_step_that_was_tried_first() {
    let mut facts = facts(Language::En);
    let step = Named { id: "manual-sync".to_owned(), name: "Manual synchronisation".to_owned() };
    facts.problem.steps_tried = vec![step];
    let body = Draft::of(&record(facts), ATTACHED[0], ATTACHED[1]).body();
    assert_eq!(
        body,
        "Hello,\n\n\
         Here are my signed consent and my sealed credentials, to find the accounts that are missing from Bankin’.\n\n\
         Request: K7M4-Q2XD\n\
         Bank: LCL\n\
         Missing accounts: PEA, assurance vie\n\
         Already tried: Manual synchronisation, without success\n\
         Email address of my Bankin’ account: helene.marchand@exemple.fr\n\n\
         What is going wrong:\n\
         Mon PEA a disparu.\nLe compte courant va bien.\n\n\
         Attachments:\n\
         - consentement-K7M4-Q2XD.pdf: my signed consent\n\
         - identifiants-K7M4-Q2XD.age: my credentials, sealed for the developer in charge of my request\n\
         Words of the key that sealed them: valley maple destroy tiger audit\n\n\
         Hélène Marchand\n"
    );
}

#[test]
fn plain_mails_have_no_attachment_and_one_addressee() {
    let plain = |bank| Draft::plain(Language::Fr, bank);
    let known = plain(Some("LCL"));
    assert_eq!(known.to(), SUPPORT_ADDRESS);
    assert_eq!(known.subject(), "Un compte LCL manque dans Bankin’");
    assert_eq!(
        known.body(),
        "Bonjour,\n\nUn de mes comptes LCL n’apparaît pas dans Bankin’.\n\
         Pouvez-vous m’aider à le retrouver\u{202f}? Merci.\n"
    );
    assert_eq!(plain(None).subject(), "Des comptes manquent dans Bankin’");
    assert_eq!(
        Draft::suspicion(Language::Fr, AskedBy::PhoneCall).body(),
        "Bonjour,\n\nQuelqu’un m’a demandé au téléphone de partager mes identifiants bancaires.\n\
         Pour cette demande, je n’ai rien partagé avec Pli. Venait-elle de vous\u{202f}? Merci.\n"
    );
}

#[test]
fn every_word_is_in_every_catalogue() {
    for language in Language::ALL {
        let drafts = [
            described("x"),
            Draft::plain(language, Some("LCL")),
            Draft::plain(language, None),
            Draft::suspicion(language, AskedBy::TextMessage),
        ];
        for draft in drafts {
            assert!(!format!("{}{}{}", draft.subject(), draft.body(), draft.shortened).contains("mail-"));
        }
    }
}

#[test]
fn the_message_file_byte_for_byte() {
    let draft = Draft {
        subject: "Un compte LCL où ?".to_owned(),
        before: "Été\n=_pli\n".to_owned(),
        description: String::new(),
        after: String::new(),
        shortened: String::new(),
    };
    assert_eq!(
        String::from_utf8(draft.to_eml(&package())).unwrap(),
        "X-Unsent: 1\r\n\
         To: support@bankin.com\r\n\
         Subject: Un compte LCL =?utf-8?b?b8O5?= ?\r\n\
         MIME-Version: 1.0\r\n\
         Content-Type: multipart/mixed; boundary=\"=_pli\"\r\n\
         \r\n\
         --=_pli\r\n\
         Content-Type: text/plain; charset=utf-8\r\n\
         Content-Transfer-Encoding: quoted-printable\r\n\
         \r\n\
         =C3=89t=C3=A9\r\n=3D_pli\r\n\r\n\
         --=_pli\r\n\
         Content-Disposition: attachment; filename=\"consentement-K7M4-Q2XD.pdf\"\r\n\
         Content-Type: application/pdf\r\n\
         Content-Transfer-Encoding: base64\r\n\
         \r\n\
         JVBERi0xLjcK/w0K\r\n\
         --=_pli\r\n\
         Content-Disposition: attachment; filename=\"identifiants-K7M4-Q2XD.age\"\r\n\
         Content-Type: application/octet-stream\r\n\
         Content-Transfer-Encoding: base64\r\n\
         \r\n\
         YWdlLWVuY3J5cHRpb24ub3JnL3YxCgA=\r\n\
         --=_pli--\r\n"
    );
}

#[test]
fn a_mailto_url_carries_the_whole_text() {
    let draft = Draft::plain(Language::En, Some("LCL"));
    assert_eq!(
        draft.compose_url(MAILTO, 2000),
        ComposeUrl {
            url: "mailto:support@bankin.com?subject=A%20LCL%20account%20is%20missing%20from%20Bankin%E2%80%99\
                  &body=Hello%2C%0D%0A%0D%0AOne%20of%20my%20LCL%20accounts%20does%20not%20appear%20in%20Bankin%E2%80%99.\
                  %0D%0ACan%20you%20help%20me%20find%20it%3F%20Thank%20you.%0D%0A"
                .to_owned(),
            shortened: false,
        }
    );
}

#[test]
fn what_is_typed_cannot_add_a_field_to_the_url() {
    let url = described("a&attach=/etc/passwd#\"'<>%00?bcc=b").compose_url(MAILTO, usize::MAX).url;
    assert_eq!(url.matches('&').count(), 1);
    assert_eq!(url.matches('?').count(), 1);
    assert!(url.is_ascii() && !url.contains(['#', '"', '\'', '<', '>', ' ']));
}

#[test]
fn a_long_description_is_shortened_at_a_word_and_says_so() {
    let ComposeUrl { url, shortened } = described(&"écran vide ".repeat(360)).compose_url(GMAIL, 2000);
    assert!(shortened);
    let body = percent_encoding::percent_decode_str(url.split_once("&body=").unwrap().1).decode_utf8().unwrap();
    let (kept, rest) = body.split_once(" […] ").unwrap();
    assert!(kept.ends_with("écran") || kept.ends_with("vide"), "{kept}");
    assert!(rest.starts_with("(La suite est dans consentement-K7M4-Q2XD.pdf.)\r\n\r\nPièces jointes"), "{rest}");
    assert!((1950..=2000).contains(&url.len()), "{}", url.len());
}

#[test]
fn a_url_never_exceeds_its_bound() {
    let mut facts = facts(Language::Fr);
    facts.person.name = "文".repeat(120);
    facts.problem.description = "\u{1f4a7}".repeat(4000);
    let draft = Draft::of(&record(facts), ATTACHED[0], ATTACHED[1]);
    for max in [300, 1000, 1500, 2000, 8000] {
        assert!(draft.compose_url(GMAIL, max).url.len() <= max, "{max}");
    }
}
