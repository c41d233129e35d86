import { screen, waitFor } from '@testing-library/react';

const patient = { timeout: 30_000 };

/** The button of that name once it cannot be pressed and says why: it can still be reached. */
export const disabled = (name: string) =>
  waitFor(() => {
    const button = screen.getByRole('button', { name });
    expect(button).toHaveAttribute('aria-disabled', 'true');
    return button;
  }, patient);
