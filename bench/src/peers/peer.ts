/** Another library, installed for the bench only: the repository is checked without it. */
export async function peer<T>(name: string): Promise<T> {
  return (await import(name)) as T;
}
