import { createHmac, timingSafeEqual } from 'node:crypto';
import { AuthenticationError, InputError, NotAllowedError } from '@backstage/errors';
import type { Request, Router } from 'express';
import express from 'express';
import PromiseRouter from 'express-promise-router';
import { z } from 'zod';
import type { PermissionName } from '../access/permissions';
import { permissionsOf } from '../access/roles';
import type { Escalation } from '../escalate';
import { SignaturesInMemory } from '../ingest/seenSignatures';

const windowSeconds = 300;

const value = z.object({ notice: z.string().max(150), incident: z.string().max(100), digest: z.string().optional() });
const payload = z.object({
  type: z.literal('block_actions'),
  user: z.object({ id: z.string().min(1).max(64) }),
  actions: z
    .array(z.object({ action_id: z.string(), value: z.string().max(2_000).optional() }))
    .min(1)
    .max(5),
  response_url: z.url().optional(),
});

export interface SlackActionsOptions {
  /** By the name of the channel. */
  secrets: Record<string, string>;
  escalation(): Promise<Escalation | undefined>;
  acknowledge(notice: string, actor: string): Promise<unknown>;
  approve(incident: string, digest: string, actor: string): Promise<unknown>;
  /** Tells the person what became of it, where Slack said that one may. */
  reply(url: string, text: string): Promise<void>;
  now(): Date;
}

/**
 * Buttons of messages in Slack. Slack's signature proves that Slack sends it, the file of people who that is, and
 * their role what they may do. What was seen once is refused.
 */
export function slackActions(options: SlackActionsOptions): Router {
  const router = PromiseRouter();
  const seen = new SignaturesInMemory(options.now);
  router.post(
    '/v1/slack/actions',
    express.raw({ type: 'application/x-www-form-urlencoded', limit: '256kb' }),
    async (request, response) => {
      const { channel, signature, until } = provenBy(request, options);
      if (!(await seen.take(signature, until))) throw new AuthenticationError('This request came before');
      const { user, actions, response_url: url } = read(request.body as Buffer);
      const asked = actions.find(({ action_id: id }) => id === 'acknowledge' || id === 'approve');
      if (asked) {
        const text = await answer(asked, await whoIs(options, channel, user.id), options).catch(wordsOf);
        if (url !== undefined) await options.reply(url, text);
      }
      response.status(200).end();
    },
  );
  return router;
}

interface Who {
  actor: string;
  may(permission: PermissionName): boolean;
}

async function answer(
  { action_id: id, value: said = '' }: { action_id: string; value?: string | undefined },
  who: Who | undefined,
  { acknowledge, approve }: SlackActionsOptions,
): Promise<string> {
  if (!who) return 'Autocura does not know whom you are; ask for an entry in the escalation file.';
  const { notice, incident, digest } = value.parse(JSON.parse(said));
  const permission = id === 'approve' ? 'autocura.action.approve' : 'autocura.notice.acknowledge';
  if (!who.may(permission)) throw new NotAllowedError(`${permission} is not granted to you`);
  if (id === 'acknowledge') {
    await acknowledge(notice, who.actor);
    return 'You took it on.';
  }
  if (digest === undefined) throw new InputError('There is no plan to approve');
  await approve(incident, digest, who.actor);
  return 'You approved the plan.';
}

/** The one person whom the file knows by that id on that channel. */
async function whoIs({ escalation }: SlackActionsOptions, channel: string, id: string): Promise<Who | undefined> {
  const people = Object.values((await escalation())?.people ?? {}).filter(({ addresses }) => addresses[channel] === id);
  const [person, another] = people;
  if (!person?.user || another) return undefined;
  const granted = person.role ? permissionsOf[person.role] : [];
  return { actor: person.user, may: permission => granted.includes(permission) };
}

/** Whose secret signed it, within the last minutes. Throws AuthenticationError. */
function provenBy(request: Request, { secrets, now }: SlackActionsOptions) {
  const timestamp = request.header('x-slack-request-timestamp') ?? '';
  const signature = request.header('x-slack-signature') ?? '';
  if (!/^\d{1,12}$/.test(timestamp)) throw new AuthenticationError('X-Slack-Request-Timestamp is not in seconds');
  if (!/^v0=[0-9a-f]{64}$/.test(signature)) throw new AuthenticationError('X-Slack-Signature is not a signature');
  const seconds = Number(timestamp);
  if (Math.abs(now().getTime() / 1000 - seconds) > windowSeconds)
    throw new AuthenticationError(`X-Slack-Request-Timestamp is more than ${windowSeconds} seconds away`);
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const fits = Object.entries(secrets).find(([, secret]) => {
    const expected = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest();
    return timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'));
  });
  if (!fits) throw new AuthenticationError('The signature does not fit the body');
  return { channel: fits[0], signature, until: new Date((seconds + windowSeconds) * 1000) };
}

function read(body: Buffer) {
  const parsed = payload.safeParse(json(new URLSearchParams(body.toString('utf8')).get('payload') ?? ''));
  if (!parsed.success) throw new InputError(`payload: ${parsed.error.issues[0]?.message}`);
  return parsed.data;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const wordsOf = (error: unknown) => `That was not done: ${error instanceof Error ? error.message : String(error)}`;
