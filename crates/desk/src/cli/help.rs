//! The help in the reader's language: the English is in the doc comments of the command line, the French in
//! the catalogue, by the names of commands and arguments.

use clap::{Arg, Command, CommandFactory};
use pli_format::Language;

use super::Cli;
use crate::speech::Speech;

/// Which commands are whose, as the help and `docs/DESK.md` have them.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "help-group-support",
        &[
            "receive", "todo", "done", "choose", "release", "show", "cases", "inspect", "receipt", "consent", "gifts",
            "invite",
        ],
    ),
    ("help-group-developer", &["assign", "connector", "use", "close", "reveal"]),
    (
        "help-group-officer",
        &["init", "serve", "doctor", "epoch", "unlock", "lock", "approve", "withdraw", "expire", "erase", "audit"],
    ),
];

/// What stands above the parts of a help, which clap wants for good.
struct Headings {
    commands: &'static str,
    arguments: &'static str,
    options: &'static str,
    global: &'static str,
}

impl Headings {
    fn of(language: Language) -> Self {
        match language {
            Language::Fr => Self {
                commands: "Commandes",
                arguments: "Arguments",
                options: "Options",
                global: "Pour toutes les commandes",
            },
            Language::En => {
                Self { commands: "Commands", arguments: "Arguments", options: "Options", global: "Every command" }
            }
        }
    }
}

/// The command line, whose help speaks so.
pub fn command(speech: &Speech) -> Command {
    let globals: Vec<String> = Cli::command().get_arguments().map(|arg| arg.get_id().to_string()).collect();
    let mut command = Cli::command();
    command.build();
    let command = localized(command, "", &globals, speech);
    let groups = groups(&command, speech);
    let usage = speech.word("help-usage");
    command.help_template(format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{groups}{{options}}{{after-help}}"))
}

/// Every command under the name of who uses it.
fn groups(command: &Command, speech: &Speech) -> String {
    let mut text = String::new();
    for (group, names) in GROUPS {
        text += &format!("{}\n", speech.word(group));
        for sub in names.iter().filter_map(|name| command.find_subcommand(name)) {
            let about = sub.get_about().map(ToString::to_string).unwrap_or_default();
            text += &format!("  {:<10}{about}\n", sub.get_name());
        }
        text.push('\n');
    }
    text + &format!("{}:\n", Headings::of(speech.language()).global)
}

fn localized(command: Command, path: &str, globals: &[String], speech: &Speech) -> Command {
    let name = path.to_owned();
    let usage = speech.word("help-usage");
    let mut command = command
        .mut_args(|arg| argument(arg, &name, globals, speech))
        .subcommand_help_heading(Headings::of(speech.language()).commands)
        .help_template(format!("{{about-with-newline}}\n{usage} {{usage}}\n\n{{all-args}}{{after-help}}"));
    if let Some(about) = french(speech, &id(path)) {
        command = command.about(about.clone()).long_about(about);
    }
    if let Some(more) = french(speech, &format!("{}.more", id(path))) {
        command = command.after_help(more);
    } else if let Some(example) = command.get_after_help().map(ToString::to_string) {
        command = command.after_help(example.replace("Example:", &speech.word("help-example")));
    }
    let subs: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for sub in subs.into_iter().filter(|_| !is_help(path)) {
        let path = [path, &sub].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        command = command.mut_subcommand(sub, |sub| localized(sub, &path, globals, speech));
    }
    command
}

fn id(path: &str) -> String {
    match path {
        "" => "help-pli-desk".to_owned(),
        path if is_help(path) => "help-help".to_owned(),
        path => format!("help-{path}"),
    }
}

/// Whether it is the command for help, which clap puts beside every other.
fn is_help(path: &str) -> bool {
    path == "help" || path.ends_with("-help")
}

fn argument(arg: Arg, path: &str, globals: &[String], speech: &Speech) -> Arg {
    let name = arg.get_id().to_string();
    let is_global = globals.contains(&name) || name == "help" || name == "version";
    let headings = Headings::of(speech.language());
    let heading = match (is_global, arg.is_positional()) {
        (true, _) => headings.global,
        (false, true) => headings.arguments,
        (false, false) => headings.options,
    };
    let arg = arg.help_heading(heading);
    let own = format!("{}-{name}", id(path));
    let words = french(speech, &own).or_else(|| french(speech, &format!("help-any-{name}")));
    match words {
        Some(words) => {
            let more = more(&arg, speech);
            arg.help(words.clone() + &more)
                .long_help(words + &more)
                .hide_default_value(true)
                .hide_env(true)
                .hide_possible_values(true)
        }
        None => arg,
    }
}

/// What clap would say in English.
fn more(arg: &Arg, speech: &Speech) -> String {
    let mut more = String::new();
    let mut add = |id: &str, what: String| more += &format!(" [{}]", speech.say(id, &[("what", what.into())]));
    if let Some(variable) = arg.get_env() {
        add("help-variable", variable.to_string_lossy().into_owned());
    }
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if arg.get_action().takes_values() && !values.is_empty() {
        add("help-values", values.join(", "));
    }
    let defaults: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    if arg.get_action().takes_values() && !defaults.is_empty() {
        add("help-default", defaults.join(" "));
    }
    more
}

fn french(speech: &Speech, id: &str) -> Option<String> {
    (speech.language() == Language::Fr && speech.has(id)).then(|| speech.word(id))
}

#[cfg(test)]
mod tests {
    use jiff::tz::TimeZone;

    use super::*;

    fn each(command: &Command, path: &str, look: &mut dyn FnMut(&Command, &str)) {
        look(command, path);
        for sub in command.get_subcommands().filter(|sub| sub.get_name() != "help") {
            let path = [path, sub.get_name()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
            each(sub, &path, look);
        }
    }

    #[test]
    fn every_command_and_argument_has_french_help() {
        let french = Speech::new(Language::Fr, TimeZone::UTC);
        let mut missing = Vec::new();
        let mut cli = Cli::command();
        cli.build();
        each(&cli, "", &mut |command, path| {
            missing.extend((!french.has(&id(path))).then(|| id(path)));
            for arg in command.get_arguments() {
                let own = format!("{}-{}", id(path), arg.get_id());
                let has = french.has(&own) || french.has(&format!("help-any-{}", arg.get_id()));
                missing.extend((!has).then_some(own));
            }
        });
        assert_eq!(missing, Vec::<String>::new());
    }

    #[test]
    fn every_command_is_somebodys() {
        let cli = Cli::command();
        let visible = cli.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help");
        for name in visible.map(Command::get_name) {
            assert_eq!(GROUPS.iter().filter(|(_, names)| names.contains(&name)).count(), 1, "{name}");
        }
    }

    /// Nothing that clap says by itself is left in French help.
    #[test]
    fn french_help_is_french() {
        let french = Speech::new(Language::Fr, TimeZone::UTC);
        let command = command(&french);
        each(&command, "", &mut |command, path| {
            let help = command.clone().render_long_help().to_string();
            for english in ["Usage:", "Commands:", "Print ", "[default:", "[env:", "[possible", "Example:"] {
                assert!(!help.contains(english), "{path}: {english} in\n{help}");
            }
        });
    }
}
