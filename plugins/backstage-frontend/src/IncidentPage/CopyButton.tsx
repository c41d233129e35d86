import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useWords } from '../useWords';

/** Copies a text. Browsers only lend the clipboard to pages of a secure origin; elsewhere there is no button. */
export function CopyButton({ text }: { text: string }) {
  const { labels } = useWords();
  const [copied, setCopied] = useState(false);
  if (!window.isSecureContext || !navigator.clipboard) return null;
  return (
    <Button
      size="small"
      variant="tertiary"
      aria-label={`${copied ? labels.copied : labels.copy}: ${labels.query}`}
      onPress={async () => {
        await navigator.clipboard.writeText(text);
        setCopied(true);
      }}
    >
      {copied ? labels.copied : labels.copy}
    </Button>
  );
}
