use std::io::Write;

use crate::{
    Desk, Exit, Failure,
    audit::{self, Head, Log},
    cli::{Audit, AuditCommand},
    desk,
};

pub fn run(desk: &Desk, arguments: &Audit, out: &mut dyn Write) -> Result<Exit, Failure> {
    match &arguments.command {
        AuditCommand::Export => {
            out.write_all(&desk::read(&desk.home.join("audit.jsonl"))?)?;
            Ok(Exit::Done)
        }
        AuditCommand::Verify { head: kept } => {
            let files = Log::read(&desk.home)?;
            let key = desk.public_key()?;
            let kept = kept.as_ref().map(|path| Ok::<_, Failure>(Head::open(&desk.input(path)?, &key)?)).transpose()?;
            let report = audit::verify(&files, kept, &key);
            for finding in &report.findings {
                writeln!(out, "{finding}")?;
            }
            writeln!(
                out,
                "{} entries, {}",
                report.entries.len(),
                if report.is_altered() { "ALTERED" } else { "as written" }
            )?;
            Ok(if report.is_altered() { Exit::Altered } else { Exit::Done })
        }
    }
}
