import { describeCrashes } from './testSupport/crashes';

describeCrashes(5);
