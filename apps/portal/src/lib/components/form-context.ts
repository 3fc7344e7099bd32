import { getContext, setContext } from 'svelte';
import type { FormState } from '#lib/types.ts';

/** What a form tells the fields and buttons inside it. */
export interface FormContext {
  readonly id: string | undefined;
  readonly state: FormState | null;
  readonly busy: boolean;
  readonly submitter: HTMLElement | null;
}

const KEY = Symbol('form');

export const provideForm = (form: FormContext) => setContext(KEY, form);
export const ownForm = () => getContext<FormContext | undefined>(KEY);

/** The id by which the error summary finds a field. */
export const fieldId = (form: string | undefined, name: string) => (form ? `${form}-${name}` : name);
