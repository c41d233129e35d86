import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useWords } from '../useWords';

/** Copies a text; `what` it is, a query unless told. Browsers only lend the clipboard to pages of a secure origin; elsewhere there is no button. */
export function CopyButton({ text, what }: { text: string; what?: string }) {
  const { labels } = useWords();
  const [copied, setCopied] = useState(false);
  if (!window.isSecureContext || !navigator.clipboard) return null;
  return (
    <Button
      size="small"
      variant="tertiary"
      aria-label={`${copied ? labels.copied : labels.copy}: ${what ?? labels.query}`}
      onPress={async () => {
        await navigator.clipboard.writeText(text);
        setCopied(true);
      }}
    >
      {copied ? labels.copied : labels.copy}
    </Button>
  );
}
