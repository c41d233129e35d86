import { interpolated } from './provisioning';

test.each([
  ['$TOKEN', 'secret'],
  ['${TOKEN}', 'secret'],
  ['http://$HOST:7007', 'http://autocura:7007'],
  ['a$$b', 'a$b'],
  ['$UNSET', ''],
])('%s becomes %s', (text, becomes) => {
  const value = interpolated({ $TOKEN: [{ text }] }, { TOKEN: 'secret', HOST: 'autocura' });
  expect(value).toEqual({ $TOKEN: [{ text: becomes }] });
});
