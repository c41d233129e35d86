import { describeDuplicates, describePauses } from './testSupport/replicas';

describePauses(3);
describeDuplicates(1000);
