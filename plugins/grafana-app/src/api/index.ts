export { autocuraClient } from './autocuraClient';
export { troubleWords } from './troubleWords';
export { usePolled, type Polled, type Trouble } from './usePolled';
