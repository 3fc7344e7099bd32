import { m } from '@mandate/messages';
import type { Service } from './state.ts';

type Words = (words: { service: string }) => string;

interface Option {
  permission: Service['can'][number];
  label: () => string;
  strong: Words;
  text: () => string;
  /** What it would do, for who may not. */
  lacking: Words;
}

/** What can be done with a service on a page of its own, by the name of that page. */
export const options: Record<'restart' | 'rename' | 'password' | 'plan' | 'cancel', Option> = {
  restart: {
    permission: 'services:manage',
    label: m.services_restart,
    strong: m.services_restart_offer,
    text: m.services_restart_offer_text,
    lacking: m.services_restart_missing,
  },
  rename: {
    permission: 'services:manage',
    label: m.services_rename,
    strong: m.services_rename_offer,
    text: m.services_rename_offer_text,
    lacking: m.services_rename_missing,
  },
  password: {
    permission: 'services:credentials',
    label: m.services_password,
    strong: m.services_password_offer,
    text: m.services_password_offer_text,
    lacking: m.services_password_missing,
  },
  plan: {
    permission: 'services:order',
    label: m.services_plan_change,
    strong: m.services_plan_change_offer,
    text: m.services_plan_change_offer_text,
    lacking: m.services_plan_change_missing,
  },
  cancel: {
    permission: 'services:cancel',
    label: m.services_cancel,
    strong: m.services_cancel_offer,
    text: m.services_cancel_offer_text,
    lacking: m.services_cancel_missing,
  },
};
