//! The commands of the seal window. The main window has none of them.

use pli_format::seal::SealRefusal;
use pli_wizard::Problem;
use tauri::{
    Runtime, State,
    ipc::{Invoke, InvokeBody, Request},
};

use super::{SealExit, SealPage, Sealing};
use crate::{clock, rejection::Rejection, session};

/// Every command the seal window may ask for.
pub fn seal_window<R: Runtime>() -> impl Fn(Invoke<R>) -> bool {
    tauri::generate_handler![seal_page, seal_credentials, cancel_seal, stay]
}

#[tauri::command]
fn seal_page(sealing: State<'_, Sealing>) -> SealPage {
    SealPage::of(&sealing.order, sealing.bundle.is_demo()).unwrap_or_else(|| SealExit::Request.now())
}

/// Seals the fields in the raw body and ends the process. It comes back only with fields to correct.
#[tauri::command]
fn seal_credentials(request: Request<'_>, sealing: State<'_, Sealing>) -> Result<(), Rejection> {
    let body = raw(request.body()).unwrap_or_else(|exit| exit.now());
    let said = request.headers().get("pli-said").and_then(|said| said.to_str().ok()?.parse().ok()).unwrap_or_default();
    sealing.idle.stay();
    let now = clock::now().instant();
    match sealing.order.seal(body, said, &sealing.bundle, now, &mut session::fill) {
        Ok(sealed) => match sealing.outlet.give(&sealed) {
            Ok(()) => SealExit::Ended.now(),
            Err(_) => SealExit::Outlet.now(),
        },
        Err(SealRefusal::Correct(wrong)) => {
            Err(Rejection::Correct { problems: wrong.into_iter().map(Problem::from).collect() })
        }
        Err(refusal) => SealExit::from(refusal).now(),
    }
}

#[tauri::command]
fn cancel_seal() {
    SealExit::Ended.now()
}

#[tauri::command]
fn stay(sealing: State<'_, Sealing>) {
    sealing.idle.stay();
}

/// The bytes that the page sent. A JSON body means that the web engine turned them into a list of
/// numbers on its way, in memory that outlives the call: never accepted.
fn raw(body: &InvokeBody) -> Result<&[u8], SealExit> {
    match body {
        InvokeBody::Raw(bytes) => Ok(bytes),
        InvokeBody::Json(_) => Err(SealExit::Body),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{InvokeBody, SealExit, raw};

    #[test]
    fn only_raw_bytes_are_taken() {
        assert_eq!(raw(&InvokeBody::Raw(b"{}".to_vec())), Ok(b"{}".as_slice()));
        for body in [json!([123, 125]), json!({ "identifiant": "", "code": "" }), json!("{}"), json!(null)] {
            assert_eq!(raw(&InvokeBody::Json(body)), Err(SealExit::Body));
        }
    }
}
