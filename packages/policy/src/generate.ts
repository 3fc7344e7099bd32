import type { Bundle } from './bundle.ts';

/** The text of src/generated.ts. */
export function generateTypes(bundle: Bundle): string {
  const { areas, permissions } = bundle.catalogue;
  const scoped = [...areas.values()].filter((area) => area.scoped).map((area) => area.name);
  const all = [...permissions.values()];
  return (
    [
      '// Made from policies/catalogue.yaml by `node src/types.ts`. Change the catalogue, not this file.',
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
      union('presets', 'Preset', [...bundle.presets.keys()]),
    ].join('\n\n') + '\n'
  );
}

function union(list: string, type: string, names: readonly string[]): string {
  const oneLine = `export const ${list} = [${names.map((name) => `'${name}'`).join(', ')}] as const;`;
  const lines = names.map((name) => `  '${name}',`).join('\n');
  const constant = oneLine.length <= 110 ? oneLine : `export const ${list} = [\n${lines}\n] as const;`;
  return `${constant}\nexport type ${type} = (typeof ${list})[number];`;
}

/** The text of policies/MATRIX.md: presets by permissions, implied ones in brackets. */
export function generateMatrix(bundle: Bundle): string {
  const presets = [...bundle.presets.values()];
  const head = `| Permission | ${presets.map((preset) => preset.name).join(' | ')} |`;
  const rule = `| --- | ${presets.map(() => ':-:').join(' | ')} |`;
  const rows = [...bundle.catalogue.permissions.values()].map((permission) => {
    const marks = presets.map((preset) => {
      if (preset.permissions.includes(permission.name)) return '●';
      const atoms = preset.permissions.flatMap((held) => bundle.expansion.get(held) ?? []);
      const implied = atoms.some(
        (atom) => atom.permission === permission.name && atom.pattern === permission.on,
      );
      return implied ? '○' : '';
    });
    const notes = [permission.sensitive ? 'sensitive' : '', permission.delegable ? '' : 'owner only'].filter(
      Boolean,
    );
    return `| ${permission.name}${notes.length > 0 ? ` (${notes.join(', ')})` : ''} | ${marks.join(' | ')} |`;
  });
  const intro = 'Made from the policy files by `node src/types.ts`. ● written, ○ comes along (implied).';
  return `# Presets and permissions\n\n${intro}\n\n${[head, rule, ...rows].join('\n')}\n`;
}
