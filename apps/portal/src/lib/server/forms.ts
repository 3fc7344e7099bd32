import { fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import type { RefusalCode } from '@mandate/api/contract';
import { m } from '@mandate/messages';
import type { Flash, FormState } from '#lib/types.ts';
import { connect, type Api } from './api.ts';
import { flash } from './flash.ts';
import { fieldErrors } from './issues.ts';
import { refusePage } from './pages.ts';
import { ApiRefusal } from './refusal.ts';
import { readShown } from './shown.ts';

/** Never sent back to the browser, and never into `values`. */
const UNSEEN = new Set([
  'shown_user',
  'shown_account',
  'password',
  'current',
  'next',
  'token',
  'code',
  'number',
]);

interface Options<Schema extends z.ZodType> {
  /** Names the form when the page has several (`<Form id="…">`). */
  id?: string;
  schema: Schema;
  /** Joined to what was typed, and stronger; the account comes by itself: `{ domain: params.domain }`. */
  fixed?: Record<string, unknown>;
  /** What was typed, when it is more than one text a name. */
  read?: (data: FormData) => Record<string, unknown>;
  /** Better words for a field than the general ones. */
  messages?: Record<string, () => string>;
  /** What the fields are called in the summary of errors; name, email and password have their words already. */
  labels?: Record<string, () => string>;
  /** The field that a refusal speaks of, where the form calls it otherwise: `{ PASSWORD_WRONG: 'current' }`. */
  at?: Partial<Record<RefusalCode, string>>;
}

interface Step<Schema extends z.ZodType> {
  input: z.output<Schema>;
  api: Api;
  data: FormData;
}

class Done {
  readonly to: string;
  readonly result: Flash | undefined;
  constructor(to: string, result?: Flash) {
    this.to = to;
    this.result = result;
  }
}

/** The end of an action that worked: where to go, and what to say there. */
export const done = (to: string, result?: Flash): Done => new Done(to, result);

/** Parses a form, calls, and redirects with the result; or hands back what was typed and what is wrong. */
export async function submit<Schema extends z.ZodType, Result extends object = never>(
  event: RequestEvent,
  { id, schema, fixed, read, messages = {}, labels = {}, at = {} }: Options<Schema>,
  call: (step: Step<Schema>) => Promise<Done | Result> | Done | Result,
): Promise<ActionFailure<FormState> | Result> {
  const data = await event.request.formData();
  const shown = readShown(event, data);
  const typed = formValues(data);
  const reject = (status: number, errors: Record<string, string>, summary?: string) =>
    fail(status, {
      id,
      values: typed,
      errors,
      labels: labelsOf(errors, { ...commonLabels, ...labels }),
      summary: summary ?? countErrors(errors),
    });

  const { account } = event.params;
  const input = { ...(read?.(data) ?? plain(data)), ...(account && { account }), ...fixed };
  const parsed = schema.safeParse(only(schema, input));
  if (!parsed.success) return reject(400, fieldErrors(parsed.error, messages));
  const api = connect(event, {
    shown,
    onRefusal: (refusal) => {
      throw refusal;
    },
  });
  try {
    const result = await call({ input: parsed.data, api, data });
    if (!(result instanceof Done)) return result;
    if (result.result) flash(event.cookies, result.result);
    redirect(303, result.to);
  } catch (cause) {
    if (!(cause instanceof ApiRefusal)) throw cause;
    if (cause.status === 401 || cause.code === 'STALE_PAGE') refusePage(event, cause);
    const field = at[cause.code as RefusalCode];
    const errors = field ? { [field]: cause.message } : cause.fields;
    return reject(cause.status, errors, Object.keys(errors).length > 0 ? undefined : cause.message);
  }
}

const commonLabels: Record<string, () => string> = {
  name: m.common_field_name,
  email: m.common_field_email,
  password: m.common_field_password,
  token: m.common_code_label,
};

function labelsOf(
  errors: Record<string, string>,
  labels: Record<string, () => string>,
): Record<string, string> {
  const named = Object.keys(errors).filter((name) => labels[name]);
  return Object.fromEntries(named.map((name) => [name, labels[name]?.() ?? '']));
}

function countErrors(errors: Record<string, string>): string {
  return m.common_error_summary({ count: Object.keys(errors).length });
}

/** Contract schemas refuse names they do not know; a form also carries buttons and who it was shown to. */
function only(schema: z.ZodType, input: Record<string, unknown>): Record<string, unknown> {
  if (!(schema instanceof z.ZodObject)) return input;
  const known = Object.keys(schema.shape);
  return Object.fromEntries(Object.entries(input).filter(([name]) => known.includes(name)));
}

function plain(data: FormData): Record<string, unknown> {
  return Object.fromEntries([...new Set(data.keys())].map((name) => [name, data.get(name)]));
}

/** What was typed, as it may be shown again. */
function formValues(data: FormData): Record<string, string | string[]> {
  const names = [...new Set(data.keys())].filter((name) => !UNSEEN.has(name));
  return Object.fromEntries(
    names.map((name) => {
      const texts = data.getAll(name).filter((value) => typeof value === 'string');
      return [name, texts.length > 1 ? texts : (texts[0] ?? '')];
    }),
  );
}
