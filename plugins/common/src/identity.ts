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
