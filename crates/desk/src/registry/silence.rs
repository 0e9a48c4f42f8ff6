//! A server that says nothing any more: a network that is lost tells nobody, and TCP waits for hours.

use std::{
    future::poll_fn,
    pin::pin,
    task::{Context, Poll},
    time::Duration,
};

use tokio::time::{Instant, sleep, timeout};

use super::{Location, PATIENCE, RegistryError, SILENCE};

/// Goes on with what works with the registry at this place, for as long as it hears from it. Only what is waited for
/// is timed: a connector, or somebody who types, takes as long as it takes.
///
/// # Errors
/// [`RegistryError::Silent`]. Whether a change that was being kept is kept is not known then.
pub async fn unless_silent<T, E: From<RegistryError>>(
    location: &Location,
    work: impl Future<Output = Result<T, E>>,
) -> Result<T, E> {
    match location {
        Location::Sqlite(_) => work.await,
        Location::Postgres(_) => heard_within(SILENCE, work).await.unwrap_or_else(|| Err(RegistryError::Silent.into())),
    }
}

/// What comes of it, unless nothing woke it for so long.
async fn heard_within<T>(patience: Duration, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut silence = pin!(sleep(patience));
    poll_fn(|context: &mut Context<'_>| {
        // Looked at first: what follows may take its time, and that is no silence.
        let is_over = silence.as_mut().poll(context).is_ready();
        if let Poll::Ready(done) = work.as_mut().poll(context) {
            return Poll::Ready(Some(done));
        }
        if is_over {
            return Poll::Ready(None);
        }
        silence.as_mut().reset(Instant::now() + patience);
        silence.as_mut().poll(context).map(|()| None)
    })
    .await
}

/// What may say nothing for as long as it takes: it is looked at now and then, so that nobody takes it for lost.
pub async fn unhurried<T>(work: impl Future<Output = T>) -> T {
    let mut work = pin!(work);
    loop {
        if let Ok(done) = timeout(PATIENCE, work.as_mut()).await {
            return done;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{future::pending, thread};

    use super::*;

    const PATIENCE: Duration = Duration::from_millis(50);

    fn block_on<T>(work: impl Future<Output = T>) -> T {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
    }

    #[test]
    fn what_nothing_wakes_is_given_up() {
        assert_eq!(block_on(heard_within(PATIENCE, pending::<()>())), None);
    }

    /// A statement after the other, and in between a program that runs.
    #[test]
    fn what_takes_long_and_is_heard_from_goes_on() {
        let work = async {
            for _ in 0..4 {
                sleep(PATIENCE / 2).await;
            }
            thread::sleep(2 * PATIENCE);
            sleep(PATIENCE / 2).await;
            "done"
        };
        assert_eq!(block_on(heard_within(PATIENCE, work)), Some("done"));
    }
}
