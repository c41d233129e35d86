import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reports } from '../reports';

/** Makes what the packages export now what is reviewed. */
for (const { file, text } of reports()) writeFileSync(join(__dirname, '../../..', file), text);
