import { AutocuraError } from '@autocura/common';
import { getTemplateSrv } from '@grafana/runtime';
import { Combobox, InlineField, type ComboboxOption } from '@grafana/ui';
import React, { useCallback } from 'react';
import { autocuraClient } from '../api';
import { currentWords } from '../texts';
import type { VariableOf } from './query';
import { suggestions } from './suggestions';

interface Props {
  id: string;
  label: string;
  of: VariableOf;
  /** Empty for none. */
  value: string;
  needed: boolean;
  placeholder: string;
  onChange(value: string): void;
}

/** A value that is suggested while one types. What nobody knows can be given too, and so can a variable. */
export function SuggestedField({ id, label, of, value, needed, placeholder, onChange }: Props) {
  const options = useCallback((typed: string) => matching(of, typed), [of]);
  return (
    <InlineField label={label} labelWidth={14} htmlFor={id} invalid={needed && value === ''}>
      <Combobox
        id={id}
        width={30}
        isClearable
        createCustomValue
        placeholder={placeholder}
        options={options}
        value={value || null}
        onChange={(option: ComboboxOption | null) => onChange(option?.value ?? '')}
      />
    </InlineField>
  );
}

/** Without an answer of the backend there are variables to choose, and one can type. */
export async function matching(of: VariableOf, typed: string): Promise<ComboboxOption[]> {
  const variables = getTemplateSrv()
    .getVariables()
    .map(({ name }) => ({ value: `$${name}`, label: `$${name}` }));
  const known = await suggestions(of, autocuraClient(), currentWords().words).catch((error: unknown) => {
    if (error instanceof AutocuraError) return [];
    throw error;
  });
  const found = known.map(({ text, value }) => ({
    value,
    label: text,
    ...(of === 'incidents' && { description: value }),
  }));
  const sought = typed.toLowerCase();
  return [...variables, ...found].filter(({ value, label }) => `${label} ${value}`.toLowerCase().includes(sought));
}
