import type { ChangeRecord, LocalizeInput } from '../input';
import { altered, type Diff, diffOf } from './diff';
import { firstLines } from './newLines';
import { asWritten, wordsOf } from './words';

export interface SuspectChange {
  change: ChangeRecord;
  /** Where it was rolled out, of the services that are suspected. */
  service?: string;
  score: number;
  /** Words that the change and the trouble share, the most telling first. */
  shared: string[];
}

export interface ChangeVerdict {
  /** Best first. */
  ranked: SuspectChange[];
  /** The one that is named; undefined where none fits, or two fit as well. */
  named?: SuspectChange;
  /** Those that fit about as well, where none is named for that reason. */
  alike: SuspectChange[];
}

/** Where and since when the trouble is, the first the most likely. `onset` in Unix seconds. */
export interface Places {
  services: string[];
  metrics: { metric: string }[];
  onset: number;
}

/** So many of the first services, and of the first metrics, are suspected. */
const suspected = 3;
/** A change is named if its score is at least this, and this many times the second's. */
const least = 0.5;
const ahead = 1.3;
/** What a change did not alter, only moved, hardly breaks anything; nor does what only changes looks or words. */
const harmless =
  /\.(css|scss|less|md|mdx|txt|svg|png|html?)$|(^|\/)(docs?|documentation|tests?|__tests__)\/|_test\.|\.test\.|(^|\/)(go\.(mod|sum)|[\w-]*lock[\w.-]*)$/i;
/** What was not rolled out to a suspect can only be meant by its text. */
const elsewhere = 0.3;
/** Shared words beyond these tell nobody more. */
const mostWords = 5;
/** Clocks of two systems differ, seconds. */
const skew = 60;

/**
 * Which change may have caused the trouble: never by nearness in time. A change that was in place before counts by the
 * words that its altered lines share with what the suspects write and measure since, the rarer among all changes the
 * more, times how much it alters.
 */
export function suspectChanges(
  { changes, logs, spans, alert, said = [] }: Pick<LocalizeInput, 'changes' | 'logs' | 'spans' | 'alert' | 'said'>,
  { services, metrics, onset }: Places,
): ChangeVerdict {
  const suspects = new Set(services.slice(0, suspected));
  const deploys = changes.filter(({ kind }) => kind === 'deploy');
  const commits = changes.filter(({ kind, time }) => kind === 'commit' && time <= onset + skew);
  const lines = firstLines(logs.filter(({ service }) => suspects.has(service)));
  const failures = spans.filter(({ error, startUs }) => error !== undefined && startUs >= onset * 1e6);
  const always = [
    ...failures.map(({ operation, error }) => `${operation} ${error}`),
    ...metrics.slice(0, suspected).map(({ metric }) => metric),
    alert?.metric ?? '',
    ...said,
  ].flatMap(wordsOf);
  const texts = new Map(commits.map(commit => [commit.id, textOf(commit, diffOf(commit.diff))]));
  const wordsIn = new Map([...texts].map(([id, text]) => [id, new Set(wordsOf(text))]));
  // That a change is of a suspect is told by where it was rolled out; its name, which is everywhere, tells no more.
  const isName = (word: string) => [...suspects].some(service => service.toLowerCase().includes(word));
  /** 1 of a word that no other change has, 0 of one that all have. */
  const rarity = (word: string) => {
    const having = [...wordsIn.values()].filter(words => words.has(word)).length;
    return Math.log((1 + commits.length) / having) / Math.log(1 + commits.length);
  };

  const ranked = commits
    .map((change): SuspectChange => {
      const rollout = deploys.filter(
        ({ id, time, service }) => id === change.id && time <= onset + skew && suspects.has(service ?? ''),
      )[0];
      const since = (rollout ?? change).time - skew;
      const telling = new Set([
        ...always,
        ...lines.filter(({ time }) => time >= since).flatMap(line => wordsOf(line.message)),
      ]);
      const shared = [...(wordsIn.get(change.id) ?? [])]
        .filter(word => telling.has(word) && !isName(word))
        .sort((a, b) => rarity(b) - rarity(a) || (a < b ? -1 : 1));
      const said = shared.reduce((sum, word) => sum + rarity(word), 0);
      const score = said * effectOf(change) * (rollout ? 1 : elsewhere);
      const text = texts.get(change.id) ?? '';
      const words = shared.slice(0, mostWords).map(word => asWritten(word, text));
      return { change, score, shared: words, ...(rollout?.service !== undefined && { service: rollout.service }) };
    })
    .sort((a, b) => b.score - a.score || (a.change.id < b.change.id ? -1 : 1));
  const [best, second] = ranked;
  const fits = best !== undefined && best.score >= least;
  const isClear = fits && best.score >= ahead * (second?.score ?? 0);
  const alike = fits && !isClear ? ranked.filter(({ score }) => best.score < ahead * score) : [];
  return { ranked, alike, ...(isClear && { named: best }) };
}

const textOf = ({ message, files }: ChangeRecord, { added, removed }: Diff) =>
  [message, ...files, ...added, ...removed].join('\n');

function effectOf({ files, diff }: ChangeRecord): number {
  if (files.length > 0 && files.every(file => harmless.test(file))) return 0;
  return altered(diffOf(diff));
}
