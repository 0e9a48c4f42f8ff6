//! As every Tauri program is built.

fn main() {
    tauri_build::build();
}
