import { digest, type Digest } from './digest.ts';
import type { ReportInput } from './input.ts';
import { articleSection } from './html/article.ts';
import { findingsSections } from './html/findings.ts';
import { hero } from './html/hero.ts';
import { html, trusted, type Html } from './html/html.ts';
import { journeySection } from './html/journey.ts';
import { matrixSection } from './html/matrix.ts';
import { openSection } from './html/open.ts';
import { ICONS } from './html/parts.ts';
import { placesSection } from './html/places.ts';
import { checksSection, runSection } from './html/run.ts';
import { SCRIPT } from './html/script.ts';
import { sha256Base64 } from './html/sha256.ts';
import { BASE_STYLE } from './html/style-base.ts';
import { PARTS_STYLE } from './html/style-parts.ts';
import { EXIT_CODES, EXIT_MEANING, VERDICT_WORDS, when } from './text/words.ts';

const STYLE = BASE_STYLE + PARTS_STYLE;

/** Not in the page's template: a formatter must not touch what the policy's hashes were taken of. */
const STYLE_ELEMENT = trusted(`<style>${STYLE}</style>`);
const SCRIPT_ELEMENT = trusted(`<script>${SCRIPT}</script>`);

/** Nothing is loaded, nothing is sent; only our own style and script run, whatever the captured text holds. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${sha256Base64(STYLE)}'`,
  `script-src 'sha256-${sha256Base64(SCRIPT)}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The report as one HTML file: no external resource, whole without JavaScript, fit for paper, phone and screen reader. */
export function renderHtml(input: ReportInput): string {
  const { scorecard } = input;
  const told = digest(input);
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="launch-ready ${scorecard.run.version}" />
        <title>${VERDICT_WORDS[scorecard.verdict]}: ${scorecard.run.product} – launch-ready</title>
        <link rel="icon" href="data:," />
        ${STYLE_ELEMENT}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the verdict</a>
        ${ICONS}
        <header class="bar">
          <div>
            <span class="name">launch-ready</span>${navigation(input, told)}<button
              type="button"
              id="theme"
              data-needs-script
              hidden
            >
              Light or dark
            </button>
          </div>
        </header>
        <main id="main">
          ${hero(input, told)} ${placesSection(input)} ${findingsSections(input, told)}
          ${openSection(told.open)} ${journeySection(input.journeys)} ${matrixSection(input.matrix)}
          ${articleSection(input)} ${checksSection(scorecard.checks)} ${runSection(input)}
        </main>
        <footer>
          <p>
            launch-ready ${scorecard.run.version} · run ${scorecard.run.id} · ${when(scorecard.run.startedAt)}
            · ${scorecard.run.product}
          </p>
          <p>
            Exit code ${EXIT_CODES[scorecard.verdict]}: ${EXIT_MEANING[scorecard.verdict]}. Show this report
            again: <code>npx launch-ready show ${scorecard.run.id}</code>
          </p>
        </footer>
        <div id="said" class="vh" role="status"></div>
        ${SCRIPT_ELEMENT}
      </body>
    </html> `;
  return page.markup;
}

/** The same numbers as on the first screen: a failed check may have open questions without being unproven. */
function counted(name: string, count: number): string {
  return count === 0 ? name : `${name} (${count})`;
}

function navigation(input: ReportInput, told: Digest): Html {
  const links: readonly (readonly [string, string, boolean])[] = [
    ['scorecard', 'Scorecard', true],
    ['findings', `Failures (${told.failures.length})`, true],
    ['waived', `Waived (${told.waived.length})`, told.waived.length > 0],
    ['advice', `Advice (${told.advice.length})`, told.advice.length > 0],
    ['unproven', counted('Unproven', told.counts.unproven), told.open.length > 0],
    ['journey', 'Onboarding', (input.journeys ?? []).length > 0],
    ['access', 'Access', (input.matrix ?? []).length > 0],
    ['words', 'What is asked', true],
    ['checks', 'Checks', true],
    ['run', 'Run', true],
  ];
  const shown = links.filter(([, , exists]) => exists);
  return html`<nav aria-label="Sections">
    <ul>
      ${shown.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}
    </ul>
  </nav>`;
}
