import { areaNames, type CatalogueFile, type PermissionDef } from '../catalogue.ts';
import { didYouMean } from './nearest.ts';

export interface Finding {
  readonly message: string;
  readonly suggestion: string;
}

const stemForm = /^[a-z0-9_-]{1,40}(\/[a-z0-9_-]{1,40})*$/;

/** What is wrong with the pattern of a row, whatever the permission: its form, its area. */
export function patternForm(pattern: string, catalogue: CatalogueFile): Finding | undefined {
  const areas = areaNames(catalogue);
  const stem = pattern.replace(/\/\*\*$/, '');
  if (stem.includes('*')) {
    const whole = `${stem.split('/')[0] ?? ''}/**`;
    return {
      message: `the wildcard in ${pattern} is not of the allowed form`,
      suggestion: whole.startsWith('*') ? `write area/** for one of ${areas.join(', ')}` : `write ${whole}`,
    };
  }
  if (!stemForm.test(stem)) {
    const tidy = stem.split('/').filter(Boolean).join('/');
    if (stemForm.test(tidy))
      return { message: `malformed pattern ${pattern}`, suggestion: `write ${tidy}/**` };
    return {
      message: `${pattern} is outside the alphabet of addresses`,
      suggestion: 'segments are 1 to 40 characters of a-z, 0-9, _ and -',
    };
  }
  const area = stem.split('/')[0] ?? '';
  if (catalogue.areas.has(area)) return undefined;
  return { message: `unknown area ${area}`, suggestion: didYouMean(area, areas) };
}

/** Could any resource of the area stand under this pattern and let the permission apply? */
export function matchesSomething(
  pattern: string,
  permission: PermissionDef,
  catalogue: CatalogueFile,
): boolean {
  const stems = [pattern, permission.on].map((each) => each.replace(/\/\*\*$/, '').split('/'));
  const [deep = [], shallow = []] = stems.sort((a, b) => b.length - a.length);
  if (!shallow.every((segment, index) => deep[index] === segment)) return false;
  return (catalogue.areas.get(permission.area)?.addresses ?? []).some((shape) => {
    const segments = shape.split('/');
    return deep.every((segment, index) => segments[index] === segment || segments[index] === '*');
  });
}

/** Is everything under `narrow` also under `wide`, and more? */
export function isWider(wide: string, narrow: string): boolean {
  if (wide === narrow || !wide.endsWith('/**')) return false;
  const stem = wide.slice(0, -'/**'.length);
  return narrow === stem || narrow.startsWith(`${stem}/`);
}
