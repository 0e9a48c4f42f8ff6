//! Every code that the desk can give is provoked here, or by a test that is named here, with its
//! exit code and its whole sentence; and `docs/DESK.md` lists it.

use std::{collections::BTreeSet, fs, path::Path};

use crate::support::program::Ended;

mod cases;
mod files;
mod keys;
mod mails;
mod packages;

/// Something that goes wrong.
struct Trouble {
    /// The exit code.
    exit: i32,
    /// Code and sentence, as one line of what is said ends; in place of an ellipsis anything may stand.
    said: &'static str,
    /// Provokes it.
    run: fn() -> Ended,
}

impl Trouble {
    fn code(&self) -> &'static str {
        self.said.split_once(": ").unwrap().0
    }
}

/// Runs each, and tells all that went otherwise.
fn provoke(troubles: &[Trouble]) {
    let otherwise: Vec<String> = troubles
        .iter()
        .filter_map(|trouble| {
            let ended = (trouble.run)();
            let said = format!("{}{}", ended.out, ended.err);
            let is_said = said.lines().any(|line| matches(line, trouble.said)) && !said.contains("{ $");
            (!is_said || ended.code != Some(trouble.exit))
                .then(|| format!("{}, {:?}: {ended:?}", trouble.said, trouble.exit))
        })
        .collect();
    assert!(otherwise.is_empty(), "{}", otherwise.join("\n"));
}

fn matches(line: &str, said: &str) -> bool {
    let line = line.trim_start_matches("pli-desk: ").trim_start();
    said.split_once('…')
        .map_or(line == said, |(beginning, end)| line.strip_prefix(beginning).is_some_and(|rest| rest.ends_with(end)))
}

/// Provoked by a test of its own: the code, the test and its file.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("registry-locked", "a_registry_that_is_locked_is_said_to_be", "tests/desk/trouble.rs"),
    ("registry-full", "a_full_disk_is_said_and_changes_nothing", "tests/desk/trouble.rs"),
    ("registry-not-rewritten", "a_registry_that_cannot_be_rewritten_stops_no_deletion", "tests/desk/closing.rs"),
    ("registry-read-only", "a_registry_that_may_only_be_read_is_said_to_be", "tests/desk/trouble.rs"),
    ("registry-unreachable", "a_postgresql_that_is_not_there_is_said_to_be_out_of_reach", "tests/desk/trouble.rs"),
    ("registry-silent", "a_network_that_is_lost_in_the_middle_is_told_and_holds_nobody_up", "tests/desk/team.rs"),
    ("connector-revoked", "a_connector_is_ended_when_its_case_is_closed", "tests/desk/in_use.rs"),
    ("expired", "an_expired_case_is_not_used_and_is_deleted_by_the_timer", "tests/desk/story.rs"),
    ("clock-set-back", "a_clock_set_back_opens_nothing", "tests/desk/story.rs"),
    ("other-identity", "another_epochs_identity_does_not_open", "tests/desk/story.rs"),
    ("audit-altered", "a_log_that_was_altered_stops_every_command", "tests/desk/log.rs"),
    ("audit-head", "a_log_that_was_altered_stops_every_command", "tests/desk/log.rs"),
    ("case-in-use", "a_case_is_used_by_one_at_a_time", "tests/desk/in_use.rs"),
    ("invited-other", "a_sending_from_another_address_is_marked_wherever_it_is_shown", "tests/desk/invited.rs"),
    ("clock-doubted", "a_receipt_is_dated_by_no_clock_that_nobody_vouches_for", "tests/desk/clock.rs"),
    ("output-terminal", "a_consent_is_written_to_no_terminal", "tests/desk/reading.rs"),
    ("person-erased", "of_who_was_erased_nothing_is_drafted", "tests/desk/asked_again.rs"),
    ("approval-used", "an_approval_shows_them_once", "tests/desk/revealing.rs"),
    ("approval-own-request", "who_would_see_them_does_not_approve", "tests/desk/revealing.rs"),
    ("roster-file", "a_kept_roster_is_remembered_and_looked_at_again", "src/roster/tests.rs"),
    ("roster-unsigned", "a_roster_with_an_altered_line_stops_everybody", "tests/desk/service/roster.rs"),
    ("roster-rolled-back", "two_officers_sign_the_next_one_and_nobody_goes_back", "tests/desk/service/roster.rs"),
    ("uid-unknown", "whoever_stands_in_no_roster_may_nothing", "tests/desk/service/rights.rs"),
    (
        "member-unknown",
        "support_receives_a_developer_is_in_charge_an_officer_reads_the_log",
        "tests/desk/service/people.rs",
    ),
    ("not-your-role", "each_role_may_what_the_table_says_and_nothing_else", "tests/desk/service/rights.rs"),
    ("epoch-locked", "what_is_unlocked_is_there_until_it_is_locked", "src/unlocking/tests.rs"),
    (
        "unlock-wrong",
        "a_passphrase_wrong_thrice_makes_everybody_wait_and_stands_in_the_log",
        "tests/desk/service/people.rs",
    ),
    (
        "unlock-delayed",
        "a_passphrase_wrong_thrice_makes_everybody_wait_and_stands_in_the_log",
        "tests/desk/service/people.rs",
    ),
    ("memory-not-locked", "without_locked_memory_nothing_is_unlocked", "tests/desk/service/people.rs"),
    ("program-malformed", "what_is_no_program_is_not_taken", "tests/desk/service/connectors.rs"),
    ("program-unknown", "an_unknown_program_is_given_nothing", "tests/desk/service/connectors.rs"),
    ("program-not-approved", "the_story_of_three_people", "tests/desk/service/connectors.rs"),
    ("program-own", "the_story_of_three_people", "tests/desk/service/connectors.rs"),
    ("program-altered", "what_was_altered_in_the_store_is_given_nothing", "tests/desk/service/connectors.rs"),
    ("request-malformed", "what_is_no_request_is_said_to_be_none", "tests/desk/service/requests.rs"),
    ("request-arguments", "what_is_no_request_is_said_to_be_none", "tests/desk/service/requests.rs"),
    ("request-too-long", "a_request_of_100_mb_is_refused_before_it_is_read", "tests/desk/service/requests.rs"),
    ("request-slow", "half_a_request_is_none", "tests/desk/service/requests.rs"),
    ("service-broken", "a_service_that_is_killed_before_it_answers_is_said_to_be", "tests/desk/service/attacks.rs"),
    ("argument-not-text", "an_argument_that_is_no_text_goes_nowhere", "tests/desk/service/people.rs"),
    ("socket-exposed", "a_service_does_not_start_where_others_may_take_its_place", "tests/desk/service/attacks.rs"),
    ("desk-exposed", "a_service_does_not_start_where_others_may_take_its_place", "tests/desk/service/attacks.rs"),
    ("service-running", "two_services_do_not_share_a_directory", "tests/desk/service/people.rs"),
    ("socket-failed", "a_folder_that_is_not_there_is_said_to_be", "src/service/socket/tests.rs"),
    ("plugin-failed", "a_token_that_is_pulled_out_is_told", "tests/desk/service/hardware.rs"),
    (
        "plugin-time-over",
        "a_token_that_nobody_touches_is_waited_for_no_longer_than_the_use_may_take",
        "tests/desk/service/hardware.rs",
    ),
    ("plugin-missing", "a_plugin_that_is_not_installed", "src/epoch/tests.rs"),
];

/// What no test makes happen.
const NEVER_SEEN: &[(&str, &str)] = &[
    ("age-failed", "the age crate refuses what it made itself"),
    ("cut", "what a mail program cut is no forgery: pdf-saved-again"),
    ("program-file", "the file system fails below the kept programs"),
    ("desk-busy", "ten minutes pass before a command says so"),
    ("service-busy", "a minute passes before the service says so"),
    ("service-failed", "the system gives no thread or no event queue"),
    ("connector-watch", "the kernel refuses to wait for a child"),
    ("key-failed", "the minisign crate refuses what it made itself"),
    ("other-sealed-file", "the two are no package then: sealed-file-other"),
    ("record-missing", "a PDF without a record is no consent: pdf-without-record"),
    ("reveal-terminal", "a terminal is gone while it is written to"),
];

fn troubles() -> impl Iterator<Item = &'static Trouble> {
    [cases::TROUBLES, files::TROUBLES, keys::TROUBLES, mails::TROUBLES, packages::TROUBLES].into_iter().flatten()
}

#[test]
fn every_code_is_provoked_or_it_is_said_why_not() {
    let provoked = troubles().map(Trouble::code);
    let known: BTreeSet<&str> = provoked
        .chain(ELSEWHERE.iter().map(|(code, ..)| *code))
        .chain(NEVER_SEEN.iter().map(|(code, _)| *code))
        .collect();
    let codes = codes();
    let codes: BTreeSet<&str> = codes.iter().map(String::as_str).collect();
    assert_eq!(known.symmetric_difference(&codes).collect::<Vec<_>>(), Vec::<&&str>::new());
}

#[test]
fn what_is_provoked_elsewhere_is_provoked_there() {
    for (code, test, file) in ELSEWHERE {
        let source = fs::read_to_string(here().join(file)).unwrap();
        let (_, body) = source.split_once(&format!("#[test]\nfn {test}()")).unwrap_or_else(|| panic!("{file}: {test}"));
        let body = body.split("#[test]").next().unwrap();
        assert!(body.contains(code) || body.contains("is not installed"), "{test} does not speak of {code}");
    }
}

/// Whether a person is told in both languages what a code means.
#[test]
fn every_code_has_words_in_both_languages() {
    for language in ["fr", "en"] {
        let read = |name: &str| {
            fs::read_to_string(here().join(format!("../../assets/locales/desk-{name}.{language}.ftl"))).unwrap()
        };
        let catalogue = format!("\n{}\n{}", read("failures"), read("findings"));
        let has =
            |code: &String| ["failure", "finding"].iter().any(|kind| catalogue.contains(&format!("\n{kind}-{code} =")));
        let silent: Vec<String> = codes().into_iter().filter(|code| !has(code)).collect();
        assert_eq!(silent, Vec::<String>::new(), "{language}");
    }
}

#[test]
fn the_manual_lists_every_code() {
    let manual = fs::read_to_string(here().join("../../docs/DESK.md")).unwrap();
    let (_, list) = manual.split_once("\n## Codes\n").unwrap();
    let list = list.split("\n## ").next().unwrap();
    let listed: BTreeSet<String> = list
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .flat_map(|line| line.split(" | ").next().unwrap().split(", "))
        .map(|code| code.trim_matches('`').to_owned())
        .collect();
    assert_eq!(listed.symmetric_difference(&codes()).collect::<Vec<_>>(), Vec::<&String>::new());
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every text that a `fn code`, or a reason, gives.
fn codes() -> BTreeSet<String> {
    let core = [
        "payload/opened.rs",
        "seal/inspect.rs",
        "bundle/error.rs",
        "withdrawal.rs",
        "consent/signed/finding.rs",
        "consent/terms/finding.rs",
        "consent/terms/admission.rs",
    ];
    let mut files: Vec<_> = core.iter().map(|file| here().join("../format/src").join(file)).collect();
    let mut folders = vec![here().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.iter().flat_map(|file| codes_of(&fs::read_to_string(file).unwrap())).collect()
}

fn codes_of(source: &str) -> Vec<String> {
    let bodies = source.split("fn code(").skip(1).map(|rest| rest.split("\n    }\n").next().unwrap());
    let reasons = ["code: \"", "refused(&case, \""]
        .into_iter()
        .flat_map(|before| source.split(before).skip(1).map(|rest| rest.split('"').next().unwrap()));
    let given = bodies.flat_map(|body| body.split("=> \"").skip(1).map(|rest| rest.split('"').next().unwrap()));
    given.chain(reasons).map(str::to_owned).collect()
}
