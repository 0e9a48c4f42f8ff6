use pli_format::CaseReference;

use super::{
    super::{catalogue::Catalogue, detected::Found},
    *,
};

/// Every program of the catalogue that this system can have, and a home; the default is Thunderbird.
pub fn all_installed() -> Detected {
    let programs = Catalogue::compiled_in().programs.iter().filter(|program| program.here().is_some());
    Detected {
        programs: programs.map(|program| found(&program.id, Confinement::None)).collect(),
        default: DefaultClient::Known("thunderbird"),
        confined: false,
        longest_path: None,
        home: Some("/home/helene".into()),
    }
}

fn found(id: &'static str, confinement: Confinement) -> Found {
    Found { id, app: id.to_owned(), confinement }
}

#[cfg(target_os = "linux")]
fn only(id: &'static str, confinement: Confinement) -> Detected {
    Detected { programs: vec![found(id, confinement)], ..all_installed() }
}

#[cfg(target_os = "linux")]
fn thunderbird_opens() -> Way {
    Way::Client(Opening::Eml(Started { name: "Thunderbird".to_owned(), app: "thunderbird".to_owned() }))
}

fn files(folder: &str) -> PackageFolder {
    PackageFolder::new(folder, CaseReference::parse("K7M4-Q2XD").unwrap())
}

fn way(client: &str, detected: &Detected) -> Result<Way, HandoffError> {
    plan(Client::named(client).unwrap(), detected, &files("/home/helene/Documents/Pli/K7M4-Q2XD"))
}

#[cfg(target_os = "linux")]
#[test]
fn each_program_has_its_own_way() {
    let detected = all_installed();
    for (client, name, opening) in [
        ("thunderbird", "Thunderbird", Opening::Eml as fn(_) -> _),
        ("betterbird", "Betterbird", Opening::Eml),
        ("evolution", "Evolution", Opening::MailtoAttach),
        ("kmail", "KMail", Opening::MailtoAttach),
        ("geary", "Geary", Opening::MailtoAttach),
        ("claws-mail", "Claws Mail", Opening::ComposeArguments),
    ] {
        let started = Started { name: name.to_owned(), app: client.to_owned() };
        assert_eq!(way(client, &detected), Ok(Way::Client(opening(started))), "{client}");
    }
}

#[test]
fn webmails_and_unknown_need_nothing_installed() {
    let nothing = Detected::default();
    for (client, expected) in
        [("gmail", Way::Webmail), ("orange", Way::Webmail), ("other-webmail", Way::Webmail), ("unknown", Way::Folder)]
    {
        assert_eq!(way(client, &nothing), Ok(expected), "{client}");
    }
}

#[test]
fn a_client_that_is_not_there_is_not_found() {
    let expected = HandoffError::ClientNotFound { name: "Thunderbird".to_owned() };
    assert_eq!(way("thunderbird", &Detected::default()), Err(expected));
}

#[test]
fn an_unheard_of_identifier_is_not_found() {
    let error = Client::named("../../bin/sh").unwrap_err();
    assert_eq!(error, HandoffError::ClientNotFound { name: "../../bin/sh".to_owned() });
}

#[test]
fn another_program_is_the_default_one_or_none() {
    let default = |default| Detected { default, ..Detected::default() };
    assert_eq!(way("other-program", &default(DefaultClient::None)), Err(HandoffError::NoMailClient));
    assert_eq!(way("other-program", &default(DefaultClient::Browser)), Ok(Way::Folder));
    assert_eq!(way("other-program", &default(DefaultClient::Known("thunderbird"))), Ok(Way::Folder));
    let systems_own = if cfg!(target_os = "linux") {
        Way::Client(Opening::Portal)
    } else if cfg!(windows) {
        Way::Client(Opening::Mapi("Mailspring".to_owned()))
    } else {
        Way::Folder
    };
    assert_eq!(way("other-program", &default(DefaultClient::Other("Mailspring".to_owned()))), Ok(systems_own));
}

#[cfg(target_os = "linux")]
#[test]
fn names_of_files_do_not_pass_into_a_sandbox() {
    let evolution = only("evolution", Confinement::Flatpak);
    assert_eq!(way("evolution", &evolution), Ok(Way::Folder));
    let as_default = Detected { default: DefaultClient::Known("evolution"), ..evolution };
    assert_eq!(way("evolution", &as_default), Ok(Way::Client(Opening::Portal)));
    assert_eq!(way("thunderbird", &only("thunderbird", Confinement::Flatpak)), Ok(thunderbird_opens()));
}

#[cfg(target_os = "linux")]
#[test]
fn a_snap_reads_only_what_is_visible_in_the_home() {
    let thunderbird = only("thunderbird", Confinement::Snap);
    let client = Client::named("thunderbird").unwrap();
    assert_eq!(plan(client, &thunderbird, &files("/home/helene/Documents/Pli/K7M4-Q2XD")), Ok(thunderbird_opens()));
    for folder in ["/mnt/data/Pli/K7M4-Q2XD", "/home/helene/.documents/Pli/K7M4-Q2XD", "/home/helene2/Pli"] {
        let expected = HandoffError::ClientCannotRead { name: "Thunderbird".to_owned(), folder: folder.to_owned() };
        assert_eq!(plan(client, &thunderbird, &files(folder)), Err(expected));
    }
}

/// Documents on a second disk are out of its sight; a home on one is the home.
#[cfg(target_os = "linux")]
#[test]
fn a_snap_reads_what_a_link_leads_to() {
    let folder = tempfile::tempdir().unwrap();
    let [home, link, disk] = ["home", "link", "disk"].map(|name| folder.path().join(name));
    for folder in [&home.join("Documents/Pli/K7M4-Q2XD"), &disk.join("Pli/K7M4-Q2XD")] {
        fs::create_dir_all(folder).unwrap();
    }
    std::os::unix::fs::symlink(&home, &link).unwrap();
    std::os::unix::fs::symlink(&disk, home.join("Elsewhere")).unwrap();
    let thunderbird = Detected { home: Some(link), ..only("thunderbird", Confinement::Snap) };
    let way = |documents: &str| {
        let files = files(home.join(documents).join("Pli/K7M4-Q2XD").to_str().unwrap());
        plan(Client::named("thunderbird").unwrap(), &thunderbird, &files)
    };
    assert_eq!(way("Documents"), Ok(thunderbird_opens()));
    assert!(matches!(way("Elsewhere"), Err(HandoffError::ClientCannotRead { .. })), "{:?}", way("Elsewhere"));
}

#[test]
fn pli_itself_confined_starts_nothing_but_the_portal() {
    let confined = Detected { confined: true, ..all_installed() };
    assert_eq!(way("thunderbird", &confined), Ok(Way::Client(Opening::Portal)));
    let other = Detected { default: DefaultClient::None, ..confined };
    assert_eq!(way("thunderbird", &other), Ok(Way::Folder));
}

#[test]
fn a_path_that_mail_clients_do_not_take_is_refused_before_they_start() {
    let folder = format!("/home/{}/Documents/Pli/K7M4-Q2XD", "é".repeat(203));
    let detected = Detected { longest_path: Some(259), ..all_installed() };
    let long = plan(Client::named("thunderbird").unwrap(), &detected, &files(&folder));
    let path = files(&folder).consent.display().to_string();
    assert_eq!(long, Err(HandoffError::PathTooLong { path }));
    assert!(way("thunderbird", &detected).is_ok());
}

#[test]
fn the_person_is_asked_where_success_proves_nothing() {
    let client = |id| Client::named(id).unwrap();
    let started = Started { name: String::new(), app: String::new() };
    let may_show_nothing = |opening, id| Way::Client(opening).may_show_nothing(client(id));
    assert!(may_show_nothing(Opening::Eml(started.clone()), "thunderbird"));
    assert!(may_show_nothing(Opening::Portal, "other-program"));
    assert!(!may_show_nothing(Opening::MailtoAttach(started), "evolution"));
}
