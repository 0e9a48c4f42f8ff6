use std::{fs, io, path::Path};

use clap::{CommandFactory, ValueEnum};
use clap_complete::Shell;

use crate::{
    Exit, Failure,
    cli::{Cli, Manual},
};

pub fn run(arguments: &Manual) -> Result<Exit, Failure> {
    write(&arguments.directory).map_err(|error| Failure::Unwritable { path: arguments.directory.clone(), error })?;
    Ok(Exit::Done)
}

fn write(directory: &Path) -> io::Result<()> {
    fs::create_dir_all(directory)?;
    clap_mangen::generate_to(Cli::command(), directory)?;
    for shell in Shell::value_variants() {
        clap_complete::generate_to(*shell, &mut Cli::command(), "pli-desk", directory)?;
    }
    Ok(())
}
