import { invoke } from '@tauri-apps/api/core';

import type { SealPage } from '../generated/SealPage';

// One function for each command of the seal window. Each rejects with a `Rejection`.

export const sealPage = () => invoke<SealPage>('seal_page');

/**
 * Seals what was typed; the process ends when it succeeds.
 *
 * @param credentials UTF-8 JSON, `{fieldId: value}`; a raw body, which no message passes as text.
 * @param said what the person was asked about these very values and said, each `FIELD=WORD`.
 */
export const sealCredentials = (credentials: Uint8Array, said: readonly string[]) =>
  invoke<null>('seal_credentials', credentials, { headers: { 'pli-said': said.join(' ') } });

export const cancelSeal = () => invoke<null>('cancel_seal');

/** Tells the process that somebody is there. */
export const stay = () => invoke<null>('stay');
