import { InputError } from '@backstage/errors';

/** Place in a list, opaque to whoever carries it: the values the last row of a page was sorted by. */
export const encodeCursor = (list: string, place: string[]): string =>
  Buffer.from(JSON.stringify([list, ...place])).toString('base64url');

/** Throws InputError for anything that encodeCursor did not make for this list. */
export function decodeCursor(list: string, length: number, cursor: string): string[] {
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    throw new InputError('cursor: not a cursor of this list', error);
  }
  const valid = Array.isArray(decoded) && decoded.length === length + 1 && decoded[0] === list;
  if (!valid || !(decoded as unknown[]).every(part => typeof part === 'string' && !part.includes('\u0000'))) {
    throw new InputError('cursor: not a cursor of this list');
  }
  return (decoded as string[]).slice(1);
}
