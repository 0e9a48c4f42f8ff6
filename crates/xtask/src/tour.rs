use xtask::{Failure, workspace};

use crate::{process, setup};

/// Walks the real app and writes a PNG of every page, in both languages, by day and by night, in three sizes.
pub fn tour(arguments: &[&str]) -> Result<(), Failure> {
    setup::for_testing()?;
    setup::app()?;
    process::run(process::cargo().args(["run", "--package", "pli-e2e", "--bin", "tour", "--"]).args(arguments))?;
    println!("the pictures: {}", workspace::target().join("tour/index.html").display());
    Ok(())
}
