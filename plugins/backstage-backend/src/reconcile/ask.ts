import type { z } from 'zod';

export interface Asked {
  url: string;
  token?: string;
  timeoutMs?: number;
}

/** One bounded GET of JSON. Throws an Error that names who was asked. */
export async function ask<T>({ url, token, timeoutMs = 3_000 }: Asked, shape: z.ZodType<T>): Promise<T> {
  const { host, pathname } = new URL(url);
  try {
    const answer = await fetch(url, {
      signal: AbortSignal.timeout(timeoutMs),
      headers: { accept: 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
    });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    const parsed = shape.safeParse(await answer.json());
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      throw new Error(`${(issue?.path ?? []).join('.')}: ${issue?.message}`);
    }
    return parsed.data;
  } catch (error) {
    const { message, cause } = error as Error;
    const deeper = cause instanceof Error ? `: ${cause.message}` : '';
    throw new Error(`${host}${pathname} cannot be asked (${message}${deeper})`, { cause: error });
  }
}
