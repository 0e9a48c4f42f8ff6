# The service of the installed desk, set up as DESK.md has it and used by three people, in a system that systemd runs.
# /srv/demo holds the demonstration's keys, /srv/package a sealed package, /srv/newer.deb a higher version.
reference=K7M4-Q2XD
home=/var/lib/pli-desk

same() {
    [ "$1" = "$2" ] || { echo "expected: $2; found: $1" >&2; exit 1; }
}
# Runs the desk's program as somebody, and expects its exit code.
desk() {
    code=0
    runuser -u "$2" -- env LC_ALL=C pli-desk --language en "${@:3}" || code=$?
    same "exit $code" "exit $1"
}
# Answers what asks at a terminal for a passphrase, so many times.
passphrase() {
    for _ in $(seq "$1"); do echo 'a passphrase of this trial'; done | script -qec "$2" /dev/null
}

step_accounts() {
    same "$(stat -c '%U:%G %a' $home /var/lib/pli-desk-drafts /etc/pli-desk | tr '\n' ' ')" \
        'pli-desk:pli-desk 700 pli-desk:pli-desk-support 2770 root:root 755 '
    runuser -u pli-desk -- pli-desk init --home $home
    echo 'serial = 1' > /etc/pli-desk/roster.toml
    for person in support:support anne:developer chloe:officer; do
        name=${person%:*}
        useradd --create-home "$name"
        runuser -u "$name" -- minisign -G -W -s "/home/$name/key" -p "/home/$name/key.pub" > /dev/null
        printf '[[member]]\nname = "%s"\nuid = %s\nroles = ["%s"]\nkey = "%s"\n' "$name" "$(id -u "$name")" \
            "${person#*:}" "$(tail -n 1 "/home/$name/key.pub")" >> /etc/pli-desk/roster.toml
    done
    printf '[[member]]\nname = "timer"\nuid = %s\nroles = ["timer"]\n' "$(id -u pli-desk-timer)" >> /etc/pli-desk/roster.toml
    minisign -S -s /srv/demo/DEMO-ONLY-root.key -c pli-roster/1 -t pli-roster/1 -m /etc/pli-desk/roster.toml
    passphrase 2 'age -p -a -o /root/2026-01.age /srv/demo/DEMO-ONLY-identity-2026-01.txt' > /dev/null
    install -d -o pli-desk -g pli-desk -m 700 $home/identities
    install -o pli-desk -g pli-desk -m 600 /root/2026-01.age $home/identities/
    install -o pli-desk -g pli-desk -m 600 /srv/demo/DEMO-ONLY-receipt.key $home/receipt.key
    systemctl enable --now pli-desk.socket pli-desk-expire.timer
    # Nobody vouches for the clock here.
    same "$(pli-desk --language en doctor --home $home --roster /etc/pli-desk/roster.toml | grep '^!!')" \
        '!!  The clock, which somebody vouches for: NTPSynchronized=no'
}

step_use() {
    desk 5 nobody cases
    desk 0 support receive /srv/package
    desk 0 anne assign $reference --to anne
    printf '#!/bin/sh\ncat <&3\n' > /home/anne/bank
    chmod 755 /home/anne/bank
    desk 0 anne connector add bank /home/anne/bank
    desk 0 chloe connector approve "$(sha256sum /home/anne/bank | cut -c 1-64)"
    desk 9 anne use $reference -- bank
    passphrase 1 'runuser -u chloe -- env LC_ALL=C pli-desk --language en unlock 2026-01'
    # What the connector was given comes back blacked out.
    same "$(desk 0 anne use $reference -- bank)" '{"code":"█████","identifiant":"█████"}'
    printf '#!/bin/sh\nipcmk -M 1000 > /dev/null 2>&1 || echo none\n' > /home/anne/sharing
    chmod 755 /home/anne/sharing
    desk 0 anne connector add sharing /home/anne/sharing
    desk 0 chloe connector approve "$(sha256sum /home/anne/sharing | cut -c 1-64)"
    same "$(desk 0 anne use $reference -- sharing)" none
    systemctl start pli-desk-expire.service
    for unit in pli-desk.service pli-desk-expire.service; do
        systemd-analyze security --no-pager "$unit" | tail -n 1
    done
}

step_upgrade() {
    running=$(systemctl show --property MainPID pli-desk.service)
    dpkg --install /srv/newer.deb
    same "$(systemctl show --property MainPID pli-desk.service)" "$running"
    desk 0 anne use $reference -- bank > /dev/null
    systemctl restart pli-desk.service
    desk 9 anne use $reference -- bank
    desk 0 support close $reference
    desk 0 chloe audit verify
}

step_end() {
    apt-get --yes -qq remove pli-desk
    same "$(systemctl is-active pli-desk.service pli-desk.socket pli-desk-expire.timer | tr '\n' ' ')" \
        'inactive inactive inactive '
    dpkg --purge pli-desk
    same "$(find /etc/systemd -name 'pli-desk*')" ''
}

for step in accounts use upgrade end; do
    echo "== $step"
    step_$step
done
