import { brokenByChange } from '../brokenByChange';
import { fair } from '../signs';

/** Configuration holds the addresses, credentials and timeouts of others, so calls to them may be what fails. */
export const badConfig = brokenByChange({
  id: 'bad-config',
  title: 'A configuration change broke it',
  kind: 'config',
  none: 'no configuration change is known',
  outside: fair,
});
