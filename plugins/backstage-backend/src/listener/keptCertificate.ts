import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContextOptions, type Server } from 'node:tls';
import type { TlsSettings } from './settings';

type Files = Pick<TlsSettings, 'certificate' | 'key' | 'clients'>;

/** What is in the files now. Throws an Error where one cannot be read, or the key is not the certificate's. */
export async function readIdentity({ certificate, key, clients }: Files): Promise<SecureContextOptions> {
  const [cert, secret, ca] = await Promise.all([
    readFile(certificate),
    readFile(key),
    clients && readFile(clients.authority),
  ]);
  const identity: SecureContextOptions = { cert, key: secret, ...(ca && { ca }), minVersion: 'TLSv1.3' };
  createSecureContext(identity);
  return identity;
}

export interface KeptCertificateOptions {
  server: Pick<Server, 'setSecureContext'>;
  files: Files;
  /** Between two looks, in milliseconds. */
  everyMs: number;
  logger: { info(message: string): void; warn(message: string): void };
}

/**
 * Has the server show what is in the files, soon after that changes. Connections that are open stay as they are; while
 * the files do not fit each other, what was there before is shown. Call what it gives to end it.
 */
export function keepCertificate({ server, files, everyMs, logger }: KeptCertificateOptions): () => void {
  let shown: string | undefined;
  let warned = '';
  const look = async () => {
    try {
      const identity = await readIdentity(files);
      const read = hashOf(identity);
      if (shown !== undefined && read !== shown) {
        server.setSecureContext(identity);
        logger.info('Another certificate is shown from now on');
      }
      [shown, warned] = [read, ''];
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (why !== warned) logger.warn(`The certificate is not exchanged: ${why}`);
      warned = why;
    }
  };
  let looking = look();
  const timer = setInterval(() => (looking = looking.then(look)), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

function hashOf({ cert, key, ca }: SecureContextOptions): string {
  const hash = createHash('sha256');
  for (const part of [cert, key, ca]) hash.update(String(part)).update('\0');
  return hash.digest('hex');
}
