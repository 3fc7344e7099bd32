import type { Attachment } from 'svelte/attachments';

/** Moves the focus here when it appears, also before scripts run (the attribute does). */
export const focused: Attachment<HTMLElement> = (node) => {
  requestAnimationFrame(() => node.focus());
};

/** Spread beside {@attach focused}: tells the browser to do the same on a full load. */
export const autofocus = { autofocus: true, tabindex: -1 } as const;
