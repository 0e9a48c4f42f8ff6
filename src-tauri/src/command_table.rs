// Every command of each window, declared once. From here come the handlers (`command.rs`), the permissions and
// capabilities (`build.rs`), and the calls of the interface with their types (`ui/src/generated`). Each command is a
// method of its window, and rejects with a `Rejection`.
//
// This file is read by the build script, too, which knows none of the types.

/// What the wizard may ask for. It never sees a credential.
#[allow(unused_macros, reason = "each reader of this file needs some of it")]
macro_rules! main_window_commands {
    ($reader:ident) => {
        $reader! {
            MainWindow {
                view() -> View;
                answer(answer: Answer) -> View;
                /// Keeps what stands on the page and is not answered yet.
                note(answer: Answer) -> ();
                back() -> View;
                modify(page: Page) -> View;
                set_language(language: Language) -> View;
                sign(signing: Signing) -> View;
                /// Shows the consent as it would be signed, in the system's PDF viewer.
                preview_consent() -> ();
                /// Takes a bundle file that Bridge gave, when no key is in force.
                import_bundle(file: FileBody<'_>) -> View;
                /// Closes the window: whether that was meant has been asked.
                close() -> ();

                /// Opens the seal window, waits for its end, and writes the package it makes possible.
                seal() -> SealOutcome;
                /// "Je me suis trompé": the same consent, other credentials. What was sealed is erased first.
                retype() -> View;

                mail_clients(tried: Vec<String>) -> MailClients;
                hand_off(client: String) -> HandOffOutcome;
                open_webmail(client: String) -> ();
                reveal_folder() -> ();
                copy(what: CopyWhat) -> ();
                /// A line of a mail that is not the draft of the case at hand.
                copy_text(text: String) -> ();
                drag_files() -> ();
                confirm_handed_over() -> View;
                another_way() -> View;
                /// "Je l'ai déjà envoyé moi-même": the files, from a mail that Pli did not open.
                sent_by_hand() -> View;
                open_plain_mail() -> ();
                erase_files() -> View;

                sendings() -> SendingsView;
                /// What waits for the person and what is under way, at the start. Where nothing was ever kept, the
                /// keyring is not asked.
                at_start() -> StartView;
                /// Asks the keyring again, and keeps the case at hand if it answers now.
                retry_keyring() -> SendingsView;
                open_sending(id: CaseReference) -> SendingView;
                /// The case that the window works on: it can be taken back even when there is no history.
                sending_at_hand() -> SendingView;
                /// Shows the signed consent, drawn again from the record: its files may be gone.
                open_consent(id: CaseReference) -> ();
                /// Takes an unfinished case up where it was left.
                resume(id: CaseReference) -> View;
                /// "Envoyer à nouveau": the same package, by any mail client. It may have left already.
                hand_off_again(id: CaseReference) -> View;
                /// "Nouvelle demande", beside the one at hand.
                begin_another() -> View;
                /// "Recommencer à partir de cette demande": a new request with the same answers.
                start_again(id: CaseReference) -> View;
                /// Shows the folder of a request, with what is still in it.
                open_folder(id: CaseReference) -> ();
                /// Puts what proves the case beside its files.
                export_sending(id: CaseReference) -> ();
                /// "Supprimer de cet ordinateur"
                delete_sending(id: CaseReference) -> SendingsView;
                /// "Retirer mon accord"; `unsigned`: though the keyring may hold the key.
                withdraw(id: CaseReference, unsigned: bool) -> WithdrawalView;
                /// "Oui, il est parti", of the mail that takes the consent back.
                confirm_withdrawal(id: CaseReference) -> SendingView;
                /// "Je garde mon accord", while nobody said that the mail of the withdrawal left.
                keep_consent(id: CaseReference) -> SendingView;
                open_receipt(file: FileBody<'_>) -> ReceiptOutcome;
                /// What became of a file that was opened from the file manager.
                opened_file() -> Opened;
                /// Opens a mail that asks support for the receipt.
                ask_for_receipt(id: CaseReference) -> AskedView;
                /// "Oui, il est parti", of a request that is looked at beside the journey.
                confirm_sending(id: CaseReference) -> SendingView;
                /// "Je me suis trompé : il n'est pas parti"
                deny_sending(id: CaseReference) -> SendingView;
                tick_password_changed(id: CaseReference, changed: bool) -> SendingView;
                /// Does not remind of this again.
                dismiss(id: CaseReference, reminder: Reminder) -> Vec<ReminderView>;
                /// "Tout effacer": every case, every key, every file; what only the open window holds goes with it.
                erase_everything() -> View;

                about() -> AboutView;
                /// The size of everything in the windows.
                zoom(step: ZoomStep) -> ();
            }
        }
    };
}

/// What the seal window may ask for, in a process of its own.
#[allow(unused_macros, reason = "each reader of this file needs some of it")]
macro_rules! seal_window_commands {
    ($reader:ident) => {
        $reader! {
            SealWindow {
                seal_page() -> SealPage;
                /// Seals the fields, `{fieldId: value}` as JSON in UTF-8, and ends the process. It comes back only
                /// with fields to correct.
                seal_credentials(credentials: CredentialsBody<'_>) -> ();
                /// What the person was asked about the values that are to be sealed next, and said: each
                /// `FIELD=WORD`, with a space between two.
                answer_questions(said: String) -> ();
                cancel_seal() -> ();
                /// Somebody is there.
                stay() -> ();
                zoom_seal(step: ZoomStep) -> ();
            }
        }
    };
}
