//! A signal reaches every connector of a process: this test has a process of its own.

#![allow(clippy::unwrap_used, reason = "a test ends where it fails")]

use std::{collections::BTreeMap, io, time::Duration};

use pli_desk::connector::{Channel, Connector, Ending};

/// The connector itself sends the signal that a terminal's Ctrl+C, or Ctrl+\, would.
#[test]
fn a_connector_is_ended_when_the_operator_stops_the_desk() {
    for signal in ["INT", "QUIT", "TERM", "HUP"] {
        let script = format!("kill -{signal} {}; while :; do sleep 0.05; done", std::process::id());
        let connector = Connector {
            program: "sh".into(),
            arguments: vec!["-c".into(), script.into()],
            channel: Channel::Descriptor,
            limit: Duration::from_mins(1),
            grace: Duration::from_mins(1),
            warden: env!("CARGO_BIN_EXE_pli-desk").into(),
        };
        let (revoked, held) = io::pipe().unwrap();
        let outcome = connector.run(&BTreeMap::new(), &revoked, None, &mut io::sink(), &mut io::sink()).unwrap();
        drop(held);
        assert_eq!(outcome.ending, Ending::Interrupted, "{signal}");
    }
}
