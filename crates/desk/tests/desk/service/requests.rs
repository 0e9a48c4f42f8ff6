//! Requests that are none, too long, too slow, too many, or say who they are.

use std::{
    io::{self, Read, Write},
    net::Shutdown,
    os::unix::net::UnixStream,
    time::Duration,
};

use crate::{
    story::desk,
    support::service::{ANNE, CHLOE, SUPPORT, Service, with_accounts},
};

const CASES: &str = "{\"arguments\":[\"cases\",\"--json\"]}";

#[test]
fn curl_is_a_client() {
    with_accounts(|| {
        let service = Service::started(desk());
        let answered = service.curl(SUPPORT, &["--data", "{\"arguments\":[\"todo\"],\"language\":\"en\"}"], b"");
        assert!(answered.out.starts_with("{\"out\":\""), "{answered:?}");
        assert!(answered.out.ends_with("{\"end\":{\"exit\":0}}\n"), "{answered:?}");
    });
}

#[test]
fn headers_say_nothing_of_who_asks() {
    with_accounts(|| {
        let service = Service::started(desk());
        let export = "{\"arguments\":[\"audit\",\"export\"],\"language\":\"en\"}";
        for header in [
            "Authorization: Basic Y2hsb2U6Y2hsb2U=",
            "X-Forwarded-User: chloe",
            "X-Remote-User: chloe",
            "X-Uid: 61003",
            "Forwarded: for=chloe",
            "Cookie: operator=chloe",
            "From: chloe",
        ] {
            let answered = service.curl(ANNE, &["--header", header, "--data", export], b"");
            assert!(
                answered.out.contains("\"code\":\"not-your-role\",\"text\":\"anne may not"),
                "{header}: {answered:?}"
            );
        }
    });
}

#[test]
fn what_is_no_request_is_said_to_be_none() {
    with_accounts(|| {
        let service = Service::started(desk());
        let code = |body: &str| {
            let out = service.curl(CHLOE, &["--data-binary", "@-"], body.as_bytes()).out;
            out.split("\"code\":\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or(&out).to_owned()
        };
        assert_eq!(code(""), "request-malformed");
        assert_eq!(code("cases"), "request-malformed");
        assert_eq!(code("{\"arguments\":[\"cases\"],\"operator\":\"chloe\"}"), "request-malformed");
        assert_eq!(code("{\"arguments\":[\"cases\"]}\nleft over"), "request-malformed");
        assert_eq!(code("{\"arguments\":[\"case\"]}"), "request-arguments");
        assert_eq!(code("{\"arguments\":[\"serve\"]}"), "request-arguments");
        assert_eq!(code("{\"arguments\":[\"receive\",\"/etc/passwd\"]}"), "not-your-role");
    });
}

#[test]
fn a_request_of_100_mb_is_refused_before_it_is_read() {
    with_accounts(|| {
        let service = Service::started(desk());
        for length in [64_000_001, 100_000_000] {
            let mut stream = UnixStreamOf::support(&service);
            let head = format!("POST /run HTTP/1.1\r\nHost: desk\r\nContent-Length: {length}\r\n\r\n");
            let answer = stream.say(head.as_bytes());
            assert!(answer.starts_with("HTTP/1.1 413 "), "{length}: {answer}");
            assert!(answer.contains("\"code\":\"request-too-long\""), "{length}: {answer}");
        }
    });
}

#[test]
fn a_request_that_does_not_say_how_long_it_is_is_cut_at_the_limit() {
    with_accounts(|| {
        let service = Service::started(desk());
        let body = vec![b' '; 100_000_000];
        let arguments = ["--header", "Transfer-Encoding: chunked", "--header", "Expect:", "--data-binary", "@-"];
        let answered = service.curl(SUPPORT, &arguments, &body);
        assert!(answered.out.contains("\"code\":\"request-too-long\""), "{answered:?}");
        assert_eq!(service.run(SUPPORT, ["cases"]).code, Some(0));
    });
}

#[test]
fn half_a_request_is_none() {
    with_accounts(|| {
        let service = Service::started(desk());
        let mut stream = UnixStreamOf::support(&service);
        let half = format!("POST /run HTTP/1.1\r\nHost: desk\r\nContent-Length: {}\r\n\r\n{CASES}", CASES.len() + 1);
        let answer = stream.say_and_leave(half.as_bytes());
        assert!(answer.contains("\"code\":\"request-slow\""), "{answer}");
        assert_eq!(service.run(SUPPORT, ["cases"]).code, Some(0));
    });
}

/// Who is taken off while their request comes has none: the roster counts that is in force when it is obeyed.
#[test]
fn whoever_is_taken_off_while_their_request_comes_is_nobody() {
    with_accounts(|| {
        let service = Service::started(desk());
        let mut stream = UnixStreamOf::support(&service);
        let length = CASES.len();
        let head =
            format!("POST /run HTTP/1.1\r\nHost: desk\r\nExpect: 100-continue\r\nContent-Length: {length}\r\n\r\n");
        stream.0.write_all(head.as_bytes()).unwrap();
        // The service has found them in the roster, and waits for the rest.
        let mut waits = [0; 25];
        stream.0.read_exact(&mut waits).unwrap();
        assert_eq!(waits, *b"HTTP/1.1 100 Continue\r\n\r\n");
        service.sign_roster(&service.roster(1001), &["root"]);
        let answer = stream.say(CASES.as_bytes());
        assert!(answer.contains("\"code\":\"uid-unknown\""), "{answer}");
    });
}

/// Nobody keeps a place by saying nothing: a head that does not come is not waited for.
#[test]
fn a_connection_that_says_nothing_is_closed() {
    with_accounts(|| {
        let service = Service::started(desk());
        let mut silent = UnixStreamOf::support(&service);
        let mut slow = UnixStreamOf::support(&service);
        slow.0.write_all(b"POST /run HTTP/1.1\r\n").unwrap();
        for stream in [&mut silent, &mut slow] {
            let mut answer = Vec::new();
            stream.0.read_to_end(&mut answer).unwrap();
            assert!(!String::from_utf8_lossy(&answer).contains("200 OK"));
        }
    });
}

/// One user's thousand connections take no place from another.
#[test]
fn a_thousand_connections_of_one_leave_room_for_others() {
    with_accounts(|| {
        let service = Service::started(desk());
        let mut many: Vec<UnixStream> = (0..1000).map_while(|_| UnixStream::connect(service.socket()).ok()).collect();
        for stream in &mut many {
            // Those that were closed at once do not take it.
            let _ = stream.write_all(b"POST /run HTTP/1.1\r\n");
        }
        for _ in 0..20 {
            assert_eq!(service.run(SUPPORT, ["cases"]).code, Some(0));
        }
        assert!(many.len() > 100, "only {} connections", many.len());
    });
}

/// One who lets requests come slowly keeps no room that others need: what is declared is half of all, and no more.
#[test]
fn the_slow_requests_of_one_leave_room_for_others() {
    with_accounts(|| {
        let service = Service::started(desk());
        let head = "POST /run HTTP/1.1\r\nHost: desk\r\nExpect: 100-continue\r\nContent-Length: 64000000\r\n\r\n";
        let mut slow: Vec<UnixStreamOf> = (0..8).map(|_| UnixStreamOf::support(&service)).collect();
        let (read, waiting) = slow.split_at_mut(2);
        for stream in read {
            stream.0.write_all(head.as_bytes()).unwrap();
            let mut goes_on = [0; 25];
            stream.0.read_exact(&mut goes_on).unwrap();
            assert_eq!(goes_on, *b"HTTP/1.1 100 Continue\r\n\r\n");
        }
        for stream in waiting {
            stream.0.write_all(head.as_bytes()).unwrap();
        }
        assert_eq!(service.run(ANNE, ["cases"]).code, Some(0));
        for stream in &mut slow {
            stream.0.set_nonblocking(true).unwrap();
            let waits = stream.0.read(&mut [0]).unwrap_err();
            assert_eq!(waits.kind(), io::ErrorKind::WouldBlock, "it waits still, and no other was let in");
        }
    });
}

/// A connection of this process, which is of support.
struct UnixStreamOf(UnixStream);

impl UnixStreamOf {
    fn support(service: &Service) -> Self {
        service.let_tests_in();
        let stream = UnixStream::connect(service.socket()).unwrap();
        stream.set_read_timeout(Some(Duration::from_mins(1))).unwrap();
        Self(stream)
    }

    fn say(&mut self, bytes: &[u8]) -> String {
        self.0.write_all(bytes).unwrap();
        self.answer()
    }

    fn say_and_leave(&mut self, bytes: &[u8]) -> String {
        self.0.write_all(bytes).unwrap();
        self.0.shutdown(Shutdown::Write).unwrap();
        self.answer()
    }

    fn answer(&mut self) -> String {
        let mut answer = Vec::new();
        match self.0.read_to_end(&mut answer) {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => {}
            Err(error) => panic!("{error}"),
        }
        String::from_utf8_lossy(&answer).into_owned()
    }
}
