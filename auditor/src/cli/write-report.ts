import { writeBytes, writeText } from '../io/files.ts';
import { printPdf } from '../io/print-pdf.ts';
import { UsageError } from './exit.ts';

/**
 * Writes a report; one whose name ends in `.pdf` is the page that is printed on paper.
 *
 * @throws UsageError when it cannot be written, or no browser is there to print it
 */
export async function writeReport(path: string, text: string): Promise<void> {
  if (!path.endsWith('.pdf')) return ended(path, writeText(path, text));
  const printed = await printPdf(text);
  if (!printed.ok) {
    throw new UsageError(
      `Cannot make ${path}: ${printed.because}. Or take --format html, and print it from a browser of your own.`,
    );
  }
  return ended(path, writeBytes(path, printed.bytes));
}

function ended(path: string, written: ReturnType<typeof writeText>): void {
  if (!written.ok) throw new UsageError(`Cannot write ${path}: ${written.because}.`);
}
