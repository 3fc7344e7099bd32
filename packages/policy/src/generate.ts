import { applies } from './address.ts';
import type { Bundle } from './bundle.ts';

/** TypeScript unions of the names, as a module; for this package src/generated.ts. */
export function generateTypes(bundle: Bundle): string {
  const { areas, permissions } = bundle.catalogue;
  const scoped = [...areas.values()].filter((area) => area.scoped).map((area) => area.name);
  const all = [...permissions.values()];
  return (
    [
      '// Made from policies/catalogue.yaml by `mandate-policy types`. Change the catalogue, not this file.',
      union('areas', 'Area', [...areas.keys()]),
      union('scopedAreas', 'ScopedArea', scoped),
      union(
        'permissions',
        'Permission',
        all.map((permission) => permission.name),
      ),
      union(
        'delegablePermissions',
        'DelegablePermission',
        all.filter((one) => one.delegable).map((one) => one.name),
      ),
      resourceTypes(bundle),
      union('presets', 'Preset', [...bundle.presets.keys()]),
    ].join('\n\n') + '\n'
  );
}

/** For each permission the addresses where it applies. */
function resourceTypes({ catalogue }: Bundle): string {
  const lines = [...catalogue.permissions.values()].map((permission) => {
    const shapes = (catalogue.areas.get(permission.area)?.addresses ?? []).filter((shape) =>
      applies(permission, shape.replace('*', '_')),
    );
    const types = shapes.map((shape) =>
      shape.endsWith('*') ? `\`${shape.slice(0, -1)}\${string}\`` : `'${shape}'`,
    );
    return `  '${permission.name}': ${types.join(' | ')};`;
  });
  return `/** The resources that each permission applies to. */\nexport interface Resources {\n${lines.join('\n')}\n}`;
}

function union(list: string, type: string, names: readonly string[]): string {
  const oneLine = `export const ${list} = [${names.map((name) => `'${name}'`).join(', ')}] as const;`;
  const lines = names.map((name) => `  '${name}',`).join('\n');
  const constant = oneLine.length <= 110 ? oneLine : `export const ${list} = [\n${lines}\n] as const;`;
  return `${constant}\nexport type ${type} = (typeof ${list})[number];`;
}
