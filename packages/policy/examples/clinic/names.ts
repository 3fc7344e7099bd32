// Made from policies/catalogue.yaml by `mandate-policy types`. Change the catalogue, not this file.

export const areas = ['patients', 'calendar'] as const;
export type Area = (typeof areas)[number];

export const scopedAreas = ['patients'] as const;
export type ScopedArea = (typeof scopedAreas)[number];

export const permissions = [
  'patients:read',
  'patients:write',
  'patients:prescribe',
  'patients:erase',
  'calendar:read',
  'calendar:book',
] as const;
export type Permission = (typeof permissions)[number];

export const delegablePermissions = [
  'patients:read',
  'patients:write',
  'patients:prescribe',
  'calendar:read',
  'calendar:book',
] as const;
export type DelegablePermission = (typeof delegablePermissions)[number];

/** The resources that each permission applies to. */
export interface Resources {
  'patients:read': 'patients' | `patients/${string}`;
  'patients:write': 'patients' | `patients/${string}`;
  'patients:prescribe': 'patients' | `patients/${string}`;
  'patients:erase': 'patients' | `patients/${string}`;
  'calendar:read': 'calendar' | `calendar/${string}`;
  'calendar:book': 'calendar' | `calendar/${string}`;
}

export const presets = ['reception', 'nurse', 'locum'] as const;
export type Preset = (typeof presets)[number];
