/** What a line of one kind says; `number` differs from line to line. */
type Kind = (number: number) => string;

const services = ['gateway', 'cart', 'orders', 'payment', 'inventory', 'catalogue', 'recommend', 'worker'];
const names = Array.from({ length: 5000 }, (_, i) => `visitor-${['a', 'e', 'i', 'o'][i % 4]}${i.toString(36)}`);

const kinds: Kind[] = services.flatMap((service): Kind[] => [
  n => `2026-01-02T03:04:${n % 60}.${n % 1000}Z INFO ${service} GET /orders/${n} 200 in ${n % 97} ms`,
  n => `${service} has taken ${n % 13} of 20 places of the pool`,
  n => `${service}: basket of ${names[n % names.length]} was kept`,
  n => `WARN ${service} asks again, attempt=${n % 5} peer=10.0.${n % 255}.${n % 251}:8080`,
  n =>
    `ERROR ${service} failed: connect ECONNREFUSED 10.1.2.${n % 255}:5432 trace_id=${n.toString(16).padStart(32, '0')}`,
  n => `{"level":"info","message":"${service} sold ${n} pieces","time":"2026-01-02T03:04:05Z"}`,
  n => `${service} java.lang.IllegalStateException: no session ${n.toString(16)}-${n} at Handler.java:${n % 300}`,
  n => `${service} wrote ${n} bytes to /var/data/${service}/segment-${n % 1000}`,
]);

/** So many lines of kinds that are known, one after another. */
export const linesOfManyKinds = (count: number) => ({
  lines: Array.from({ length: count }, (_, i) => kinds[i % kinds.length]!(Math.floor(i / kinds.length))),
  kinds: kinds.length,
});

/** The same lines in another order, always in the same other one. */
export function shuffled(lines: string[]): string[] {
  const mixed = [...lines];
  let state = 1;
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const other = state % (at + 1);
    [mixed[at], mixed[other]] = [mixed[other]!, mixed[at]!];
  }
  return mixed;
}
