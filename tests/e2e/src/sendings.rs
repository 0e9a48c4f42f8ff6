//! The pages beside the journey: what was shared before, and what became of it.

use serde_json::json;

use crate::{App, Credentials, Page, Person, eventually, single_spaced, words};

impl App<'_> {
    /// Waits until the heading says this message.
    pub async fn titled(&self, id: &str) {
        let wanted = words(&self.language().await, id);
        eventually(format!("the heading {wanted:?}"), || async {
            let heading = single_spaced(&self.text("h1").await?);
            heading.starts_with(&wanted).then_some(())
        })
        .await;
    }

    /// Waits until the page says this message, in the language of the app.
    pub async fn tells(&self, id: &str) {
        self.shows(&words(&self.language().await, id)).await;
    }

    /// Presses the first button with the words of this message.
    pub async fn press(&self, id: &str) {
        let wanted = words(&self.language().await, id);
        let mark = "const [wanted] = arguments; \
                    const said = (e) => e.innerText.replace(/\\s+/g, ' ').trim(); \
                    document.querySelectorAll('[data-wanted]').forEach((e) => e.removeAttribute('data-wanted')); \
                    const all = [...document.querySelectorAll('button, summary')].filter((e) => !e.ariaDisabled); \
                    const found = all.find((e) => said(e).startsWith(wanted)); \
                    found?.setAttribute('data-wanted', ''); return !!found;";
        eventually(format!("the button {wanted:?}"), || async {
            let found = self.client().execute(mark, vec![json!(wanted)]).await.ok()?;
            (found == json!(true)).then_some(())
        })
        .await;
        self.click("[data-wanted]").await;
    }

    /// Opens "Mes envois".
    pub async fn open_sendings(&self) {
        self.press("rail-sendings").await;
        self.titled("page-sendings-title").await;
    }

    /// The lines of a summary list, each cell after the other.
    pub async fn rows(&self) -> Vec<String> {
        let script = "return [...document.querySelectorAll('.summary > div')].map((row) => row.innerText);";
        let rows = self.client().execute(script, vec![]).await.expect("the page answers");
        let rows: Vec<String> = serde_json::from_value(rows).expect("as the script returns them");
        rows.iter().map(|row| single_spaced(row)).collect()
    }

    /// Waits until the list has this many lines, and gives them.
    pub async fn rows_once(&self, count: usize) -> Vec<String> {
        eventually(format!("{count} lines"), || async { Some(self.rows().await).filter(|rows| rows.len() == count) })
            .await
    }

    /// Drops a file on the page.
    pub async fn drop_file(&self, name: &str, content: &[u8]) {
        let script = "const [name, bytes] = arguments; const dropped = new DataTransfer(); \
                      dropped.items.add(new File([new Uint8Array(bytes)], name)); \
                      window.dispatchEvent(new DragEvent('drop', { dataTransfer: dropped, cancelable: true, bubbles: true }));";
        self.client().execute(script, vec![json!(name), json!(content)]).await.expect("the page takes a file");
    }

    /// The whole way with Thunderbird, which must be installed, to the last page.
    pub async fn share(&self, person: &Person, credentials: &Credentials) {
        self.walk(person, Page::Credentials).await;
        self.seal(credentials).await;
        self.reply("mail-thunderbird").await;
        self.at(Page::HandedOver).await;
        self.go_on().await;
        self.at(Page::Done).await;
    }
}
