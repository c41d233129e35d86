import { useTheme2 } from '@grafana/ui';
import { useCallback, useSyncExternalStore } from 'react';

/** Whether the window is too narrow for columns beside each other. */
export function useNarrow(): boolean {
  const query = useTheme2().breakpoints.down('md').replace('@media ', '');
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = window.matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => window.matchMedia(query).matches);
}
