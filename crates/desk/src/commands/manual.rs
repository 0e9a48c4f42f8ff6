use std::{fs, io, path::Path};

use clap::{CommandFactory, ValueEnum};
use clap_complete::Shell;

use crate::{
    Exit, Failure,
    cli::{Cli, Manual},
};

/// What every page ends with (man-pages(7)).
const SECTIONS: &str = "\\
.SH FILES
In the directory of \\fB\\-\\-home\\fR:
.TP
desk.db, desk.db.sealed/
the registry, and the sealed files
.TP
drafts/
mails to be sent
.TP
identities/
what opens sealed files, behind passphrases
.TP
receipt.key, desk.key
what signs receipts, and the log
.TP
operators.toml
who may approve
.TP
audit.jsonl, audit.head
the log, and its signed head
.TP
roster.toml, roster.accepted
who may do what at the service, and the last one that it accepted
.SH ENVIRONMENT
.TP
PLI_DESK_HOME, PLI_DESK_SOCKET, PLI_DESK_REGISTRY, PLI_DESK_OPERATOR, PLI_DESK_BUNDLE, PLI_DESK_DRAFTS, PLI_DESK_LANGUAGE
as the options of these names
.TP
LC_ALL, LC_MESSAGES, LANG
the language, where none is asked for
.TP
TZ
the zone of the times that are shown
.SH EXIT STATUS
0 done, 1 failed, 2 wrong arguments, 3 incomplete, 4 refused, 5 not allowed, 6 unknown, 7 conflict, 8 registry, 9 key,
10 connector, 11 time limit, 12 altered.
";

/// Writes manual pages and completions.
///
/// # Errors
/// [`Failure::Unwritable`]
pub fn run(arguments: &Manual) -> Result<Exit, Failure> {
    write(&arguments.directory).map_err(|error| Failure::Unwritable { path: arguments.directory.clone(), error })?;
    Ok(Exit::Done)
}

fn write(directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    clap_mangen::generate_to(Cli::command(), directory)?;
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "1") {
            let page = fs::read_to_string(&path)?;
            fs::write(&path, page + SECTIONS)?;
        }
    }
    for shell in Shell::value_variants() {
        clap_complete::generate_to(*shell, &mut Cli::command(), "pli-desk", directory)?;
    }
    Ok(())
}
