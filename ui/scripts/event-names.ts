import type { Plugin } from 'vite';

/** Of Tauri's events `listen` is used alone. Its list of names fills itself in, and is kept by what shakes the tree. */
export function withoutEventNames(): Plugin {
  const names = /^\(function \(TauriEvent\) \{[^}]*\}\)\(TauriEvent \|\| \(TauriEvent = \{\}\)\);$/m;
  return {
    name: 'without-event-names',
    transform: { filter: { id: /@tauri-apps\/api\/event\.js$/ }, handler: (code) => ({ code: code.replace(names, ''), map: null }) },
  };
}
