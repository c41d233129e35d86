import type { Words } from '@autocura/common';
import type { Trouble } from './usePolled';

/** What a page says about trouble: a sentence, and what the backend or the proxy told where that helps. */
export function troubleWords({ labels }: Words, trouble: Trouble): { title: string; told?: string } {
  if (trouble === 'slow') return { title: labels.slow };
  const told = trouble.message;
  switch (trouble.status) {
    case 0:
    case 502:
    case 503:
    case 504:
      return { title: labels.unreachable };
    case 401:
      return { title: labels.notSignedIn, told };
    case 403:
      return { title: labels.notAllowed, told };
    case 404:
      return { title: labels.notFound };
    case 429:
      return { title: labels.tooMany };
    default:
      return { title: labels.troubled, told };
  }
}
