//! The way through the pages that the tests share.

use crate::{App, Credentials, Page, Person, SealWindow, eventually};

impl App<'_> {
    /// Answers page after page as this person does, until the case is at `end`. Signing opens the seal window.
    pub async fn walk(&self, person: &Person, end: Page) {
        loop {
            let page = self.page().await;
            if page == end {
                return;
            }
            self.answer(person, page).await;
            self.at(next(person, page)).await;
            if page == Page::Consent {
                self.told_of_sealing().await;
            }
        }
    }

    /// Goes through a whole sending as somebody at Crédit Mutuel, by this mail client, and looks at each page.
    pub async fn send_looking(&self, client: &str, look: impl AsyncFn(Page)) {
        for page in [
            Page::Welcome,
            Page::WhoAsked,
            Page::Accounts,
            Page::Step,
            Page::Problem,
            Page::Review,
            Page::Consent,
            Page::Credentials,
        ] {
            self.walk(&Person::CREDIT_MUTUEL, page).await;
            if page == Page::Credentials {
                self.leave_the_seal_window().await;
            }
            look(page).await;
        }
        self.seal(&Credentials::of_credit_mutuel()).await;
        look(Page::MailClient).await;
        self.reply(client).await;
        self.at(Page::HandedOver).await;
        look(Page::HandedOver).await;
        self.go_on().await;
        self.at(Page::Done).await;
        look(Page::Done).await;
    }

    /// Answers one page as this person does, and goes on.
    pub async fn answer(&self, person: &Person, page: Page) {
        match page {
            Page::WhoAsked => return self.reply("who-support").await,
            Page::Step => return self.reply("step-yes").await,
            Page::Accounts => {
                for account in person.accounts {
                    self.choose(&format!("account-{}_{account}", person.bank)).await;
                }
            }
            Page::Problem => self.tell(person).await,
            Page::Consent => self.sign(person.name).await,
            Page::Welcome | Page::Review => {}
            other => panic!("{other:?} is not a page that is answered on the way"),
        }
        self.go_on().await;
    }

    /// Fills "Vous et le problème".
    pub async fn tell(&self, person: &Person) {
        for (field, text) in person.told() {
            self.fill(field, text).await;
        }
    }

    /// Ticks every act and types the signature.
    pub async fn sign(&self, name: &str) {
        let view = self.view().await;
        let acts = view["page"]["acts"].as_array().cloned().unwrap_or_default();
        assert!(!acts.is_empty(), "the consent has acts to tick");
        for act in acts {
            let id = format!("act-{}", act["id"].as_str().expect("an act has an identifier"));
            assert!(!self.is_chosen(&id).await, "{id} is not ticked beforehand");
            self.choose(&id).await;
        }
        self.fill("signature", name).await;
    }

    /// Changes to this language, `fr` or `en`, unless the app speaks it already.
    pub async fn speak(&self, language: &str) {
        if self.language().await != language {
            self.click(&format!(".rail [lang='{language}']")).await;
            let here = self.page().await;
            self.at(here).await;
            assert_eq!(self.language().await, language);
        }
    }

    /// Presses the "Modifier" of the row at this position.
    pub async fn modify(&self, position: usize) {
        self.click(&format!(".summary > div:nth-of-type({}) :is(a, button)", position + 1)).await;
    }

    /// Presses the "Modifier" of the row of this answer.
    pub async fn modify_row(&self, row: &str) {
        let view = self.view().await;
        let rows = view["page"]["rows"].as_array().expect("the page lists the answers");
        let position = rows.iter().position(|candidate| candidate["row"] == row).expect("the answer has a row");
        self.modify(position).await;
    }

    /// Waits until the page of the credentials says that the seal window is open, or why it is not.
    async fn told_of_sealing(&self) {
        eventually("the seal window, or why there is none", || async {
            let is_signed = self.text("#signature").await.is_none();
            let is_told = self.is_busy().await || self.text(".notice--failure").await.is_some();
            (is_signed && is_told).then_some(())
        })
        .await;
    }

    /// Closes the seal window that signing opened.
    pub async fn leave_the_seal_window(&self) {
        SealWindow::open(self.machine).cancel();
        eventually("the page at rest", || async { (!self.is_busy().await).then_some(()) }).await;
    }

    /// From the credentials page: opens the seal window, unless it is open, types, seals, waits for the package.
    pub async fn seal(&self, credentials: &Credentials) {
        if !self.is_busy().await {
            self.go_on().await;
        }
        let window = SealWindow::open(self.machine);
        window.fill(credentials);
        window.seal(credentials);
        self.at(Page::MailClient).await;
    }
}

/// The page that follows this person's answer.
fn next(person: &Person, page: Page) -> Page {
    match page {
        Page::Welcome => Page::WhoAsked,
        Page::WhoAsked => Page::Accounts,
        Page::Accounts if person.synchronises_first() => Page::Step,
        Page::Accounts | Page::Step => Page::Problem,
        Page::Problem => Page::Review,
        Page::Review => Page::Consent,
        Page::Consent => Page::Credentials,
        other => panic!("nothing follows {other:?} by answering"),
    }
}
