import { errors } from 'jose';

interface Demands {
  /** Where the keys are published. */
  keys: string;
  algorithms: string[];
}

/** Why a signed token does not count. Told to whoever asks and recorded, so it holds nothing of the token itself. */
export function whyRefused(cause: unknown, { keys, algorithms }: Demands): string {
  if (cause instanceof errors.JWTExpired) {
    return cause.claim === 'iat' ? 'it was issued too long ago' : 'it has expired';
  }
  if (cause instanceof errors.JWTClaimValidationFailed) return `its claim ${cause.claim} is not what it must be`;
  if (cause instanceof errors.JOSEAlgNotAllowed) return `it is not signed by ${algorithms.join(' or ')}`;
  if (cause instanceof errors.JWSSignatureVerificationFailed) return 'its signature is forged';
  if (cause instanceof errors.JWKSNoMatchingKey) return `no key at ${keys} has signed it`;
  if (cause instanceof errors.JWKSMultipleMatchingKeys) return `it does not say which key at ${keys} has signed it`;
  if (cause instanceof errors.JOSENotSupported) return 'its header cannot be understood';
  if (cause instanceof errors.JWSInvalid || cause instanceof errors.JWTInvalid) return 'it is no token';
  return `the keys at ${keys} cannot be had`;
}
