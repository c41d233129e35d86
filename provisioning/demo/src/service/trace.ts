import { randomBytes } from 'node:crypto';

export interface Trace {
  id: string;
  /** W3C traceparent for the calls made on behalf of this request. */
  parent: string;
}

const form = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Goes on with the caller's trace, or begins one. */
export function traceOf(traceparent: string | undefined): Trace {
  const id = form.exec(traceparent ?? '')?.[1] ?? randomBytes(16).toString('hex');
  return { id, parent: `00-${id}-${randomBytes(8).toString('hex')}-01` };
}
