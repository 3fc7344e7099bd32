import type pg from 'pg';

type Query = (
  sql: string,
  values: unknown[],
) => Promise<Pick<pg.QueryResult, 'command' | 'rowCount' | 'rows'>>;

/**
 * A connection that is lost has rolled back. The query builder does not let go of one whose rollback fails, and with
 * the pool's last place taken like that nobody would be served any more: so it is given back, and the pool, which is
 * told that it has ended, makes another.
 */
export function giveBackLost(pool: pg.Pool): void {
  pool.on('connect', (client) => {
    const query = client.query.bind(client) as Query;
    const asked: Query = async (sql, values) => {
      if (sql !== 'rollback') return query(sql, values);
      return query(sql, values).catch(() => {
        void (client as unknown as pg.Client).end();
        return { command: 'ROLLBACK', rowCount: 0, rows: [] };
      });
    };
    client.query = asked as typeof client.query;
  });
}
