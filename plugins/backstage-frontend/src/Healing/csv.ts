/** A cell that a spreadsheet would take for a formula is made a text. */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** RFC 4180, the header first. */
export const csvOf = (header: string[], rows: string[][]) =>
  [header, ...rows].map(row => row.map(text => quoted(harmless(text))).join(',')).join('\r\n');

/** Hands a text to the browser as a file, marked as UTF-8 for those spreadsheets that ask. */
export function download(name: string, text: string) {
  const address = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  Object.assign(link, { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
