import { type Given, judged } from '../testSupport/given';
import { databaseDown } from './databaseDown';

const dead: Given = { up: 0, failed: { value: 0.6, normal: 0 }, refused: 20 };
const restarted = ['restart-database api'];

test.each<{ name: string; given: Given; support: number; actions: string[] }>([
  { name: 'neither the exporter nor its callers get through', given: dead, support: 8, actions: restarted },
  { name: 'it hangs: nobody is refused, all time out', given: { ...dead, refused: 0 }, support: 6, actions: restarted },
  { name: 'its pod is gone too', given: { ...dead, running: 0 }, support: 10, actions: restarted },
  { name: 'only the exporter cannot connect', given: { ...dead, failed: 0, refused: 0 }, support: -3, actions: [] },
  { name: 'nothing known of its callers', given: { up: 0 }, support: 3, actions: [] },
  { name: 'callers fail and the exporter connects', given: { ...dead, up: 1 }, support: -6, actions: restarted },
  {
    name: 'its callers always fail as much',
    given: { ...dead, failed: { value: 0.1, normal: 0.08 }, refused: 0 },
    support: -3,
    actions: [],
  },
  {
    name: 'whether it accepts connections is unknown',
    given: { failed: 1, refused: 9 },
    support: 0,
    actions: restarted,
  },
])('$name', ({ given, support, actions }) => expect(judged(databaseDown, given)).toMatchObject({ support, actions }));
