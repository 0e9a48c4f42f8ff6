//! A window as Tauri makes it, with a page that draws text.

fn main() {
    tauri::Builder::default().run(tauri::generate_context!()).expect("the window opens");
}
