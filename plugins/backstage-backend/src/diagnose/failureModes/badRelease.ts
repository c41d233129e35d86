import { brokenByChange } from '../brokenByChange';
import { decisive } from '../signs';

export const badRelease = brokenByChange({
  id: 'bad-release',
  title: 'A release broke it',
  kind: 'deploy',
  none: 'no release is known',
  outside: decisive,
});
