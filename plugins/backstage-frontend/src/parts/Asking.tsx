import { Button, Dialog, DialogBody, DialogFooter, DialogHeader, DialogTrigger, Flex, Text } from '@backstage/ui';
import { type ReactNode, useState } from 'react';
import { useWords } from '../useWords';

export interface AskingOptions {
  /** On the button, above the dialog, and, unless `send` says otherwise, on what does it. */
  ask: string;
  says: string;
  send?: string;
  pending: boolean;
  /** Whether what was entered is enough. */
  ready: boolean;
  /** Each time it opens or closes: what was entered before is gone. */
  begin: () => void;
  give: () => void;
  /** What is entered. */
  children: ReactNode;
}

/** A button that asks for something in a dialog before it is done. */
export function Asking({ ask, says, send = ask, pending, ready, begin, give, children }: AskingOptions) {
  const { labels } = useWords();
  const [open, setOpen] = useState(false);
  const move = (to: boolean) => {
    begin();
    setOpen(to);
  };
  return (
    <DialogTrigger isOpen={open} onOpenChange={move}>
      <Button size="small" variant="secondary" isDisabled={pending}>
        {ask}
      </Button>
      <Dialog width={480}>
        <DialogHeader>{ask}</DialogHeader>
        <DialogBody>
          <Flex direction="column" gap="4">
            <Text>{says}</Text>
            {children}
          </Flex>
        </DialogBody>
        <DialogFooter>
          <Button variant="secondary" onPress={() => move(false)}>
            {labels.cancel}
          </Button>
          <Button
            variant="primary"
            isDisabled={!ready}
            onPress={() => {
              give();
              move(false);
            }}
          >
            {send}
          </Button>
        </DialogFooter>
      </Dialog>
    </DialogTrigger>
  );
}
