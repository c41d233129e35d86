import { isIrreversible, typedCode } from '@autocura/common';
import { Button, Flex, Link, TextField } from '@backstage/ui';
import { useState } from 'react';
import { usePaths } from '../paths';
import { useWords } from '../useWords';
import { Until } from './Until';

export interface DecisionOptions {
  /** How many people have to approve it. */
  approvers?: number | undefined;
  /** Until when it can be answered, ISO 8601. */
  expiresAt: string;
  pending: boolean;
  mayApprove?: boolean;
  mayReject?: boolean;
  /** `code` is of the second factor, where one was typed. */
  approve: (code?: string) => void;
  reject: () => void;
}

/** The two answers to a proposal, with a place for the code where it cannot be undone. */
export function Decision(options: DecisionOptions) {
  const { approvers = 1, expiresAt, pending, mayApprove = true, mayReject = true, approve, reject } = options;
  const { labels, screens } = useWords();
  const paths = usePaths();
  const [code, setCode] = useState('');
  return (
    <Flex align="end" gap="3" style={{ flexWrap: 'wrap' }}>
      {mayApprove && isIrreversible({ approvers }) && (
        <Flex direction="column" gap="1">
          <TextField label={labels.secondFactorCode} autoComplete="one-time-code" value={code} onChange={setCode} />
          <Link href={paths.secondFactor} variant="body-small">
            {screens.secondFactor.title} →
          </Link>
        </Flex>
      )}
      <Flex align="center" gap="3" style={{ flexWrap: 'wrap' }}>
        <Button variant="primary" isDisabled={pending || !mayApprove} onPress={() => approve(typedCode(code))}>
          {labels.approve}
        </Button>
        <Button variant="secondary" isDisabled={pending || !mayReject} onPress={reject}>
          {labels.reject}
        </Button>
        <Until iso={expiresAt} />
      </Flex>
    </Flex>
  );
}
