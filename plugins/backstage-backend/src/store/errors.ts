/** Somebody else wrote first: read again, decide again. */
export class ConflictError extends Error {
  override readonly name: string = 'ConflictError';
}

/** Another holder has claimed since: trying again cannot help. */
export class LeaseLostError extends ConflictError {
  override readonly name = 'LeaseLostError';
}

/** An event that cannot follow what its stream holds: the writer is wrong, not late. */
export class ImpossibleEventError extends Error {
  override readonly name = 'ImpossibleEventError';
}

const contested = new Set([
  'SQLITE_CONSTRAINT_UNIQUE',
  'SQLITE_CONSTRAINT_PRIMARYKEY',
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
  '23505', // unique violation
  '40001', // serialization failure
  '40P01', // deadlock
]);

/** Turns what the databases say about a lost race into ConflictError; gives back every other error as it is. */
export function asConflict(error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return contested.has(code) ? new ConflictError('Written by somebody else at the same time', { cause: error }) : error;
}
