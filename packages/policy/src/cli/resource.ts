import { areaOf } from '../address.ts';
import type { Bundle } from '../bundle.ts';
import { areaNames } from '../catalogue.ts';
import { didYouMean } from '../lint/nearest.ts';
import { UsageError } from './io.ts';

/** The address that was meant: `domains/acme.example` by the name of the thing, or the id as it is (S1). */
export function addressOf(bundle: Bundle, said: string, names: ReadonlyMap<string, string>): string {
  const [area = '', ...rest] = said.split('/');
  if (!bundle.catalogue.areas.has(area))
    throw new UsageError(`no area ${area}; ${didYouMean(area, areaNames(bundle.catalogue))}`);
  const thing = rest.join('/');
  const ids = [...names].filter(([id, name]) => id === thing || name.toLowerCase() === thing.toLowerCase());
  const [only, other] = ids.map(([id]) => id);
  if (other !== undefined)
    throw new UsageError(`${thing} is the name of ${ids.map(([id]) => id).join(' and ')}; write the id`);
  const address = only === undefined ? said : `${area}/${only}`;
  if (areaOf(bundle.catalogue, address)) return address;
  const shapes = bundle.catalogue.areas.get(area)?.addresses ?? [];
  const near = names.size > 0 ? `; ${didYouMean(thing, names.values())}` : '';
  throw new UsageError(`no resource ${said}${near}; addresses of ${area} are ${shapes.join(', ')}`);
}

/** `manage` on a domain is `domains:manage`; the whole name is understood as well. */
export function permissionOf(bundle: Bundle, said: string, address: string): string {
  const area = address.split('/')[0] ?? '';
  const name = said.includes(':') ? said : `${area}:${said}`;
  if (bundle.catalogue.permissions.has(name)) return name;
  const known = [...bundle.catalogue.permissions.values()].filter((one) => one.area === area);
  const names = known.map((one) => one.name);
  throw new UsageError(`no permission ${name}; ${didYouMean(name, names)}`);
}
