import type { CSSProperties, ReactNode } from 'react';

/** The theme's own secondary text is too pale to read on its dark cards. */
const secondary = 'color-mix(in srgb, var(--bui-fg-primary) 78%, transparent)';

/** Around all that we show: what stands back can still be read in every theme. */
export function Legible({ children }: { children: ReactNode }) {
  return <div style={{ '--bui-fg-secondary': secondary } as CSSProperties}>{children}</div>;
}
