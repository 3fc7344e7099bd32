/** "ns1, ns2.mandate.example": what hosts have in common is said once. */
export function hostsInShort(hosts: readonly string[]): string {
  const [first, ...rests] = hosts.map((host) => host.slice(host.indexOf('.')));
  if (first === undefined || rests.length === 0 || rests.some((rest) => rest !== first))
    return hosts.join(', ');
  return hosts.map((host) => host.slice(0, host.indexOf('.'))).join(', ') + first;
}
