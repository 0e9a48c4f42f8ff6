#!/usr/bin/env python3
"""A real Thunderbird gets a package from the hand-off, and sends it to a loopback SMTP server.

    thunderbird.py HAND_OFF PACKAGE

HAND_OFF is the example program `hand_off`, PACKAGE a folder with the three files of a package.
The compose window is read through Marionette; Send is pressed there. Needs a display and a session
bus: `dbus-run-session -- xvfb-run -a thunderbird.py …`.
"""

import email
import email.policy
import json
import os
import queue
import socket
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from aiosmtpd.controller import Controller
from marionette_driver import Wait
from marionette_driver.marionette import Marionette

PATIENCE = 120  # seconds, for a busy machine

COMPOSE_WINDOWS = """
const ready = w => w.gMsgCompose && w.gAttachmentBucket && w.GetCurrentEditor?.();
return [...Services.wm.getEnumerator("msgcompose")].filter(ready).map(w => ({
  recipients: [...w.document.querySelectorAll("mail-address-pill")].map(pill => pill.emailAddress),
  subject: w.document.getElementById("msgSubject").value,
  body: w.GetCurrentEditor().outputToString("text/plain", 0),
  attachments: [...w.gAttachmentBucket.itemChildren].map(item => item.attachment.name),
}));
"""

SEND = 'Services.wm.getMostRecentWindow("msgcompose").goDoCommand("cmd_sendNow");'

MAIN_WINDOW = 'return Services.wm.getMostRecentWindow("mail:3pane")?.document.readyState === "complete";'

ACCOUNT = """
user_pref("mail.account.account1.server", "server1");
user_pref("mail.account.account1.identities", "id1");
user_pref("mail.accountmanager.accounts", "account1");
user_pref("mail.accountmanager.defaultaccount", "account1");
user_pref("mail.server.server1.type", "pop3");
user_pref("mail.server.server1.hostname", "127.0.0.1");
user_pref("mail.server.server1.port", 9);
user_pref("mail.server.server1.userName", "helene.marchand");
user_pref("mail.server.server1.name", "helene.marchand@exemple.fr");
user_pref("mail.server.server1.login_at_startup", false);
user_pref("mail.server.server1.check_new_mail", false);
user_pref("mail.identity.id1.fullName", "Hélène Marchand");
user_pref("mail.identity.id1.useremail", "helene.marchand@exemple.fr");
user_pref("mail.identity.id1.valid", true);
user_pref("mail.identity.id1.smtpServer", "smtp1");
user_pref("mail.identity.id1.fcc", false);
user_pref("mail.smtpservers", "smtp1");
user_pref("mail.smtp.defaultserver", "smtp1");
user_pref("mail.smtpserver.smtp1.hostname", "127.0.0.1");
user_pref("mail.smtpserver.smtp1.port", %d);
user_pref("mail.smtpserver.smtp1.try_ssl", 0);
user_pref("mail.smtpserver.smtp1.authMethod", 1);
"""

# Quiet, and everything that is not loopback sent to a port where nobody listens.
QUIET = """
user_pref("app.update.enabled", false);
user_pref("app.donation.eoy.version.viewed", 999);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.enabled", false);
user_pref("mailnews.start_page.enabled", false);
user_pref("mail.shell.checkDefaultClient", false);
user_pref("mail.provider.suppress_dialog_on_startup", true);
user_pref("mail.rights.version", 1);
user_pref("mail.inappnotifications.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("network.proxy.type", 1);
user_pref("network.proxy.http", "127.0.0.1");
user_pref("network.proxy.http_port", 9);
user_pref("network.proxy.ssl", "127.0.0.1");
user_pref("network.proxy.ssl_port", 9);
user_pref("network.proxy.no_proxies_on", "localhost, 127.0.0.1");
user_pref("extensions.update.enabled", false);
user_pref("extensions.getAddons.cache.enabled", false);
user_pref("marionette.port", %d);
"""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Received:
    """What the SMTP server took."""

    def __init__(self):
        self.messages = queue.Queue()

    async def handle_DATA(self, _server, _session, envelope):
        self.messages.put((envelope.rcpt_tos, envelope.content))
        return "250 taken"


class Desk:
    """A home in which Thunderbird opens mailto links, with a profile of its own."""

    def __init__(self, account):
        self.folder = tempfile.TemporaryDirectory(prefix="pli-handoff-")
        home = Path(self.folder.name)
        self.marionette_port, self.smtp_port = free_port(), free_port()
        profile = home / "profile"
        profile.mkdir()
        prefs = QUIET % self.marionette_port + (ACCOUNT % self.smtp_port if account else "")
        (profile / "user.js").write_text(prefs)
        applications = home / ".local/share/applications"
        applications.mkdir(parents=True)
        command = f"thunderbird --marionette --remote-allow-system-access --no-remote --profile {profile}"
        (applications / "thunderbird.desktop").write_text(
            "[Desktop Entry]\nType=Application\nName=Thunderbird\n"
            f"Exec={command} %u\nMimeType=x-scheme-handler/mailto;\n"
        )
        (home / ".config").mkdir()
        (home / ".config/mimeapps.list").write_text(
            "[Default Applications]\nx-scheme-handler/mailto=thunderbird.desktop\n"
        )
        runtime = home / "runtime"
        runtime.mkdir(mode=0o700)
        self.environment = {
            **os.environ,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_RUNTIME_DIR": str(runtime),
        }

    def hand_off(self):
        # Into a file: Thunderbird, which stays, would keep a pipe open.
        with tempfile.TemporaryFile() as said:
            subprocess.run([HAND_OFF, "give", "thunderbird", PACKAGE], env=self.environment, stdout=said, check=True)
            said.seek(0)
            # Thunderbird's own log stands there too.
            return next(json.loads(line) for line in said if line.startswith(b"["))

    def thunderbird(self):
        marionette = Marionette(host="127.0.0.1", port=self.marionette_port, socket_timeout=PATIENCE)
        marionette.raise_for_port(timeout=PATIENCE)
        marionette.start_session()
        marionette.set_context(marionette.CONTEXT_CHROME)
        return marionette


class HandOffToThunderbird(unittest.TestCase):
    def setUp(self):
        eml = next(Path(PACKAGE).glob("*.eml")).read_bytes()
        self.draft = email.message_from_bytes(eml, policy=email.policy.default)
        self.sent_by_hand = [path.read_bytes() for ending in ("pdf", "age") for path in Path(PACKAGE).glob(f"*.{ending}")]

    def desk(self, account):
        desk = Desk(account)
        self.addCleanup(desk.folder.cleanup)
        return desk

    def thunderbird(self, desk):
        marionette = desk.thunderbird()

        def quit_and_wait():
            process = marionette.session_capabilities["moz:processID"]
            marionette.execute_script("Services.startup.quit(Services.startup.eForceQuit);", sandbox="system")
            Wait(None, timeout=PATIENCE).until(lambda _: not Path(f"/proc/{process}").exists())

        self.addCleanup(quit_and_wait)
        return marionette

    def test_the_draft_is_seen_and_sent_whole(self):
        desk = self.desk(account=True)
        received = Received()
        server = Controller(received, hostname="127.0.0.1", port=desk.smtp_port)
        server.start()
        self.addCleanup(server.stop)

        self.assertEqual(desk.hand_off(), ["opened", True, "Thunderbird"])
        thunderbird = self.thunderbird(desk)
        shown = Wait(thunderbird, timeout=PATIENCE).until(compose_window)
        self.assertEqual(shown["recipients"], ["support@bankin.com"])
        self.assertEqual(shown["subject"], self.draft["Subject"])
        self.assertEqual(shown["body"].split(), self.text(self.draft).split())
        self.assertEqual(shown["attachments"], [part.get_filename() for part in self.draft.iter_attachments()])

        thunderbird.execute_script(SEND, sandbox="system")
        recipients, content = received.messages.get(timeout=PATIENCE)
        sent = email.message_from_bytes(content, policy=email.policy.default)
        self.assertEqual(recipients, ["support@bankin.com"])
        self.assertEqual(sent["To"], "support@bankin.com")
        self.assertEqual(sent["From"], "Hélène Marchand <helene.marchand@exemple.fr>")
        self.assertEqual(sent["Subject"], self.draft["Subject"])
        self.assertNotIn("X-Unsent", sent)
        self.assertEqual(self.text(sent).split(), self.text(self.draft).split())
        attached = list(sent.iter_attachments())
        self.assertEqual([part.get_filename() for part in attached], shown["attachments"])
        self.assertEqual([part.get_payload(decode=True) for part in attached], self.sent_by_hand)

    def test_without_an_account_no_message_opens(self):
        desk = self.desk(account=False)
        self.assertEqual(desk.hand_off(), ["opened", True, "Thunderbird"])
        thunderbird = self.thunderbird(desk)
        Wait(thunderbird, timeout=PATIENCE).until(lambda m: m.execute_script(MAIN_WINDOW, sandbox="system"))
        self.assertEqual(thunderbird.execute_script(COMPOSE_WINDOWS, sandbox="system"), [])

    @staticmethod
    def text(message):
        return message.get_body(preferencelist=("plain",)).get_content()


def compose_window(marionette):
    """The one compose window, once its attachments are there."""
    windows = marionette.execute_script(COMPOSE_WINDOWS, sandbox="system")
    return windows[0] if len(windows) == 1 and windows[0]["attachments"] else None


if __name__ == "__main__":
    HAND_OFF, PACKAGE = sys.argv[1:3]
    # Marionette leaves sockets to the collector while it waits for the port.
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], warnings="ignore")
