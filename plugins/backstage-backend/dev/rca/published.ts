import { scoreOf, type Truth } from './score';
import type { Rankings } from './runCases';

/** A figure of a paper that our own version of its method must give before it may be compared with. */
interface Published {
  method: string;
  says: string;
  reads: (truths: Truth[], rankings: Rankings) => number;
  value: number;
  give: number;
}

const averageOfFive = (dataset: string, faultType: string) => (truths: Truth[], rankings: Rankings) =>
  scoreOf(
    truths.filter(one => one.dataset === dataset && one.faultType === faultType),
    rankings,
  ).service.averageOfFive;
const ofSet = (dataset: string, which: 'first' | 'ofThree') => (truths: Truth[], rankings: Rankings) =>
  scoreOf(
    truths.filter(one => one.dataset === dataset),
    rankings,
  ).service[which];

/** Two figures are the same where they round to the same hundredth. */
const rounding = 0.005;

export const published: Published[] = [
  {
    method: 'baro',
    says: 'Sock Shop, cpu, Avg@5',
    reads: averageOfFive('sockshop-rcd', 'cpu'),
    value: 0.99,
    give: 0.01 + rounding,
  },
  {
    method: 'baro',
    says: 'Sock Shop, mem, Avg@5',
    reads: averageOfFive('sockshop-rcd', 'mem'),
    value: 0.99,
    give: 0.01 + rounding,
  },
  {
    method: 'nsigma',
    says: 'Sock Shop, cpu, Avg@5',
    reads: averageOfFive('sockshop-rcd', 'cpu'),
    value: 0.98,
    give: 0.01 + rounding,
  },
  {
    method: 'nsigma',
    says: 'Sock Shop, mem, Avg@5',
    reads: averageOfFive('sockshop-rcd', 'mem'),
    value: 0.99,
    give: 0.01 + rounding,
  },
  {
    method: 'traversal',
    says: 'PetShop, low traffic, AC@1',
    reads: ofSet('petshop-low', 'first'),
    value: 0.69,
    give: 0.04,
  },
  {
    method: 'traversal',
    says: 'PetShop, low traffic, AC@3',
    reads: ofSet('petshop-low', 'ofThree'),
    value: 0.77,
    give: 0.04,
  },
];
