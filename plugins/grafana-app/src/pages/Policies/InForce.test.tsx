import { screen, within } from '@testing-library/react';
import { healingPolicy, refusal, shopAnswers } from '../../testSupport/answers';
import { openApp } from '../../testSupport/openApp';

const patient = { timeout: 15_000 };
const policy = (about: object) => ({ ...shopAnswers(), 'GET /v1/policy': { body: { ...healingPolicy, ...about } } });
const rules = async () =>
  within(await screen.findByRole('list', { name: 'In force' }, patient)).getAllByRole('listitem');

test('shows each rule with what it matches, what it lets be done, how far, and when', async () => {
  openApp('/policies');
  const [first, second] = await rules();
  expect(first).toHaveTextContent(/^By itselfrestarts are cheaprestart · payment, cart · .* · as far as it is earned/);
  expect(first).toHaveTextContent('Quiet time between two actions on one target90 s');
  expect(second).toHaveTextContent(
    'Observesno changes at nightNot at this timeAny action · any service · any causefrom 22:00 to 06:00 · UTC',
  );
  expect(screen.getByText('File policy.yaml · Version 0a1b2c')).toBeInTheDocument();
});

test('says loudly that the file cannot be read, and keeps what it said before in sight', async () => {
  openApp('/policies', policy({ unreadable: '0.mode: is no mode', version: undefined }));
  const alert = await screen.findByRole('alert', {}, patient);
  expect(alert).toHaveTextContent(/cannot be read: nothing is done without a person/);
  expect(alert).toHaveTextContent('0.mode: is no mode');
  expect(alert).toHaveTextContent(/only what holds back counts/);
  expect(await rules()).toHaveLength(2);
});

test('the overview says so too', async () => {
  openApp('/', policy({ unreadable: '0.mode: is no mode' }));
  expect(await screen.findByText(/0.mode: is no mode/, {}, patient)).toBeInTheDocument();
});

test('says that there is none, and what that means', async () => {
  openApp('/policies', policy({ file: undefined, version: undefined, rules: [] }));
  expect(await screen.findByText('No healing policy is configured', {}, patient)).toBeInTheDocument();
});

test('counts the rules that one may not see', async () => {
  openApp('/policies', policy({ hidden: 2, rules: [] }));
  expect(await screen.findByText(/Rules about services that you may not see: 2/, {}, patient)).toBeInTheDocument();
});

test('a policy can be tried while the one in force is not told', async () => {
  openApp('/policies', { ...shopAnswers(), 'GET /v1/policy': refusal(500, 'broken') });
  expect(await screen.findByText(/answered with an error/, {}, patient)).toBeInTheDocument();
  expect(screen.getByRole('button', { name: 'Replay' })).toBeInTheDocument();
});
