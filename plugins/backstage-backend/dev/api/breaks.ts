/** A part of an OpenAPI 3.1 document, as far as ours goes. */
export interface Schema {
  $ref?: string;
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema | boolean;
  items?: Schema | boolean;
  prefixItems?: Schema[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  pattern?: string;
  [limit: string]: unknown;
}
interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[];
  requestBody?: { required?: boolean; content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}
export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** Limits that take less when they grow, and those that take less when they shrink. */
const atLeast = ['minLength', 'minItems', 'minimum', 'exclusiveMinimum'];
const atMost = ['maxLength', 'maxItems', 'maximum', 'exclusiveMaximum'];

/**
 * What who relies on `before` cannot rely on in `after`, in words; nothing where nothing is. A route may be added, a
 * field of an answer, a kind of answer, an input that need not be given.
 */
export function breaksBetween(before: Document, after: Document): string[] {
  return Object.entries(before.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, old]) => {
      const now = after.paths[path]?.[method];
      const name = `${method} ${path}`;
      return now ? operationBreaks(name, old, now, new Comparison(before, after)) : [`${name} is gone`];
    }),
  );
}

function operationBreaks(name: string, old: Operation, now: Operation, compare: Comparison): string[] {
  const known = new Set(old.parameters?.map(one => `${one.in} ${one.name}`));
  const added = (now.parameters ?? []).filter(one => one.required && !known.has(`${one.in} ${one.name}`));
  const parameters = (old.parameters ?? []).flatMap(one => {
    const same = now.parameters?.find(other => other.in === one.in && other.name === one.name);
    if (!same) return [`${name}: ${one.name} is taken no more`];
    const needed = same.required && !one.required ? [`${name}: ${one.name} has to be given`] : [];
    return [...needed, ...compare.inputs(one.schema, same.schema, `${name}: ${one.name}`)];
  });
  const [oldBody, newBody] = [bodyOf(old), bodyOf(now)];
  const answers = Object.entries(old.responses).flatMap(([status, answer]) => {
    const [was, is] = [contentOf(answer), contentOf(now.responses[status])];
    if (!now.responses[status]) return [`${name} answers ${status} no more`];
    return was && is ? compare.answers(was, is, `${name} answers`) : [];
  });
  return [
    ...added.map(one => `${name}: ${one.name} has to be given`),
    ...parameters,
    ...(now.requestBody?.required && !old.requestBody?.required ? [`${name} needs a body`] : []),
    ...(oldBody && newBody ? compare.inputs(oldBody, newBody, `${name} takes`) : []),
    ...answers,
  ];
}

const contentOf = (one?: { content?: Record<string, { schema: Schema }> }) =>
  one?.content?.['application/json']?.schema;
const bodyOf = ({ requestBody }: Operation) => contentOf(requestBody);

class Comparison {
  private readonly seen = new Set<string>();

  constructor(
    private readonly before: Document,
    private readonly after: Document,
  ) {}

  /** What was taken and is not. */
  inputs(before: Schema, after: Schema, at: string): string[] {
    return this.compared(before, after, at, 'input');
  }
  /** What was answered and is not. */
  answers(before: Schema, after: Schema, at: string): string[] {
    return this.compared(before, after, at, 'answer');
  }

  private compared(before: Schema, after: Schema, at: string, as: 'input' | 'answer'): string[] {
    // A schema may hold itself.
    const pair = before.$ref && after.$ref && `${as} ${before.$ref} ${after.$ref}`;
    if (pair && this.seen.has(pair)) return [];
    if (pair) this.seen.add(pair);
    const [old, now] = [found(before, this.before), found(after, this.after)];
    const [oldKinds, newKinds] = [kindsOf(old), kindsOf(now)];
    if (oldKinds || newKinds) return this.kinds(oldKinds ?? [old], newKinds ?? [now], at, as);
    if (known(old.type) !== known(now.type)) return [`${at} is ${known(now.type)} instead of ${known(old.type)}`];
    return [
      ...valueBreaks(old, now, at, as),
      ...this.fields(old, now, at, as),
      ...this.within(old.items, now.items, `${at}[]`, as),
      ...this.within(old.additionalProperties, now.additionalProperties, `${at}.*`, as),
      ...(old.prefixItems ?? []).flatMap((one, place) =>
        this.within(one, now.prefixItems?.[place], `${at}[${place}]`, as),
      ),
    ];
  }

  /** Each kind that there was is still one of those that there are. */
  private kinds(before: Schema[], after: Schema[], at: string, as: 'input' | 'answer'): string[] {
    return before.flatMap(old => {
      const tries = after.map(now => new Comparison(this.before, this.after).compared(old, now, at, as));
      const best = tries.sort((a, b) => a.length - b.length)[0] ?? [`${at} has no kind left`];
      return best;
    });
  }

  private fields(old: Schema, now: Schema, at: string, as: 'input' | 'answer'): string[] {
    const [was, is] = [new Set(old.required), new Set(now.required)];
    const strict = as === 'input' ? [...is].filter(name => !was.has(name)) : [...was].filter(name => !is.has(name));
    const says = as === 'input' ? 'has to be given' : 'may be missing';
    return [
      ...strict.filter(name => as === 'input' || now.properties?.[name]).map(name => `${at}.${name} ${says}`),
      ...Object.entries(old.properties ?? {}).flatMap(([name, one]) => {
        const same = now.properties?.[name];
        return same ? this.compared(one, same, `${at}.${name}`, as) : [`${at}.${name} is gone`];
      }),
    ];
  }

  private within(
    old: Schema | boolean | undefined,
    now: Schema | boolean | undefined,
    at: string,
    as: 'input' | 'answer',
  ) {
    if (typeof old === 'object' && typeof now === 'object') return this.compared(old, now, at, as);
    // What may be anything may be what it was; what may be nothing is gone.
    return old !== undefined && old !== false && now === false ? [`${at} is gone`] : [];
  }
}

function valueBreaks(old: Schema, now: Schema, at: string, as: 'input' | 'answer'): string[] {
  const [was, is] = [valuesOf(old), valuesOf(now)];
  if (as === 'answer') return was && !is ? [`${at} may be anything`] : [];
  const lost = is ? (was ?? ['anything else']).filter(value => !is.includes(value)) : [];
  const narrower = [
    ...atLeast.filter(limit => Number(now[limit] ?? -Infinity) > Number(old[limit] ?? -Infinity)),
    ...atMost.filter(limit => Number(now[limit] ?? Infinity) < Number(old[limit] ?? Infinity)),
    ...['pattern', 'format'].filter(limit => now[limit] !== undefined && now[limit] !== old[limit]),
  ];
  return [
    ...lost.map(value => `${at} takes ${String(value)} no more`),
    ...narrower.map(limit => `${at} has another ${limit}`),
  ];
}

const known = (type: Schema['type']) => (Array.isArray(type) ? [...type].sort().join(' or ') : (type ?? 'anything'));
const kindsOf = ({ anyOf, oneOf }: Schema) => anyOf ?? oneOf;
const valuesOf = ({ enum: values, const: value }: Schema) => values ?? (value === undefined ? undefined : [value]);

function found(schema: Schema, document: Document): Schema {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.replace('#/components/schemas/', '');
  const target = document.components.schemas[name];
  if (!target) throw new Error(`${schema.$ref} is not in the document`);
  return found(target, document);
}
