import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Document } from './breaks';

const file = resolve(__dirname, '../../openapi/released.json');

/** The document of the last release. */
export const released = JSON.parse(readFileSync(file, 'utf8')) as Document;

export const writeReleased = (document: object) => writeFileSync(file, `${JSON.stringify(document, null, 1)}\n`);
