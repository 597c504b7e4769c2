import { html, trusted, type Html } from './html.ts';
import { ICONS } from './parts.ts';
import { sha256Base64 } from './sha256.ts';
import { BASE_STYLE } from './style-base.ts';

interface Page {
  readonly title: string;
  readonly lead: string;
  readonly style: string;
  readonly body: Html;
}

const PAGE_STYLE = `
main{max-width:64rem;padding-top:2rem;padding-bottom:3rem}
h1{font-size:1.9rem;letter-spacing:-.02em}
h2{font-size:1.2rem;margin:2rem 0 .6rem}
h3{font-size:1rem;margin:1.1rem 0 .2rem}
.lead{color:var(--soft);margin-top:.4rem}
main p,main li{font-size:.9rem}
main ul.dots{list-style:disc;padding-left:1.2rem}
main ol{padding-left:1.4rem;list-style:decimal}
main pre{background:var(--sunk);border:1px solid var(--line);border-radius:6px;padding:.6rem .8rem;margin-top:.4rem;white-space:pre-wrap;overflow-wrap:anywhere}
main table{font-size:.85rem}
`;

const GENERATOR = 'launch-ready';

/** A page of its own without a script: nothing is loaded, nothing is sent. */
export function standalonePage({ title, lead, style, body }: Page): string {
  const css = `${BASE_STYLE}${PAGE_STYLE}${style}`;
  const policy = `default-src 'none'; style-src 'sha256-${sha256Base64(css)}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const element = trusted(`<style>${css}</style>`);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="${GENERATOR}" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        ${element}
      </head>
      <body>
        ${ICONS}
        <main>
          <h1>${title}</h1>
          <p class="lead">${lead}</p>
          ${body}
        </main>
      </body>
    </html> `.markup;
}

/** Whether a page was made here, as its head says. */
export function isOwnPage(text: string): boolean {
  return text.slice(0, MOST_HEAD).includes(`<meta name="generator" content="${GENERATOR}"`);
}

/** Far more than what stands before the name of the maker. */
const MOST_HEAD = 4_000;
