/** The page's whole style: no file, no font and no script is fetched. */
export const style = `
:root { color-scheme: light dark; --page: #ffffff; --sunken: #f4f5f7; --ink: #14181d; --ink-2: #525a64;
  --rule: #dde1e6; --rule-strong: #14181d; --control: #7b838d; --go: #13663a; --warn: #814400; --focus: #0a58ca; }
@media (prefers-color-scheme: dark) { :root { --page: #101317; --sunken: #191d23; --ink: #eceff2; --ink-2: #a6afb9;
  --rule: #2d343c; --rule-strong: #8a939d; --control: #747e89; --go: #71d09a; --warn: #f2bd62; --focus: #86b3ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 80rem; padding: 2.5rem 2rem 4.5rem; background: var(--page); color: var(--ink);
  font: 1rem/1.5 "Atkinson Hyperlegible Next", system-ui, sans-serif; }
h1 { margin: 0 0 .5rem; font-size: 1.875rem; line-height: 1.2; font-weight: 650; letter-spacing: -.012em; }
h2 { margin: 3.5rem 0 0; padding-bottom: .5rem; font-size: 1.25rem; line-height: 1.4; font-weight: 650; }
p { margin: 0; max-width: 64ch; text-wrap: pretty; }
.presets { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(17rem, 100%), 1fr)); gap: 1.5rem 2rem;
  margin: 0; padding: 1.25rem 0 0; border-top: 1px solid var(--rule-strong); list-style: none; }
.presets strong { display: block; font-weight: 650; }
.presets span { display: block; font-size: .9375rem; }
.quiet, .presets span { color: var(--ink-2); }
.presets .asks, .warned { color: var(--warn); font-weight: 600; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0; padding: .25rem 0 1rem; list-style: none;
  font-size: .9375rem; color: var(--ink-2); }
.scroll { position: relative; overflow-x: auto; border-top: 1px solid var(--rule-strong); }
.scroll:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
table { border-collapse: separate; border-spacing: 0; width: 100%; min-width: 62rem; font-size: .9375rem;
  line-height: 1.375rem; }
thead th { padding: .875rem .5rem; font-size: .875rem; font-weight: 600; color: var(--ink-2); vertical-align: bottom;
  border-bottom: 1px solid var(--rule); }
thead th + th { width: 5.5rem; text-align: center; }
tbody th { padding: .625rem 1.25rem .625rem 0; font-weight: 400; text-align: start; border-bottom: 1px solid var(--rule); }
tbody th.area { padding-top: 1.75rem; font-size: 1.125rem; font-weight: 650; }
tbody tr > :first-child, thead tr > :first-child { position: sticky; inset-inline-start: 0; width: 24rem;
  padding-inline-start: 0; background: var(--page); text-align: start; }
th strong { display: block; font-weight: 600; }
th span { display: block; font-size: .875rem; line-height: 1.25rem; }
td { padding: .625rem .5rem; text-align: center; vertical-align: middle; border-bottom: 1px solid var(--rule);
  font-size: 1.125rem; }
tbody tr:hover > :not(.area) { background: var(--sunken); }
.icon { width: 1rem; height: 1rem; vertical-align: -.125rem; }
td .icon { width: 1.25rem; height: 1.25rem; }
.warned .icon { width: .875rem; height: .875rem; }
.written { color: var(--go); }
.implied { color: var(--ink-2); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 47.99rem) {
  body { padding: 1.75rem 1rem 3.5rem; }
  h1 { font-size: 1.5625rem; }
  tbody tr > :first-child, thead tr > :first-child { width: 11rem; min-width: 11rem; padding-inline-end: .75rem; }
  table { min-width: 56rem; }
}
@media print { .scroll { overflow: visible; } body { max-width: none; padding: 0; } }
`;
