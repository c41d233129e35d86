import { AutocuraError, type Incident, type IncidentStory, type Plan } from '@autocura/common';
import type { Fault } from '../fault';
import { type Ground, playRound, type Trainee } from './round';

const at = new Date(Date.now() + 1000).toISOString();
const fault: Fault = {
  id: 'bad-release',
  kind: 'fault',
  weight: 1,
  inject: () => undefined,
  clear: () => undefined,
  truth: { services: ['cart'], modes: ['bad-release'], remedies: [], mayTouch: ['cart'] },
};
const plan: Plan = {
  step: { action: 'roll-back', target: 'cart', params: {} },
  says: 'Roll cart back to version 1',
  hypothesis: 'cart/bad-release',
  verdicts: [{ guardrail: 'policy', decision: 'ask', reason: 'policy "people are trained" says so' }],
  digest: 'digest-1',
};
const diagnosis = {
  at,
  looked: ['cart'],
  hypotheses: [
    {
      ...{ id: 'cart/bad-release', service: 'cart', failureMode: 'bad-release', title: 'A release broke it' },
      ...{ support: 7, standing: 'likely' as const, because: [], remedies: [plan.step] },
    },
  ],
  evidence: [],
};
const proposed = {
  ...{ id: 'i1', version: 1, episode: 1, began: 'alert', service: 'cart', services: ['cart'], title: 'cart fails' },
  ...{ severity: 'critical', startedAt: at, openedAt: at, updatedAt: at, rejected: [], feedback: [], attempts: [] },
  alerts: [{ key: 'k', name: 'ErrorRatioHigh', service: 'cart', labels: {}, status: 'firing', startsAt: at, why: '' }],
  ...{ phase: 'proposed', plan, expiresAt: at, diagnosis },
} as Incident;

/** A backend that knows one incident, and does what it is told with it. */
function groundWith(shown: Incident, outcome: 'healed' | 'not healed' = 'healed') {
  let now = shown;
  const did: string[] = [];
  const ended = () => ({ ...now, phase: 'resolved', resolvedAt: at, how: 'healed' }) as Incident;
  const story = (): IncidentStory => ({ incident: now, timeline: [] });
  const ground: Ground = {
    services: ['bank', 'cart'],
    inject: async id => void did.push(`inject ${id}`),
    clear: async () => {
      did.push('clear');
      now = ended();
    },
    well: async () => void did.push('well'),
    client: {
      incidents: async () => ({ items: [now] }),
      incident: async () => story(),
      approve: async (_, digest) => {
        if (digest !== plan.digest) throw new AutocuraError(409, 'ConflictError', 'another plan');
        did.push('approve');
        now = { ...now, attempts: [{ outcome }] } as Incident;
        return now;
      },
      reject: async () => {
        did.push('reject');
        return now;
      },
    },
  };
  return { ground, did };
}

/** Chooses what begins with these words, in turn. */
function someone(...choices: string[]) {
  const heard: string[] = [];
  const person: Trainee = {
    say: text => void heard.push(text),
    choose: async (question, offered) => {
      heard.push(question);
      const wanted = choices.shift() ?? '';
      return offered.findIndex(choice => choice.startsWith(wanted));
    },
  };
  return { person, heard };
}

test('a right guess, an approval, and what came of it', async () => {
  const { ground, did } = groundWith(proposed);
  const { person, heard } = someone('cart', 'A release', 'yes');
  expect(await playRound(fault, person, ground)).toEqual({
    fault: 'bad-release',
    serviceRight: true,
    modeRight: true,
    diagnosisRight: true,
    outcome: 'healed',
  });
  expect(did).toEqual(['inject bad-release', 'approve', 'clear', 'well']);
  expect(heard).toEqual(
    expect.arrayContaining([
      '  ErrorRatioHigh on cart',
      'That is right.',
      '  Likely cause: A release broke it (cart).',
      'It proposes: Roll cart back to version 1.',
    ]),
  );
});

test('the evidence is shown only after the guess, and what is right is told', async () => {
  const { ground } = groundWith(proposed);
  const { person, heard } = someone('bank', 'A release', 'yes');
  expect(await playRound(fault, person, ground)).toMatchObject({ serviceRight: false, modeRight: true });
  const asked = heard.indexOf('And what is the matter?');
  expect(heard.slice(0, asked).join()).not.toContain('release');
  expect(heard).toContain('It was A release broke it (cart).');
});

test('what is refused is put right by hand', async () => {
  const { ground, did } = groundWith(proposed);
  const { person } = someone('cart', 'A release', 'no');
  expect((await playRound(fault, person, ground)).outcome).toBe('refused');
  expect(did).toEqual(['inject bad-release', 'reject', 'clear', 'well']);
});

test('an action that did not heal is told as such', async () => {
  const { ground } = groundWith(proposed, 'not healed');
  const { person } = someone('cart', 'A release', 'yes');
  expect((await playRound(fault, person, ground)).outcome).toBe('not healed');
});

test('without a plan there is nothing to approve', async () => {
  const { diagnosis: _, plan: __, expiresAt: ___, ...rest } = proposed as Extract<Incident, { phase: 'proposed' }>;
  const { ground } = groundWith({ ...rest, phase: 'escalated', reason: 'The cause is unknown' });
  const { person, heard } = someone('cart', 'A release');
  expect(await playRound(fault, person, ground)).toMatchObject({ diagnosisRight: false, outcome: 'no plan' });
  expect(heard).toContain('It calls a person: The cause is unknown');
});
