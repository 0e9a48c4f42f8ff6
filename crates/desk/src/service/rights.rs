//! Who may do what: the one table.

use crate::{
    cli::{AuditCommand, Command, ConnectorCommand, EpochCommand, GiftsCommand},
    roster::{Member, Role},
};

/// Makes the commands of the table: each is a variant, what people type, and who may.
macro_rules! deeds {
    ($($deed:ident $name:literal [$($may:ident)*],)*) => {
        /// A command as the table has it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Deed {
            $($deed,)*
        }

        impl Deed {
            /// Every one.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$deed),*];

            const fn row(self) -> (&'static str, [bool; 4]) {
                match self {
                    $(Self::$deed => ($name, [$($may),*]),)*
                }
            }
        }
    };
}

const X: bool = true;
const O: bool = false;

// Who may, in the order of `Role::ALL`: support, developer, officer, timer.
deeds! {
    Invite           "invite"            [X O O O],
    Receive          "receive"           [X O O O],
    Todo             "todo"              [X X X O],
    Done             "done"              [X O X O],
    Choose           "choose"            [X O O O],
    Release          "release"           [X O O O],
    Show             "show"              [X X X O],
    Cases            "cases"             [X X X O],
    Inspect          "inspect"           [X X X O],
    Receipt          "receipt"           [X O X O],
    Consent          "consent"           [X O X O],
    GiftsList        "gifts list"        [X O O O],
    GiftsExport      "gifts export"      [X O O O],
    GiftsGive        "gifts give"        [X O O O],
    Assign           "assign"            [X X O O],
    ConnectorAdd     "connector add"     [O X O O],
    ConnectorApprove "connector approve" [O X X O],
    ConnectorList    "connector list"    [O X X O],
    Use              "use"               [O X O O],
    Close            "close"             [X X O O],
    Approve          "approve"           [X X X O],
    Reveal           "reveal"            [O X O O],
    Withdraw         "withdraw"          [X O X O],
    Erase            "erase"             [O O X O],
    Expire           "expire"            [O O X X],
    ExpireDryRun     "expire --dry-run"  [X O X X],
    Unlock           "unlock"            [O O X O],
    Lock             "lock"              [O O X O],
    EpochList        "epoch list"        [X X X O],
    EpochNew         "epoch new"         [O O X O],
    EpochDraft       "epoch draft"       [O O X O],
    EpochDestroy     "epoch destroy"     [O O X O],
    EpochSign        "epoch sign"        [O O O O],
    AuditVerify      "audit verify"      [O O X O],
    AuditExport      "audit export"      [O O X O],
    Init             "init"              [O O O O],
    Manual           "manual"            [O O O O],
}

impl Deed {
    /// What a command does.
    pub fn of(command: &Command) -> Self {
        match command {
            Command::Invite(_) => Self::Invite,
            Command::Receive(_) => Self::Receive,
            Command::Todo(_) => Self::Todo,
            Command::Done(_) => Self::Done,
            Command::Choose(_) => Self::Choose,
            Command::Release(_) => Self::Release,
            Command::Show(_) => Self::Show,
            Command::Cases(_) => Self::Cases,
            Command::Inspect(_) => Self::Inspect,
            Command::Receipt(_) => Self::Receipt,
            Command::Consent(_) => Self::Consent,
            Command::Assign(_) => Self::Assign,
            Command::Connector(arguments) => match arguments.command {
                ConnectorCommand::Add { .. } => Self::ConnectorAdd,
                ConnectorCommand::Approve { .. } => Self::ConnectorApprove,
                ConnectorCommand::List { .. } => Self::ConnectorList,
            },
            Command::Use(_) => Self::Use,
            Command::Close(_) => Self::Close,
            Command::Approve(_) => Self::Approve,
            Command::Reveal(_) => Self::Reveal,
            Command::Withdraw(_) => Self::Withdraw,
            Command::Erase(_) => Self::Erase,
            Command::Expire(arguments) if arguments.dry_run => Self::ExpireDryRun,
            Command::Expire(_) => Self::Expire,
            Command::Unlock(_) => Self::Unlock,
            Command::Lock(_) => Self::Lock,
            Command::Init => Self::Init,
            Command::Manual(_) => Self::Manual,
            Command::Gifts(arguments) => match arguments.command {
                GiftsCommand::List { .. } => Self::GiftsList,
                GiftsCommand::Export { .. } => Self::GiftsExport,
                GiftsCommand::Give { .. } => Self::GiftsGive,
            },
            Command::Epoch(arguments) => match arguments.command {
                EpochCommand::New { .. } => Self::EpochNew,
                EpochCommand::List { .. } => Self::EpochList,
                EpochCommand::Draft { .. } => Self::EpochDraft,
                EpochCommand::Sign { .. } => Self::EpochSign,
                EpochCommand::Destroy { .. } => Self::EpochDestroy,
            },
            Command::Audit(arguments) => match arguments.command {
                AuditCommand::Verify { .. } => Self::AuditVerify,
                AuditCommand::Export { .. } => Self::AuditExport,
            },
        }
    }

    /// As people type it.
    pub const fn name(self) -> &'static str {
        self.row().0
    }

    /// Whether a role gives the right.
    pub const fn is_allowed(self, role: Role) -> bool {
        self.row().1[role as usize]
    }

    /// The role by which somebody may, if one of theirs gives the right.
    pub fn right(self, member: &Member) -> Option<Role> {
        member.roles.iter().copied().find(|role| self.is_allowed(*role))
    }

    /// Whether it is done where it is typed, whatever service there is: it needs none, or none may do it.
    pub const fn is_at_home(self) -> bool {
        matches!(self, Self::EpochSign | Self::Init | Self::Manual)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_stands_once_where_it_is_expected() {
        for (at, deed) in Deed::ALL.into_iter().enumerate() {
            assert_eq!(deed as usize, at, "{}", deed.name());
        }
        assert_eq!(Role::ALL.map(|role| role as usize), [0, 1, 2, 3]);
    }

    /// The manual has the same table, cell by cell.
    #[test]
    fn the_manual_has_this_table() {
        let manual = include_str!("../../../../docs/DESK.md");
        let rows: Vec<String> = Deed::ALL
            .iter()
            .map(|deed| {
                let cells = Role::ALL.map(|role| if deed.is_allowed(role) { "yes" } else { "" });
                format!("| `{}` | {} |", deed.name(), cells.join(" | "))
            })
            .collect();
        let found: Vec<&str> = manual
            .lines()
            .skip_while(|line| *line != "| command | support | developer | officer | timer |")
            .skip(2)
            .take_while(|line| line.starts_with('|'))
            .collect();
        assert_eq!(found, rows);
    }

    #[test]
    fn what_is_done_at_home_is_done_by_nobody_at_the_service() {
        for deed in Deed::ALL.into_iter().filter(|deed| deed.is_at_home()) {
            assert_eq!(Role::ALL.map(|role| deed.is_allowed(role)), [false; 4], "{}", deed.name());
        }
    }
}
