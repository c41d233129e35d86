/** A loop around a pulse. Takes the size and colour of the text around it. */
export function AutocuraIcon() {
  return (
    <svg
      width="1.25em"
      height="1.25em"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d="M20.5 9A9 9 0 1 0 21 12" />
      <path d="M21 4v5h-5" />
      <path d="M7 12.5h2.5l1.5-3.5 2.5 6 1.5-2.5h2" />
    </svg>
  );
}
