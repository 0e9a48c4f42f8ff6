use std::io::Write;

use crate::{
    Desk, Exit, Failure,
    audit::{self, Log},
    cli::{Audit, AuditCommand},
};

pub fn run(desk: &Desk, arguments: &Audit, out: &mut dyn Write) -> Result<Exit, Failure> {
    let (lines, head) = Log::read(&desk.home)?;
    match arguments.command {
        AuditCommand::Export => {
            out.write_all(&lines)?;
            Ok(Exit::Done)
        }
        AuditCommand::Verify => {
            let report = audit::verify(&lines, &head, None, &desk.public_key()?);
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
