//! Grants each window its own commands, and nothing else.

use std::{error::Error, fs, path::Path};

use tauri_build::{AppManifest, Attributes};

#[path = "build/about.rs"]
mod about;

include!("src/command_table.rs");

macro_rules! names {
    ($window:ident { $($(#[doc = $doc:literal])* $command:ident($($arguments:tt)*) -> $answer:ty;)* }) => {
        &[$(stringify!($command)),*]
    };
}

const MAIN: &[&str] = main_window_commands!(names);
const SEAL: &[&str] = seal_window_commands!(names);

/// What the wizard needs beside its commands: to hear that its window is being closed.
const LISTENS: [&str; 2] = ["core:event:allow-listen", "core:event:allow-unlisten"];

/// Below the folder of the schemas that Tauri makes, and as little committed.
const CAPABILITIES: &str = "gen/capabilities";

fn main() -> Result<(), Box<dyn Error>> {
    about::write();
    println!("cargo:rerun-if-changed=src/command_table.rs");
    fs::create_dir_all(CAPABILITIES)?;
    grant("main", &LISTENS, MAIN)?;
    grant("seal", &[], SEAL)?;
    let commands: &'static [&'static str] = Box::leak([MAIN, SEAL].concat().into_boxed_slice());
    let attributes = Attributes::new()
        .app_manifest(AppManifest::new().commands(commands))
        .capabilities_path_pattern("./gen/capabilities/*.json");
    Ok(tauri_build::try_build(attributes)?)
}

/// Writes the capability of one window.
fn grant(window: &str, others: &[&str], commands: &[&str]) -> std::io::Result<()> {
    let own = commands.iter().map(|command| format!("allow-{}", command.replace('_', "-")));
    let permissions: Vec<String> =
        others.iter().map(|&other| other.to_owned()).chain(own).map(|name| format!("    \"{name}\"")).collect();
    let capability = format!(
        "{{\n  \"identifier\": \"{window}\",\n  \"windows\": [\"{window}\"],\n  \"permissions\": [\n{}\n  ]\n}}\n",
        permissions.join(",\n")
    );
    fs::write(Path::new(CAPABILITIES).join(window).with_extension("json"), capability)
}
