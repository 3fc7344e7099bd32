type Level<T> = Map<string, T>;

/** What is unbeatable and knows nothing: the answers themselves in nested Maps over the same four arguments. */
export class NestedMaps {
  readonly #users: Level<Level<Level<Level<boolean>>>> = new Map();

  set(user: string, account: string, resource: string, permission: string, allowed: boolean): void {
    const accounts = into(this.#users, user);
    into(into(accounts, account), resource).set(permission, allowed);
  }

  can(user: string, account: string, resource: string, permission: string): boolean {
    return this.#users.get(user)?.get(account)?.get(resource)?.get(permission) === true;
  }
}

function into<T>(map: Level<Level<T>>, key: string): Level<T> {
  const known = map.get(key) ?? new Map<string, T>();
  map.set(key, known);
  return known;
}
