use std::{
    env,
    ffi::{OsStr, OsString},
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};

/// What the log says of a connector: where the program is, what it is (SHA-256), and its arguments. A
/// program that cannot be read is told by its name.
pub fn description(command: &[OsString]) -> String {
    let Some((program, arguments)) = command.split_first() else { return String::new() };
    let path = found(program).unwrap_or_else(|| PathBuf::from(program));
    let what = hash(&path).unwrap_or_else(|_| "unread".to_owned());
    format!("{} sha256:{what} {}", path.display(), listed(arguments))
}

/// The same of a program that is kept.
pub fn kept(name: &str, sha256: pli_format::Sha256, arguments: &[OsString]) -> String {
    format!("{name} sha256:{sha256} {}", listed(arguments))
}

fn listed(arguments: &[OsString]) -> String {
    let arguments: Vec<_> = arguments.iter().map(|argument| argument.to_string_lossy()).collect();
    serde_json::to_string(&arguments).unwrap_or_default()
}

/// The program that the system would start (POSIX, `execvp`): without a slash, the first in `PATH`.
fn found(program: &OsStr) -> Option<PathBuf> {
    if program.as_encoded_bytes().contains(&b'/') {
        return fs::canonicalize(program).ok();
    }
    let paths = env::var_os("PATH")?;
    let found = env::split_paths(&paths).map(|folder| folder.join(program)).find(|path| path.is_file())?;
    fs::canonicalize(found).ok()
}

fn hash(path: &Path) -> io::Result<String> {
    if !path.is_file() {
        return Err(io::ErrorKind::NotFound.into());
    }
    let (mut file, mut hash, mut block) = (File::open(path)?, Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut block)? {
            0 => return Ok(hex::encode(hash.finalize())),
            read => hash.update(&block[..read]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_told_by_its_place_its_hash_and_its_arguments() {
        let directory = tempfile::tempdir().unwrap();
        let path = fs::canonicalize(directory.path()).unwrap().join("connector");
        fs::write(&path, "abc").unwrap();
        let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let described = description(&[path.clone().into(), "--account".into(), "pea \"x\"".into()]);
        assert_eq!(described, format!("{} sha256:{abc} [\"--account\",\"pea \\\"x\\\"\"]", path.display()));
    }

    #[test]
    fn a_name_is_looked_for_as_the_system_does() {
        assert!(description(&["sh".into(), "-c".into(), "echo".into()]).ends_with(" [\"-c\",\"echo\"]"));
        assert!(description(&["sh".into()]).starts_with('/'));
        assert_eq!(description(&["/nowhere/x".into()]), "/nowhere/x sha256:unread []");
    }
}
