const test = '\\.(test|testing|e2e)\\.ts$|/testing(\\.ts|/)|/test/|/e2e/';
const only = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

/** Which way the code may depend. */
export default {
  forbidden: [
    only('no-circles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    only('no-unresolved', { pathNot: '^apps/portal/' }, { couldNotResolve: true, pathNot: '^node:' }),
    only(
      'policy-stands-alone',
      { path: '^packages/policy/' },
      { path: '^(apps|scripts)/|^packages/(?!policy/)' },
      'The policy package is published: it imports no workspace.',
    ),
    only(
      'messages-stand-alone',
      { path: '^packages/messages/' },
      { path: '^(apps|scripts)/|^packages/(?!messages/)' },
    ),
    only(
      'emails-only-messages',
      { path: '^packages/emails/' },
      { path: '^(apps|scripts)/|^packages/(?!emails/|messages/)' },
    ),
    only(
      'db-imports-no-other',
      { path: '^packages/db/', pathNot: test },
      { path: '^(apps|scripts)/|^packages/(?!db/|policy/)' },
    ),
    only(
      'db-takes-only-types-of-policy',
      { path: '^packages/db/', pathNot: test },
      { path: '^packages/policy/', dependencyTypesNot: ['type-only'] },
    ),
    only('api-not-portal', { path: '^apps/api/' }, { path: '^(apps/portal|scripts)/' }),
    only(
      'portal-only-api-and-messages',
      { path: '^apps/portal/', pathNot: test },
      { path: '^scripts/|^packages/(?!messages/)' },
      'The portal knows only the API; no database and no policy engine.',
    ),
    only(
      'portal-takes-types-and-contract',
      { path: '^apps/portal/', pathNot: test },
      { path: '^apps/api/', pathNot: '^apps/api/src/contract/', dependencyTypesNot: ['type-only'] },
    ),
    only(
      'contract-is-for-both-sides',
      { path: '^apps/api/src/contract/', pathNot: test },
      {
        path: '^apps/api/src/(?!contract/)|^packages/(db|policy|emails)/',
        dependencyTypesNot: ['type-only'],
      },
      'The portal imports the contract as values: no server code behind it.',
    ),
    ...[
      ['casbin', '^packages/policy/src/casbin\\.ts$'],
      ['resend', '^packages/emails/src/[^/]+\\.ts$'],
      ['lucia', '^apps/api/src/auth/[^/]+\\.ts$'],
      ['@trpc/client', '^apps/portal/src/lib/server/api\\.ts$'],
    ].map(([engine, door]) =>
      only(
        `one-door-to-${engine.replace(/\W/g, '')}`,
        { path: '^(apps|packages|scripts)/', pathNot: [door, test] },
        { path: `node_modules/${engine}/` },
        `Only ${door} imports ${engine}.`,
      ),
    ),
    only('no-tests-in-the-product', { path: '^(apps|packages)/', pathNot: test }, { path: test }),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(apps|packages)/.*/(build|dist|generated|\\.svelte-kit)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default', 'svelte'],
      extensions: ['.ts', '.js', '.mjs', '.svelte', '.json'],
    },
  },
};
