//! The command line.

use std::{ffi::OsString, path::PathBuf, time::Duration};

use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::Timestamp;
use pli_format::{CaseReference, Language, rules::Bank};

use crate::{
    programs::Admission,
    registry::{Location, State},
    sandbox::Network,
    selector::Selector,
};

mod argument;
mod help;
mod usage;

pub use argument::ArgumentError;
use argument::{bank, digits, email, language, limit, reference, state, text};
pub use help::command;
pub use usage::{Refused, parse, parse_for};

/// The receiving side of Pli: receive, check, use blind, delete, prove it.
#[derive(Debug, Parser)]
#[command(name = "pli-desk", version, about, long_about = None, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, 1 failed, 2 wrong arguments, 3 incomplete, 4 refused, 5 not allowed, 6 unknown, \
7 conflict, 8 registry, 9 key, 10 connector, 11 time limit, 12 altered."
)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub common: Common,
    /// What to do.
    #[command(subcommand)]
    pub work: Work,
}

/// What the program is started for.
#[derive(Debug, Subcommand)]
pub enum Work {
    /// A command, here or at the service.
    #[command(flatten)]
    Command(Command),
    /// Serve the desk to the people of the roster, on a Unix socket
    #[command(after_help = "Example: pli-desk serve --home /var/lib/pli-desk --roster /etc/pli-desk/roster.toml")]
    Serve(Serve),
    /// Look at what the service needs, and say what to do: modes, owners, keys, log, roster, socket, clock, room,
    /// memory, sandbox
    #[command(after_help = "Example: pli-desk doctor --home /var/lib/pli-desk")]
    Doctor(Serve),
}

/// What every command takes.
#[derive(Debug, Args)]
pub struct Common {
    /// The desk's own directory: registry, identities, drafts [default: pli-desk in the user's data directory]
    #[arg(long, global = true, env = "PLI_DESK_HOME", value_name = "DIR")]
    pub home: Option<PathBuf>,
    /// The registry: an `SQLite` file, or `postgres://…` without password [default: desk.db in the desk's directory]
    #[arg(
        long,
        global = true,
        env = "PLI_DESK_REGISTRY",
        value_name = "FILE|URL",
        help = "The registry: an SQLite file, or postgres://… without password [default: desk.db in the desk's directory]"
    )]
    pub registry: Option<Location>,
    /// The service's socket [default: /run/pli-desk/desk.sock, where it is there and no --home is given]
    #[arg(long, global = true, env = "PLI_DESK_SOCKET", value_name = "SOCKET")]
    pub socket: Option<PathBuf>,
    /// Who runs this command, for the log; the service knows by itself [default: the user's name on this machine]
    #[arg(long, global = true, env = "PLI_DESK_OPERATOR", value_name = "NAME")]
    pub operator: Option<String>,
    /// A newer bundle than the one this program carries; its signature is beside it (.minisig)
    #[arg(long, global = true, env = "PLI_DESK_BUNDLE", value_name = "FILE")]
    pub bundle: Option<PathBuf>,
    /// Where drafts go, a folder or a Maildir [default: drafts in the desk's directory]
    #[arg(long, global = true, env = "PLI_DESK_DRAFTS", value_name = "DIR")]
    pub drafts: Option<PathBuf>,
    /// The language to speak [default: that of the locale, or French]
    #[arg(long, global = true, env = "PLI_DESK_LANGUAGE", value_name = "fr|en", value_parser = language)]
    pub language: Option<Language>,
    /// Read passphrases from this open file descriptor, one a line [default: ask on the terminal]
    #[arg(long, global = true, value_name = "FD")]
    pub passphrase_fd: Option<u32>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Receive packages: mails, mboxes, Maildirs, directories, files, standard input
    #[command(after_help = "Example: pli-desk receive ~/Maildir/.Pli\n         pli-desk receive < mail.eml")]
    Receive(Receive),
    /// Invite a person to share: a reference of their own, and the draft of the mail with the link
    #[command(after_help = "Example: pli-desk invite --email helene.marchand@exemple.fr --bank lcl")]
    Invite(Invite),
    /// What waits for a person: contested, refused, incomplete, unsigned, drafts to send, about to expire
    #[command(after_help = "Example: pli-desk todo")]
    Todo(Listing),
    /// Something of `todo` is done
    #[command(after_help = "Example: pli-desk done 12")]
    Done(Done),
    /// Say which of several sendings of one request counts; the others are deleted
    #[command(after_help = "Example: pli-desk choose K7M4-Q2XD/3f2a9c1b")]
    Choose(OneCase),
    /// Let a request go on that was on hold: it was not the person who took the consent back
    #[command(after_help = "Example: pli-desk release K7M4-Q2XD")]
    Release(OneCase),
    /// Show what is known of a request, closed or not
    #[command(after_help = "Example: pli-desk show K7M4-Q2XD")]
    Show(Show),
    /// Write the receipt of a request, or of one of its sendings, to standard output
    #[command(after_help = "Example: pli-desk receipt K7M4-Q2XD > preuve-K7M4-Q2XD.receipt")]
    Receipt(OneCase),
    /// Write the consent PDF of a request to standard output
    #[command(after_help = "Example: pli-desk consent K7M4-Q2XD > consentement-K7M4-Q2XD.pdf")]
    Consent(OneCase),
    /// Erase what is known of a person who asks for it, and say what the law makes the desk keep
    #[command(after_help = "Example: pli-desk erase helene.marchand@exemple.fr")]
    Erase(Erase),
    /// The programs that are given credentials at the service: bring one, approve somebody else's
    #[command(after_help = "Example: pli-desk connector list")]
    Connector(Connectors),
    /// Open the identity of an epoch once, for the service to use; an officer does
    #[command(after_help = "Example: pli-desk unlock 2026-11")]
    Unlock(Unlock),
    /// Have the service forget the identities that were unlocked
    #[command(after_help = "Example: pli-desk lock")]
    Lock(Lock),
    /// Make the desk's own directory, its key, its log and its registry; nothing else makes them
    #[command(after_help = "Example: pli-desk init")]
    Init,
    /// Check a package or a received case, without any key
    #[command(after_help = "Example: pli-desk inspect consentement-K7M4-Q2XD.pdf identifiants-K7M4-Q2XD.age")]
    Inspect(Inspect),
    /// Put one developer in charge of a case; only that one may open it
    #[command(after_help = "Example: pli-desk assign K7M4-Q2XD --to helene.marchand")]
    Assign(Assign),
    /// Run a program with the credentials of a case; nobody sees them
    #[command(after_help = "Example: pli-desk use K7M4-Q2XD --for 10m -- ./connector --account pea\n\n\
The connector gets the fields as one JSON object on file descriptor 3. What it prints is shown with every field blanked.")]
    Use(Use),
    /// Agree, as an operator, that a case's credentials are shown to a human being
    #[command(
        after_help = "Example: pli-desk approve K7M4-Q2XD --reason 'no connector for this bank' --key me.key > mine.approval"
    )]
    Approve(Approve),
    /// Show a case's credentials on the terminal, when two operators approve
    #[command(after_help = "Example: pli-desk reveal K7M4-Q2XD --approval hers.approval --approval his.approval")]
    Reveal(Reveal),
    /// Obey a person's signed withdrawal: delete at once
    #[command(after_help = "Example: pli-desk withdraw retrait-K7M4-Q2XD.retrait\n         pli-desk withdraw mail.eml")]
    Withdraw(Withdraw),
    /// The work is done: delete the sealed file, sign the receipt, draft the mail
    #[command(after_help = "Example: pli-desk close K7M4-Q2XD")]
    Close(OneCase),
    /// Delete what is overdue and tell what will be within two days; for a timer
    #[command(after_help = "Example: pli-desk expire --dry-run")]
    Expire(Expire),
    /// The keys: epochs, their identities, and the bundle that lists them
    #[command(after_help = "Example: pli-desk epoch list")]
    Epoch(Epochs),
    /// The log of everything that was done
    #[command(after_help = "Example: pli-desk audit verify")]
    Audit(Audit),
    /// The gifts that were promised
    #[command(after_help = "Example: pli-desk gifts export > gifts.csv")]
    Gifts(Gifts),
    /// The open cases, those that expire first first
    #[command(after_help = "Example: pli-desk cases --json")]
    Cases(Cases),
    /// Write the manual pages and shell completions into a directory
    #[command(hide = true, after_help = "Example: pli-desk manual target/manual")]
    Manual(Manual),
}

#[derive(Debug, Args)]
pub struct Connectors {
    /// What to do with them.
    #[command(subcommand)]
    pub command: ConnectorCommand,
}

#[derive(Debug, Subcommand)]
pub enum ConnectorCommand {
    /// Have the service keep a program, by its SHA-256
    #[command(after_help = "Example: pli-desk connector add lcl ./target/release/connector\n\n\
A directory is kept with all that is in it, and its executable `connector` runs.")]
    Add {
        /// What it is called when it is used
        #[arg(value_name = "NAME", value_parser = text)]
        name: String,
        /// A file or a directory
        #[arg(value_name = "PATH")]
        path: PathBuf,
    },
    /// Let a program that somebody else brought have credentials
    #[command(after_help = "Example: pli-desk connector approve 3f2a9c1b")]
    Approve {
        /// Its SHA-256, or at least eight digits of it
        #[arg(value_name = "SHA256", value_parser = digits)]
        hash: String,
    },
    /// Show what is kept: SHA-256, name, who brought it, who approved it
    #[command(after_help = "Example: pli-desk connector list")]
    List {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Args)]
pub struct Serve {
    /// Who may do what, signed [default: roster.toml in the desk's directory]
    #[arg(long, value_name = "FILE")]
    pub roster: Option<PathBuf>,
    /// A second place for the log: a file, or `journal`; where one of the two is not written, nothing is answered
    #[arg(long, value_name = "FILE|journal")]
    pub log_copy: Option<OsString>,
    /// Which programs are given credentials: those that a second person approved, or those that the log tells
    #[arg(long, value_name = "POLICY", value_enum, default_value_t)]
    pub connectors: Admission,
    /// What a connector reaches: what the machine reaches, or nothing
    #[arg(long, value_name = "NETWORK", value_enum, default_value_t)]
    pub network: Network,
}

#[derive(Debug, Args)]
pub struct Unlock {
    /// The epoch
    #[arg(value_name = "EPOCH")]
    pub epoch: String,
}

#[derive(Debug, Args)]
pub struct Lock {
    /// Only this epoch [default: every one]
    #[arg(value_name = "EPOCH")]
    pub epoch: Option<String>,
}

#[derive(Debug, Args)]
pub struct Receive {
    /// Mails (.eml), mboxes, Maildirs, directories, or the files of a package; - is standard input [default: -]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Do not render the consent PDFs again; `inspect` and `use` still do
    #[arg(long)]
    pub no_render: bool,
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Invite {
    /// The person's address, that of their Bankin' account; a sending from another one is marked
    #[arg(long, value_name = "ADDRESS", value_parser = email)]
    pub email: String,
    /// The bank whose accounts are missing, such as lcl
    #[arg(long, value_name = "BANK", value_parser = bank)]
    pub bank: Option<&'static Bank>,
    /// The language of the mail
    #[arg(long, value_name = "fr|en", value_parser = language, default_value = "fr")]
    pub lang: Language,
}

#[derive(Debug, Args)]
pub struct Inspect {
    /// A case reference, or paths as for `receive`
    #[arg(value_name = "CASE|PATH", required = true)]
    pub what: Vec<PathBuf>,
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Assign {
    /// The case
    #[arg(value_name = "CASE")]
    pub case: Selector,
    /// The developer in charge
    #[arg(long, value_name = "NAME", value_parser = text)]
    pub to: String,
    /// Who hands the case over
    #[arg(long, value_name = "NAME")]
    pub instead_of: Option<String>,
}

#[derive(Debug, Args)]
pub struct Use {
    /// The case
    #[arg(value_name = "CASE")]
    pub case: Selector,
    /// How long the connector may run, such as 90s or 1h
    #[arg(long = "for", value_name = "TIME", default_value = "30m", value_parser = limit)]
    pub limit: Duration,
    /// Give the fields on standard input instead of file descriptor 3
    #[arg(long)]
    pub stdin: bool,
    /// The program and its arguments; at the service, a program that is kept, by its name
    #[arg(last = true, required = true, value_name = "CONNECTOR")]
    pub connector: Vec<OsString>,
}

#[derive(Debug, Args)]
pub struct Approve {
    /// The case
    #[arg(value_name = "CASE")]
    pub case: Selector,
    /// Why a connector does not do
    #[arg(long, value_name = "TEXT", value_parser = text)]
    pub reason: String,
    /// The operator's minisign secret key
    #[arg(long, value_name = "FILE")]
    pub key: PathBuf,
}

#[derive(Debug, Args)]
pub struct Reveal {
    /// The case
    #[arg(value_name = "CASE")]
    pub case: Selector,
    /// Approvals of two different operators, at most an hour old
    #[arg(long = "approval", value_name = "FILE", required = true)]
    pub approvals: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Withdraw {
    /// The withdrawal that the person's app wrote, or the mail that holds it
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct OneCase {
    /// The case, such as K7M4-Q2XD, or one of its sendings, such as K7M4-Q2XD/3f2a9c1b
    #[arg(value_name = "CASE")]
    pub case: Selector,
}

#[derive(Debug, Args)]
pub struct Show {
    /// The case, or one of its sendings
    #[arg(value_name = "CASE")]
    pub case: Selector,
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Listing {
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Erase {
    /// The address of the Bankin' account
    #[arg(value_name = "ADDRESS", value_parser = text)]
    pub address: String,
}

#[derive(Debug, Args)]
pub struct Done {
    /// Its number, as `todo` shows it
    #[arg(value_name = "NUMBER")]
    pub number: i64,
}

#[derive(Debug, Args)]
pub struct Expire {
    /// Only tell what would be deleted
    #[arg(long)]
    pub dry_run: bool,
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Epochs {
    /// What to do with them.
    #[command(subcommand)]
    pub command: EpochCommand,
}

#[derive(Debug, Subcommand)]
pub enum EpochCommand {
    /// Make an epoch; its identity is kept behind a passphrase, or by a plugin in hardware
    #[command(
        after_help = "Example: pli-desk epoch new 2026-11 --from 2026-11-01T00:00:00Z --until 2027-02-01T00:00:00Z"
    )]
    New {
        /// Such as 2026-11
        #[arg(value_name = "NAME")]
        name: String,
        /// When it begins, RFC 3339
        #[arg(long, value_name = "TIME")]
        from: Timestamp,
        /// When it ends, RFC 3339
        #[arg(long, value_name = "TIME")]
        until: Timestamp,
        /// A file with the plugin's identity (AGE-PLUGIN-…), made with the plugin's own tool
        #[arg(long, value_name = "FILE", requires = "recipient")]
        plugin: Option<PathBuf>,
        /// The plugin's recipient (age1tag1… or age1tagpq1…)
        #[arg(long, value_name = "RECIPIENT", requires = "plugin")]
        recipient: Option<String>,
    },
    /// Show the epochs whose identities this desk keeps, those that were destroyed, and the words and
    /// fingerprints of the bundle's keys
    #[command(after_help = "Example: pli-desk epoch list")]
    List {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Write the bundle of these epochs, unsigned
    #[command(
        after_help = "Example: pli-desk epoch draft --serial 7 --from 2026-11-01T00:00:00Z --until 2027-05-01T00:00:00Z --out bundle.json"
    )]
    Draft {
        /// Above that of every bundle before
        #[arg(long, value_parser = clap::value_parser!(u64).range(1..))]
        serial: u64,
        /// When apps may begin to use it, RFC 3339
        #[arg(long, value_name = "TIME")]
        from: Timestamp,
        /// When they must stop, RFC 3339
        #[arg(long, value_name = "TIME")]
        until: Timestamp,
        /// The file to write, whole or not at all [default: standard output]
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Sign a bundle with the root, offline; the signature goes beside it (.minisig)
    #[command(after_help = "Example: pli-desk epoch sign bundle.json --root root.key")]
    Sign {
        /// The bundle, as `epoch draft` writes it
        #[arg(value_name = "BUNDLE")]
        bundle: PathBuf,
        /// The root's minisign secret key
        #[arg(long, value_name = "FILE")]
        root: PathBuf,
    },
    /// Destroy the identity of an epoch, for good
    #[command(after_help = "Example: pli-desk epoch destroy 2026-11 --yes")]
    Destroy {
        /// The epoch
        #[arg(value_name = "NAME")]
        name: String,
        /// Without it, only say what could no longer be opened
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Debug, Args)]
pub struct Audit {
    /// What to do with it.
    #[command(subcommand)]
    pub command: AuditCommand,
}

#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Check that nothing was cut, edited or added
    #[command(after_help = "Example: pli-desk audit verify --head /media/kept/audit.head")]
    Verify {
        /// A copy of `audit.head` from earlier, kept elsewhere: the log must hold what it held then
        #[arg(long, value_name = "FILE")]
        head: Option<PathBuf>,
        /// As one JSON object
        #[arg(long)]
        json: bool,
    },
    /// Write the log, one JSON object a line, to standard output
    #[command(after_help = "Example: pli-desk audit export > audit.jsonl\n         \
pli-desk audit export --programs > programs.zip")]
    Export {
        /// Instead, every program that was kept to be given credentials, as a zip archive
        #[arg(long)]
        programs: bool,
    },
}

#[derive(Debug, Args)]
pub struct Gifts {
    /// What to do with them.
    #[command(subcommand)]
    pub command: GiftsCommand,
}

/// What opens an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Spreadsheet {
    /// Anything that reads RFC 4180: commas, UTF-8
    #[default]
    Csv,
    /// A French Excel: semicolons, with a byte order mark
    ExcelFr,
}

#[derive(Debug, Subcommand)]
pub enum GiftsCommand {
    /// Show the gifts that are due
    #[command(after_help = "Example: pli-desk gifts list")]
    List {
        /// One JSON object a line
        #[arg(long)]
        json: bool,
    },
    /// Write every gift as CSV (RFC 4180) to standard output
    #[command(after_help = "Example: pli-desk gifts export --for excel-fr > cadeaux.csv")]
    Export {
        /// What will open it
        #[arg(long = "for", value_name = "SPREADSHEET", value_enum, default_value_t = Spreadsheet::Csv)]
        spreadsheet: Spreadsheet,
    },
    /// Mark a gift as given
    #[command(after_help = "Example: pli-desk gifts give K7M4-Q2XD")]
    Give {
        /// The case
        #[arg(value_name = "CASE", value_parser = reference)]
        case: CaseReference,
    },
}

#[derive(Debug, Args)]
pub struct Cases {
    /// Only those with this in their reference, name, address or bank
    #[arg(value_name = "WORD")]
    pub word: Option<String>,
    /// Only those that are so: received, contested, in-charge, used, closed
    #[arg(long, value_name = "STATE", value_parser = state)]
    pub state: Option<State>,
    /// Only those in your own charge
    #[arg(long)]
    pub mine: bool,
    /// Closed ones, too
    #[arg(long)]
    pub all: bool,
    /// One JSON object a line
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct Manual {
    /// Made if it is not there
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn every_command_has_an_example_in_its_help() {
        fn check(command: &mut clap::Command) {
            let help = command.render_long_help().to_string();
            assert!(command.has_subcommands() || help.contains("Example: pli-desk "), "{help}");
            command.get_subcommands_mut().filter(|sub| sub.get_name() != "help").for_each(check);
        }
        let mut cli = Cli::command();
        cli.build();
        cli.clone().debug_assert();
        cli.get_subcommands_mut().filter(|sub| sub.get_name() != "help").for_each(check);
    }
}
