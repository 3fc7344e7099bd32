/** Somebody on the page of a removal, whose grants may end as well. */
export interface Heir {
  user: string;
  name: string;
  access: string;
  grants: string[];
}

/** Ends all of these too. */
export const alsoEnd = (heirs: readonly Heir[]) =>
  heirs.flatMap(({ user, grants }) => grants.map((grant) => ({ user, grant })));
