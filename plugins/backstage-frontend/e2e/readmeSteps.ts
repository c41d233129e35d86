/** A command to run, or code to put into a file before a line that contains `before`. */
export type Step =
  { kind: 'run'; command: string } | { kind: 'edit'; file: string; before: string; imports: string[]; code: string[] };

const fence = /^```(sh|tsx?)(?: (\S+) before (.+))?\n([\s\S]*?)^```$/gm;

/** What a README tells to do: its commands, and its code that says where it belongs. Code alone is for reading. */
export function readmeSteps(readme: string): Step[] {
  return [...readme.matchAll(fence)].flatMap(([, language, file, before, body = '']): Step[] => {
    const lines = body.trimEnd().split('\n');
    if (language === 'sh') return lines.map(command => ({ kind: 'run', command }));
    if (file === undefined || before === undefined) return [];
    const isImport = (line: string) => line.startsWith('import ');
    return [
      { kind: 'edit', file, before, imports: lines.filter(isImport), code: lines.filter(line => !isImport(line)) },
    ];
  });
}

/**
 * The file with an edit made.
 * @throws Error when no line contains what the code belongs before
 */
export function edited(text: string, { file, before, imports, code }: Extract<Step, { kind: 'edit' }>): string {
  const lines = text.split('\n');
  const at = lines.findIndex(line => line.includes(before));
  if (at === -1) throw new Error(`${file} has no line with ${before}`);
  return [...imports, ...lines.slice(0, at), ...code, ...lines.slice(at)].join('\n');
}
