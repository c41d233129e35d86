const [offset, prime, mask] = [14695981039346656037n, 1099511628211n, (1n << 64n) - 1n];
const separator = 0xff;

/** The fingerprint Alertmanager gives an alert of these labels: FNV-1a, 64 bits, over names and values by name. */
export function fingerprintOf(labels: Record<string, string>): string {
  let hash = offset;
  const add = (byte: number) => (hash = ((hash ^ BigInt(byte)) * prime) & mask);
  const names = Object.keys(labels).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const name of names) {
    for (const text of [name, labels[name] ?? '']) {
      Buffer.from(text).forEach(add);
      add(separator);
    }
  }
  return hash.toString(16).padStart(16, '0');
}
