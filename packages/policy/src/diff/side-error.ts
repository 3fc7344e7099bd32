/** One side of a comparison cannot be used: no such folder or revision, or files that do not load. */
export class SideError extends Error {}
