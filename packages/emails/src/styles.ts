import type { CSSProperties } from 'react';

/** The portal's tokens, written into each element: mail programs drop style sheets. Sizes in px: some drop rem. */
const ink = '#14181d';
const ink2 = '#525a64';
const rule = '#dde1e6';
const family = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif';
const mono = 'ui-monospace, "SFMono-Regular", Menlo, "DejaVu Sans Mono", monospace';

export const styles = {
  page: { margin: 0, padding: 0, backgroundColor: '#ffffff', color: ink, fontFamily: family },
  box: { width: '100%', maxWidth: '560px', margin: '0 auto', padding: '32px 20px 40px', textAlign: 'left' },
  brand: { margin: 0, fontSize: '15px', lineHeight: '22px', fontWeight: 700, color: ink },
  strongRule: { margin: '14px 0 24px', border: 'none', borderTop: `1px solid ${ink}` },
  rule: { margin: '28px 0 16px', border: 'none', borderTop: `1px solid ${rule}` },
  title: { margin: '0 0 14px', fontSize: '24px', lineHeight: '30px', fontWeight: 700, color: ink },
  heading: { margin: '24px 0 6px', fontSize: '16px', lineHeight: '24px', fontWeight: 700, color: ink },
  text: { margin: '16px 0', fontSize: '16px', lineHeight: '24px', color: ink },
  small: { margin: '8px 0', fontSize: '14px', lineHeight: '20px', color: ink2 },
  quote: {
    margin: '0 0 16px',
    padding: '0 0 0 14px',
    borderLeft: '2px solid #747e89',
    fontSize: '16px',
    lineHeight: '24px',
    color: ink,
    whiteSpace: 'pre-line',
  },
  mark: { width: '26px', padding: '9px 0', fontSize: '15px', lineHeight: '22px', verticalAlign: 'top' },
  can: { color: '#13663a' },
  cannot: { color: ink2 },
  line: {
    padding: '9px 0',
    borderBottom: `1px solid ${rule}`,
    fontSize: '15px',
    lineHeight: '22px',
    color: ink,
    verticalAlign: 'top',
  },
  warn: { fontSize: '14px', lineHeight: '20px', fontWeight: 600, color: '#814400' },
  button: {
    margin: '8px 0',
    padding: '11px 22px',
    borderRadius: '4px',
    backgroundColor: ink,
    color: '#ffffff',
    fontSize: '16px',
    lineHeight: '24px',
    fontWeight: 600,
    textDecoration: 'none',
  },
  link: { color: ink, textDecoration: 'underline', wordBreak: 'break-all' },
  code: { fontFamily: mono, fontSize: '13.5px', lineHeight: '20px', color: ink, wordBreak: 'break-all' },
} satisfies Record<string, CSSProperties>;

export const darkRules = `@media (prefers-color-scheme: dark) {
  .page, .page td { background-color: #101317 !important; }
  .ink { color: #eceff2 !important; }
  .ink-2 { color: #a6afb9 !important; }
  .rule { border-color: #2d343c !important; }
  .rule-strong { border-color: #8a939d !important; }
  .fill { background-color: #eceff2 !important; color: #101317 !important; }
  .go { color: #71d09a !important; }
  .warn { color: #f2bd62 !important; }
}`;
