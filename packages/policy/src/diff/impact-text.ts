import type { Count, Impact, Touched } from './impact.ts';
import type { PersonChange } from './person.ts';
import { counted, number } from './text.ts';

/** "41 people in 12 accounts lose domains:transfer; 0 gain", a line for each permission. */
export function impactText({ permission, lost, gained, later }: Impact): string {
  const now =
    lost.people === 0 && gained.people > 0
      ? `${peopleText(gained, 'gain')} ${permission}; 0 lose`
      : `${peopleText(lost, 'lose')} ${permission}; ${gained.people === 0 ? '0 gain' : peopleText(gained, 'gain')}`;
  const coming = [
    ...(later.lost.people > 0 ? [peopleText(later.lost, 'lose')] : []),
    ...(later.gained.people > 0 ? [peopleText(later.gained, 'gain')] : []),
  ];
  return coming.length === 0 ? now : `${now}; once their access starts, ${coming.join(' and ')} it`;
}

function peopleText({ people, accounts }: Count, verb: string): string {
  if (people === 0) return `0 ${verb}`;
  const agreed = people === 1 ? `${verb}s` : verb;
  return `${counted(people, 'person', 'people')} in ${counted(accounts, 'account')} ${agreed}`;
}

/** One person of `--list`. */
export function touchedText({ person, changes, later }: Touched): string {
  const said = (change: PersonChange) => {
    const verb = change.change === 'lost' ? 'loses' : 'gains';
    return `${verb} ${change.permission}${placesText(change, person.names)}`;
  };
  const parts = [
    ...changes.map(said),
    ...later.map((change) => `${said(change)} from ${change.from.toISOString()}`),
  ];
  return `${person.user.name} (${person.user.id}) in ${person.account.name} (${person.account.id}): ${parts.join('; ')}`;
}

const mostNamed = 5;

function placesText({ on, others }: PersonChange, names: ReadonlyMap<string, string>): string {
  if (on.length === 0) return '';
  const named = on.slice(0, mostNamed).map((id) => names.get(id) ?? id);
  const more = on.length > mostNamed ? [`${number(on.length - mostNamed)} more`] : [];
  return ` on ${[...named, ...more, ...(others ? ['everything that no grant names'] : [])].join(', ')}`;
}
