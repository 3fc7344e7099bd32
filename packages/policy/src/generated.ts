// Made from policies/catalogue.yaml by `node src/types.ts`. Change the catalogue, not this file.

export const areas = ['services', 'domains', 'billing', 'support', 'admin'] as const;
export type Area = (typeof areas)[number];

export const scopedAreas = ['services', 'domains'] as const;
export type ScopedArea = (typeof scopedAreas)[number];

export const permissions = [
  'services:view',
  'services:manage',
  'services:signin',
  'services:credentials',
  'services:order',
  'services:cancel',
  'domains:view',
  'domains:manage',
  'domains:order',
  'domains:transfer',
  'billing:view',
  'billing:pay',
  'billing:manage',
  'support:own',
  'support:view',
  'support:reply',
  'admin:members',
  'admin:profile',
  'admin:emails',
  'admin:activity',
  'admin:revoke',
  'admin:users',
  'admin:ownership',
  'admin:close',
] as const;
export type Permission = (typeof permissions)[number];

export const delegablePermissions = [
  'services:view',
  'services:manage',
  'services:signin',
  'services:credentials',
  'services:order',
  'services:cancel',
  'domains:view',
  'domains:manage',
  'domains:order',
  'domains:transfer',
  'billing:view',
  'billing:pay',
  'billing:manage',
  'support:own',
  'support:view',
  'support:reply',
  'admin:members',
  'admin:profile',
  'admin:emails',
  'admin:activity',
  'admin:revoke',
  'admin:users',
] as const;
export type DelegablePermission = (typeof delegablePermissions)[number];

export const presets = [
  'technician',
  'domain-manager',
  'colleague',
  'security-specialist',
  'accountant',
  'web-agency',
  'auditor',
  'full',
] as const;
export type Preset = (typeof presets)[number];
