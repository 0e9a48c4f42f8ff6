use crate::tree::Tree;

/// A package of whatever form.
#[derive(Debug)]
pub struct Package {
    /// Its name, which is its program's.
    pub name: &'static str,
    /// One line, then the whole.
    pub description: String,
    /// Debian's section.
    pub section: &'static str,
    /// What it needs beside what its programs are linked to.
    pub needs: &'static [&'static str],
    /// What it works without, if less well.
    pub recommends: &'static str,
    pub tree: Tree,
    /// What dpkg runs, each by its name: where it is in the repository.
    pub scripts: &'static [(&'static str, &'static str)],
}
