import type { Json } from './objects';

/** An answer that is not what was asked for, as Kubernetes words it. */
export class StatusError extends Error {
  override readonly name = 'StatusError';
  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    readonly details?: Json,
    readonly retryAfter?: number,
  ) {
    super(message);
  }

  body(): Json {
    const { code, reason, message, details } = this;
    return { ...status, status: 'Failure', message, reason, ...(details && { details }), code };
  }
}

const status = { kind: 'Status', apiVersion: 'v1', metadata: {} };

export const success = (details?: Json): Json => ({ ...status, status: 'Success', ...(details && { details }) });

export const notFound = (plural: string, name: string) =>
  new StatusError(404, 'NotFound', `${plural} "${name}" not found`, { name, kind: plural });

export const conflict = (plural: string, name: string) =>
  new StatusError(
    409,
    'Conflict',
    `Operation cannot be fulfilled on ${plural} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
    { name, kind: plural },
  );

export const invalid = (kind: string, name: string, why: string) =>
  new StatusError(422, 'Invalid', `${kind} "${name}" is invalid: ${why}`, { name, kind });
