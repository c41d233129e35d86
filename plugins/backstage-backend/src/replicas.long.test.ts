import { describePauses } from './testSupport/replicas';

jest.setTimeout(15 * 60_000);

describePauses(100);
