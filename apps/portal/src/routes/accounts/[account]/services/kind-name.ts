import { m } from '@mandate/messages';

const names = {
  hosting: m.services_kind_hosting,
  server: m.services_kind_server,
  mail: m.services_kind_mail,
};

export const kindName = (kind: keyof typeof names): string => names[kind]();
