import { m } from '@mandate/messages';
import { stringify } from 'csv-stringify/sync';
import { filterOf } from '../filter.server.ts';
import type { RequestHandler } from './$types.ts';

/** A cell that starts like a formula is text to a spreadsheet; the mark at the start says that it is UTF-8. */
const csv = (rows: readonly (string | number | null)[][]) => stringify([...rows], { escape_formulas: true });
const utf8 = '\ufeff';

const heads = () => [
  m.account_activity_csv_number(),
  m.account_activity_csv_at(),
  m.account_activity_csv_who(),
  m.account_activity_csv_for(),
  m.account_activity_csv_what(),
  m.common_before(),
  m.common_after(),
];

/** The log as far as the reader may view it, narrowed as on the page, one part of it in memory at a time. */
export const GET: RequestHandler = async ({ locals: { api }, params: { account }, url }) => {
  const filter = filterOf(url);
  const part = (before?: number) => api.activity.export.query({ account, ...filter, before });
  // the first part is asked for before anything is sent: a refusal is a page, not half a file
  let { items, next } = await part();
  const first = utf8 + csv([heads()]);
  const rows = () =>
    csv(
      items.map(({ seq, at, actor, onBehalfOf, sentence, before, after }) => [
        seq,
        at,
        actor.name,
        onBehalfOf,
        sentence,
        before,
        after,
      ]),
    );
  const encoder = new TextEncoder();
  let begun = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (begun && next === null) return controller.close();
      if (begun) ({ items, next } = await part(next ?? undefined));
      controller.enqueue(encoder.encode((begun ? '' : first) + rows()));
      begun = true;
    },
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="activity.csv"',
      'cache-control': 'no-store',
    },
  });
};
