import { Collapse } from '@grafana/ui';
import React, { useState, type ReactNode } from 'react';

/** What one may want to read, closed until then. */
export function Fold({ title, children }: { title: string; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Collapse label={title} isOpen={open} onToggle={setOpen}>
      {children}
    </Collapse>
  );
}
