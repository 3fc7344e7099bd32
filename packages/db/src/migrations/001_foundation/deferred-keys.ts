/**
 * Every foreign key is checked at commit: an account and its owner's membership name each other, and the rows of one
 * flush, which the ORM writes in no order of ours, may name each other as well.
 */
export const deferredKeys = `
do $body$
declare
  key record;
begin
  for key in
    select conrelid::regclass as holder, conname from pg_constraint
    where contype = 'f' and connamespace = 'public'::regnamespace
  loop
    execute format('alter table %s alter constraint %I deferrable initially deferred', key.holder, key.conname);
  end loop;
end
$body$;
`;
