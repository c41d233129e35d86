import type { z } from 'zod';
import type { Message } from '../message';

/** `final`: trying again cannot help. */
export type Sent = { state: 'delivered' } | { state: 'refused'; reason: string; retryAfterMs?: number; final?: true };

/** One way to people. */
export interface Channel {
  /** Never throws; what went wrong is its answer. Sent again, the message carries the same key. */
  send(message: Message, address: string, signal: AbortSignal): Promise<Sent>;
}

/** What a channel may use of the program that it runs in. */
export interface Host {
  /** Where the notifications of this Backstage are taken, and a token for there. */
  notifications?(): Promise<{ url: string; token: string }>;
  /** What may be called outside is called by this. */
  fetch: typeof fetch;
  now(): Date;
}

export interface ChannelType<T extends string = string, S extends z.ZodObject = z.ZodObject> {
  type: T;
  /** Of the configuration, without `type`. */
  settings: S;
  open(settings: z.output<S>, host: Host): Channel;
}

/** A kind of channel, with its settings' type known where it is opened. */
export const channelType = <T extends string, S extends z.ZodObject>(type: ChannelType<T, S>) => type;
