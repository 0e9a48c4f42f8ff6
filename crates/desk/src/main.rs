//! `pli-desk`: the command line of the receiving side.

use std::{env, io, path::PathBuf, process::ExitCode, sync::Arc};

use clap::Parser;
use jiff::Timestamp;
use pli_desk::{
    Desk, Exit, Failure,
    cli::{Cli, Command},
    commands, connector,
    escape::Escaped,
    passphrase::Ask,
    prompt::{Descriptor, Terminal},
    speech::Speech,
};

fn main() -> ExitCode {
    if connector::keep_watch(env::args_os()) {
        return ExitCode::SUCCESS;
    }
    let cli = Cli::parse();
    match run(cli) {
        Ok(exit) => exit.into(),
        Err(failure) => {
            report(&failure);
            failure.exit().into()
        }
    }
}

fn run(cli: Cli) -> Result<Exit, Failure> {
    let common = cli.common;
    let home = common.home.unwrap_or_else(default_home);
    let operator = common.operator.or_else(|| env::var("USER").ok()).unwrap_or_else(|| "unknown".to_owned());
    let ask: Box<dyn Ask> = match common.passphrase_fd {
        Some(number) => {
            Box::new(Descriptor::open(number).map_err(|error| Failure::PassphraseDescriptor { number, error })?)
        }
        None => Box::new(Terminal),
    };
    if matches!(cli.command, Command::Init) {
        Desk::make(&home)?;
    }
    let desk =
        Desk::open(home, common.registry, operator, common.bundle, common.drafts, ask, Arc::new(Timestamp::now))?
            .speaking(Speech::chosen(common.language));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(commands::run(&desk, cli.command, &mut io::stdout()))
}

/// `pli-desk` in the user's data directory (XDG base directories).
fn default_home() -> PathBuf {
    dirs::data_dir().unwrap_or_else(|| PathBuf::from(".")).join("pli-desk")
}

#[allow(clippy::print_stderr, reason = "the only place that speaks of failures")]
fn report(failure: &Failure) {
    eprintln!("pli-desk: {}: {}", failure.code(), Escaped(&failure.to_string()));
}
