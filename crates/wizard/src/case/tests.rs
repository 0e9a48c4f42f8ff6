use pli_format::{bundle::Bundle, canonical::Canonical, consent::RECORD_FORMAT};

use super::*;

mod in_place;
mod resumed;
mod voided;

/// A case in French with fixed randomness, and the epoch of the demonstration bundle.
struct Fixture {
    case: Case,
    bundle: Bundle,
}

const NOW: &str = "2026-11-23T13:05:00Z";

fn now() -> SignedAt {
    SignedAt::new(NOW.parse().unwrap(), jiff::tz::offset(1), "Europe/Paris")
}

fn entropy(bytes: &mut [u8]) {
    bytes.fill(7);
}

impl Fixture {
    fn new() -> Self {
        let bundle = Bundle::compiled_in(now().instant(), 0).unwrap();
        Self { case: Case::new(Language::Fr, Terms::current(), &mut entropy), bundle }
    }

    /// A case that took these answers.
    fn after(answers: impl IntoIterator<Item = Answer>) -> Self {
        let mut fixture = Self::new();
        for answer in answers {
            fixture.case.answer(answer).unwrap();
        }
        fixture
    }

    fn sign(&mut self, acts: &[&str], name: &str) -> Result<(), Refusal> {
        let recipients = self.bundle.recipients(now().instant()).unwrap();
        let context = SigningContext { at: now(), epoch: recipients.epoch(), demo: true, app_version: "0.1.0" };
        let signing = Signing { acts: acts.iter().map(ToString::to_string).collect(), name: name.to_owned() };
        self.case.sign(&signing, &context, &mut entropy)
    }

    fn signed(answers: impl IntoIterator<Item = Answer>) -> Self {
        let mut fixture = Self::after(answers);
        fixture.sign(&act_ids(), "Hélène Marchand").unwrap();
        fixture
    }

    fn view(&self) -> View {
        let recipients = self.bundle.recipients(now().instant()).unwrap();
        self.case.view(Ok(recipients.epoch()), self.bundle.is_demo())
    }

    fn pack(&mut self) -> Result<(), PackageError> {
        let hash = self.case.sealable().map_or(Sha256([0; 32]), |(record, _)| record.sha256());
        self.case.pack(b"age-encryption.org/v1\n...".to_vec(), hash).map(|_| ())
    }
}

fn act_ids() -> Vec<&'static str> {
    static IDS: std::sync::LazyLock<Vec<String>> =
        std::sync::LazyLock::new(|| Terms::current().acts(Language::Fr).into_iter().map(|act| act.id).collect());
    IDS.iter().map(String::as_str).collect()
}

fn who(by: AskedBy) -> Answer {
    Answer::WhoAsked { by }
}

fn accounts(bank: &str, ids: &[&str]) -> Answer {
    Answer::Accounts { accounts: ids.iter().map(|id| accounts::choice_id(bank, id)).collect() }
}

fn problem(name: &str) -> Answer {
    Answer::Problem {
        name: name.to_owned(),
        email: "helene.marchand@exemple.fr".to_owned(),
        reference: "K7M4-Q2XD".to_owned(),
        description: "Mon PEA a disparu.".to_owned(),
    }
}

fn lcl() -> Vec<Answer> {
    vec![Answer::Start, who(AskedBy::Support), accounts("lcl", &["pea"])]
}

fn lcl_reviewed() -> Vec<Answer> {
    let mut answers = lcl();
    answers.extend([problem("Hélène Marchand"), Answer::ConfirmAnswers]);
    answers
}

#[test]
fn without_a_key_only_what_is_sealed_goes_on() {
    let no_key = |case: &Case| case.view(Err("bundle-expired"), false);
    let welcome = no_key(&Fixture::new().case);
    assert_eq!(welcome.page, PageView::NoKey { code: "bundle-expired".to_owned() });
    assert_eq!((welcome.step, welcome.back, welcome.begun), (None, false, false));
    assert!(no_key(&Fixture::after(lcl()).case).begun);
    let mut sealed = Fixture::signed(lcl_reviewed());
    sealed.pack().unwrap();
    sealed.case.saved("K7M4-Q2XD").unwrap();
    assert!(matches!(no_key(&sealed.case).page, PageView::MailClient { .. }));
}

#[test]
fn a_missing_pea_or_assurance_vie_at_lcl_is_eligible() {
    for missing in [&["pea"][..], &["assurance-vie"], &["pea", "assurance-vie"]] {
        let fixture = Fixture::after([Answer::Start, who(AskedBy::Article), accounts("lcl", missing)]);
        assert_eq!(fixture.case.page(), Page::Problem, "{missing:?}");
    }
}

#[test]
fn another_account_at_lcl_is_not() {
    let fixture = Fixture::after([Answer::Start, who(AskedBy::Support), accounts("lcl", &["other"])]);
    assert_eq!(fixture.case.page(), Page::NotEligible);
    let PageView::NotEligible { bank, mail } = fixture.view().page else { panic!("the refusal") };
    assert_eq!((bank.as_str(), mail.to.as_str()), ("LCL", "support@bankin.com"));
}

#[test]
fn another_bank_is_not() {
    let fixture = Fixture::after([Answer::Start, who(AskedBy::Support), accounts("other", &["other"])]);
    assert_eq!(fixture.case.page(), Page::NotEligible);
}

#[test]
fn credit_mutuel_is_eligible_only_after_manual_synchronisation() {
    for missing in ["epargne", "credits"] {
        let start = [Answer::Start, who(AskedBy::Support), accounts("credit-mutuel", &[missing])];
        let mut fixture = Fixture::after(start);
        assert_eq!(fixture.case.page(), Page::Step(0));
        fixture.case.answer(Answer::Step { tried: false }).unwrap();
        assert_eq!(fixture.case.page(), Page::StepGuide(0));
        assert_eq!(fixture.case.answer(problem("Hélène Marchand")), Err(Refusal::OutOfOrder));
        fixture.case.answer(Answer::StepDone { helped: false }).unwrap();
        assert_eq!(fixture.case.page(), Page::Problem);
    }
}

#[test]
fn accounts_that_came_back_need_no_sharing() {
    let fixture = Fixture::after([
        Answer::Start,
        who(AskedBy::Support),
        accounts("credit-mutuel", &["epargne"]),
        Answer::Step { tried: false },
        Answer::StepDone { helped: true },
    ]);
    assert_eq!(fixture.case.page(), Page::Solved);
}

#[test]
fn a_call_a_text_message_or_a_stranger_stops_everything() {
    for by in [AskedBy::PhoneCall, AskedBy::TextMessage, AskedBy::SomeoneElse] {
        let mut fixture = Fixture::after([Answer::Start, who(by)]);
        assert_eq!(fixture.case.page(), Page::FraudStop);
        let lcl = accounts("lcl", &["pea"]);
        for answer in [Answer::Start, Answer::Continue, lcl, problem("Hélène Marchand"), Answer::ConfirmAnswers] {
            assert_eq!(fixture.case.answer(answer), Err(Refusal::OutOfOrder));
        }
        assert!(fixture.sign(&act_ids(), "Hélène Marchand").is_err() && fixture.case.sealable().is_none());
    }
}

#[test]
fn each_page_takes_only_its_own_answer() {
    let every = || {
        vec![
            Answer::Start,
            who(AskedBy::Support),
            accounts("lcl", &["pea"]),
            problem("Hélène Marchand"),
            Answer::ConfirmAnswers,
        ]
    };
    for (place, _) in every().iter().enumerate() {
        for (other, answer) in every().into_iter().enumerate().filter(|(other, _)| *other != place) {
            let mut fixture = Fixture::after(every().into_iter().take(place));
            let page = fixture.case.page();
            assert_eq!(fixture.case.answer(answer), Err(Refusal::OutOfOrder), "answer {other} at {page:?}");
            assert_eq!(fixture.case.page(), page);
        }
    }
}

#[test]
fn accounts_that_make_no_request_name_the_field() {
    let mut fixture = Fixture::after([Answer::Start, who(AskedBy::Support)]);
    let mixed = |ids: [(&str, &str); 2]| ids.map(|(bank, account)| accounts::choice_id(bank, account)).to_vec();
    for (ticked, code) in [
        (vec![], ProblemCode::ChooseAccounts),
        (vec!["lcl_epargne".to_owned(), "bnp_pea".to_owned()], ProblemCode::ChooseAccounts),
        (mixed([("lcl", "pea"), ("lcl", "other")]), ProblemCode::AccountsMixed),
        (mixed([("lcl", "pea"), ("credit-mutuel", "epargne")]), ProblemCode::BanksMixed),
        (mixed([("lcl", "pea"), ("other", "other")]), ProblemCode::BanksMixed),
    ] {
        let refusal = fixture.case.answer(Answer::Accounts { accounts: ticked });
        assert_eq!(refusal, Err(Problem::new("account", code).into()));
    }
}

#[test]
fn what_was_typed_is_kept_when_it_is_refused() {
    let mut fixture = Fixture::after(lcl());
    assert!(fixture.case.answer(problem("")).is_err());
    let PageView::Problem { email, .. } = fixture.view().page else { panic!("the same page") };
    assert_eq!(email, "helene.marchand@exemple.fr");
}

#[test]
fn back_walks_the_whole_way_and_loses_no_answer() {
    let mut fixture = Fixture::after(lcl_reviewed());
    let mut pages = Vec::new();
    while fixture.view().back {
        fixture.case.back();
        pages.push(fixture.case.page());
    }
    assert_eq!(pages, [Page::Review, Page::Problem, Page::Accounts, Page::WhoAsked, Page::Welcome]);
    for answer in lcl() {
        fixture.case.answer(answer).unwrap();
    }
    let PageView::Problem { name, .. } = fixture.view().page else { panic!("the problem page") };
    assert_eq!(name, "Hélène Marchand");
}

#[test]
fn modify_leads_back_to_the_answers() {
    let mut answers = lcl();
    answers.push(problem("Hélène Marchand"));
    let mut fixture = Fixture::after(answers);
    let changes = [
        (Page::WhoAsked, who(AskedBy::Article)),
        (Page::Accounts, accounts("lcl", &["assurance-vie"])),
        (Page::Problem, problem("Hélène Marchand-Roy")),
    ];
    for (page, change) in changes {
        fixture.case.modify(page).unwrap();
        assert!(fixture.view().editing);
        fixture.case.answer(change).unwrap();
        assert_eq!(fixture.case.page(), Page::Review);
        assert!(!fixture.view().editing);
    }
}

#[test]
fn modifying_the_bank_asks_what_follows_from_it() {
    let mut answers = lcl();
    answers.push(problem("Hélène Marchand"));
    let mut fixture = Fixture::after(answers);
    fixture.case.modify(Page::Accounts).unwrap();
    fixture.case.answer(accounts("credit-mutuel", &["epargne"])).unwrap();
    assert_eq!(fixture.case.page(), Page::Step(0));
    fixture.case.answer(Answer::Step { tried: true }).unwrap();
    assert_eq!(fixture.case.page(), Page::Review);
}

#[test]
fn modifying_into_a_refusal_cannot_be_walked_around() {
    let mut answers = lcl();
    answers.push(problem("Hélène Marchand"));
    let mut fixture = Fixture::after(answers);
    fixture.case.modify(Page::WhoAsked).unwrap();
    fixture.case.answer(who(AskedBy::PhoneCall)).unwrap();
    assert_eq!(fixture.case.page(), Page::FraudStop);
    fixture.case.back();
    assert_eq!(fixture.case.page(), Page::WhoAsked);
    fixture.case.back();
    assert_eq!(fixture.case.page(), Page::Welcome);
    assert_eq!(fixture.case.answer(Answer::ConfirmAnswers), Err(Refusal::OutOfOrder));
}

#[test]
fn modify_is_only_for_the_page_of_answers() {
    let mut fixture = Fixture::after(lcl());
    assert_eq!(fixture.case.modify(Page::Accounts), Err(Refusal::OutOfOrder));
    fixture.case.answer(problem("Hélène Marchand")).unwrap();
    for page in [Page::Consent, Page::Credentials, Page::Step(0), Page::Welcome, Page::Done, Page::Review] {
        assert_eq!(fixture.case.modify(page), Err(Refusal::OutOfOrder), "{page:?}");
    }
}

#[test]
fn consent_needs_every_act_and_the_name() {
    let mut fixture = Fixture::after(lcl_reviewed());
    let acts = act_ids();
    let problems = |refusal: Result<(), Refusal>| match refusal {
        Err(Refusal::Correct { problems }) => problems.into_iter().map(|p| (p.field, p.code)).collect(),
        other => panic!("{other:?}"),
    };
    let missing: Vec<_> = problems(fixture.sign(&acts[1..], ""));
    assert_eq!(
        missing,
        [(format!("act-{}", acts[0]), ProblemCode::ActMissing), ("signature".to_owned(), ProblemCode::SignatureEmpty),]
    );
    let other: Vec<_> = problems(fixture.sign(&acts, "Jean Marchand"));
    assert_eq!(other, [("signature".to_owned(), ProblemCode::SignatureOther)]);
    assert!(fixture.case.sealable().is_none());
    fixture.sign(&acts, "Hélène Marchand").unwrap();
    assert_eq!(fixture.case.page(), Page::Credentials);
}

#[test]
fn nothing_can_be_sealed_before_the_consent() {
    for count in 0..=lcl_reviewed().len() {
        let mut fixture = Fixture::after(lcl_reviewed().into_iter().take(count));
        assert!(fixture.case.sealable().is_none());
        assert!(matches!(fixture.pack(), Err(PackageError::OutOfOrder)));
        assert_eq!(fixture.case.saved("K7M4-Q2XD"), Err(Refusal::OutOfOrder));
    }
}

#[test]
fn the_record_says_what_was_answered() {
    let fixture = Fixture::signed(lcl_reviewed());
    let (record, bank) = fixture.case.sealable().unwrap();
    assert_eq!(bank.id(), "lcl");
    assert_eq!(record.facts.reference.to_string(), "K7M4-Q2XD");
    assert_eq!(record.facts.accounts, [Named { id: "pea".to_owned(), name: "PEA".to_owned() }]);
    assert_eq!(record.signed_at.rfc3339(), "2026-11-23T14:05:00+01:00");
    assert_eq!(record.expires_at.to_string(), "2026-12-23T13:05:00Z");
    assert!(record.demo);
    assert_eq!(Canonical::read_as(RECORD_FORMAT, record.bytes()).as_ref(), Ok(record));
}

#[test]
fn a_changed_answer_voids_the_consent_and_an_unchanged_one_does_not() {
    let mut fixture = Fixture::signed(lcl_reviewed());
    fixture.case.back();
    fixture.case.back();
    fixture.case.modify(Page::Problem).unwrap();
    fixture.case.answer(problem("Hélène Marchand")).unwrap();
    fixture.case.answer(Answer::ConfirmAnswers).unwrap();
    let PageView::Consent { signed, asked_again, .. } = fixture.view().page else { panic!("the consent") };
    assert!(signed && !asked_again);
    fixture.case.answer(Answer::Continue).unwrap();
    assert!(fixture.case.sealable().is_some());

    fixture.case.back();
    fixture.case.back();
    fixture.case.modify(Page::Accounts).unwrap();
    fixture.case.answer(accounts("lcl", &["assurance-vie"])).unwrap();
    fixture.case.answer(Answer::ConfirmAnswers).unwrap();
    let PageView::Consent { signed, asked_again, .. } = fixture.view().page else { panic!("the consent") };
    assert!(!signed && asked_again);
    assert_eq!(fixture.case.answer(Answer::Continue), Err(Refusal::OutOfOrder));
}

#[test]
fn a_consent_whose_key_or_time_has_passed_is_void_and_asked_again() {
    let mut fixture = Fixture::signed(lcl_reviewed());
    fixture.case.void_consent().unwrap();
    let PageView::Consent { signed, asked_again, .. } = fixture.view().page else { panic!("the consent") };
    assert!(!signed && asked_again);
    assert!(fixture.case.sealable().is_none());
    assert_eq!(fixture.case.void_consent(), Err(Refusal::OutOfOrder));

    fixture.sign(&act_ids(), "Hélène Marchand").unwrap();
    fixture.pack().unwrap();
    assert_eq!(fixture.case.void_consent(), Err(Refusal::OutOfOrder), "what is sealed stays sealed");
}

#[test]
fn a_file_sealed_for_an_earlier_consent_is_not_taken() {
    let mut fixture = Fixture::signed(lcl_reviewed());
    let earlier = fixture.case.sealable().unwrap().0.sha256();
    fixture.case.back();
    fixture.case.back();
    fixture.case.modify(Page::Accounts).unwrap();
    fixture.case.answer(accounts("lcl", &["assurance-vie"])).unwrap();
    fixture.case.answer(Answer::ConfirmAnswers).unwrap();
    fixture.sign(&act_ids(), "Hélène Marchand").unwrap();
    let packed = fixture.case.pack(b"age-encryption.org/v1\n...".to_vec(), earlier);
    assert!(matches!(packed, Err(PackageError::OutOfOrder)));
}

#[test]
fn only_a_sealed_file_makes_a_package() {
    let mut fixture = Fixture::signed(lcl_reviewed());
    let hash = fixture.case.sealable().unwrap().0.sha256();
    assert!(matches!(fixture.case.pack(b"secret".to_vec(), hash), Err(PackageError::NotSealed)));
    fixture.pack().unwrap();
    let names = fixture.case.package().unwrap().files().map(|file| file.name.clone());
    assert_eq!(names, ["consentement-K7M4-Q2XD.pdf", "identifiants-K7M4-Q2XD.age", "message-K7M4-Q2XD.eml"]);
}

#[test]
fn the_end_is_what_the_person_says() {
    let mut fixture = Fixture::signed(lcl_reviewed());
    fixture.pack().unwrap();
    assert_eq!(fixture.case.confirm_handed_over(), Err(Refusal::OutOfOrder));
    fixture.case.saved("K7M4-Q2XD").unwrap();
    assert_eq!(fixture.view().whereabouts, Whereabouts::FilesReady);
    assert_eq!(fixture.case.confirm_handed_over(), Err(Refusal::OutOfOrder));
    assert!(fixture.case.to_hand_over().is_some());
    fixture.case.handed_over("Thunderbird").unwrap();
    fixture.case.another_way().unwrap();
    assert_eq!(fixture.view().whereabouts, Whereabouts::FilesInFolder, "not: nothing has left");
    fixture.case.handed_over("Gmail").unwrap();
    fixture.case.confirm_handed_over().unwrap();
    assert_eq!(fixture.view().whereabouts, Whereabouts::ConfirmedByYou);
    assert!(fixture.case.to_hand_over().is_none());
    fixture.case.files_erased().unwrap();
    assert_eq!(fixture.view().whereabouts, Whereabouts::FilesErased);
    fixture.case.withdrawn();
    let View { whereabouts, page: PageView::Done { withdrawn: true, .. }, .. } = fixture.view() else {
        panic!("what was taken back is not waited for")
    };
    assert_eq!(whereabouts, Whereabouts::Withdrawn);
}

#[test]
fn a_package_may_be_sent_without_pli() {
    for handed_to in [None, Some("Thunderbird")] {
        let mut fixture = Fixture::signed(lcl_reviewed());
        assert_eq!(fixture.case.sent_by_hand(), Err(Refusal::OutOfOrder));
        fixture.pack().unwrap();
        fixture.case.saved("K7M4-Q2XD").unwrap();
        if let Some(client) = handed_to {
            fixture.case.handed_over(client).unwrap();
            fixture.case.another_way().unwrap();
        }
        fixture.case.sent_by_hand().unwrap();
        assert_eq!(fixture.case.page(), Page::Done);
        assert_eq!(fixture.view().whereabouts, Whereabouts::ConfirmedByYou);
        assert_eq!(fixture.case.trace().handed_to.as_deref(), Some(handed_to.unwrap_or_default()));
    }
}

#[test]
fn changing_the_language_keeps_what_was_signed() {
    let mut fixture = Fixture::signed(lcl_reviewed());
    fixture.case.set_language(Language::En);
    assert_eq!(fixture.case.sealable().unwrap().0.facts.language, Language::Fr);
}

#[test]
fn what_was_signed_is_shown_as_it_was_read() {
    let mut fixture = Fixture::after(lcl_reviewed());
    let read = fixture.view().page;
    fixture.sign(&act_ids(), "Hélène Marchand").unwrap();
    fixture.case.back();
    fixture.case.set_language(Language::En);
    let PageView::Consent { signed: false, language: Language::Fr, .. } = &read else { panic!("the consent") };
    let mut shown = fixture.view().page;
    let PageView::Consent { signed, asked_again, .. } = &mut shown else { panic!("the consent") };
    assert_eq!((std::mem::take(signed), *asked_again), (true, false));
    assert_eq!(shown, read);

    assert_eq!(fixture.view().whereabouts, Whereabouts::HereSigned);
    let another_epoch = fixture.case.view(Ok(&fixture.bundle.epochs()[1]), true);
    assert_eq!(another_epoch.whereabouts, Whereabouts::Here, "not: signed");
    let PageView::Consent { signed, asked_again, language, .. } = another_epoch.page else { panic!("the consent") };
    assert_eq!((signed, asked_again, language), (false, true, Language::En));
}

/// `tests/terms/2` has a bank with two steps of its own.
fn other_terms() -> &'static Terms {
    let text = |own: &str, more: &str| format!("{own}\n{more}");
    let english =
        text(include_str!("../../../../assets/terms/1/en.ftl"), include_str!("../../../../tests/terms/2/en.ftl"));
    let french =
        text(include_str!("../../../../assets/terms/1/fr.ftl"), include_str!("../../../../tests/terms/2/fr.ftl"));
    let folder = [
        ("controller.toml", include_str!("../../../../tests/terms/2/controller.toml")),
        ("en.ftl", &english),
        ("fr.ftl", &french),
        ("policy.toml", include_str!("../../../../tests/terms/2/policy.toml")),
        ("rules.toml", include_str!("../../../../tests/terms/2/rules.toml")),
        ("text.toml", include_str!("../../../../tests/terms/2/text.toml")),
    ];
    Box::leak(Box::new(Terms::read(2, &folder).unwrap()))
}

#[test]
fn a_bank_walks_through_whatever_steps_its_table_asks_for() {
    let mut case = Case::new(Language::Fr, other_terms(), &mut |bytes: &mut [u8]| bytes.fill(3));
    let mut walked = vec![case.page()];
    let answers = [
        Answer::Start,
        who(AskedBy::Support),
        accounts("banque-postale", &["livret-a"]),
        Answer::Step { tried: true },
        Answer::Step { tried: false },
        Answer::StepDone { helped: false },
        problem("Hélène Marchand"),
    ];
    for answer in answers {
        case.answer(answer).unwrap();
        walked.push(case.page());
    }
    assert_eq!(walked[3..], [Page::Step(0), Page::Step(1), Page::StepGuide(1), Page::Problem, Page::Review]);
    let facts = case.facts().unwrap();
    assert_eq!(other_terms().admits(&facts), Ok(()));
    let tried: Vec<&str> = facts.problem.steps_tried.iter().map(|step| step.name.as_str()).collect();
    assert_eq!(tried, ["Nouvelle connexion", "Certicode Plus"]);

    case.modify(Page::Step(0)).unwrap();
    case.answer(Answer::Step { tried: false }).unwrap();
    assert_eq!(case.page(), Page::StepGuide(0));
    case.answer(Answer::StepDone { helped: true }).unwrap();
    assert_eq!(case.page(), Page::Solved);
    case.back();
    assert_eq!(case.page(), Page::StepGuide(0));
    assert_eq!(case.answer(Answer::StepDone { helped: false }), Ok(()));
    assert_eq!(case.page(), Page::Review);
}

#[test]
fn the_page_of_a_step_has_its_words_from_the_table() {
    let mut case = Case::new(Language::En, other_terms(), &mut |bytes: &mut [u8]| bytes.fill(3));
    for answer in [Answer::Start, who(AskedBy::Support), accounts("banque-postale", &["livret-a"])] {
        case.answer(answer).unwrap();
    }
    let bundle = Bundle::compiled_in("2026-11-23T13:05:00Z".parse().unwrap(), 0).unwrap();
    let page = |case: &Case| case.view(Ok(&bundle.epochs()[0]), true).page;
    assert_eq!(
        page(&case),
        PageView::Step {
            id: "reconnexion".to_owned(),
            question: "Have you reconnected La Banque Postale?".to_owned(),
            hint: "It is a button in Bankin’.".to_owned(),
            tried: None,
        }
    );
    case.answer(Answer::Step { tried: false }).unwrap();
    let gesture = GestureView {
        title: "Open Bankin’".to_owned(),
        text: String::new(),
        path: vec!["Profil".to_owned(), "Banques".to_owned()],
    };
    assert_eq!(page(&case), PageView::StepGuide { id: "reconnexion".to_owned(), gestures: vec![gesture] });
}
