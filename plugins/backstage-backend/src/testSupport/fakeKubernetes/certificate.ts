import { generate } from 'selfsigned';

let made: ReturnType<typeof make> | undefined;

/**
 * A certificate for loopback, which signs itself; a client is told to trust it as it would a cluster's own. It takes
 * its time to make, so a process has one.
 */
export const certificate = () => (made ??= make());

function make() {
  const altNames = [{ type: 7 as const, ip: '127.0.0.1' }];
  const extensions = [
    { name: 'basicConstraints', cA: true },
    { name: 'subjectAltName', altNames },
  ];
  const { private: key, cert } = generate([{ name: 'commonName', value: 'fake-kubernetes' }], {
    ...{ algorithm: 'sha256', keySize: 2048, days: 1, extensions },
  });
  return { key, cert };
}
