import { openApi } from '@autocura/common/schemas';
import { version } from '../package.json';
import { breaksBetween, type Document } from './api/breaks';
import { released, writeReleased } from './api/released';

/** Makes today's API the one that is released. Exit code 1: it would break what was released before. */
const today = openApi(version);
const breaks = breaksBetween(released, today as unknown as Document);
for (const one of breaks) console.error(one);
if (breaks.length > 0) process.exitCode = 1;
else writeReleased(today);
