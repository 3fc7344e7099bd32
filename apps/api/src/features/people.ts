import { User, type Em } from '@mandate/db';

/** Names of people by id; a deleted login keeps the name its row has now. */
export async function peopleNamed(
  em: Em,
  ids: readonly (string | null | undefined)[],
): Promise<(id: string) => string> {
  const wanted = [...new Set(ids.filter((id) => typeof id === 'string'))];
  const people = wanted.length ? await em.find(User, { id: wanted }, { fields: ['id', 'name'] }) : [];
  const names = new Map(people.map((person) => [person.id, person.name]));
  return (id) => names.get(id) ?? '';
}
