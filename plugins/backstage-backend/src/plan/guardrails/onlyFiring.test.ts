import { aPrediction, aSubject, anAlert, anIncident, someFacts } from '../examples';
import { onlyFiring } from './onlyFiring';

const resolved = anAlert({ key: 'g', status: 'resolved' });
const predicted = (standing: boolean) =>
  anIncident({ began: 'predicted', alerts: [], predictions: [aPrediction({ standing })] });

test.each([
  { name: 'G-01 a resolved alert never starts an action', incident: anIncident({ alerts: [resolved] }), denied: true },
  { name: 'G-01 no alert at all starts no action', incident: anIncident({ alerts: [] }), denied: true },
  { name: 'one that fires is enough', incident: anIncident({ alerts: [resolved, anAlert()] }), denied: false },
  { name: 'a predicted one has none yet', incident: predicted(true), denied: false },
  { name: 'G-01 what is no longer expected starts no action', incident: predicted(false), denied: true },
  {
    name: 'a predicted one that fired and resolved',
    incident: anIncident({ began: 'predicted', alerts: [resolved] }),
    denied: true,
  },
])('$name', ({ incident, denied }) => {
  expect(onlyFiring.judge(aSubject({ incident }), someFacts())?.decision).toBe(denied ? 'deny' : undefined);
});
