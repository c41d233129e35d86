import { open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { z } from 'zod';
import { ActionFailedError, mayAct, type Runner, takenOver } from './runner';

export interface FlagdSettings {
  /** The JSON file of flag definitions that flagd watches. */
  file: string;
  /** What may be set. */
  flags: string[];
}

const definition = z.looseObject({
  state: z.enum(['ENABLED', 'DISABLED']),
  variants: z.record(z.string(), z.unknown()),
  defaultVariant: z.string(),
  targeting: z.record(z.string(), z.unknown()).optional(),
});
const definitions = z.looseObject({ flags: z.record(z.string(), z.unknown()) });

/**
 * Sets the default variant of a flag in the file that flagd watches. flagd has no call that writes: it reads its flags
 * from files and other sources, and serves them.
 */
export function flagdRunner({ file, flags }: FlagdSettings): Runner {
  const read = async (name: string) => {
    if (!flags.includes(name)) throw refused(`flag ${name} is not on the list`);
    const text = await readFile(file, 'utf8').catch(notRead);
    const all = parsed(definitions, text);
    if (!Object.hasOwn(all.flags, name)) throw refused(`there is no flag ${name}`);
    const flag = definition.safeParse(all.flags[name]);
    if (!flag.success) throw refused(`flag ${name} is not as flagd wants it`);
    const { state, targeting = {}, defaultVariant } = flag.data;
    if (state === 'DISABLED') throw refused(`flag ${name} is disabled, so its default counts for nobody`);
    if (Object.keys(targeting).length > 0)
      throw refused(`flag ${name} has targeting rules, which its default is behind`);
    return { text, all, flag: flag.data, defaultVariant };
  };

  const find = async (params: Parameters<Runner['run']>[1]) => {
    const name = String(params.flag);
    const found = await read(name);
    return { ...found, name, variant: variantOf(found.flag.variants, params.value, name) };
  };

  return {
    async state(_action, { flag }) {
      if (flag === undefined) return undefined;
      return { flag, value: (await read(String(flag))).defaultVariant };
    },

    async preview(_action, params) {
      const { name, defaultVariant: from, variant: to } = await find(params);
      return from === to ? [] : [{ object: `flag ${name}`, field: 'defaultVariant', from, to }];
    },

    async run(_action, params, _key, leave) {
      const { text, all, flag, name, defaultVariant, variant } = await find(params);
      if (defaultVariant === variant) return `flag ${name} was ${variant} already`;
      const changed = { ...all, flags: { ...all.flags, [name]: { ...flag, defaultVariant: variant } } };
      if (!mayAct(leave)) throw new ActionFailedError('before', takenOver);
      await replace(file, text, `${JSON.stringify(changed, null, 2)}\n`);
      return `flag ${name}: ${variant} instead of ${defaultVariant}`;
    },
  };
}

/** As a whole or not at all, and only if it still is what was read. Throws ActionFailedError, and then it is not. */
async function replace(file: string, before: string, after: string) {
  const path = await realpath(file).catch(notRead);
  const draft = `${path}.autocura`;
  try {
    const { mode } = await stat(path);
    // Who finds a draft is not alone.
    const handle = await open(draft, 'wx', mode);
    try {
      await handle.writeFile(after);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if ((await readFile(path, 'utf8')) !== before) throw new Error('somebody else has just changed it');
    await rename(draft, path);
  } catch (error) {
    const taken = isCode(error, 'EEXIST');
    if (!taken) await rm(draft, { force: true }).catch(() => undefined);
    const when = isCode(error, 'EACCES', 'EPERM', 'EROFS') ? 'refused' : 'before';
    const reason = taken ? `${draft} is there: somebody is at it, or was interrupted` : messageOf(error);
    throw new ActionFailedError(when, `the file of flags: ${reason}`, { cause: error });
  }
}

/** By its name, or by its value. */
function variantOf(variants: Record<string, unknown>, value: unknown, flag: string): string {
  const variant = Object.hasOwn(variants, String(value))
    ? String(value)
    : Object.keys(variants).find(each => variants[each] === value);
  if (variant !== undefined) return variant;
  throw refused(`flag ${flag} has no variant ${String(value)}, but ${Object.keys(variants).join(', ')}`);
}

function parsed<T>(schema: z.ZodType<T>, text: string): T {
  try {
    return schema.parse(JSON.parse(text));
  } catch (error) {
    throw new ActionFailedError('refused', 'the file of flags is not as flagd wants it', { cause: error });
  }
}

function notRead(error: unknown): never {
  throw new ActionFailedError('before', `the file of flags: ${messageOf(error)}`, { cause: error });
}

const refused = (reason: string) => new ActionFailedError('refused', reason);
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const isCode = (error: unknown, ...codes: string[]) =>
  typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
