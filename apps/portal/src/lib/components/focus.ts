import type { Attachment } from 'svelte/attachments';

/** Moves the focus here when it appears, also before scripts run (the attribute does). */
export const focused: Attachment<HTMLElement> = (node) => {
  requestAnimationFrame(() => node.focus());
};

/** Spread beside {@attach focused}: tells the browser to do the same on a full load. */
export const autofocus = { autofocus: true, tabindex: -1 } as const;

/**
 * An answer that stays on the page leaves the focus on nothing. It goes back to what was pressed, or to the nearest
 * that is still there: the fold around it, the part of the form that was drawn anew, the page's heading.
 */
export function comeBack(submitter: HTMLElement | null): (form: HTMLFormElement) => void {
  const fold = submitter?.closest('details')?.querySelector('summary');
  return (form) =>
    requestAnimationFrame(() => {
      if (document.activeElement !== document.body) return;
      const anew = form.querySelector<HTMLElement>('[data-answer] h2');
      const near = [submitter, fold, anew, document.querySelector('h1')].find((node) => node?.isConnected);
      if (near && near.tabIndex < 0) near.setAttribute('tabindex', '-1');
      near?.focus();
    });
}
