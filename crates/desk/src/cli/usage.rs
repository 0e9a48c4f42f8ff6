use std::{error::Error, ffi::OsString, num::ParseIntError, process::ExitCode};

use clap::{
    FromArgMatches,
    error::{ContextKind, ContextValue, ErrorKind},
};
use pli_format::{Language, reference::ReferenceError};

use super::{ArgumentError, Cli, argument::language, help};
use crate::{
    Exit,
    escape::Escaped,
    registry::LocationError,
    selector::SelectorError,
    sentence::{Sentence, Worded},
    speech::Speech,
};

/// Arguments that are none, or a question for help.
pub struct Refused {
    error: clap::Error,
    speech: Speech,
}

/// Reads the arguments.
///
/// # Errors
/// [`Refused`], in the language that was asked for, wherever among the arguments.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, Refused> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let speech = Speech::chosen(asked(&arguments));
    parse_for(speech, arguments)
}

/// Reads the arguments of somebody who is spoken to so.
pub fn parse_for(speech: Speech, arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, Refused> {
    let parsed = help::command(&speech).try_get_matches_from(arguments).and_then(|found| Cli::from_arg_matches(&found));
    parsed.map_err(|error| Refused { error, speech })
}

/// The language, before anything is known of the other arguments.
fn asked(arguments: &[OsString]) -> Option<Language> {
    let ours = arguments.iter().take_while(|argument| *argument != "--");
    let texts: Vec<_> = ours.map(|argument| argument.to_string_lossy()).collect();
    let joined = texts.iter().find_map(|text| text.strip_prefix("--language="));
    let apart =
        || texts.iter().position(|text| text == "--language").and_then(|at| texts.get(at + 1)).map(|text| &**text);
    let variable = std::env::var("PLI_DESK_LANGUAGE").ok();
    joined.or_else(apart).or(variable.as_deref()).and_then(|text| language(text).ok())
}

impl Refused {
    /// Says it, as help on standard output or as a failure on standard error.
    pub fn say(&self) -> ExitCode {
        if self.is_help() {
            // Where nobody reads it, nobody misses it.
            drop(self.error.print());
            return if self.error.use_stderr() { Exit::Usage.into() } else { Exit::Done.into() };
        }
        self.complain();
        Exit::Usage.into()
    }

    pub fn text(&self) -> String {
        if self.is_help() { self.error.to_string() } else { self.speech.tell(self) }
    }

    /// Whether it is help that is shown.
    fn is_help(&self) -> bool {
        !self.error.use_stderr() || self.error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    }

    fn code(&self) -> &'static str {
        match self.error.source() {
            Some(source) if source.is::<ReferenceError>() || source.is::<SelectorError>() => "reference-mistyped",
            _ => "usage",
        }
    }

    #[allow(clippy::print_stderr, reason = "the only place that speaks of arguments")]
    fn complain(&self) {
        eprintln!("pli-desk: {}: {}", self.code(), Escaped(&self.speech.tell(self)));
        eprintln!("{}", self.speech.word("usage-help"));
    }

    fn context(&self, kind: ContextKind) -> Option<String> {
        let text = match self.error.get(kind)? {
            ContextValue::String(text) => text.clone(),
            ContextValue::Strings(texts) => texts.join(", "),
            ContextValue::StyledStrs(texts) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
            other => other.to_string(),
        };
        Some(text).filter(|text| !text.is_empty())
    }

    fn why(&self) -> Option<Sentence> {
        let source = self.error.source()?;
        let known = [
            source.is::<ParseIntError>().then(|| Sentence::new("argument-number")),
            source.is::<jiff::Error>().then(|| Sentence::new("argument-instant")),
            source.downcast_ref::<ReferenceError>().map(Worded::sentence),
            source.downcast_ref::<SelectorError>().map(Worded::sentence),
            source.downcast_ref::<ArgumentError>().map(Worded::sentence),
            source.downcast_ref::<LocationError>().map(Worded::sentence),
        ];
        let known = known.into_iter().flatten().next();
        Some(known.unwrap_or_else(|| Sentence::new("usage-why").text("why", source)))
    }
}

impl Worded for Refused {
    fn sentence(&self) -> Sentence {
        let id = match self.error.kind() {
            ErrorKind::InvalidValue if self.context(ContextKind::InvalidValue).is_none() => "usage-value-missing",
            ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-value",
            ErrorKind::UnknownArgument => "usage-argument",
            ErrorKind::InvalidSubcommand => "usage-command",
            ErrorKind::MissingRequiredArgument => "usage-missing",
            ErrorKind::ArgumentConflict => "usage-conflict",
            _ => "failure-usage",
        };
        let values = [
            ("argument", ContextKind::InvalidArg),
            ("value", ContextKind::InvalidValue),
            ("command", ContextKind::InvalidSubcommand),
            ("other", ContextKind::PriorArg),
        ];
        let mut sentence = Sentence::new(id);
        for (name, kind) in values {
            sentence = sentence.text(name, self.context(kind).unwrap_or_default());
        }
        let why = self.why().or_else(|| {
            let valid = self.context(ContextKind::ValidValue)?;
            Some(Sentence::new("usage-valid").text("values", valid))
        });
        sentence.with("why", why.unwrap_or_else(|| Sentence::new("usage-unsaid")))
    }
}
