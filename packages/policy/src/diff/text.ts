import type { Affected, Group, Place } from './groups.ts';

export const number = (value: number): string => value.toLocaleString('en');

export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** The groups for a reader: a paragraph for each permission, losses before gains. */
export function groupsText(groups: readonly Group[]): string {
  const byPermission = Map.groupBy(groups, (group) => group.permission);
  const paragraphs = [...byPermission].map(([permission, list]) => {
    const sorted = [...list].sort((a, b) => b.change.localeCompare(a.change));
    return `${permission}\n${sorted.map(groupText).join('')}`;
  });
  return paragraphs.join('\n');
}

function groupText({ change, places, who }: Group): string {
  return `  ${change} by ${whoText(who)}\n${places.map((place) => `    ${placeText(place)}\n`).join('')}`;
}

function whoText(who: Affected): string {
  const parts = who.owner ? ['the owner'] : [];
  if (who.presets.length > 0) parts.push(presetsText(who));
  if (who.permissions.length > 0) parts.push(`${who.permissions.join(', ')} given alone`);
  return parts.join('; ');
}

function presetsText({ presets, unless, sets, exact }: Affected): string {
  const names = presets
    .map((set) => (set.length === 0 ? 'a member without presets' : set.join(' + ')))
    .join(', ');
  if (!exact || sets === presets.length) return names;
  const others = unless.length > 0 ? `, unless with ${unless.join(', ')}` : '';
  return `${names}, alone or with other presets${others} (${number(sets)} sets)`;
}

/** `x` in an address of the universe stands for any id. */
function placeText({ resources, states }: Place): string {
  const shown = resources.map((resource) => resource.replace(/\/x$/, '/*'));
  const where = states.length === 3 ? 'accounts in every state' : `${states.join(' and ')} accounts`;
  return `on ${shown.join(', ')}; ${where}`;
}
