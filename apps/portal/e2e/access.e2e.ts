import { withLocale } from '@mandate/messages';
import { describe, test } from 'vitest';
import {
  endsByDate,
  givesTwoParts,
  removesTheManager,
  renews,
  sceneOf,
  seesXAndManagesTheRest,
  suspendsAndResumes,
  takesOnePartAway,
} from './story/access.ts';
import { useWorld } from './support/use-world.ts';

const variants = [
  { locale: 'en', scripts: true },
  { locale: 'fr', scripts: false },
] as const;

describe.each(variants)('an access over its life, $locale, scripts: $scripts', ({ locale, scripts }) => {
  const world = useWorld();

  test('parts, dates, the end, renewal, a rest, and the giver’s removal', () =>
    withLocale(locale, async () => {
      const olivia = await world().visitor({ scripts, locale, as: 'olivia' });
      const dora = await world().visitor({ scripts, locale, as: 'dora' });
      if (locale === 'fr')
        for (const visitor of [olivia, dora])
          await visitor.press('Français', visitor.page.getByRole('contentinfo'));
      const scene = await sceneOf(world(), { olivia, dora });
      await givesTwoParts(scene);
      await seesXAndManagesTheRest(scene);
      await takesOnePartAway(scene);
      await endsByDate(scene);
      await renews(scene);
      await suspendsAndResumes(scene);
      await removesTheManager(scene);
    }));
});
