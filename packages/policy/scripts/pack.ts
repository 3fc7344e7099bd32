import { relative } from 'node:path';
import { pack } from './packaging/build.ts';
import { dist } from './packaging/paths.ts';

console.log(relative(process.cwd(), await pack(dist)));
