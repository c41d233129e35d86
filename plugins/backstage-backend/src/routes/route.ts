import type { Operation } from '@autocura/common/schemas';
import { InputError } from '@backstage/errors';
import type { Request, Response, Router } from 'express';
import type { z } from 'zod';
import type { Access, Allowed } from '../access/access';
import type { Looks } from '../access/looks';
import type { PermissionName } from '../access/permissions';
import type { Lookers } from '../live';
import { answerOf, type Limit, type SharedReads, TooManyRequestsError } from '../gateway';
import type { Scope } from '../store/scope';

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** What was asked, and by whom. */
export interface Asked<O extends Operation> {
  params: Parsed<O['params']>;
  query: Parsed<O['query']>;
  body: Parsed<O['body']>;
  /** About what they may. */
  scope: Scope;
  /** About what they may know anything. */
  reads: Allowed['reads'];
  may: Allowed['may'];
  signIn: Allowed['signIn'];
  tenant?: string;
  actor: string;
  /** What the actor may do. */
  granted(): Promise<PermissionName[]>;
}

export interface Answering {
  shared: boolean;
}

/** The answer depends on what is asked and on the scope alone: whoever asks the same gets the same. */
export const shared: Answering = { shared: true };

/** Says how an operation is answered. */
export type Route = <O extends Operation>(
  operation: O,
  answer: (asked: Asked<O>) => Promise<z.input<O['answer']>>,
  how?: Answering,
) => void;

export interface RouteOptions {
  access: Access;
  limit: Limit;
  reads: SharedReads;
  looked: Looks;
  lookers: Pick<Lookers, 'saw'>;
}

/** Every operation is permitted, within its limit, and its input parsed before it is answered. */
export const routeOf =
  (router: Router, { access, limit, reads, looked, lookers }: RouteOptions): Route =>
  (operation, answer, how) => {
    const { method, path, status } = operation;
    router[method](`/v1${path}`, async (request, response) => {
      const allowed = await access.allow(request, operation.permission as PermissionName);
      await limit(method === 'get' ? 'reads' : 'changes', allowed.actor, `${method} ${path}`).catch(
        comeAgain(response),
      );
      const input = parse(operation, request);
      const granted = () => access.granted(request);
      const read = async () => answer({ ...input, ...allowed, granted } as Asked<typeof operation>);
      // Whatever says what they may see, but not who they are.
      const name = () => JSON.stringify([path, input, { ...allowed, actor: undefined }]);
      const { text, etag } = how?.shared ? await reads(name(), read) : answerOf(await read());
      await looked(allowed.actor, () => JSON.parse(text) as unknown);
      if (method === 'get' && operation.permission === 'autocura.incident.read')
        lookers.saw(allowed.actor, allowed.scope);
      // What one may see is for nobody else that the same cache serves.
      response.set({ 'cache-control': 'private, no-cache', etag }).type('json').status(status).send(text);
    });
  };

const comeAgain = (response: Response) => (error: unknown) => {
  if (error instanceof TooManyRequestsError) response.set('retry-after', String(error.retryAfterSeconds));
  throw error;
};

function parse(operation: Operation, request: Request) {
  const part = (name: 'params' | 'query' | 'body') => {
    const parsed = operation[name]?.safeParse(request[name]);
    if (parsed?.success === false) {
      const issue = parsed.error.issues[0];
      throw new InputError(`${[name, ...(issue?.path ?? [])].join('.')}: ${issue?.message}`);
    }
    return parsed?.data;
  };
  return { params: part('params'), query: part('query'), body: part('body') };
}
