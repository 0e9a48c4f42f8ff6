use super::*;
use crate::submission;

fn write(directory: &Path, name: &str, bytes: &[u8]) {
    let path = directory.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Where each delivery came from, relative to the directory, and how much it weighs.
fn arrivals(directory: &Path) -> Vec<(String, usize)> {
    Deliveries::from(&[Input::Path(directory.to_owned())], submission::hashes)
        .map(|arrival| (arrival.source.to_string().replace(&shown(directory), "."), arrival.weight()))
        .collect()
}

fn expected(list: &[(&str, usize)]) -> Vec<(String, usize)> {
    list.iter().map(|&(source, weight)| (source.to_owned(), weight)).collect()
}

#[test]
fn a_directory_gives_its_mails_then_its_packages() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), "b.eml", b"A: 1\n\n");
    write(directory.path(), "a.mbox", b"From a Mon\nA: 1\n\nFrom b Mon\nB: 22\n\n");
    write(directory.path(), "consentement-K7M4-Q2XD.pdf", b"%PDF-");
    write(directory.path(), "identifiants-K7M4-Q2XD.age", b"age");
    write(directory.path(), ".hidden.eml", b"A: 1\n\n");
    assert_eq!(arrivals(directory.path()), expected(&[("./a.mbox#1", 6), ("./a.mbox#2", 7), ("./b.eml", 6), (".", 8)]));
}

#[test]
fn a_maildir_gives_what_was_delivered() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), "cur/1.host:2,S", b"A: 1\n\n");
    write(directory.path(), "new/2.host", b"A: 1\n\n");
    write(directory.path(), "tmp/3.host", b"A: 1\n\n");
    assert_eq!(arrivals(directory.path()), expected(&[("./cur/1.host:2,S", 6), ("./new/2.host", 6)]));
}

#[test]
fn a_file_that_is_too_long_is_not_read_to_its_end() {
    let directory = tempfile::tempdir().unwrap();
    let file = File::create(directory.path().join("long.eml")).unwrap();
    file.set_len(100_000_000).unwrap();
    let [arrival] = Deliveries::from(&[Input::Path(directory.path().to_owned())], submission::hashes)
        .collect::<Vec<_>>()
        .try_into()
        .unwrap();
    assert_eq!(arrival.content.unwrap_err().to_string(), "the mail is longer than 25 MB");
}

#[test]
fn what_is_not_there_is_said_and_the_rest_is_read() {
    let directory = tempfile::tempdir().unwrap();
    write(directory.path(), "b.eml", b"A: 1\n\n");
    let inputs = ["a.eml", "b.eml"].map(|name| Input::Path(directory.path().join(name)));
    let [missing, there] = Deliveries::from(&inputs, submission::hashes).collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(missing.content.unwrap_err().to_string(), "cannot be read: No such file or directory (os error 2)");
    assert_eq!(there.weight(), 6);
}
