/** The same page's query with one part changed; an empty value takes it out. */
export function withQuery(url: { search: string; pathname: string }, name: string, value: string): string {
  const query = new URLSearchParams(url.search);
  if (value === '') query.delete(name);
  else query.set(name, value);
  const text = query.toString();
  return text ? `?${text}` : url.pathname;
}
