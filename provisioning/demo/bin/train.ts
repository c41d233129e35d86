import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { faults } from '../faults';
import { PortTakenError, startTogether } from '../src/allTogether';
import { OwnedError } from '../src/claim';
import { clientOf } from '../src/client';
import { playRound, type Round, type Trainee } from '../src/train/round';
import { wellFor } from '../src/well';

const dir = resolve(process.env.AUTOCURA_SHOP ?? join(__dirname, '../../../.data/train'));
const port = Number(process.env.AUTOCURA_PORT ?? 7007);
const say = (text: string) => console.log(text);

const usage = `usage: npm run train -- [--rounds N] [--fault a,b]

  A game day in the shop: something breaks, you guess what it is, Autocura shows its evidence, you approve or refuse
  what it proposes, and see measured whether it helped. Three rounds unless told.
`;

const stops: (() => Promise<unknown>)[] = [];
async function stop(code: number): Promise<never> {
  for (const end of stops.splice(0).reverse()) await end().catch(error => say(String(error)));
  process.exit(code);
}

async function main() {
  const { values } = parseArgs({
    options: { rounds: { type: 'string', default: '3' }, fault: { type: 'string' }, help: { type: 'boolean' } },
  });
  const rounds = Number(values.rounds);
  const chosen = values.fault?.split(',');
  const known = faults.filter(({ kind }) => kind === 'fault');
  const unknown = chosen?.find(id => !known.some(fault => fault.id === id));
  if (values.help || !Number.isInteger(rounds) || rounds < 1 || unknown !== undefined) {
    say(unknown === undefined ? usage : `There is no fault ${unknown}.\n\n${usage}`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  stops.push(async () => terminal.close());
  terminal.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  const policy = join(__dirname, '../policy.train.yaml');
  const { shop, url, tokens } = await startTogether({
    ...{ dir, port, policy, fresh: true, say },
    onStop: end => void stops.push(end),
  });
  const { items } = await clientOf(url, tokens.operator).services();
  const person: Trainee = { say, choose: (question, choices) => choose(terminal, question, choices) };
  const ground = {
    client: clientOf(url, tokens.operator),
    inject: (fault: string) => shop.inject(fault),
    clear: () => shop.clear(),
    well: () => wellFor(shop.urls, 8, 120_000),
    services: items.map(({ service }) => service).sort(),
  };
  say(`\nThe shop runs. Look at it while you guess: ${url}/autocura\nPrometheus: ${shop.urls.prometheus}\n`);
  await ground.well();
  const played: Round[] = [];
  const queue = chosen ? known.filter(({ id }) => chosen.includes(id)) : shuffled(known).slice(0, rounds);
  for (const [place, fault] of queue.entries()) {
    say(`\nRound ${place + 1} of ${queue.length}`);
    played.push(await playRound(fault, person, ground));
  }
  say(`\n${table(played)}`);
  await stop(0);
}

type Terminal = ReturnType<typeof createInterface>;
async function choose(terminal: Terminal, question: string, choices: string[]): Promise<number> {
  say(`\n${question}`);
  choices.forEach((choice, place) => say(`  ${place + 1}  ${choice}`));
  for (;;) {
    const place = Number(await terminal.question('> ')) - 1;
    if (choices[place] !== undefined) return place;
    say(`A number from 1 to ${choices.length}, please.`);
  }
}

const shuffled = <T>(items: T[]): T[] =>
  items
    .map(item => ({ item, by: Math.random() }))
    .sort((a, b) => a.by - b.by)
    .map(({ item }) => item);

function table(played: Round[]): string {
  const word = (right: boolean) => (right ? 'right' : 'wrong');
  const rows = played.map(({ fault, serviceRight, modeRight, diagnosisRight, outcome }) =>
    [fault, word(serviceRight), word(modeRight), word(diagnosisRight), outcome].map(cell => cell.padEnd(18)).join(''),
  );
  const head = ['fault', 'your service', 'your cause', 'its diagnosis', 'outcome']
    .map(cell => cell.padEnd(18))
    .join('');
  return [head, ...rows].map(row => row.trimEnd()).join('\n');
}

main().catch(async (error: unknown) => {
  const expected = error instanceof OwnedError || error instanceof PortTakenError;
  say(expected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
  await stop(1);
});
