import { render, screen } from '@testing-library/react';
import React, { type ComponentType } from 'react';
import { plugin } from './module';

test('opens on a page that says what will be here, and offers nothing that does not exist yet', async () => {
  const Root = plugin.root as ComponentType;
  render(<Root />);

  expect(await screen.findByText('No incidents to show yet', {}, { timeout: 30_000 })).toBeVisible();
  expect(screen.getByText(/lists incidents here/)).toBeVisible();
  expect(screen.queryByRole('link')).not.toBeInTheDocument();
  expect(screen.queryByRole('button')).not.toBeInTheDocument();
});
