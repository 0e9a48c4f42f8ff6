use std::path::PathBuf;

/// What is still there of what was to be erased, looked at again afterwards; nothing, as a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use = "what is still there is to be told"]
pub struct Remains {
    /// Files, and folders that hold nothing any more.
    pub files: Vec<PathBuf>,
    /// Names of the keyring's secrets.
    pub keys: Vec<String>,
}

impl Remains {
    /// These files.
    pub fn of_files(files: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut remains = Self::default();
        remains.add(Self { files: files.into_iter().collect(), keys: Vec::new() });
        remains
    }

    /// This secret of the keyring.
    pub fn of_key(name: impl Into<String>) -> Self {
        Self { files: Vec::new(), keys: vec![name.into()] }
    }

    /// Whether everything is gone.
    pub fn is_nothing(&self) -> bool {
        self.files.is_empty() && self.keys.is_empty()
    }

    /// These, too; each once.
    pub fn add(&mut self, other: Self) {
        for file in other.files {
            if !self.files.contains(&file) {
                self.files.push(file);
            }
        }
        for key in other.keys {
            if !self.keys.contains(&key) {
                self.keys.push(key);
            }
        }
    }
}
