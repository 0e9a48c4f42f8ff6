//! What several tests need: a `PostgreSQL` of their own, and cases to put into a registry.

pub mod bank;
pub mod bundle;
pub mod cluster;
pub mod dovecot;
pub mod manual;
pub mod nobody;
pub mod package;
pub mod program;
pub mod relay;
pub mod service;
pub mod terminal;
pub mod token;

use pli_desk::registry::NewSending;
use pli_format::{CaseReference, Language, Sha256};

pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Changes the registry of a desk behind its back, as time does.
pub fn in_registry(desk: &program::Program, statement: &str) {
    use sqlx::{AnyConnection, AssertSqlSafe, Connection, raw_sql};
    sqlx::any::install_default_drivers();
    let url = format!("sqlite:{}?mode=rw", desk.registry_file().display());
    block_on(async {
        let mut connection = AnyConnection::connect(&url).await.unwrap();
        raw_sql(AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    });
}

/// A sending as `receive` keeps it, signed on 23 November 2026, with a sealed file of its own.
pub fn new_sending(reference: &str) -> NewSending {
    let sealed_file = format!("age-encryption.org/v1\n{}", reference.repeat(500)).into_bytes();
    NewSending {
        package: Sha256::of(format!("package of {reference}").as_bytes()),
        sealed: Sha256::of(&sealed_file),
        record: Sha256::of(format!("record of {reference}").as_bytes()),
        sender: None,
        reference: CaseReference::parse(reference).unwrap(),
        name: "Hélène Marchand".into(),
        email: "helene.marchand@exemple.fr".into(),
        language: Language::Fr,
        bank: "lcl".into(),
        epoch: "2026-01".into(),
        case_key: "00".repeat(32),
        signed_at: "2026-11-23T13:05:00Z".parse().unwrap(),
        expires_at: "2026-12-23T13:05:00Z".parse().unwrap(),
        consent: b"%PDF-1.7".to_vec(),
        sealed_file,
    }
}
