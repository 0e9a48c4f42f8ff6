use std::{
    io::{self, Write},
    path::Path,
};

use serde_json::{Value, json};
use zip::{ZipWriter, result::ZipError, write::SimpleFileOptions};

use crate::{
    Desk, Exit, Failure,
    audit::{self, AuditError, Head, Log, Report},
    cli::{Audit, AuditCommand},
    escape::Json,
    programs::MAIN,
    progress::Progress,
    sentence::Sentence,
};

/// After how many entries the progress is told.
const STEP: u64 = 1 << 13;

pub fn run(desk: &Desk, arguments: &Audit, out: &mut dyn Write) -> Result<Exit, Failure> {
    match &arguments.command {
        AuditCommand::Export { programs: true } => export_programs(desk, out),
        AuditCommand::Export { programs: false } => {
            io::copy(&mut Log::read(&desk.home)?.lines, out)?;
            Ok(Exit::Done)
        }
        AuditCommand::Verify { head: kept, json } => {
            let report = verify(desk, kept.as_deref())?;
            if *json {
                print_json(desk, &report, out)?;
            } else {
                print(desk, &report, out)?;
            }
            Ok(if report.is_altered() { Exit::Altered } else { Exit::Done })
        }
    }
}

fn verify(desk: &Desk, kept: Option<&Path>) -> Result<Report, Failure> {
    let mut files = Log::read(&desk.home)?;
    let key = desk.public_key()?;
    let kept = kept.map(|path| Ok::<_, Failure>(Head::open(&desk.input(path)?, &key)?)).transpose()?;
    let progress = Progress::of(desk, "verifying");
    let report = audit::verify(&mut files, kept, &key, &mut |entry| {
        if entry.number % STEP == 0 {
            progress.reach(entry.number);
        }
    });
    Ok(report.map_err(AuditError::File)?)
}

fn print(desk: &Desk, report: &Report, out: &mut dyn Write) -> Result<(), Failure> {
    for finding in &report.findings {
        writeln!(out, "{}", desk.speech.tell(finding))?;
    }
    let end = if report.is_altered() { "log-altered" } else { "log-as-written" };
    writeln!(out, "{}", desk.speech.tell(&Sentence::new(end).with("entries", report.entries)))?;
    Ok(())
}

fn print_json(desk: &Desk, report: &Report, out: &mut dyn Write) -> Result<(), Failure> {
    let findings: Vec<Value> = report
        .findings
        .iter()
        .map(|finding| json!({"code": finding.name(), "text": desk.speech.tell(finding)}))
        .collect();
    let line = json!({"altered": report.is_altered(), "entries": report.entries, "findings": findings});
    writeln!(out, "{}", Json(&line))?;
    Ok(())
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
