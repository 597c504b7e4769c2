/** A command as a page shows it. */
export interface DocCommand {
  /** `docs/tutorial.md:17` */
  readonly where: string;
  readonly text: string;
}

const FENCE = /^(`{3,})\s*([\w-]*)\s*$/;
const SHELL = new Set(['', 'sh', 'bash', 'shell', 'console']);
/** The step of a build: `- run: npm test`. */
const STEP = /^\s*(?:- )?run:\s+(\S.*)$/;

/** Every command of a Markdown page's fenced blocks, one by one: lines of shell blocks, and steps of builds in YAML. */
export function commandsIn(file: string, markdown: string): readonly DocCommand[] {
  const found: DocCommand[] = [];
  let language: string | undefined;
  for (const [index, line] of markdown.split('\n').entries()) {
    const fence = FENCE.exec(line);
    if (fence !== null) {
      language = language === undefined ? (fence[2] ?? '') : undefined;
      continue;
    }
    const where = `${file}:${index + 1}`;
    const shown = language === 'yaml' ? STEP.exec(line)?.[1] : shellLine(line, language);
    for (const text of shown?.split(/\s+&&\s+/) ?? []) found.push({ where, text });
  }
  return found;
}

function shellLine(line: string, language: string | undefined): string | undefined {
  if (language === undefined || !SHELL.has(language)) return undefined;
  const command = line
    .replace(/^\s*\$ /, '')
    .replace(/(?:^|\s+)#\s.*$/, '')
    .trim();
  return command === '' ? undefined : command;
}

/** The contents of a page's fenced blocks in one language. */
export function blocksIn(markdown: string, language: string): readonly string[] {
  const pattern = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'gm');
  return [...markdown.matchAll(pattern)].map((match) => match[1] ?? '');
}
