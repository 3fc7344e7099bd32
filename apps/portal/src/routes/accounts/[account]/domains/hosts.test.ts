import { expect, test } from 'vitest';
import { hostsInShort } from './hosts.ts';

test('hosts of one domain name it once', () => {
  expect(hostsInShort(['ns1.mandate.example', 'ns2.mandate.example'])).toBe('ns1, ns2.mandate.example');
});

test('hosts of several domains stand in full', () => {
  expect(hostsInShort(['ns1.mandate.example', 'ns1.other.example'])).toBe(
    'ns1.mandate.example, ns1.other.example',
  );
  expect(hostsInShort(['ns1.mandate.example'])).toBe('ns1.mandate.example');
});
