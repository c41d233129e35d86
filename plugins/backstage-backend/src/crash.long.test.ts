import { describeCrashes } from './testSupport/crashes';

jest.setTimeout(30 * 60_000);

describeCrashes(100);
