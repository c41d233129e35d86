import type { Operation } from '@autocura/common/schemas';
import { InputError } from '@backstage/errors';
import type { Request, Router } from 'express';
import type { z } from 'zod';
import type { Access, Allowed } from '../access/access';
import type { PermissionName } from '../access/permissions';
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
  actor: string;
  /** What the actor may do. */
  granted(): Promise<PermissionName[]>;
}

/** Says how an operation is answered. */
export type Route = <O extends Operation>(
  operation: O,
  answer: (asked: Asked<O>) => Promise<z.input<O['answer']>>,
) => void;

/** Every operation is permitted and its input parsed before it is answered. */
export const routeOf =
  (router: Router, access: Access): Route =>
  (operation, answer) => {
    router[operation.method](`/v1${operation.path}`, async (request, response) => {
      const allowed = await access.allow(request, operation.permission as PermissionName);
      const granted = () => access.granted(request);
      const asked = { ...parse(operation, request), ...allowed, granted } as Asked<typeof operation>;
      // What one may see is for nobody else that the same cache serves.
      response.set('cache-control', 'private, no-cache');
      response.status(operation.status).json(await answer(asked));
    });
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
