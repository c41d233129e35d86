import { aSubject, anAlert, anIncident, someFacts } from '../examples';
import { onlyPredicted } from './onlyPredicted';

const predicted = anIncident({ began: 'predicted', alerts: [] });
const preventive = { name: 'restarts', match: { action: ['restart'] }, mode: 'auto' as const, preventive: true };

test.each([
  { name: 'G-65 what is only predicted asks, though the policy is automatic', incident: predicted, asks: true },
  { name: 'G-65 a preventive rule has to name the action', incident: predicted, match: {}, asks: true },
  { name: 'G-65 a preventive rule that names it allows it', incident: predicted, match: preventive.match, asks: false },
  { name: 'what alerts by now is no longer only predicted', incident: anIncident({ began: 'predicted' }), asks: false },
  { name: 'what alerts is none of its business', incident: anIncident(), asks: false },
  {
    name: 'what has alerted and resolved neither',
    incident: anIncident({ began: 'predicted', alerts: [anAlert({ status: 'resolved' })] }),
    asks: false,
  },
])('$name', ({ incident, match, asks }) => {
  const facts = match ? someFacts({ policy: { rules: [{ ...preventive, match }] } }) : someFacts();
  expect(onlyPredicted.judge(aSubject({ incident }, facts), facts)?.decision).toBe(asks ? 'ask' : undefined);
});
