use gtk::prelude::{DialogExt, GtkWindowExt, WidgetExtManual};

/// A GTK message; nothing without a display.
pub fn show(title: &str, text: &str) {
    if gtk::init().is_err() {
        return;
    }
    let none: Option<&gtk::Window> = None;
    let dialog =
        gtk::MessageDialog::new(none, gtk::DialogFlags::MODAL, gtk::MessageType::Error, gtk::ButtonsType::Close, text);
    dialog.set_title(title);
    dialog.run();
    // SAFETY: nothing else holds the dialog.
    unsafe { dialog.destroy() };
}
