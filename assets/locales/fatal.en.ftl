# What is said when Pli has no window to say it in.

fatal-title = Pli cannot continue
fatal-code = Code: { $code }

fatal-no-display = Pli needs a screen, and none answered.
    .remedy = Log in to a desktop, then start Pli from there.
fatal-no-web-engine = This computer lacks the component “WebView2”, with which Pli draws its pages.
    .remedy = Install “WebView2 Runtime” from Microsoft’s site, then open Pli again.
fatal-no-folder = Pli cannot write in any folder of this computer.
    .remedy = Free some space on the disk, restart the computer, then open Pli again. If it happens again, give this code to support.
fatal-no-window = Pli’s window did not open.
    .remedy = Restart the computer, then open Pli again. If it happens again, give support this code.
fatal-page-ended = Pli’s pages stopped twice in a row. Pli is closing.
    .remedy = Update the computer, restart it, then open Pli again. If it happens again, give support this code.
fatal-does-not-answer = Pli is already open, but is no longer responding.
    .remedy = Close its window, or restart the computer, then open Pli again.
fatal-crashed = Pli stopped because of an error.
    .remedy = Open Pli again. If it happens again, give support this code.
