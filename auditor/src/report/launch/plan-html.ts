import { html, type Html } from '../html/html.ts';
import { prose } from '../html/parts.ts';
import { effort, VERDICT_WORDS } from '../text/words.ts';
import { hourOf } from './hours.ts';
import { standalonePage } from '../html/standalone-page.ts';
import type { LaunchPlan } from './plan.ts';
import { summaryOf } from './plan-markdown.ts';
import type { Slot } from './schedule.ts';
import type { Task } from './tasks.ts';

const BAR_HEIGHT = 22;
const LABEL_WIDTH = 330;
const CHART_WIDTH = 620;
const DAY_HOURS = 24;
const SHOWN_LETTERS = 46;

const STYLE = `
.chart{overflow-x:auto;margin-top:.6rem}
.chart svg{min-width:44rem;width:100%;height:auto;font:12px system-ui,sans-serif}
.chart .grid{stroke:var(--line)}
.chart text{fill:var(--soft)}
.chart .name{fill:var(--text)}
.bar-fix{fill:#c2410c}.bar-find-out{fill:#2563eb}.bar-verify{fill:#15803d}.bar-hand-over{fill:#7c3aed}
.needs li{padding:.15rem 0}
.task{border-top:1px solid var(--line);padding:.4rem 0 .8rem}
.legend{display:flex;gap:1.2rem;flex-wrap:wrap;font-size:.85rem;color:var(--soft)}
.swatch{display:inline-block;width:.8rem;height:.8rem;border-radius:3px;margin-right:.35rem;vertical-align:-1px}
.swatch.fix{background:#c2410c}.swatch.find-out{background:#2563eb}.swatch.verify{background:#15803d}.swatch.hand-over{background:#7c3aed}
`;

/** What each kind of task is called. */
const KINDS: { readonly [kind in Task['kind']]: string } = {
  fix: 'mend',
  'find-out': 'find out',
  verify: 'verify',
  'hand-over': 'hand over',
};

/** The plan as a page with a timeline: to look at, to print, to send. */
export function planHtml(plan: LaunchPlan): string {
  const { product, verdict, access, deliverables, tasks } = plan;
  return standalonePage({
    title: `${product}: from verdict to launch`,
    lead: `${VERDICT_WORDS[verdict]} today. ${summaryOf(plan)}`,
    style: STYLE,
    body: html`<h2>The hours</h2>
      ${timeline(plan)}
      <h2>Before hour 0: access</h2>
      <p>The hours run once somebody can get into these.</p>
      <ul class="needs dots">
        ${access.map(
          ({ what, why, needed }) =>
            html`<li>
              <strong>${what}</strong>:
              ${why}${!needed && html` <span class="soft">(no task needs it)</span>`}
            </li>`,
        )}
      </ul>
      <h2>What is delivered</h2>
      <ul class="dots">
        ${deliverables.map(
          ({ title, delivers, minutes }) =>
            html`<li><strong>${title}</strong>: ${delivers} (${effort(minutes)} of work)</li>`,
        )}
      </ul>
      <h2>The tasks</h2>
      ${tasks.map(taskPart)}`,
  });
}

function timeline({ slots, tasks, endMinute }: LaunchPlan): Html {
  const hours = Math.max(1, Math.ceil(endMinute / 60));
  const scale = CHART_WIDTH / hours;
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const order = [...new Set(slots.map((slot) => slot.task))];
  const height = order.length * BAR_HEIGHT + 28;
  const marks = ticks(hours);
  return html`<p class="legend">
      ${Object.entries(KINDS).map(
        ([kind, name]) => html`<span><span class="swatch ${kind}"></span>${name}</span>`,
      )}
    </p>
    <div
      class="chart"
      tabindex="0"
      role="group"
      aria-label="Timeline; the table of tasks below says the same in words"
    >
      <svg
        viewBox="0 0 ${LABEL_WIDTH + CHART_WIDTH + 20} ${height}"
        role="img"
        aria-label="${order.length} tasks over ${hours} hours"
      >
        ${marks.map(
          (hour) =>
            html`<line
                class="grid"
                x1="${LABEL_WIDTH + hour * scale}"
                x2="${LABEL_WIDTH + hour * scale}"
                y1="18"
                y2="${height}"
              ></line>
              <text x="${LABEL_WIDTH + hour * scale + 3}" y="12">${hour} h</text>`,
        )}
        ${order.map((id, index) =>
          row(
            byId.get(id),
            slots.filter((slot) => slot.task === id),
            index,
            scale,
          ),
        )}
      </svg>
    </div>`;
}

function row(task: Task | undefined, slots: readonly Slot[], index: number, scale: number): Html {
  const top = 22 + index * BAR_HEIGHT;
  const title = task?.title ?? '';
  const shown = title.length > SHOWN_LETTERS ? `${title.slice(0, SHOWN_LETTERS - 1)}…` : title;
  return html`<text class="name" x="4" y="${top + 14}">${shown}</text> ${slots.map(
      ({ startMinute, endMinute, person }) =>
        html`<rect
          class="bar-${task?.kind ?? 'fix'}"
          x="${LABEL_WIDTH + (startMinute / 60) * scale}"
          y="${top + 2}"
          width="${Math.max(3, ((endMinute - startMinute) / 60) * scale)}"
          height="${BAR_HEIGHT - 6}"
          rx="3"
          ><title>${title}: ${hourOf(startMinute)} to ${hourOf(endMinute)}, person ${person}</title></rect
        >`,
    )}`;
}

/** A mark about every eighth of the whole, on full hours. */
function ticks(hours: number): readonly number[] {
  const step = hours <= 12 ? 2 : hours <= 2 * DAY_HOURS ? 8 : DAY_HOURS * Math.ceil(hours / DAY_HOURS / 8);
  return Array.from({ length: Math.floor(hours / step) + 1 }, (_, index) => index * step);
}

function taskPart({ title, kind, minutes, because, steps, blocks, wait }: Task): Html {
  return html`<article class="task">
    <h3>${title}</h3>
    <p>${prose(because)}</p>
    <p class="soft">
      ${KINDS[kind]},
      ${effort(minutes)}${blocks.length > 0 && html`; waited for by ${blocks.join(', ')}`}${
        wait !== undefined && html`; then ${effort(wait.minutes)} of waiting: ${wait.reason}`
      }
    </p>
    ${
      steps.length > 0 &&
      html`<ol>
        ${steps.map(stepPart)}
      </ol>`
    }
  </article>`;
}

function stepPart(step: string): Html {
  const [first = '', ...lines] = step.split('\n');
  return html`<li>
    ${prose(first)}${lines.length > 0 && html`<pre tabindex="0">${lines.join('\n')}</pre>`}
  </li>`;
}
