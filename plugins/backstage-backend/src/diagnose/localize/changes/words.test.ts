import { wordsOf } from './words';

test.each([
  { name: 'names fall apart, and count whole', text: 'loadUserCart', words: ['loadusercart', 'load', 'user', 'cart'] },
  { name: 'at underscores too', text: 'sample_rate', words: ['sample_rate', 'sample'] },
  { name: 'one and many meet', text: 'query queries', words: ['query', 'quer'] },
  { name: 'what is everywhere links nothing', text: 'the function returned an error', words: ['return'] },
  { name: 'short ones neither', text: 'a id x1', words: [] },
])('$name', ({ text, words }) => expect(wordsOf(text)).toEqual(words));
