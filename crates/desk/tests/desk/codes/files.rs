//! What is wrong with the desk's own files, or those it is given.

use std::fs;

use sqlx::Connection;

use super::{Trouble, cases::onto_a_full_device, provoke};
use crate::{
    story::assigned,
    support::{
        block_on,
        program::{Ended, Program},
    },
};

pub const TROUBLES: &[Trouble] = &[
    Trouble {
        exit: 2,
        said: "audit-too-long: this would be too long for the log: shorten what was typed",
        run: || Program::new().run(["--operator", &"x".repeat(100_000), "cases"]),
    },
    Trouble {
        exit: 8,
        said: "registry-damaged: the registry is damaged, or is not one (file)",
        run: || {
            let desk = Program::new();
            desk.write("home/desk.db", "not a registry ".repeat(1000));
            desk.run(["cases"])
        },
    },
    Trouble {
        exit: 8,
        said: "registry-newer: the registry was made by a newer version of pli-desk",
        run: || after("INSERT INTO _sqlx_migrations VALUES (9999, 'later', 0, 1, x'00', 0)"),
    },
    Trouble {
        exit: 8,
        said: "registry-failed: the registry failed: no such table: sendings",
        run: || after("DROP TABLE sendings"),
    },
    Trouble {
        exit: 8,
        said: "registry-missing: the registry …/home/desk.db.sealed aside, then run `pli-desk init`",
        run: || {
            let desk = Program::new();
            fs::remove_file(desk.registry_file()).unwrap();
            desk.run(["cases"])
        },
    },
    Trouble {
        exit: 1,
        said: "audit-file: the log cannot be read or written: it is a folder",
        run: || {
            let desk = Program::new();
            fs::remove_file(desk.home().join("audit.jsonl")).unwrap();
            fs::create_dir(desk.home().join("audit.jsonl")).unwrap();
            desk.run(["cases"])
        },
    },
    Trouble {
        exit: 1,
        said: "file-unreadable: \"none.retrait\" cannot be read: no such file or folder",
        run: || Program::new().run(["withdraw", "none.retrait"]),
    },
    Trouble {
        exit: 1,
        said: "file-unwritable: \"/dev/null/home\" cannot be written: it is not a folder",
        run: || Program::new().run(["--home", "/dev/null/home", "init"]),
    },
    Trouble {
        exit: 1,
        said: "output: cannot print: no room left",
        run: || onto_a_full_device(&assigned(), &["cases"]),
    },
];

#[test]
fn each_is_said_with_its_exit_code() {
    provoke(TROUBLES);
}

/// `cases`, after somebody else changed the registry.
fn after(statement: &'static str) -> Ended {
    let desk = Program::new();
    desk.run(["cases"]);
    let url = format!("sqlite:{}", desk.registry_file().display());
    block_on(async {
        sqlx::any::install_default_drivers();
        let mut connection = sqlx::AnyConnection::connect(&url).await.unwrap();
        sqlx::raw_sql("PRAGMA foreign_keys = OFF").execute(&mut connection).await.unwrap();
        sqlx::raw_sql(statement).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    });
    desk.run(["cases"])
}
