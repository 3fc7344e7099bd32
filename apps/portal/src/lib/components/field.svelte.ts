import { fieldId, ownForm } from './form-context.ts';

export const widths = {
  address: 'w-full max-w-130',
  date: 'w-full max-w-70',
  search: 'w-full max-w-85',
  full: 'w-full',
};
export type Width = keyof typeof widths;

export interface FieldProps {
  label: string;
  name: string;
  hint?: string;
  /** Wins over the form's own. */
  error?: string;
  /** What stands there before anything is typed. */
  value?: string | number | null;
  optional?: boolean;
  width?: Width;
}

/** What the frame around a control takes, and what is the control's own. */
export function split<Own extends FieldProps>(props: Own): [FieldProps, Omit<Own, keyof FieldProps>] {
  const { label, name, hint, error, value, optional, width, ...own } = props;
  return [{ label, name, hint, error, value, optional, width }, own];
}

/** What a field learns from the form around it: id, error, and what was typed before. */
export function useField(field: () => { name: string; error?: string; value?: unknown; hint?: string }) {
  const form = ownForm();
  const id = $derived(fieldId(form?.id, field().name));
  const error = $derived(field().error ?? form?.state?.errors[field().name]);
  const typed = $derived(form?.state?.values[field().name]);
  return {
    get id() {
      return id;
    },
    get error() {
      return error;
    },
    get typed() {
      return typed;
    },
    get text() {
      const value = typed ?? field().value ?? '';
      return Array.isArray(value) ? String(value[0] ?? '') : String(value);
    },
    /** For the control itself. */
    get aria() {
      const described = [field().hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
      return {
        'aria-invalid': error ? ('true' as const) : undefined,
        'aria-describedby': described || undefined,
      };
    },
  };
}
