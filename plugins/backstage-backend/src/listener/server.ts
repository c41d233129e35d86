import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { type KeptCertificateOptions, keepCertificate, readIdentity } from './keptCertificate';
import type { ListenerSettings, TlsSettings } from './settings';

/** A server that nobody keeps by being slow. It does not listen yet. */
export const plainServer = (settings: ListenerSettings, answer: RequestListener): Server =>
  createServer(boundsOf(settings), answer);

export interface SecureOptions {
  settings: ListenerSettings;
  tls: TlsSettings;
  answer: RequestListener;
  logger: KeptCertificateOptions['logger'];
  /** How soon another certificate is seen, in milliseconds. */
  everyMs?: number;
}

/** The same by TLS 1.3. Throws an Error where its files cannot be used. */
export async function secureServer({
  settings,
  tls,
  answer,
  logger,
  everyMs = 10_000,
}: SecureOptions): Promise<Server> {
  const bounds = boundsOf(settings);
  const server = createSecureServer(
    {
      ...bounds,
      ...(await readIdentity(tls)),
      handshakeTimeout: bounds.headersTimeout,
      requestCert: tls.clients !== undefined,
      rejectUnauthorized: tls.clients?.required ?? false,
    },
    answer,
  );
  const end = keepCertificate({ server, files: tls, everyMs, logger });
  server.on('close', end);
  return server;
}

const boundsOf = ({ headSeconds, requestSeconds }: ListenerSettings) => ({
  headersTimeout: headSeconds * 1000,
  requestTimeout: Math.max(headSeconds, requestSeconds) * 1000,
  // Looked at so often that the first of them holds to half a second.
  connectionsCheckingInterval: 500,
});
