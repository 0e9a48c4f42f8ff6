use jiff::Timestamp;
use pli_format::CaseReference;
use sqlx::query;

use super::{Registry, RegistryError, Sending, State, written};
use crate::person;

/// Which sendings are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only in this state; where none is asked for, every open one.
    pub state: Option<State>,
    /// Closed ones, too.
    pub all: bool,
    /// Only those in this developer's charge.
    pub developer: Option<String>,
    /// Only those with this in their reference, name, address or bank, whatever the case of its letters.
    pub word: Option<String>,
}

/// Some of the sendings, by expiry: so many are in memory at a time.
pub type Page = Vec<Sending>;

/// How many are in a page.
const PAGE: i64 = 500;

impl Registry {
    /// The sendings that expire after this one, soonest first; from the beginning where none is given.
    /// Empty at the end.
    pub async fn page(&mut self, filter: &Filter, after: Option<&Sending>) -> Result<Page, RegistryError> {
        let mut after = after.map(|last| (written(last.expires_at), last.package.to_string())).unwrap_or_default();
        loop {
            let rows = query(
                "SELECT * FROM sendings WHERE (expires_at > $1 OR (expires_at = $2 AND package_sha256 > $3)) \
                 AND (state = $4 OR $4 = '') AND (state <> 'closed' OR $5 = 1) AND (developer = $6 OR $6 = '') \
                 ORDER BY expires_at, package_sha256 LIMIT $7",
            )
            .bind(&after.0)
            .bind(&after.0)
            .bind(&after.1)
            .bind(filter.state.map_or("", State::name))
            .bind(i64::from(filter.all || filter.state == Some(State::Closed)))
            .bind(filter.developer.as_deref().unwrap_or_default())
            .bind(PAGE)
            .fetch_all(&mut self.connection)
            .await?;
            let read: Vec<Sending> = rows.iter().map(Sending::read).collect::<Result<_, _>>()?;
            let Some(last) = read.last() else { return Ok(read) };
            after = (written(last.expires_at), last.package.to_string());
            let found: Vec<Sending> = read.into_iter().filter(|sending| filter.matches(sending)).collect();
            if !found.is_empty() {
                return Ok(found);
            }
        }
    }

    /// The open sendings that are over: expired before `now`, or received before `unopened` and never
    /// opened.
    pub async fn overdue(&mut self, now: Timestamp, unopened: Timestamp) -> Result<Vec<Sending>, RegistryError> {
        let rows = query(
            "SELECT * FROM sendings WHERE state <> 'closed' \
             AND (expires_at < $1 OR (opened_at IS NULL AND received_at < $2)) ORDER BY expires_at, package_sha256",
        )
        .bind(written(now))
        .bind(written(unopened))
        .fetch_all(&mut self.connection)
        .await?;
        rows.iter().map(Sending::read).collect()
    }

    /// Requests whose sendings contest each other.
    pub async fn contested(&mut self) -> Result<Vec<(CaseReference, Timestamp)>, RegistryError> {
        let rows = query(
            "SELECT reference, MIN(received_at) AS since FROM sendings WHERE state = 'contested' \
             GROUP BY reference ORDER BY since, reference",
        )
        .fetch_all(&mut self.connection)
        .await?;
        rows.iter().map(|row| Ok((super::reference(row)?, super::parsed(row, "since")?))).collect()
    }
}

impl Filter {
    fn matches(&self, sending: &Sending) -> bool {
        let Some(word) = &self.word else { return true };
        let word = person::address(word);
        let reference = sending.reference.to_string().to_lowercase();
        let bare = word.replace('-', "");
        [&sending.name, &sending.email, &sending.bank].iter().any(|text| person::address(text).contains(&word))
            || reference.contains(&word)
            || (!bare.is_empty() && reference.replace('-', "").contains(&bare))
    }
}
