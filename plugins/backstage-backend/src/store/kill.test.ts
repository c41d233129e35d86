import { describeKills } from './testKills';

describeKills(5);
