import type { Tone } from '@autocura/common';

const shapes: Record<Tone, JSX.Element> = {
  danger: <path d="M4 1h4l3 3v4l-3 3H4L1 8V4z" />,
  warning: <path d="M6 1 11.5 11h-11z" />,
  success: <circle cx="6" cy="6" r="4.5" />,
  info: <path d="M6 1l5 5-5 5-5-5z" />,
  neutral: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="2" />,
};

const colours = (tone: Tone) =>
  tone === 'neutral'
    ? { background: 'var(--bui-bg-neutral-2)', color: 'var(--bui-fg-secondary)' }
    : { background: `var(--bui-bg-${tone})`, color: `var(--bui-fg-${tone}-on-bg)` };

/** A state in words, with a shape and a colour for it, so that it never hangs on colour alone. */
export function Mark({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span
      style={{
        ...colours(tone),
        display: 'inline-flex',
        alignItems: 'center',
        gap: 'var(--bui-space-1_5, 6px)',
        padding: '2px 8px',
        borderRadius: 'var(--bui-radius-full)',
        fontSize: 'var(--bui-font-size-2)',
        fontFamily: 'var(--bui-font-regular)',
        lineHeight: 1.5,
        whiteSpace: 'nowrap',
      }}
    >
      <svg width="10" height="10" viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">
        {shapes[tone]}
      </svg>
      {children}
    </span>
  );
}
