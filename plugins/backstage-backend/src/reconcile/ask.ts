import type { z } from 'zod';
import { NoAnswerError, type Target } from '../outbound';

export interface Asked {
  url: string;
  token?: string;
}

/** One GET of JSON. Throws an Error that names who was asked. */
export async function ask<T>(target: Target, { url, token }: Asked, shape: z.ZodType<T>): Promise<T> {
  const { host, pathname } = new URL(url);
  const headers = { accept: 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  try {
    const answer = await target.fetch(url, { headers, again: true, longest: 64 * 2 ** 20 });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const parsed = shape.safeParse(JSON.parse(answer.text));
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(`${(issue?.path ?? []).join('.')}: ${issue?.message}`);
    }
    return parsed.data;
  } catch (error) {
    const says = error instanceof NoAnswerError ? error.says : (error as Error).message;
    throw new Error(`${host}${pathname} cannot be asked (${says})`, { cause: error });
  }
}
