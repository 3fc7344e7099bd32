import { createHash } from 'node:crypto';
import { withLocale } from '@mandate/messages';
import { describe, expect, test } from 'vitest';
import { dumpDatabase } from './support/dump.ts';
import { useWorld } from './support/use-world.ts';
import { acceptsByMail, acceptsFromOtto, editsDns, seesOneDomain } from './story/ines.ts';
import { changes, invites, removes } from './story/olivia.ts';
import { words } from './story/words.ts';

const variants = (['en', 'fr'] as const).flatMap((locale) =>
  [true, false].map((scripts) => ({ locale, scripts })),
);

describe.each(variants)('from invitation to removal, $locale, scripts: $scripts', ({ locale, scripts }) => {
  const world = useWorld();

  test('the story, and nothing secret stays behind', () =>
    withLocale(locale, async () => {
      const { db, secrets, logs, visitor } = world();
      const cast = {
        world: world(),
        words: words[locale],
        olivia: await visitor({ scripts, locale, as: 'olivia' }),
        ines: await visitor({ scripts, locale }),
      };
      await invites(cast);
      await acceptsByMail(cast);
      await seesOneDomain(cast);
      await editsDns(cast);
      await acceptsFromOtto(cast);
      await changes(cast);
      await removes(cast);

      const dump = await dumpDatabase(db);
      expect(dump).toContain('ines@studio-moreau.example');
      // sessions, hand-off, the mail's code, and the passwords of both
      expect(secrets.all.length).toBeGreaterThanOrEqual(6);
      expect(secrets.foundIn(dump)).toEqual([]);
      // the search would find them: what stays is their hashes
      const hashes = secrets.all.map((secret) => createHash('sha256').update(secret).digest('hex'));
      expect(hashes.filter((hash) => dump.includes(hash)).length).toBeGreaterThanOrEqual(2);
      expect(logs.length).toBeGreaterThan(0);
      expect(secrets.foundIn(logs.join('\n'))).toEqual([]);
    }));
});
