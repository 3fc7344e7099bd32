/** What the rows give to the policy and take from it, in the policy's own shapes. */
export type Scope = { only: readonly string[] } | { except: readonly string[] };

export interface GrantSpec {
  preset?: string;
  permission?: string;
  services?: Scope;
  domains?: Scope;
  billing?: boolean;
  support?: boolean;
  admin?: boolean;
  start?: Date;
  end?: Date;
}

export interface Grant extends GrantSpec {
  id: string;
}

export interface Facts {
  userId: string;
  account: { id: string; state: 'active' | 'suspended' | 'closed'; epoch: number };
  owner: boolean;
  member: {
    suspended: boolean;
    start?: Date;
    end?: Date;
    ended?: 'removed' | 'left' | 'expired';
    epoch: number;
  } | null;
  grants: Grant[];
  now: Date;
}
