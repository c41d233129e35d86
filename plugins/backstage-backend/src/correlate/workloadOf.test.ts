import { workloadOf } from './workloadOf';

test.each([
  ['cart-5f7d8c9b4-x7kqz', 'cart', 'a deployment'],
  ['shop-cart-6b8f9c7d58-2xvlp', 'shop-cart', 'a deployment with a dash'],
  ['orders-db-0', 'orders-db', 'a stateful set'],
  ['log-agent-x7kqz', 'log-agent', 'a daemon set'],
  ['backup-28912345-x7kqz', 'backup', 'a cron job'],
  ['cart', 'cart', 'a pod alone'],
  ['cart-redis', 'cart-redis', 'a word is not drawn'],
])('%s belongs to %s: %s', (pod, workload) => expect(workloadOf(pod)).toBe(workload));
