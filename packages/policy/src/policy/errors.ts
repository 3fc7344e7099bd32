import type { Decision } from '../slice.ts';

/** `require` was answered no. `decision` says why; it can be shown with the words of explain. */
export class PolicyDenied extends Error {
  readonly permission: string;
  readonly resource: string;
  readonly decision: Exclude<Decision, { allowed: true }>;

  constructor(permission: string, resource: string, decision: Exclude<Decision, { allowed: true }>) {
    super(`${permission} on ${resource} is denied`);
    this.name = 'PolicyDenied';
    this.permission = permission;
    this.resource = resource;
    this.decision = decision;
  }
}

/** Grants as fresh as asked for could not be read: nothing was decided, and so nothing is allowed. */
export class PolicyUnavailable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'PolicyUnavailable';
  }
}
