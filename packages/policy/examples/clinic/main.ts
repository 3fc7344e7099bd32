import { loadBundle } from '@mandate/policy';
console.log((await loadBundle('policies')).version);
