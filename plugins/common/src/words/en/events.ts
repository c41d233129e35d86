import type { SizingProposal } from '../../capacity';
import type { Prediction } from '../../prediction';
import type { Firing } from '../../threshold';
import { quantity } from '../quantity';
import { person, type EventWords } from '../words';
import { terms } from './terms';

const percent = (share: number) => `${Math.round(100 * share)} %`;
const expected = ({ service, kind, standing, latest }: Prediction) =>
  standing
    ? `${terms.limits[kind]} of ${service} will reach the limit, with ${percent(latest.likelihood)}`
    : `${terms.limits[kind]} of ${service} is no longer expected to reach the limit`;
const number = (value: number) => new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);
const unusual = ({ threshold, service, why, began }: Firing) =>
  why === 'missing' || !began
    ? `Missing: ${threshold} of ${service}`
    : `Unusual: ${threshold} of ${service} is ${number(began.value)}, where ${number(began.lo)} to ${number(began.hi)} is usual`;
const sized = ({ service, kind, from, to, unit }: SizingProposal) =>
  `${terms.sized[kind]} of ${service}: ${quantity(to, unit, 'en')} instead of ${quantity(from, unit, 'en')} would do`;
const rest = (text: string | undefined) => (text ? `: ${text}` : '');

export const events: EventWords = {
  'incident.opened': ({ title, alerts }) =>
    `Opened with ${alerts.length === 1 ? 'one alert' : `${alerts.length} alerts`}: ${title}`,
  'incident.predicted': ({ prediction }) => expected(prediction),
  'incident.alert-joined': ({ alert }) => `Alert ${alert.name} of ${alert.service} joined: ${alert.why}`,
  'incident.alert-changed': ({ name, status }) =>
    `${name ? `Alert ${name}` : 'An alert'} ${status === 'firing' ? 'fires again' : 'went quiet'}`,
  'incident.rerooted': ({ service, why }) => `${service} is nearer the cause: ${why}`,
  'incident.merged': ({ into, why }) => `Goes on in incident ${into}: ${why}`,
  'incident.absorbed': ({ from, why }) => `Took over incident ${from}: ${why}`,
  'incident.split': ({ to, keys, why }) =>
    `${keys.length === 1 ? 'One alert' : `${keys.length} alerts`} left for incident ${to}: ${why}`,
  'incident.reopened': ({ alert, why }) => `Opened again by alert ${alert.name} of ${alert.service}: ${why}`,
  'incident.diagnosed': ({ diagnosis }) => {
    const [first] = diagnosis.hypotheses;
    if (!first) return `Looked at ${diagnosis.looked.join(', ')}: no likely cause found`;
    const likely = first.standing === 'inconclusive' ? 'Best guess, not conclusive' : 'Likely cause';
    return `${likely}: ${first.title} (${first.service})`;
  },
  'incident.planned': ({ plan }) => `Plan: ${plan.says}`,
  'incident.proposed': ({ plan }) =>
    `Asks for approval${plan.again === undefined ? '' : ` once more (${plan.again})`}: ${plan.says}`,
  'incident.blocked': ({ plan, reason }) => `Held back “${plan.says}”: ${reason}`,
  'incident.observed': ({ plan }) => `Would do, if it might: ${plan.says}`,
  'incident.approved': ({ by }) => `Approved by ${person(by)}`,
  'incident.rejected': ({ by, note }) => `Rejected by ${person(by)}${rest(note)}`,
  'incident.acting': ({ attempt: { number, step } }) => `Attempt ${number} begins: ${step.action} on ${step.target}`,
  'incident.acted': ({ failed, result }) =>
    failed ? `The action failed: ${failed}` : `The action is done${rest(result)}; its effect is measured after a while`,
  'incident.still-verifying': ({ why }) => `Not judged yet${why ? `: ${why}` : ''}; measures again later`,
  'incident.verified': ({ outcome, because }) =>
    `${terms.outcomes[outcome]}${rest(because.map(claim => claim.says).join('; '))}`,
  'incident.undoing': () => 'Takes the action back',
  'incident.undone': ({ failed }) => (failed ? `Could not take the action back: ${failed}` : 'Took the action back'),
  'incident.resolved': ({ how, why }) =>
    `${{ healed: 'Healed', 'by itself': 'Recovered by itself', 'by a person': 'Resolved by a person' }[how]}${rest(why)}`,
  'incident.escalated': ({ reason }) => `Handed to people: ${reason}`,
  'incident.expired': ({ reason }) => `Expired: ${reason}`,
  'incident.problem-raised': ({ service, failureMode, heals }) =>
    `Healed ${heals} times in seven days: ${terms.failureModes[failureMode] ?? failureMode} (${service}) wants mending`,
  'problem.acknowledged': ({ service, failureMode, note }) =>
    `The problem was acknowledged: ${terms.failureModes[failureMode] ?? failureMode} (${service})${rest(note)}`,
  'incident.person-acted': ({ act: { by, says } }) => `${person(by)} did it without Autocura: ${says}`,
  'incident.person-verified': ({ outcome, because }) =>
    `What a person did was measured. ${terms.outcomes[outcome]}${rest(because.map(claim => claim.says).join('; '))}`,
  'incident.marked': ({ mark, by, note }) =>
    `${person(by)} says that what Autocura would have done was ${terms.wouldBeMarks[mark].toLowerCase()}${rest(note)}`,
  'incident.feedback': ({ hypothesis, right, by, note }) =>
    `${person(by)} says that ${hypothesis} was ${right ? '' : 'not '}the cause${rest(note)}`,
  'incident.deferred': ({ why }) => `Nothing to do for now: ${why}`,
  'alerts.received': ({ fired = [], again = [], resolved = [] }) =>
    `New alerts: ${fired.length}; firing again: ${again.length}; gone quiet: ${resolved.length}`,
  'alert.test-received': ({ sender }) => `A test alert came in from ${sender}`,
  'change.recorded': ({ change }) => `Change of ${change.service}: ${change.summary}`,
  'brake.pulled': ({ reason }) => `The brake was pulled: ${reason}`,
  'brake.released': ({ reason }) => `The brake was released: ${reason}`,
  'token.made': ({ name, permissions }) => `A token was made for ${name}: ${permissions.join(', ')}`,
  'token.rotated': ({ until }) => `The token was given another secret; the one before counts until ${until}`,
  'token.revoked': ({ reason }) => `The token was revoked${rest(reason)}`,
  'factor.begun': () => 'A second factor was begun',
  'factor.confirmed': () => 'The second factor counts from now on',
  'factor.used': ({ for: what }) => `A code was used for ${what}`,
  'factor.recovered': ({ for: what }) => `A recovery code was used for ${what}`,
  'factor.vouched': ({ for: what }) => `A sign-in by a second factor was taken for ${what}`,
  'factor.failed': ({ for: what, reason }) => `A code for ${what} did not count: ${reason}`,
  'factor.reset': ({ reason }) => `The second factor was taken away: ${reason}`,
  'look.recorded': ({ incident, service }) => `Incident ${incident} of ${service} was looked at`,
  'identity.refused': ({ reason, through, others = 0 }) =>
    `Somebody was refused who came through ${through}: ${reason}${others > 0 ? `; so were ${others} others` : ''}`,
  'prediction.told': ({ prediction }) => expected(prediction),
  'prediction.moved': ({ standing, latest }) =>
    standing ? `It is expected still, with ${percent(latest.likelihood)}` : 'It is no longer expected',
  'prediction.judged': ({ outcome }) => `What was predicted has been judged: ${terms.predictionOutcomes[outcome]}`,
  'threshold.fired': ({ firing }) => unusual(firing),
  'threshold.ended': () => 'It is as usual again',
  'level.changed': ({ change: { service, signal, unit, before, after } }) =>
    `The level of ${signal} of ${service} changed from ${quantity(before, unit, 'en')} to ${quantity(after, unit, 'en')}`,
  'sizing.proposed': ({ proposal }) => sized(proposal),
  'sizing.accepted': ({ by }) => `${person(by)} accepted the proposal`,
  'sizing.refused': ({ by, note }) => `${person(by)} refused the proposal${rest(note)}`,
  'sizing.withdrawn': ({ note }) => `It is no longer proposed: ${note}`,
  'sizing.measured': ({ result: { outcome } }) =>
    `What came of it was measured${outcome === undefined ? '' : `. ${terms.outcomes[outcome]}`}`,
  'service.health-changed': ({ service, from, to, reasons }) =>
    `${service} went from ${terms.health[from]} to ${terms.health[to]}${rest(reasons.join('; '))}`,
  'notice.step-taken': ({ about, to, why }) => {
    const names = to.map(({ name, channel }) => `${name} (${channel})`).join(', ') || 'nobody';
    return `${about === 'call' ? 'Tells' : 'Says that it is over to'} ${names}${rest(why)}`;
  },
  'notice.delivered': ({ channel, name }) => `Told ${name} by ${channel}`,
  'notice.undelivered': ({ channel, name, reason, again }) =>
    `${again === undefined ? 'Gave up telling' : 'Could not tell'} ${name} by ${channel}: ${reason}`,
  'notice.deferred': ({ why }) => `Tells nobody for now: ${why}`,
  'notice.acknowledged': ({ by, note }) => `Taken on by ${person(by)}${rest(note)}`,
  'notice.closed': ({ why }) => `Nobody needs to be told any more: ${why}`,
  'silence.made': ({ silence: { by, reason, to } }) => `${person(by)} asks for quiet until ${to}${rest(reason)}`,
  'silence.moved': ({ to }) => `The silence now lasts until ${to}`,
  'silence.ended': ({ why }) => `The silence ended: ${why}`,
  'record.trimmed': ({ before, ended }) =>
    `No longer kept: ${ended.length} streams in which nothing was written since ${before}`,
};
