import { recordTypes } from '@mandate/api/contract';
import { managed } from '../../managed.ts';
import { save } from '../save.ts';
import type { Actions, PageServerLoad } from './$types.ts';

export const load: PageServerLoad = async (event) => ({
  types: recordTypes,
  domain: await managed(event),
});

export const actions: Actions = { default: (event) => save(event) };
