use std::{
    fmt::Display,
    future::Future,
    thread,
    time::{Duration, Instant},
};

/// Far more than anything takes on two busy cores; it is only reached by a failure.
pub const PATIENCE: Duration = Duration::from_secs(40);
const PAUSE: Duration = Duration::from_millis(25);

/// Waits until the condition gives a value; fails with what was waited for.
pub fn until<T>(what: impl Display, mut condition: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(value) = condition() {
            return value;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        thread::sleep(PAUSE);
    }
}

/// [`until`], for a condition that itself has to be awaited.
pub async fn eventually<T, F>(what: impl Display, mut condition: impl FnMut() -> F) -> T
where
    F: Future<Output = Option<T>>,
{
    let start = Instant::now();
    loop {
        if let Some(value) = condition().await {
            return value;
        }
        assert!(start.elapsed() < PATIENCE, "waited in vain for {what}");
        tokio::time::sleep(PAUSE).await;
    }
}
