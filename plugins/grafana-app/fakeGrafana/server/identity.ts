import { generateKeyPairSync, randomUUID, sign, type JsonWebKey, type KeyObject } from 'node:crypto';

/** Whoever can be signed in. */
export interface FakeUser {
  id: number;
  login: string;
  name: string;
  email: string;
  emailVerified?: boolean;
  orgRole: 'Viewer' | 'Editor' | 'Admin';
  /** Rights of the basic role that an administrator took from them, as custom roles can. */
  without?: string[];
  /** A language of Grafana's list. */
  language?: string;
}

const lastsSeconds = 600;

/** Signs who is asking as Grafana does: ES256, ten minutes, the organisation as audience. */
export class IdentitySigner {
  private keys: { kid: string; privateKey: KeyObject; publicKey: KeyObject }[] = [];

  constructor(
    /** Grafana's `root_url`, with the slash at its end. */
    private readonly issuer: string,
    private readonly now = () => Date.now(),
  ) {
    this.rotate();
  }

  /** From now on another key signs; the ones before are still published. */
  rotate() {
    this.keys.unshift({ kid: `id-${randomUUID()}`, ...generateKeyPairSync('ec', { namedCurve: 'P-256' }) });
  }

  /** What `/api/signing-keys/keys` answers. */
  jwks(): { keys: JsonWebKey[] } {
    return {
      keys: this.keys.map(({ kid, publicKey }) => ({
        ...publicKey.export({ format: 'jwk' }),
        ...{ kid, use: 'sig', alg: 'ES256' },
      })),
    };
  }

  token(user: FakeUser, other: Record<string, unknown> = {}): string {
    const [key] = this.keys;
    const seconds = Math.floor(this.now() / 1000);
    const claims = {
      ...{ iss: this.issuer, aud: ['org:1'], sub: `user:${user.id}`, iat: seconds, exp: seconds + lastsSeconds },
      ...{ namespace: 'default', identifier: String(user.id), type: 'user', authenticatedBy: 'password' },
      ...{ email: user.email, username: user.login, name: user.name, role: user.orgRole },
      ...(user.emailVerified && { email_verified: true }),
      ...other,
    };
    const text = [{ alg: 'ES256', typ: 'jwt', kid: key!.kid }, claims].map(encoded).join('.');
    const signature = sign('sha256', Buffer.from(text), { key: key!.privateKey, dsaEncoding: 'ieee-p1363' });
    return `${text}.${signature.toString('base64url')}`;
  }
}

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
