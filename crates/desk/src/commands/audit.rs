use std::io::{self, Write};

use zip::{ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{
    Desk, Exit, Failure,
    audit::{self, Head, Log},
    cli::{Audit, AuditCommand},
    desk,
    programs::MAIN,
};

pub fn run(desk: &Desk, arguments: &Audit, out: &mut dyn Write) -> Result<Exit, Failure> {
    match &arguments.command {
        AuditCommand::Export { programs: true } => export_programs(desk, out),
        AuditCommand::Export { programs: false } => {
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

/// Each under its SHA-256, as it was, with who brought and who approved it.
fn export_programs(desk: &Desk, out: &mut dyn Write) -> Result<Exit, Failure> {
    let programs = desk.programs()?;
    let mut archive = ZipWriter::new_stream(out);
    let unwritten = |error: ZipError| Failure::Output(io::Error::other(error));
    for (number, program) in (1..).zip(programs.list()?) {
        let folder = program.sha256;
        let record = serde_json::to_vec_pretty(&program).map_err(io::Error::other)?;
        archive.start_file(format!("{folder}/{number}.json"), SimpleFileOptions::default()).map_err(unwritten)?;
        archive.write_all(&record)?;
        for file in programs.files(&program)? {
            let mode = if file.executable { 0o755 } else { 0o644 };
            let options = SimpleFileOptions::default().unix_permissions(mode);
            archive
                .start_file(
                    format!("{folder}/{number}/{}", if file.path.is_empty() { MAIN } else { file.path.as_str() }),
                    options,
                )
                .map_err(unwritten)?;
            archive.write_all(&file.bytes)?;
        }
    }
    archive.finish().map_err(unwritten)?;
    Ok(Exit::Done)
}
