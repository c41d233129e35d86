import { describeKills } from './testKills';

jest.setTimeout(15 * 60_000);

describeKills(100);
