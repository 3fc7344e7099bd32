import { withLocale } from '@mandate/messages';
import { test } from 'vitest';
import { useWorld } from '../support/use-world.ts';
import { accountant } from './accountant.ts';
import { agency } from './agency.ts';
import { breakIn } from './break-in.ts';
import { colleagues } from './colleagues.ts';
import { domainExpert } from './domain-expert.ts';
import { staleTab } from './stale-tab.ts';
import { technician } from './technician.ts';

const world = useWorld();

// each in an account of its own
const cases = [
  {
    story: 'who pays hands the set-up to a technician, with what is added later',
    locale: 'en',
    play: technician,
  },
  { story: 'all domains but one go to an expert, who leaves by himself', locale: 'fr', play: domainExpert },
  { story: 'colleagues are invited in one go, and their manager goes again', locale: 'en', play: colleagues },
  { story: 'one server is opened to a specialist until a date, and renewed', locale: 'fr', play: breakIn },
  { story: 'the accountant pays, then only looks, without scripts', locale: 'fr', play: accountant },
  { story: 'an agency works in many accounts with one login', locale: 'en', play: agency },
] as const;

test.each(cases)('$story', ({ locale, play }) => withLocale(locale, () => play(world())));

test.each([true, false])('a form of a stale tab is refused and does nothing (scripts: %s)', (scripts) =>
  staleTab(world(), scripts),
);
