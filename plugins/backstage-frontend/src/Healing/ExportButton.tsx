import type { AutocuraError } from '@autocura/common';
import { Alert, Button } from '@backstage/ui';
import { useState } from 'react';
import { useWords } from '../useWords';
import { csvOf, download } from './csv';

/** Makes a file of a whole list, however many pages it has. */
export function ExportButton({
  name,
  header,
  rows,
}: {
  name: string;
  header: string[];
  rows: () => Promise<string[][]>;
}) {
  const { labels } = useWords();
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  const run = async () => {
    setBusy(true);
    setTrouble(undefined);
    await rows().then(
      known => download(`${name}.csv`, csvOf(header, known)),
      (error: AutocuraError) => setTrouble(error.message),
    );
    setBusy(false);
  };
  return (
    <>
      <Button size="small" variant="secondary" isDisabled={busy} onPress={() => void run()}>
        {busy ? labels.exporting : labels.exportCsv}
      </Button>
      {trouble !== undefined && <Alert status="danger" icon title={labels.refused} description={trouble} />}
    </>
  );
}
