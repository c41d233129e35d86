import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export interface RecordedPayload {
  alerts: Record<string, unknown>[];
  [field: string]: unknown;
}

const text = (name: string) => readFileSync(resolve(__dirname, '../fixtures', `${name}.json`), 'utf8');

/** A payload as its sender once sent it, anew at each call. */
export const recorded = (name: string): RecordedPayload => JSON.parse(text(name));

export const alertmanagerPayloads = ['', '-resolved', '-grouped', '-mixed', '-grouped-resolved', '-truncated'].map(
  suffix => `alertmanager-webhook${suffix}`,
);
