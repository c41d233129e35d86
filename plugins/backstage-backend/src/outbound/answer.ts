/** An answer that was read whole. */
export interface Answer {
  status: number;
  /** Its status is 2xx. */
  ok: boolean;
  headers: Headers;
  text: string;
}

/** Throws an Error when it is longer than so many bytes. */
export async function readAnswer(response: Response, longest: number): Promise<Answer> {
  const { status, ok, headers } = response;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > longest) throw new Error(`the answer is longer than ${longest} bytes`);
    parts.push(part);
  }
  return { status, ok, headers, text: new TextDecoder().decode(Buffer.concat(parts)) };
}

/** It was reached and cannot do it now: whoever asks should come less often. */
export const isOverloaded = (answer: unknown): answer is Answer =>
  typeof answer === 'object' && answer !== null && 'status' in answer && overloaded.has(answer.status as number);

const overloaded = new Set([429, 502, 503, 504]);
