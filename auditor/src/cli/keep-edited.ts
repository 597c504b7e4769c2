import { readText } from '../io/files.ts';
import { isAsWritten } from '../report/handover/pack-markdown.ts';
import { isOwnPage } from '../report/html/standalone-page.ts';
import { UsageError } from './exit.ts';

/** Far more than a paper has. */
const MOST_BYTES = 100_000_000;

/**
 * People write into papers, and what they wrote is not lost: a paper is written anew only as long as nobody has changed it.
 *
 * @throws UsageError when one of them was changed, or is no paper of ours
 */
export function keepEdited(folder: string, names: Iterable<string>): void {
  for (const name of names) {
    const there = readText(`${folder}/${name}`, MOST_BYTES);
    if (!there.ok || isOurs(folder, name, there.text)) continue;
    throw new UsageError(
      `${folder}/${name} was changed by somebody, or is none of ours. Nothing was written. Name another folder with --out, or write over it with --force.`,
    );
  }
}

/** Nobody writes into a page or a print of it: there it counts who made it. A print says so by the papers beside it. */
function isOurs(folder: string, name: string, text: string): boolean {
  if (name.endsWith('.html')) return isOwnPage(text);
  if (!name.endsWith('.pdf')) return isAsWritten(text);
  return ['README.md', name.replace(/\.pdf$/u, '.html')].some((other) => {
    const beside = readText(`${folder}/${other}`, MOST_BYTES);
    return beside.ok && isOurs(folder, other, beside.text);
  });
}
