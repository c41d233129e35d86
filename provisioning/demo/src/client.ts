import { AutocuraClient } from '@autocura/common';

/** The API of a backend at this address, as whoever bears the token. */
export const clientOf = (url: string, token: string) =>
  new AutocuraClient((path, init) =>
    fetch(`${url}/api/autocura${path}`, {
      ...init,
      headers: { ...(init?.headers as Record<string, string> | undefined), authorization: `Bearer ${token}` },
    }),
  );
