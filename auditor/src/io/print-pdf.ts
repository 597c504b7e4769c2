import { findBrowser, type FoundBrowser } from './browser/find.ts';
import { launchBrowser } from './browser/launch.ts';

export type PrintedPdf =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly because: string };

const MOST_MS = 60_000;

/** Prints a page as A4 through the browser of this machine. The page runs no script and reaches nobody. */
export async function printPdf(html: string, browser?: FoundBrowser): Promise<PrintedPdf> {
  const found = browser ?? (await findBrowser());
  if (!found.ok) return { ok: false, because: found.because };
  try {
    const printer = await launchBrowser(found, { rules: [] });
    try {
      const page = await printer.newPage({ javaScriptEnabled: false, offline: true, locale: 'en-US' });
      page.setDefaultTimeout(MOST_MS);
      await page.setContent(html, { waitUntil: 'load' });
      const bytes = await page.pdf({
        format: 'A4',
        printBackground: true,
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate: FOOTER,
        margin: { top: '14mm', bottom: '16mm', left: '14mm', right: '14mm' },
        tagged: true,
        outline: true,
      });
      return { ok: true, bytes };
    } finally {
      await printer.close();
    }
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    return { ok: false, because: `${found.path} could not print it: ${line}` };
  }
}

const FOOTER =
  '<div style="width:100%;text-align:center;font:8px sans-serif;color:#666"><span class="pageNumber"></span> / <span class="totalPages"></span></div>';
