import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { lanes } from '../../demo/src/ports';
import { arms as allArms } from './types';
import type { Arm } from './types';

/** What a person asked of the drill. Lists are empty where nothing was chosen. */
export interface DrillOptions {
  quick: boolean;
  resume: boolean;
  list: boolean;
  help: boolean;
  faults: string[];
  arms: Arm[];
  seeds: number[];
  name?: string;
  faultsDir?: string;
  json?: string;
  report?: string;
  lane: number;
  budget?: number;
  quietMinutes?: number;
  /** Where the store of a rehearsal goes, and from which one Autocura starts. */
  rehearse?: string;
  earned?: string;
  /** Autocura tells limits beforehand, and may prevent some. */
  foresight: boolean;
}

export const usage = `usage: npm run drill -- [options]

  --quick              five faults with one seed, and ten good seconds count as recovered
  --resume             goes on with the last league, or with the one --name says, as it was asked for then
  --fault a,b          only these            --arm a,b   only these
  --seed 1,2           only these; 1,2,3 unless told
  --faults DIR         faults from this folder besides the built-in ones
  --json FILE          writes the results    --report FILE   writes the report there
  --quiet-minutes N    no fault: N minutes of deploys, surges and noise, in which Autocura should do nothing
  --rehearse FILE      no league: the faults in turns, left alone ten times each and then healed with a yes, until what
                       heals them may be done by itself; FILE becomes the store that knows it. --budget N: in N shops
                       beside each other, 2 unless told. It takes about 20 minutes a fault, by the number of shops
  --earned FILE        Autocura starts from this store, and does by itself only what it has earned there
  --foresight          Autocura tells limits beforehand, and may restart and clean before anything fails
  --name NAME          of the league; its folder is .data/drill/NAME
  --lane N             looks for free ports from 20000 + 200 N on; N is 1 unless told, and ${lanes - 1} at most
  --budget N           what may run side by side, by the faults' weights; 3 unless told, 1 for one after the other
  --list               says which faults and arms there are
`;

/** @throws UsageError with a message that says what is wrong */
export function optionsOf(argv: string[]): DrillOptions {
  const { values } = parsed(argv);
  const quiet = values['quiet-minutes'];
  return {
    quick: values.quick ?? false,
    resume: values.resume ?? false,
    list: values.list ?? false,
    help: values.help ?? false,
    foresight: values.foresight ?? false,
    faults: listOf(values.fault),
    arms: listOf(values.arm).map(armOf),
    seeds: listOf(values.seed).map(text => numberOf('--seed', text)),
    lane: laneOf(values.lane ?? '1'),
    ...(values.name !== undefined && { name: nameIn(values.name) }),
    ...(values.faults !== undefined && { faultsDir: resolve(values.faults) }),
    ...(values.json !== undefined && { json: values.json }),
    ...(values.report !== undefined && { report: values.report }),
    ...(values.rehearse !== undefined && { rehearse: resolve(values.rehearse) }),
    ...(values.earned !== undefined && { earned: resolve(values.earned) }),
    ...(quiet !== undefined && { quietMinutes: numberOf('--quiet-minutes', quiet) }),
    ...(values.budget !== undefined && { budget: numberOf('--budget', values.budget) }),
  };
}

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

function parsed(argv: string[]) {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: argv,
      options: {
        ...{ quick: flag, resume: flag, list: flag, help: flag, foresight: flag },
        ...{ fault: texts, arm: texts, seed: texts },
        ...{ faults: text, json: text, report: text, name: text, lane: text, budget: text, 'quiet-minutes': text },
        ...{ rehearse: text, earned: text },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

const listOf = (values: string[] = []) => [...new Set(values.flatMap(value => value.split(',')).filter(Boolean))];

function armOf(name: string): Arm {
  const found = allArms.find(arm => arm === name);
  if (!found) throw new UsageError(`--arm: no arm is called ${name}; there are ${allArms.join(', ')}`);
  return found;
}

function numberOf(option: string, text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`${option}: ${text} is not a whole number`);
  return Number(text);
}

function laneOf(text: string): number {
  const lane = numberOf('--lane', text);
  if (lane >= lanes) throw new UsageError(`--lane: ${lane} is more than ${lanes - 1}, the last one`);
  return lane;
}

function nameIn(name: string): string {
  if (!/^[\w.-]+$/.test(name) || /^\.+$/.test(name)) throw new UsageError(`--name: ${name} is not a name for a folder`);
  return name;
}
