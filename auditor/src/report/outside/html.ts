import type { Finding } from '../../core/finding.ts';
import type { CheckResult } from '../../core/scorecard.ts';
import type { Status } from '../../core/verdict.ts';
import { exhibitCard } from '../html/exhibit.ts';
import { html, trusted, type Html } from '../html/html.ts';
import { block, icon, ICONS, prose } from '../html/parts.ts';
import { SCRIPT } from '../html/script.ts';
import { sha256Base64 } from '../html/sha256.ts';
import { BASE_STYLE } from '../html/style-base.ts';
import { PARTS_STYLE } from '../html/style-parts.ts';
import { checksSection } from '../html/run.ts';
import { effort, grouped, weight, when } from '../text/words.ts';
import {
  DID,
  NOT_LOOKED_AT,
  OUTSIDE_EXIT,
  OUTSIDE_WORDS,
  openReasons,
  outsideVerdict,
  type OutsideReport,
  type OutsideVerdict,
} from './model.ts';

const STYLE = `${BASE_STYLE}${PARTS_STYLE}
.reasons{list-style:none;padding:.3rem 1.1rem}
.reasons li{padding:.6rem 0;overflow-wrap:anywhere}
.reasons li+li{border-top:1px solid var(--line)}
.reasons b{font-weight:600}
.reasons p{color:var(--soft);font-size:.875rem}
`;
const STYLE_ELEMENT = trusted(`<style>${STYLE}</style>`);
const SCRIPT_ELEMENT = trusted(`<script>${SCRIPT}</script>`);
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${sha256Base64(STYLE)}'`,
  `script-src 'sha256-${sha256Base64(SCRIPT)}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const STATUS: { readonly [verdict in OutsideVerdict]: Status } = {
  wrong: 'fail',
  open: 'unproven',
  'nothing-wrong': 'pass',
};

const MOST_EXHIBITS = 4;

/** A look from outside as one HTML file to send to somebody: nothing is loaded, nothing is sent. */
export function renderOutsideHtml(report: OutsideReport): string {
  const verdict = outsideVerdict(report);
  const failed = report.results.filter((one) => one.status === 'fail');
  const advised = report.results.filter((one) => one.findings.some((finding) => finding.level === 'advice'));
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="launch-ready ${report.version}" />
        <title>${report.address} from outside – launch-ready</title>
        <link rel="icon" href="data:," />
        ${STYLE_ELEMENT}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the result</a>
        ${ICONS}
        <main id="main">
          <section class="hero ${STATUS[verdict]}" aria-labelledby="verdict">
            <div class="badge">${icon(STATUS[verdict])}</div>
            <div>
              <h1 id="verdict">
                <span class="ask">A look at ${report.address} from outside</span>${OUTSIDE_WORDS[verdict]}
              </h1>
              <p class="headline">${summary(report)}</p>
            </div>
          </section>
          ${failed.length > 0 && findings('failures', 'What is wrong', report, failed, 'fail')}
          ${advised.length > 0 && findings('advice', 'Advice', report, advised, 'advice')} ${open(report)}
          ${seen(report)} ${checksSection(report.results)} ${about(report)}
        </main>
        <footer>
          <p>
            launch-ready ${report.version} · ${when(report.startedAt)} · exit code ${OUTSIDE_EXIT[verdict]}
          </p>
        </footer>
        <div id="said" class="vh" role="status"></div>
        ${SCRIPT_ELEMENT}
      </body>
    </html> `;
  return page.markup;
}

function summary({ results }: OutsideReport): string {
  const count = (status: Status) => results.filter((one) => one.status === status).length;
  return `${count('fail')} failed, ${count('unproven')} open, ${count('pass')} passed. This is no verdict on the whole product: that takes an audit.`;
}

function findings(
  id: string,
  title: string,
  report: OutsideReport,
  results: readonly CheckResult[],
  level: Finding['level'],
): Html {
  return block(
    { id, title },
    results.map((result) => {
      const check = report.checks.find((one) => one.id === result.id);
      return html`<article class="card group" aria-label="${result.title}">
        <div class="top"><h3>${result.title}</h3></div>
        <p class="meta"><code>${result.id}</code></p>
        ${check !== undefined && html`<p class="why">${prose(check.why)}</p>`}
        ${result.findings.filter((one) => one.level === level).map((one) => card(one, report))}
        ${
          check !== undefined &&
          html`<div class="fix">
            <h4>The fix <span>about ${effort(check.fix.minutes)}</span></h4>
            <ol>
              ${check.fix.steps.map((step) => html`<li>${prose(step)}</li>`)}
            </ol>
          </div>`
        }
      </article>`;
    }),
  );
}

function card(finding: Finding, { exchanges, address }: OutsideReport): Html {
  const shown = { exchanges, scorecard: { run: { target: address } } };
  return html`<section class="finding">
    <h4>${prose(finding.what)}</h4>
    <p class="where"><code>${finding.where}</code> · ${weight(finding)}</p>
    ${
      finding.exhibits.length > 0 &&
      html`<div class="exhibits">
        ${finding.exhibits.slice(0, MOST_EXHIBITS).map((one) => exhibitCard(one, shown))}
      </div>`
    }
  </section>`;
}

/** By reason: one silent server leaves many checks open. */
function open({ results }: OutsideReport): Html {
  const reasons = openReasons(results);
  if (reasons.length === 0) return html``;
  return block(
    { id: 'open', title: 'Could not be decided' },
    html`<ul class="card reasons">
      ${reasons.map(
        ({ because, titles }) =>
          html`<li>
            <b>${prose(because)}</b>
            <p>${titles.join(' · ')}</p>
          </li>`,
      )}
    </ul>`,
  );
}

function seen({ facts }: OutsideReport): Html {
  return block(
    { id: 'seen', title: 'What was seen', lead: 'Neither praise nor blame.' },
    html`<dl class="card facts">
      ${facts.map(
        ({ term, text }) =>
          html`<div>
            <dt>${term}</dt>
            <dd>${text}</dd>
          </div>`,
      )}
    </dl>`,
  );
}

function about({ requests, milliseconds }: OutsideReport): Html {
  return block({ id: 'about', title: 'What this was' }, [
    html`<p>${DID} ${grouped(requests)} questions in ${(milliseconds / 1000).toFixed(1)} s.</p>`,
    html`<h3 class="sub">It did not look at</h3>
      <ul class="plain">
        ${NOT_LOOKED_AT.map((item) => html`<li>${item}</li>`)}
      </ul>`,
  ]);
}
