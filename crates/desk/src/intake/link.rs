//! Links to files that are kept elsewhere.

/// Where people put files that are too much for a mail: the host, and what people call it.
const HOSTS: [(&str, &str); 35] = [
    ("drive.google.com", "Google Drive"),
    ("docs.google.com", "Google Drive"),
    ("drive.usercontent.google.com", "Google Drive"),
    ("1drv.ms", "OneDrive"),
    ("onedrive.live.com", "OneDrive"),
    ("sharepoint.com", "OneDrive"),
    ("wetransfer.com", "WeTransfer"),
    ("we.tl", "WeTransfer"),
    ("dropbox.com", "Dropbox"),
    ("db.tt", "Dropbox"),
    ("swisstransfer.com", "SwissTransfer"),
    ("kdrive.infomaniak.com", "kDrive"),
    ("icloud.com", "iCloud"),
    ("icloud-content.com", "iCloud"),
    ("mega.nz", "MEGA"),
    ("mega.co.nz", "MEGA"),
    ("box.com", "Box"),
    ("pcloud.link", "pCloud"),
    ("transfert.free.fr", "Free"),
    ("dl.free.fr", "Free"),
    ("transfernow.net", "TransferNow"),
    ("fromsmash.com", "Smash"),
    ("grosfichiers.com", "GrosFichiers"),
    ("drive.proton.me", "Proton Drive"),
    ("pcloud.com", "pCloud"),
    ("transfert.orange.fr", "Orange"),
    ("filemail.com", "Filemail"),
    ("sendgb.com", "SendGB"),
    ("photos.app.goo.gl", "Google Photos"),
    ("photos.google.com", "Google Photos"),
    ("acrobat.adobe.com", "Adobe Acrobat"),
    ("mediafire.com", "MediaFire"),
    ("1fichier.com", "1fichier"),
    ("cloud.orange.fr", "Orange"),
    ("digiposte.fr", "Digiposte"),
];

/// What the first such link in a text leads to.
pub fn shared_in(text: &str) -> Option<&'static str> {
    text.match_indices("://").find_map(|(at, separator)| {
        let rest = &text[at + separator.len()..];
        let end = rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))).unwrap_or(rest.len());
        named(&rest[..end.min(253)])
    })
}

fn named(host: &str) -> Option<&'static str> {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let is_of = |known: &str| host.strip_suffix(known).is_some_and(|before| before.is_empty() || before.ends_with('.'));
    HOSTS.iter().find(|(known, _)| is_of(known)).map(|(_, name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_known_by_its_host() {
        for (text, name) in [
            ("Voici : https://drive.google.com/file/d/1aB/view?usp=sharing merci", Some("Google Drive")),
            ("<a href=\"https://we.tl/t-abc\">", Some("WeTransfer")),
            ("https://exemple-my.SharePoint.com/:b:/g", Some("OneDrive")),
            ("https://exemple.fr https://www.swisstransfer.com/d/1", Some("SwissTransfer")),
            ("https://notdropbox.com/x", None),
            ("https://exemple.fr/?u=dropbox.com", None),
            ("dropbox.com", None),
        ] {
            assert_eq!(shared_in(text), name, "{text}");
        }
    }
}
