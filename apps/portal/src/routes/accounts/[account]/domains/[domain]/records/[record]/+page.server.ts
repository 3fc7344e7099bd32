import { recordTypes } from '@mandate/api/contract';
import { readRecord } from './record.ts';
import { save } from '../save.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => ({
  types: recordTypes,
  ...(await readRecord(event)),
});

export const actions: Actions = { default: (event) => save(event, event.params.record) };
