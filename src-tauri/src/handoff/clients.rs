use serde::Serialize;
use ts_rs::TS;

use super::{
    catalogue::{Catalogue, OTHER_PROGRAM, OTHER_WEBMAIL},
    detected::{DefaultClient, Detected},
};

/// A mail program or webmail to choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct MailClient {
    /// What the hand-off is asked for.
    pub id: String,
    /// Its name; empty for "another one", which the page has words for.
    pub name: String,
    /// True when it was found on this computer.
    pub installed: bool,
    /// A webmail's address.
    pub site: Option<String>,
}

/// "Comment lisez-vous vos mails ?"
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct MailClients {
    /// The client that was chosen last time, if it is still there and was not tried in vain; nothing else is
    /// chosen for a person: the system's own is often one that nobody set up.
    pub proposed: Option<String>,
    /// Programs: the system's own first, then by name, "another program" last.
    pub programs: Vec<MailClient>,
    /// Webmails by name, "another site" last.
    pub webmails: Vec<MailClient>,
}

/// Lists what was found, then what is never missing.
pub(super) fn list(detected: &Detected, remembered: Option<&str>, tried: &[String]) -> MailClients {
    let mut programs: Vec<MailClient> = Catalogue::compiled_in()
        .programs
        .iter()
        .filter(|program| detected.find(&program.id).is_some())
        .map(|program| MailClient { id: program.id.clone(), name: program.name.clone(), installed: true, site: None })
        .collect();
    programs.sort_by_key(|program| program.name.to_lowercase());
    let webmails = webmails();
    let listed = |id: &str| programs.iter().chain(&webmails).any(|client| client.id == id);
    let own = match &detected.default {
        DefaultClient::Known(id) => Some(*id),
        DefaultClient::Other(_) | DefaultClient::None | DefaultClient::Browser => None,
    };
    let proposed = remembered.filter(|id| listed(id) && !tried.iter().any(|tried| tried == id)).map(str::to_owned);
    programs.sort_by_key(|program| Some(&*program.id) != own);
    programs.push(MailClient {
        id: OTHER_PROGRAM.to_owned(),
        name: detected.other_name().to_owned(),
        installed: matches!(detected.default, DefaultClient::Other(_)),
        site: None,
    });
    MailClients { proposed, programs, webmails }
}

fn webmails() -> Vec<MailClient> {
    let catalogue = &Catalogue::compiled_in().webmails;
    let mut webmails: Vec<MailClient> = catalogue
        .iter()
        .map(|webmail| MailClient {
            id: webmail.id.clone(),
            name: webmail.name.clone(),
            installed: false,
            site: Some(webmail.site.clone()),
        })
        .collect();
    webmails.sort_by_key(|webmail| webmail.name.to_lowercase());
    webmails.push(MailClient { id: OTHER_WEBMAIL.to_owned(), name: String::new(), installed: false, site: None });
    webmails
}

#[cfg(test)]
mod tests {
    use super::{super::plan::tests::all_installed, *};

    fn detected(default: DefaultClient) -> Detected {
        Detected { default, ..all_installed() }
    }

    fn ids(clients: &[MailClient]) -> Vec<&str> {
        clients.iter().map(|client| &*client.id).collect()
    }

    #[test]
    fn the_default_client_comes_first_then_names_then_another() {
        let clients = list(&detected(DefaultClient::Known("thunderbird")), None, &[]);
        assert_eq!(clients.proposed, None, "nothing is chosen for a person");
        let (first, others) = clients.programs.split_first().unwrap();
        let (last, named) = others.split_last().unwrap();
        assert_eq!((&*first.id, &*last.id), ("thunderbird", "other-program"));
        assert!(named.iter().map(|client| client.name.to_lowercase()).is_sorted());
    }

    #[test]
    fn webmails_are_always_offered() {
        assert_eq!(
            ids(&list(&Detected::default(), None, &[]).webmails),
            [
                "bouygues",
                "free",
                "gmail",
                "outlook-com",
                "icloud",
                "la-poste",
                "orange",
                "proton",
                "sfr",
                "yahoo",
                "other-webmail"
            ]
        );
    }

    #[test]
    fn a_remembered_choice_is_proposed_while_it_is_there() {
        let proposed =
            |remembered| list(&detected(DefaultClient::Known("thunderbird")), Some(remembered), &[]).proposed;
        assert_eq!(proposed("orange").as_deref(), Some("orange"));
        assert_eq!(proposed("uninstalled"), None);
    }

    #[test]
    fn a_way_that_was_tried_in_vain_is_not_proposed_again() {
        let tried = ["gmail".to_owned()];
        assert_eq!(list(&detected(DefaultClient::None), Some("gmail"), &tried).proposed, None);
    }

    #[test]
    fn a_default_that_the_catalogue_lacks_is_there_by_its_name() {
        let clients = list(&detected(DefaultClient::Other("Mailspring".to_owned())), None, &[]);
        assert_eq!(clients.programs.last().map(|client| &*client.name), Some("Mailspring"));
    }
}
