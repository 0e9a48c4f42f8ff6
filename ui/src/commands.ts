import { invoke } from '@tauri-apps/api/core';

import type { AboutView } from './generated/AboutView';
import type { Answer } from './generated/Answer';
import type { AskedView } from './generated/AskedView';
import type { CopyWhat } from './generated/CopyWhat';
import type { HandOffOutcome } from './generated/HandOffOutcome';
import type { SendingsView } from './generated/SendingsView';
import type { Language } from './generated/Language';
import type { MailClients } from './generated/MailClients';
import type { Page } from './generated/Page';
import type { ReceiptOutcome } from './generated/ReceiptOutcome';
import type { Reminder } from './generated/Reminder';
import type { ReminderView } from './generated/ReminderView';
import type { SealOutcome } from './generated/SealOutcome';
import type { SendingView } from './generated/SendingView';
import type { Signing } from './generated/Signing';
import type { StartView } from './generated/StartView';
import type { View } from './generated/View';
import type { WithdrawalView } from './generated/WithdrawalView';

// One function for each command of the main window. Each rejects with a `Rejection`.

export const view = () => invoke<View>('view');
export const answer = (answer: Answer) => invoke<View>('answer', { answer });
export const note = (answer: Answer) => invoke<null>('note', { answer });
export const back = () => invoke<View>('back');
export const modify = (page: Page, field: string) => invoke<View>('modify', { page, field });
export const setLanguage = (language: Language) => invoke<View>('set_language', { language });
export const sign = (signing: Signing) => invoke<View>('sign', { signing });
export const previewConsent = () => invoke<null>('preview_consent');
export const importBundle = (file: Uint8Array) => invoke<View>('import_bundle', file);
export const seal = () => invoke<SealOutcome>('seal');
export const retype = () => invoke<View>('retype');
export const mailClients = (tried: readonly string[]) => invoke<MailClients>('mail_clients', { tried });
export const handOff = (client: string) => invoke<HandOffOutcome>('hand_off', { client });
export const openWebmail = (client: string) => invoke<null>('open_webmail', { client });
export const revealFolder = () => invoke<null>('reveal_folder');
export const copy = (what: CopyWhat) => invoke<null>('copy', { what });
export const copyText = (text: string) => invoke<null>('copy_text', { text });
export const confirmHandedOver = () => invoke<View>('confirm_handed_over');
export const anotherWay = () => invoke<View>('another_way');
export const dragFiles = () => invoke<null>('drag_files');
export const openPlainMail = () => invoke<null>('open_plain_mail');
export const eraseFiles = () => invoke<View>('erase_files');
export const close = () => invoke<null>('close');

// After the sending.

export const sendings = () => invoke<SendingsView>('sendings');
export const atStart = () => invoke<StartView>('at_start');
export const retryKeyring = () => invoke<SendingsView>('retry_keyring');
export const openSending = (id: string) => invoke<SendingView>('open_sending', { id });
export const sendingAtHand = () => invoke<SendingView>('sending_at_hand');
export const openConsent = (id: string) => invoke<null>('open_consent', { id });
export const resume = (id: string) => invoke<View>('resume', { id });
export const handOffAgain = (id: string) => invoke<View>('hand_off_again', { id });
export const startAgain = (id: string) => invoke<View>('start_again', { id });
export const openFolder = (id: string) => invoke<null>('open_folder', { id });
export const exportSending = (id: string) => invoke<null>('export_sending', { id });
export const deleteSending = (id: string) => invoke<SendingsView>('delete_sending', { id });
export const withdraw = (id: string, unsigned: boolean) => invoke<WithdrawalView>('withdraw', { id, unsigned });
export const confirmSending = (id: string) => invoke<SendingView>('confirm_sending', { id });
export const openReceipt = (file: Uint8Array) => invoke<ReceiptOutcome>('open_receipt', file);
export const askForReceipt = (id: string) => invoke<AskedView>('ask_for_receipt', { id });
export const tickPasswordChanged = (id: string, changed: boolean) =>
  invoke<SendingView>('tick_password_changed', { id, changed });
export const dismiss = (id: string, reminder: Reminder) => invoke<ReminderView[]>('dismiss', { id, reminder });
export const eraseEverything = () => invoke<View>('erase_everything');

// Beside the case.

export const about = () => invoke<AboutView>('about');
