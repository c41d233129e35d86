import { knownJobs } from './known';

const awx = { url: 'https://awx', token: 't', template: 3 };
const rundeck = { url: 'https://rundeck', token: 't', job: '0c2bd8a5-9d5d-4a0e-8d2d-2f1f6f1c9a01' };
const problem = (jobs: object) => knownJobs.safeParse(jobs).error?.issues[0]?.message;

test('a job is in one system, with inputs, a deadline and what takes it back', () => {
  const inputs = { region: { type: 'string', oneOf: ['eu'] } };
  expect(problem({ purge: { awx, inputs, deadline: 60, undo: 'fill' }, fill: { awx } })).toBeUndefined();
});

test('GitHub is where it is unless told', () => {
  const github = { token: 't', repository: 'shop/ops', workflow: 'heal.yml', ref: 'main' };
  expect(knownJobs.parse({ heal: { github } }).heal?.github?.url).toBe('https://api.github.com');
});

test.each<{ name: string; jobs: object }>([
  { name: 'no system', jobs: { purge: {} } },
  { name: 'two systems', jobs: { purge: { awx, rundeck } } },
  { name: 'nothing to take it back', jobs: { purge: { awx, undo: 'fill' } } },
  { name: 'a name that could mean more', jobs: { '*': { awx } } },
  { name: 'an input of any text', jobs: { purge: { awx, inputs: { note: { type: 'string' } } } } },
  { name: 'an input without bounds', jobs: { purge: { awx, inputs: { percent: { type: 'number' } } } } },
  { name: 'a template by name', jobs: { purge: { awx: { ...awx, template: 'purge' } } } },
  { name: 'a job of Rundeck by path', jobs: { purge: { rundeck: { ...rundeck, job: '../x' } } } },
  {
    name: 'a workflow outside of its folder',
    jobs: { purge: { github: { token: 't', repository: 'shop/ops', workflow: '../x.yml', ref: 'main' } } },
  },
])('G-12 refuses $name', ({ jobs }) => expect(problem(jobs)).toBeDefined());
