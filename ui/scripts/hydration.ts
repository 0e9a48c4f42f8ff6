import type { Plugin } from 'vite';

/** No page is drawn before it is loaded: `hydrating`, which guards what would take one over, is never true. Svelte's own
 * `mount` assigns it, and so keeps all of that. */
export function withoutHydration(): Plugin {
  const variable = /^export let hydrating = false;$/m;
  const assigned = /^\thydrating = value;$/m;
  return {
    name: 'without-hydration',
    transform: {
      filter: { id: /svelte\/src\/internal\/client\/dom\/hydration\.js$/ },
      handler: (code) => ({ code: code.replace(variable, 'export const hydrating = false;').replace(assigned, ''), map: null }),
    },
  };
}
