// Made from policies/catalogue.yaml by `mandate-policy types`. Change the catalogue, not this file.

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

/** The resources that each permission applies to. */
export interface Resources {
  'services:view': 'services' | `services/${string}`;
  'services:manage': 'services' | `services/${string}`;
  'services:signin': 'services' | `services/${string}`;
  'services:credentials': 'services' | `services/${string}`;
  'services:order': 'services' | `services/${string}`;
  'services:cancel': 'services' | `services/${string}`;
  'domains:view': 'domains' | `domains/${string}`;
  'domains:manage': 'domains' | `domains/${string}`;
  'domains:order': 'domains' | `domains/${string}`;
  'domains:transfer': 'domains' | `domains/${string}`;
  'billing:view': 'billing' | `billing/${string}`;
  'billing:pay': 'billing' | `billing/${string}`;
  'billing:manage': 'billing' | `billing/${string}`;
  'support:own': 'support/own' | `support/own/${string}`;
  'support:view': 'support' | 'support/own' | `support/own/${string}` | `support/other/${string}`;
  'support:reply': 'support' | 'support/own' | `support/own/${string}` | `support/other/${string}`;
  'admin:members': 'admin';
  'admin:profile': 'admin';
  'admin:emails': 'admin';
  'admin:activity': 'admin';
  'admin:revoke': 'admin';
  'admin:users': 'admin';
  'admin:ownership': 'admin';
  'admin:close': 'admin';
}

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
