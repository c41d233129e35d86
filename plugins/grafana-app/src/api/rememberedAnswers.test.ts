import { RememberedAnswers } from './rememberedAnswers';

const answer = (etag: string) => ({ etag, text: etag });

test('forgets what was longest not asked for', () => {
  const answers = new RememberedAnswers(2);
  answers.keep('/a', answer('1'));
  answers.keep('/b', answer('2'));
  answers.get('/a');
  answers.keep('/c', answer('3'));
  expect([answers.get('/a'), answers.get('/b'), answers.get('/c')]).toEqual([answer('1'), undefined, answer('3')]);
});

test('a newer answer takes the place of the one before', () => {
  const answers = new RememberedAnswers(2);
  answers.keep('/a', answer('1'));
  answers.keep('/a', answer('2'));
  expect(answers.get('/a')).toEqual(answer('2'));
});
