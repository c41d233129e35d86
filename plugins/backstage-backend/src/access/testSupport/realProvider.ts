import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { JWK } from 'jose';

interface Told {
  issuer: string;
  audience: string;
  redirect: string;
  /** What it signs with, to sign what it never would. */
  key: JWK;
}

/** The package `oidc-provider` in a process of its own. */
export async function realProvider() {
  const child = fork(join(__dirname, 'oidcProvider.mjs'), { stdio: 'ignore', execArgv: [] });
  const told = await new Promise<Told>((done, fail) => {
    child.once('message', message => done(message as Told));
    child.once('exit', code => fail(new Error(`The provider ended with ${code}`)));
  });
  const { issuer, redirect } = told;

  const tokenFor = async (form: Record<string, string>) => {
    const response = await fetch(`${issuer}/token`, { method: 'POST', body: new URLSearchParams(form) });
    const body = (await response.json()) as { access_token?: string; id_token?: string };
    if (!response.ok) throw new Error(JSON.stringify(body));
    return body;
  };

  return {
    ...told,
    keys: `${issuer}/jwks`,
    /** What a machine gets for its secret. */
    async robot(): Promise<string> {
      const secret = { client_id: 'robot', client_secret: 'secret-of-the-robot' };
      return (await tokenFor({ grant_type: 'client_credentials', scope: 'heal', ...secret })).access_token!;
    },
    /** What a person gets who signs in by the form and agrees. */
    async person(login: string) {
      const jar = new Map<string, string>();
      let url = `${issuer}/auth?${new URLSearchParams({
        ...{ client_id: 'page', response_type: 'code', redirect_uri: redirect, scope: 'openid heal', nonce: 'n' },
      }).toString()}`;
      let form: Record<string, string> | undefined;
      for (let steps = 0; steps < 20; steps += 1) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const response = await fetch(url, {
          ...{ redirect: 'manual', headers: { cookie } },
          ...(form && { method: 'POST', body: new URLSearchParams(form) }),
        });
        for (const set of response.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
          if (name && value !== undefined) jar.set(name, value);
        }
        const next = response.headers.get('location');
        if (next?.startsWith(redirect)) {
          const code = new URL(next).searchParams.get('code') ?? '';
          const body = await tokenFor({
            ...{ grant_type: 'authorization_code', client_id: 'page', code, redirect_uri: redirect },
          });
          return { access: body.access_token!, id: body.id_token! };
        }
        if (next) {
          [url, form] = [new URL(next, issuer).href, undefined];
          continue;
        }
        const page = await response.text();
        const action = /action="([^"]+)"/.exec(page)?.[1];
        const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1];
        if (!action || !prompt) throw new Error(`The provider asks for something else: ${page.slice(0, 500)}`);
        url = new URL(action, issuer).href;
        form = { prompt, ...(prompt === 'login' && { login, password: 'any' }) };
      }
      throw new Error('Signing in came to no end');
    },
    /** Another key from now on; the one before is published no more. */
    async rotate(): Promise<void> {
      await fetch(`${issuer}/test/rotate`);
    },
    async stop(): Promise<void> {
      const ended = new Promise(done => child.once('exit', done));
      child.disconnect();
      await ended;
    },
  };
}

export type RealProvider = Awaited<ReturnType<typeof realProvider>>;
