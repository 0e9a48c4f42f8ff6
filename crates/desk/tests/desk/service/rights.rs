//! The table of rights, each cell tried over the socket by who has the role.

use pli_desk::{roster::Role, service::rights::Deed};

use crate::{
    story::{desk, failed},
    support::service::{ANNE, CHLOE, SERVICE, STRANGER, SUPPORT, Service, TIMER, with_accounts},
};

/// Who has a role, and only that one.
pub fn uid(role: Role) -> (&'static str, u32) {
    match role {
        Role::Support => ("support", SUPPORT),
        Role::Developer => ("anne", ANNE),
        Role::Officer => ("chloe", CHLOE),
        Role::Timer => ("timer", TIMER),
    }
}

/// A command line that does nothing of weight, or fails for another reason than a right.
fn arguments(deed: Deed) -> &'static str {
    match deed {
        Deed::Invite => "invite --email a@exemple.fr --bank lcl",
        Deed::Receive => "receive",
        Deed::Todo => "todo",
        Deed::Done => "done 999",
        Deed::Choose => "choose K7M4-Q2XD",
        Deed::Release => "release K7M4-Q2XD",
        Deed::Show => "show K7M4-Q2XD",
        Deed::Cases => "cases",
        Deed::Inspect => "inspect K7M4-Q2XD",
        Deed::Receipt => "receipt K7M4-Q2XD",
        Deed::Consent => "consent K7M4-Q2XD",
        Deed::GiftsList => "gifts list",
        Deed::GiftsExport => "gifts export",
        Deed::GiftsGive => "gifts give K7M4-Q2XD",
        Deed::Assign => "assign K7M4-Q2XD --to anne",
        Deed::ConnectorAdd => "connector add x x",
        Deed::ConnectorApprove => "connector approve 00000000",
        Deed::ConnectorList => "connector list",
        Deed::Use => "use K7M4-Q2XD -- true",
        Deed::Close => "close K7M4-Q2XD",
        Deed::Approve => "approve K7M4-Q2XD --reason x --key x",
        Deed::Reveal => "reveal K7M4-Q2XD --approval x --approval y",
        Deed::Withdraw => "withdraw x",
        Deed::Erase => "erase nobody@exemple.fr",
        Deed::Expire => "expire",
        Deed::ExpireDryRun => "expire --dry-run",
        Deed::Unlock => "unlock 1999-01",
        Deed::Lock => "lock",
        Deed::EpochList => "epoch list",
        Deed::EpochNew => "epoch new x --from 2027-01-01T00:00:00Z --until 2027-04-01T00:00:00Z",
        Deed::EpochDraft => "epoch draft --serial 7 --from 2027-01-01T00:00:00Z --until 2027-04-01T00:00:00Z",
        Deed::EpochDestroy => "epoch destroy 1999-01",
        Deed::EpochSign => "epoch sign x --root x",
        Deed::AuditVerify => "audit verify",
        Deed::AuditExport => "audit export",
        Deed::Init => "init",
        Deed::Manual => "manual x",
    }
}

pub fn request(deed: Deed) -> String {
    let arguments: Vec<&str> = arguments(deed).split(' ').collect();
    serde_json::json!({"arguments": arguments, "language": "en"}).to_string()
}

#[test]
fn each_role_may_what_the_table_says_and_nothing_else() {
    with_accounts(|| {
        let service = Service::started(desk());
        let mut otherwise = Vec::new();
        for deed in Deed::ALL {
            for role in Role::ALL {
                let (name, uid) = uid(role);
                let answered = service.curl(uid, &["--data-binary", "@-"], request(deed).as_bytes()).out;
                let said = format!(
                    "\"exit\":5,\"code\":\"not-your-role\",\"text\":\"{name} may not run `{}`: no role of theirs gives the right\"",
                    deed.name()
                );
                if answered.contains(&said) == deed.is_allowed(role) || !answered.contains("\"end\"") {
                    otherwise.push(format!("{} as {name}: {answered}", deed.name()));
                }
            }
        }
        assert_eq!(otherwise, Vec::<String>::new());
        let log = service.run(CHLOE, ["audit", "export"]).out;
        assert!(
            log.lines().any(|line| line.contains("\"result\":\"not-your-role\"") && line.contains("\"who\":\"timer\""))
        );
    });
}

#[test]
fn whoever_stands_in_no_roster_may_nothing() {
    with_accounts(|| {
        let service = Service::started(desk());
        for uid in [STRANGER, SERVICE, 0] {
            for deed in Deed::ALL {
                // What a stranger asks is not read, not even in which language.
                let speaking = ["--header", "Accept-Language: en", "--data-binary", "@-"];
                let french = request(deed).replace("\"language\":\"en\"", "\"language\":\"fr\"");
                let answered = service.curl(uid, &speaking, french.as_bytes()).out;
                let said = format!("\"code\":\"uid-unknown\",\"text\":\"uid {uid} stands in no roster of this desk\"");
                assert!(answered.contains(&said), "{}: {answered}", deed.name());
            }
        }
        let ended = service.run(STRANGER, ["cases"]);
        let err = format!("pli-desk: uid-unknown: uid {STRANGER} stands in no roster of this desk\n");
        assert_eq!(failed(&ended), (Some(5), "", err.as_str()));
    });
}
