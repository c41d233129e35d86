import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { faults } from '../../demo/faults';
import type { Fault } from '../../demo/src/fault';

/** A fault, with the folder that its relative paths start from where it is not a built-in one. */
export interface Known {
  fault: Fault;
  file?: string;
}

export class FaultFileError extends Error {
  override readonly name = 'FaultFileError';
}

/**
 * The built-in faults and those of a folder.
 * @throws FaultFileError naming the file, and the field where one is wrong
 */
export async function allFaults(dir?: string): Promise<Known[]> {
  const known: Known[] = faults.map(fault => ({ fault }));
  for (const file of dir === undefined ? [] : filesIn(resolve(dir))) {
    const fault = await faultIn(file);
    if (!fault) continue;
    const twin = known.find(each => each.fault.id === fault.id);
    if (twin)
      throw new FaultFileError(`${file}: id: ${fault.id} is ${twin.file ? `in ${twin.file}` : 'built in'} already`);
    known.push({ fault, file });
  }
  if (dir !== undefined && !known.some(({ file }) => file))
    throw new FaultFileError(`${dir}: no file there exports a fault`);
  return known;
}

function filesIn(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter(name => /\.[cm]?[jt]s$/.test(name) && !/\.(d|test)\.[cm]?ts$/.test(name))
      .map(name => join(dir, name));
  } catch (cause) {
    throw new FaultFileError(`${dir}: ${(cause as Error).message}`, { cause });
  }
}

/**
 * The fault in a file; undefined where it exports none: then it is what a fault puts into the shop.
 * @throws FaultFileError
 */
export async function faultIn(file: string): Promise<Fault | undefined> {
  if (!/\bfault\b/.test(readFileSync(file, 'utf8'))) return undefined;
  let module: { fault?: unknown; default?: { fault?: unknown } };
  try {
    module = (await import(pathToFileURL(file).href)) as typeof module;
  } catch (cause) {
    throw new FaultFileError(`${file}: ${(cause as Error).message}`, { cause });
  }
  const fault = module.fault ?? module.default?.fault;
  if (fault === undefined) return undefined;
  const wrong = wrongIn(fault);
  if (wrong !== undefined) throw new FaultFileError(`${file}: ${wrong}`);
  return fault as Fault;
}

const isText = (value: unknown) => typeof value === 'string' && value !== '';
const areTexts = (value: unknown) => Array.isArray(value) && value.every(isText);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isRemedy = (value: unknown) => isObject(value) && isText(value.action) && isObject(value.params);

function wrongIn(fault: unknown): string | undefined {
  if (!isObject(fault)) return 'fault: must be an object';
  const truth = isObject(fault.truth) ? fault.truth : {};
  const fields: [string, boolean, string][] = [
    ['id', isText(fault.id) && /^[\w-]+$/.test(String(fault.id)), 'must be a text of letters, digits and dashes'],
    ['kind', fault.kind === 'fault' || fault.kind === 'herring', "must be 'fault' or 'herring'"],
    ['weight', [1, 2, 3].includes(fault.weight as number), 'must be 1, 2 or 3'],
    ['inject', typeof fault.inject === 'function', 'must be a function'],
    ['clear', typeof fault.clear === 'function', 'must be a function'],
    ['truth', isObject(fault.truth), 'must be an object'],
    ['truth.services', areTexts(truth.services), 'must be a list of names'],
    ['truth.modes', areTexts(truth.modes), 'must be a list of names'],
    ['truth.mayTouch', areTexts(truth.mayTouch), 'must be a list of names'],
    [
      'truth.remedies',
      Array.isArray(truth.remedies) && truth.remedies.every(isRemedy),
      'must be a list of { action, params }',
    ],
  ];
  const [name, , expected] = fields.find(([, fits]) => !fits) ?? [];
  return name === undefined ? undefined : `${name}: ${expected}`;
}
