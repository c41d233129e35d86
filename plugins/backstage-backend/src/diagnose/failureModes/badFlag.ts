import { brokenByChange } from '../brokenByChange';
import { decisive } from '../signs';

export const badFlag = brokenByChange({
  id: 'bad-flag',
  title: 'A flag switched on what does not work',
  kind: 'flag',
  none: 'no flag was changed right before',
  outside: decisive,
});
