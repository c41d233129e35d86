import '../testSupport/wideScreen';
import { screen, within } from '@testing-library/react';
import { shopAnswers } from '../testSupport/fakeFetch';
import { renderPages } from '../testSupport/renderPages';

const topology = {
  edges: [
    { from: 'gateway', to: 'payment', known: 'catalog' },
    { from: 'gateway', to: 'cart', known: 'traffic' },
  ],
};
const address = '/autocura/incidents/42';
const panel = () => screen.findByRole('region', { name: 'How trouble spreads' });

test('draws who calls the suspected service, with the health of each', async () => {
  renderPages({ ...shopAnswers(), 'GET /v1/topology': { body: topology } }, address);
  const shown = await panel();
  expect(shown).toHaveTextContent('payment is suspected; who calls it suffers: gateway → payment.');
  const graph = within(shown).getByRole('group', { name: 'Who calls whom' });
  expect(graph).toHaveTextContent(/Suspected ?payment ?Warning/);
  expect(within(graph).getByRole('link', { name: 'gateway' })).toHaveAttribute('href', '/autocura/services/gateway');
  expect(within(graph).queryByText('cart')).toBeNull();
});

test('says why it may be incomplete', async () => {
  const body = { ...topology, unavailable: 'the catalog does not answer' };
  renderPages({ ...shopAnswers(), 'GET /v1/topology': { body } }, address);
  expect(await panel()).toHaveTextContent('It may be incomplete: the catalog does not answer');
});

test('nothing is drawn where nobody is known to call anybody', async () => {
  renderPages({ ...shopAnswers(), 'GET /v1/topology': { body: { edges: [] } } }, address);
  await screen.findByRole('region', { name: 'Likely causes' });
  expect(screen.queryByRole('region', { name: 'How trouble spreads' })).toBeNull();
});
