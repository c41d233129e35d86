import { z } from 'zod';

const tls = z.strictObject({
  /** All addresses unless told. */
  host: z.string().default(''),
  port: z.number().int().min(0).max(65_535),
  /** Files in PEM, the certificate with those that lead to its authority. */
  certificate: z.string().min(1),
  key: z.string().min(1),
  /** Who comes shows a certificate of this authority, a file in PEM. */
  clients: z.strictObject({ authority: z.string().min(1), required: z.boolean().default(true) }).optional(),
});

/** How Autocura alone listens; in somebody's Backstage that is theirs to say. */
export const listenerSettings = z
  .strictObject({
    tls: tls.optional(),
    /** Seconds for the head of a request, from the connection on, and for all of it. */
    headSeconds: z.number().positive().default(3),
    requestSeconds: z.number().positive().default(30),
  })
  .prefault({});

export type ListenerSettings = z.infer<typeof listenerSettings>;
export type TlsSettings = z.infer<typeof tls>;
