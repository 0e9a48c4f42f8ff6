//! What lists lists for scripts, too; and in French for people.

use crate::{
    story::{assigned, desk},
    support::program::Program,
};

/// Commands with `--json`, as they are run on a desk with a case.
const LISTING: &[&[&str]] = &[
    &["audit", "verify"],
    &["cases"],
    &["epoch", "list"],
    &["expire", "--dry-run"],
    &["gifts", "list"],
    &["inspect", "K7M4-Q2XD"],
    &["receive", "in"],
    &["show", "K7M4-Q2XD"],
    &["todo"],
];

/// At the service only; its own tests read it.
const LISTING_AT_SERVICE: &[&[&str]] = &[&["connector", "list"]];

/// Commands that list nothing, or in a form of their own: the log is JSON as it stands, an export CSV.
const NOT_LISTING: &[&str] = &[
    "approve",
    "assign",
    "audit export",
    "choose",
    "close",
    "connector add",
    "connector approve",
    "consent",
    "doctor",
    "done",
    "epoch destroy",
    "epoch draft",
    "epoch new",
    "epoch sign",
    "erase",
    "gifts export",
    "gifts give",
    "init",
    "invite",
    "lock",
    "manual",
    "receipt",
    "release",
    "reveal",
    "serve",
    "unlock",
    "use",
    "withdraw",
];

#[test]
fn every_command_that_lists_does_it_for_scripts() {
    fn leaves(command: &clap::Command, path: &str, found: &mut Vec<(String, bool)>) {
        for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
            let path = format!("{path} {}", sub.get_name()).trim().to_owned();
            if sub.has_subcommands() {
                leaves(sub, &path, found);
            } else {
                found.push((path, sub.get_arguments().any(|arg| arg.get_id() == "json")));
            }
        }
    }
    let mut found = Vec::new();
    leaves(&<pli_desk::cli::Cli as clap::CommandFactory>::command(), "", &mut found);
    for (path, has_json) in found {
        let listing = LISTING.iter().chain(LISTING_AT_SERVICE).any(|command| command.join(" ").starts_with(&path));
        assert_eq!((listing, has_json), (has_json, !NOT_LISTING.contains(&&*path)), "{path}");
    }
}

#[test]
fn every_line_for_scripts_is_an_object() {
    let desk = assigned();
    desk.write("in/mail.eml", "From: a@exemple.fr\nSubject: question\n\nBonjour\n");
    for command in LISTING {
        let ended = desk.run([command, &["--json"][..]].concat());
        assert_eq!((ended.code, &*ended.err), (Some(0), ""), "{command:?}");
        for line in ended.out.lines() {
            assert!(serde_json::from_str::<serde_json::Value>(line).unwrap().is_object(), "{command:?}: {line}");
        }
    }
}

/// A word that is in no French sentence, and in most English ones.
fn is_english(text: &str) -> bool {
    let words = [" the ", " is ", " of ", " and ", " there ", " not ", "entries", " case "];
    words.iter().any(|word| format!(" {text} ").contains(word))
}

#[test]
fn the_french_hear_french() {
    let desk = assigned();
    desk.write("in/mail.eml", "From: a@exemple.fr\nSubject: question\n\nBonjour\n");
    let french = |arguments: &[&str]| {
        let ended = desk.run([&["--language", "fr"], arguments].concat());
        format!("{}{}", ended.out, ended.err)
    };
    let mut said = String::new();
    for command in LISTING {
        said += &french(command);
    }
    let more: &[&[&str]] = &[
        &["show", "T3ST-0000"],
        &["cases", "--state", "nowhere"],
        &["inspect", "K7M4-Q2XE"],
        &["assign", "K7M4-Q2XD", "--to", "bruno"],
        &["use", "K7M4-Q2XD", "--for", "2d", "--", "true"],
        &["close", "K7M4-Q2XD", "--now"],
        &["nothing"],
        &["gifts", "give"],
        &["approve", "K7M4-Q2XD", "--reason", "x", "--key", "none.key"],
        &["--help"],
        &["use", "--help"],
        &["gifts", "export", "--help"],
        &["receive", "none.eml"],
        &["close", "K7M4-Q2XD"],
        &["receipt", "K7M4-Q2XE"],
        &["connector", "list"],
        &["unlock", "2026-01"],
        &["--socket", "/nowhere/desk.sock", "cases"],
        &["serve", "--help"],
        &["connector", "add", "--help"],
        &["audit", "export", "--help"],
    ];
    for command in more {
        said += &french(command);
    }
    let english: Vec<&str> = said.lines().filter(|line| is_english(line)).collect();
    assert_eq!(english, Vec::<&str>::new());
    assert!(!said.contains("{ $"), "{said}");
}

#[test]
fn a_mistake_in_the_arguments_is_said_in_french() {
    let desk = desk();
    let said = |arguments: &[&str]| {
        let ended = desk.run([&["--language", "fr"], arguments].concat());
        assert_eq!(ended.code, Some(2), "{ended:?}");
        ended.err.lines().next().unwrap().replace(['\u{a0}', '\u{202f}'], " ")
    };
    let reference =
        "« K7M4-Q2XE » ne convient pas pour <CASE> : le caractère de contrôle de la référence du dossier est faux";
    assert_eq!(said(&["show", "K7M4-Q2XE"]), format!("pli-desk: reference-mistyped: {reference}"));
    assert_eq!(said(&["nothing"]), "pli-desk: usage: il n’y a pas de commande « nothing »");
    assert_eq!(said(&["cases", "--alll"]), "pli-desk: usage: l’argument « --alll » est inconnu");
    assert_eq!(said(&["gifts", "give"]), "pli-desk: usage: il manque : <CASE>");
    assert_eq!(said(&["done", "x"]), "pli-desk: usage: « x » ne convient pas pour <NUMBER> : c’est un nombre");
    assert_eq!(said(&["cases", "--home", ""]), "pli-desk: usage: il manque une valeur à --home <DIR> (il en faut une)");
    let limit = "« 2d » ne convient pas pour --for <TIME> : un connecteur s’exécute un jour au plus";
    assert_eq!(
        said(&["use", "K7M4-Q2XD", "--for", "48h", "--", "true"]),
        format!("pli-desk: usage: {}", limit.replace("2d", "48h"))
    );
}

#[test]
fn french_is_what_is_spoken_where_nothing_else_is_asked_for() {
    let ended = Program::new().command(["cases"]).env_remove("PLI_DESK_LANGUAGE").output().unwrap();
    assert_eq!(String::from_utf8(ended.stdout).unwrap(), "Aucun dossier.\n");
}
