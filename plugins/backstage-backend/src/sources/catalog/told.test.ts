import { startApi } from '../../testSupport/testApi';
import { nothingCataloged } from './cataloged';
import { declaredEdges, doubtOf } from './told';

const away = { ...nothingCataloged, unavailable: 'the catalog did not answer (503); it never has' };

test('a catalog that does not answer is a reason to ask people, and never an empty topology', () => {
  expect(doubtOf(away)).toBe('who depends on whom is not sure: the catalog did not answer (503); it never has');
  expect(() => declaredEdges(away)).toThrow('it never has');
  expect(doubtOf(nothingCataloged)).toBeUndefined();
  expect(declaredEdges(nothingCataloged)).toEqual([]);
});

test('where there is none it is not missed', async () => {
  const api = await startApi({ settings: { catalog: false } });
  const { body } = await api.ask({ method: 'get', path: '/v1/topology' });
  expect(body).toEqual({ edges: [] });
  await api.stop();
});
