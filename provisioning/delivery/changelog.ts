const heading = /^## \[(.+?)\](?: - \d{4}-\d{2}-\d{2})?$/;

interface Section {
  version: string;
  text: string;
}

function sectionsOf(changelog: string): Section[] {
  const sections: Section[] = [];
  for (const line of changelog.split('\n')) {
    const version = heading.exec(line)?.[1];
    if (version !== undefined) sections.push({ version, text: '' });
    else if (sections.length > 0) sections.at(-1)!.text += `${line}\n`;
  }
  return sections.map(({ version, text }) => ({ version, text: text.trim() }));
}

/** What a version brings, as its page of release says it. Throws an Error where the changelog does not tell. */
export function notesOf(changelog: string, version: string): string {
  const found = sectionsOf(changelog).find(one => one.version === version);
  if (!found || found.text === '') throw new Error(`CHANGELOG.md tells nothing of ${version}`);
  return found.text;
}

/** What was unreleased becomes the version of that day. Throws an Error where there is nothing, or it is there already. */
export function closed(changelog: string, version: string, day: string): string {
  notesOf(changelog, 'Unreleased');
  if (sectionsOf(changelog).some(one => one.version === version)) throw new Error(`${version} is released already`);
  return changelog.replace('## [Unreleased]\n', `## [Unreleased]\n\n## [${version}] - ${day}\n`);
}
