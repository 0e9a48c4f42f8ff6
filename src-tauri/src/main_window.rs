use std::process::ExitCode;

/// Opens the wizard and returns when it is closed.
pub fn run() -> ExitCode {
    let built = tauri::Builder::default().build(tauri::generate_context!());
    match built {
        Ok(app) => {
            app.run(|_, _| ());
            ExitCode::SUCCESS
        }
        Err(_) => ExitCode::FAILURE,
    }
}
