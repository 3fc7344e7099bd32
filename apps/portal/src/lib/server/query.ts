/** What a list's address asks for; anything odd asks for the start. */
export function pageOf(url: URL, name = 'page'): number {
  const page = Number(url.searchParams.get(name) ?? 1);
  return Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1;
}

export const searchOf = (url: URL, name = 'q'): string | undefined =>
  url.searchParams.get(name)?.trim().slice(0, 100) || undefined;

/** A day (`2027-03-31`) that a list is narrowed to. */
export function dayOf(url: URL, name: string): string | undefined {
  const day = url.searchParams.get(name) ?? '';
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : undefined;
}
