import type { IncomingMessage } from 'node:http';
import { createGunzip } from 'node:zlib';
import { InputError } from '@backstage/errors';

export class PayloadTooLargeError extends Error {
  override readonly name = 'PayloadTooLargeError';
  constructor(limit: number) {
    super(`The body is larger than ${limit} bytes; let the sender send fewer alerts at once`);
  }
}

/**
 * The whole body, inflated. At most `limit` bytes, before and after inflating: a small body can inflate to a large one.
 * Throws PayloadTooLargeError, or InputError for what is neither plain nor gzip or ends early.
 */
export function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const encoding = req.headers['content-encoding'] ?? 'identity';
    if (!['identity', 'gzip'].includes(encoding))
      return reject(new InputError(`content-encoding: ${encoding} is not read`));
    if (Number(req.headers['content-length']) > limit) return reject(new PayloadTooLargeError(limit));

    const source = encoding === 'gzip' ? req.pipe(createGunzip()) : req;
    const chunks: Buffer[] = [];
    const refuse = (error: Error) => {
      req.unpipe();
      req.off('data', countRead);
      source.off('data', keep);
      reject(error);
    };
    const counter = () => {
      let size = 0;
      return (chunk: Buffer) => {
        size += chunk.length;
        if (size > limit) refuse(new PayloadTooLargeError(limit));
        return size <= limit;
      };
    };
    const [fits, countRead] = [counter(), counter()];
    const keep = (chunk: Buffer) => fits(chunk) && chunks.push(chunk);

    source.on('data', keep);
    source.on('end', () => resolve(Buffer.concat(chunks)));
    const endsEarly = () => refuse(new InputError('body: ends early'));
    req.on('error', endsEarly);
    req.on('close', () => req.complete || endsEarly());
    if (source === req) return;
    req.on('data', countRead);
    source.on('error', error => refuse(new InputError('body: is not gzip', error)));
  });
}
