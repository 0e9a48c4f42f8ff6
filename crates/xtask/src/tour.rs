use xtask::{Failure, workspace};

use crate::{
    process,
    setup::{self, cargo},
};

/// Walks the real app and writes a PNG of every page, in both languages, by day and by night.
pub fn tour() -> Result<(), Failure> {
    setup::for_testing()?;
    setup::app()?;
    process::run(cargo().args(["run", "--package", "pli-e2e", "--bin", "tour"]))?;
    println!("the pictures: {}", workspace::target().join("tour/index.html").display());
    Ok(())
}
