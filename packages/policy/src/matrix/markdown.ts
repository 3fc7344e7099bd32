import type { Bundle } from '../bundle.ts';
import { matrixOf } from './matrix.ts';

const signs = { written: '●', implied: '○', none: '' };

/** The text of policies/MATRIX.md, which reviewers read as a diff. */
export function markdownMatrix(bundle: Bundle): string {
  const { presets, rows } = matrixOf(bundle);
  const table = [
    ['Permission', ...presets.map((preset) => preset.name)],
    ['---', ...presets.map(() => ':-:')],
    ...rows.map(({ permission, marks }) => {
      const notes = [permission.sensitive ? 'sensitive' : '', permission.delegable ? '' : 'owner only'];
      const said = notes.filter(Boolean).join(', ');
      return [`${permission.name}${said && ` (${said})`}`, ...marks.map((mark) => signs[mark])];
    }),
  ];
  const intro = 'Made from the policy files by `mandate-policy matrix`. ● written, ○ comes along (implied).';
  return `# Presets and permissions\n\n${intro}\n\n${table.map((row) => `| ${row.join(' | ')} |\n`).join('')}`;
}
