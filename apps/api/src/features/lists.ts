export const pageSize = 25;

/** The text somewhere in a column; `%`, `_` and `\` are searched for as themselves. */
export const likePattern = (q: string): string => `%${q.replace(/[\\%_]/g, '\\$&')}%`;

/** Which rows of a list a page holds. */
export const slicePage = (page: number) => ({ limit: pageSize, offset: (page - 1) * pageSize });

export interface Page<Item> {
  items: Item[];
  total: number;
  page: number;
  pages: number;
}

export const paged = <Item>(items: Item[], total: number, page: number): Page<Item> => ({
  items,
  total,
  page,
  pages: Math.max(1, Math.ceil(total / pageSize)),
});
