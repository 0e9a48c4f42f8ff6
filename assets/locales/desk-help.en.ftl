# The help of pli-desk. What commands and arguments are is in the comments of crates/desk/src/cli.rs.

help-usage = Usage:
help-example = Example:
help-group-support = Support:
help-group-developer = Who is in charge:
help-group-officer = Security officer and DPO:

usage-value = "{ $value }" does not do for { $argument }: { $why }
usage-value-missing = { $argument } has no value ({ $why })
usage-argument = there is no argument "{ $argument }"
usage-command = there is no command "{ $command }"
usage-missing = missing: { $argument }
usage-conflict = { $argument } does not go with { $other }
usage-valid = one of { $values }
usage-unsaid = one was expected
usage-why = { $why }
usage-help = For help: pli-desk --help

argument-language = it is fr or en
argument-state = it is one of received, contested, in-charge, used, closed
argument-empty = it is empty
argument-long = it is longer than { $most } characters
argument-control = it holds a control character
argument-digits = it is a SHA-256, or at least eight digits of one
argument-number = it is a number
argument-instant = it is an instant such as 2026-11-01T00:00:00Z
argument-time = it is a time such as 90s, 30m or 1h
argument-day = a connector runs for at most a day
argument-address = it is no e-mail address
argument-bank = it is one of { $banks }
location-password = a password does not belong into an argument: use ~/.pgpass (PGPASSFILE) or peer authentication
location-unencrypted = a registry on another machine needs sslmode=verify-full or verify-ca
location-unknown = it is a file, or postgres://…
