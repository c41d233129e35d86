/** A token for a machine, made here. Its secret is told once and kept by nobody here. */
export interface ServiceToken {
  id: string;
  /** What it is for, in the words of who made it. */
  name: string;
  /** What its holder may do. */
  permissions: string[];
  /** Whose services alone it is about. */
  tenant?: string;
  madeBy: string;
  /** ISO 8601. */
  madeAt: string;
  /** When it was last given another secret, ISO 8601. */
  rotatedAt?: string;
  /** From when on it counts no longer, ISO 8601; absent for one that lasts. */
  expiresAt?: string;
  /** When somebody ended it, ISO 8601. */
  revokedAt?: string;
}

/** The one time that a secret is told. */
export interface NewServiceToken {
  token: ServiceToken;
  /** What goes after `Bearer`. */
  secret: string;
}

export interface ServiceTokenQuery {
  name: string;
  permissions: string[];
  tenant?: string;
  /** After so many days it counts no longer; absent for one that lasts. */
  days?: number;
}

/** `hash`: SHA-256 of the secret, hex. */
export type ServiceTokenEvent =
  | {
      type: 'token.made';
      data: {
        id: string;
        name: string;
        permissions: string[];
        hash: string;
        tenant?: string;
        days?: number;
      };
    }
  /** The secret before it counts until `until`, ISO 8601, so that its holder can be told in peace. */
  | { type: 'token.rotated'; data: { hash: string; until: string } }
  | { type: 'token.revoked'; data: { reason?: string } };

/** What may need more than being signed in. */
export const steppedUp = ['irreversible', 'run', 'brake-release'] as const;
export type SteppedUp = (typeof steppedUp)[number];

/** A person's second factor, as far as it may be told. */
export interface SecondFactor {
  /** `begun`: its first code is waited for. */
  state: 'none' | 'begun' | 'ready';
  /** Until when no code is taken, after too many wrong ones, ISO 8601. */
  lockedUntil?: string;
  recoveryCodesLeft: number;
  /** Before what a code of it is asked for here. */
  askedFor: SteppedUp[];
  /** Whether one can be begun here: its secret is kept sealed, which takes keys of the server. */
  available: boolean;
}

/** What an authenticator app is given, once. */
export interface NewSecondFactor {
  /** `otpauth://…`, for a link or a picture. */
  uri: string;
  /** The same by hand: Base32. */
  secret: string;
}

/** Each counts once in place of a code, told once. */
export interface RecoveryCodes {
  recoveryCodes: string[];
}

/** Names of errors that say what a second factor is needed for, or why it does not count. */
export const secondFactorErrors = {
  /** A code is needed, and was not given. */
  needed: 'SecondFactorNeededError',
  /** A code is needed, and the person has nothing that makes one. */
  missing: 'SecondFactorMissingError',
  /** The code does not count. */
  refused: 'SecondFactorRefusedError',
} as const;

/** `for`: the digest of the plan it was for, or what it was for in words. Hashes are SHA-256, hex. */
export type SecondFactorEvent =
  | { type: 'factor.begun'; data: Record<string, never> }
  | { type: 'factor.confirmed'; data: { begun: number; step: number; recovery: string[] } }
  | { type: 'factor.used'; data: { for: string; step: number } }
  | { type: 'factor.recovered'; data: { for: string; hash: string } }
  /** Whoever signed them in has seen one; how and when, ISO 8601, as they tell it. */
  | { type: 'factor.vouched'; data: { for: string; amr: string[]; acr?: string; at?: string } }
  | { type: 'factor.failed'; data: { for: string; reason: string } }
  | { type: 'factor.reset'; data: { reason: string } };

/** Somebody looked at an incident of a restricted service. At most once an hour for each person and incident. */
export type LookEvent = { type: 'look.recorded'; data: { incident: string; service: string } };

/** What the record holds about who came, and what they did beside healing. */
export const auditKinds = ['identity', 'token', 'factor', 'look', 'brake'] as const;
export type AuditKind = (typeof auditKinds)[number];
