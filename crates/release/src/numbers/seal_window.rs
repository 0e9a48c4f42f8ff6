use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
};

use jiff::{Timestamp, ToSpan};
use pli_format::{
    CaseReference, Language, Sha256, bundle::Bundle, credentials::Answers, payload::PayloadCase, seal::SealOrder,
};
use serde_json::json;
use xtask::Failure;

use super::Desktop;

/// Opens the seal window as the wizard does, with an order of the demonstration, where the main window was drawn
/// before, and says in milliseconds when its page was drawn.
///
/// # Errors
/// When it opens no window.
pub fn open(program: &Path) -> Result<u64, Failure> {
    let folder = super::folder()?;
    let request = json!({
        "order": order()?,
        "bundle": null,
        "last_serial": 0,
        "web_data": folder.join("web-data"),
        "parent_window": null,
        "zoom": 100,
    });
    let mut desktop = Desktop::start(&folder)?;
    drop(desktop.draws(|session| session.open(&mut Command::new(program)))?);
    desktop.until(false, || true)?;
    let (took, _program) = desktop.draws(|session| {
        let mut opened = session.open(Command::new(program).arg("seal").stdin(Stdio::piped()))?;
        // One that ended already draws nothing, which is told then.
        let _ = opened.input().map(|input| writeln!(input, "{request}"));
        Ok(opened)
    })?;
    Ok(took)
}

fn order() -> Result<SealOrder, Failure> {
    let now = Timestamp::now();
    let unexpected = |what: &dyn std::fmt::Display| Failure::Unexpected(format!("no order can be made: {what}"));
    let bundle = Bundle::compiled_in(now, 0).map_err(|error| unexpected(&error))?;
    let epoch = bundle.recipients(now).map_err(|error| unexpected(&error))?.epoch().into();
    Ok(SealOrder {
        language: Language::Fr,
        case: PayloadCase {
            reference: CaseReference::parse("K7M4-Q2XD").map_err(|error| unexpected(&error))?,
            bank: "lcl".to_owned(),
            consent_sha256: Sha256([1; 32]),
            signed_at: now,
            expires_at: now + 720.hours(),
        },
        epoch,
        answers: Answers::default(),
    })
}
