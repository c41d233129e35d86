import { z } from 'zod';
import { listen, type Received } from '../../../act/examples';

/** How the receiver takes the next message. */
export type Mood = 'takes' | 'asks to wait' | 'fails' | 'is slow' | 'refuses for good';

export interface FakeReceiver {
  url: string;
  /** How often each key was taken. */
  taken: Map<string, number>;
  /** Every body that was not as the product's description says. */
  wrong: string[];
  /** For the next messages, one each; after them it takes all. */
  moods(...moods: Mood[]): void;
  /** Bodies that were taken. */
  bodies: unknown[];
  close(): Promise<void>;
}

export interface Product {
  path: string;
  /** What the product's description says of a request, and where our key is in it. */
  body: z.ZodType;
  keyOf(body: never, received: Received): string;
  /** What else has to be so: headers. Says what is wrong. */
  check?(received: Received): string | undefined;
  answers: Record<Exclude<Mood, 'is slow'>, { status: number; body?: string; headers?: Record<string, string> }>;
}

/** A product's endpoint as its public description has it: it checks what it gets and counts keys. */
export async function fakeReceiver(product: Product): Promise<FakeReceiver> {
  const queue: Mood[] = [];
  const taken = new Map<string, number>();
  const [wrong, bodies]: [string[], unknown[]] = [[], []];
  const server = await listen(received => {
    const mood = queue.shift() ?? 'takes';
    // Never answered: whoever asks has to give up.
    if (mood === 'is slow') return undefined;
    const parsed = product.body.safeParse(json(received.body));
    const problem =
      received.url !== product.path || received.method !== 'POST'
        ? `${received.method} ${received.url}`
        : parsed.success
          ? product.check?.(received)
          : z.prettifyError(parsed.error);
    if (problem !== undefined) {
      wrong.push(problem);
      return { status: 400 };
    }
    if (mood === 'takes') {
      const key = product.keyOf(parsed.data as never, received);
      taken.set(key, (taken.get(key) ?? 0) + 1);
      bodies.push(parsed.data);
    }
    return product.answers[mood];
  });
  return { url: server.url, taken, wrong, bodies, moods: (...moods) => queue.push(...moods), close: server.close };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
