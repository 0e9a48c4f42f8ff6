use std::{fs, path::PathBuf};

use crate::{Launch, Machine};

/// What strace saw of the network in every process of the app.
#[derive(Debug)]
pub struct Trace {
    file: PathBuf,
}

impl Trace {
    /// A trace, and how to launch the app so that it is written.
    pub fn new(machine: &Machine) -> (Self, Launch) {
        let file = machine.folders().join("network.strace");
        let under = format!("strace --follow-forks --seccomp-bpf --trace=network,execve --output='{}'", file.display());
        (Self { file }, Launch { under })
    }

    /// Every `connect` and `bind` of an IPv4 or IPv6 socket, one a line.
    pub fn internet_sockets(&self) -> Vec<String> {
        let trace = fs::read_to_string(&self.file).expect("strace wrote its trace");
        trace.lines().filter(|line| is_internet(line)).map(str::to_owned).collect()
    }

    /// How many programs the trace covers.
    pub fn programs(&self) -> usize {
        let trace = fs::read_to_string(&self.file).expect("strace wrote its trace");
        trace.lines().filter(|line| line.contains("execve") && line.ends_with("= 0")).count()
    }
}

fn is_internet(line: &str) -> bool {
    let call = ["connect(", "bind(", "sendto(", "sendmsg("].iter().any(|call| line.contains(call));
    call && (line.contains("AF_INET,") || line.contains("AF_INET6,"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_internet_sockets_count() {
        assert!(is_internet(
            r#"7 connect(5, {sa_family=AF_INET, sin_port=htons(443), sin_addr=inet_addr("192.0.2.1")}, 16) = 0"#
        ));
        assert!(is_internet("7 bind(5, {sa_family=AF_INET6, sin6_port=htons(0)}, 28) = 0"));
        assert!(!is_internet(r#"7 connect(5, {sa_family=AF_UNIX, sun_path="/run/bus"}, 20) = 0"#));
        assert!(!is_internet("7 socket(AF_INET, SOCK_STREAM, IPPROTO_TCP) = 5"));
    }
}
