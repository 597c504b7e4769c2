import { resolve } from 'node:path';
import type { ElementHandle } from 'playwright-core';
import type { Step } from '../../core/target/journeys.ts';
import { fillFields } from '../../intake/fill-template.ts';
import { find, LOOK_MS, seek, type Sought } from './hands.ts';
import { appearanceOf, screenOf } from './look-in-page.ts';
import { codeIn, linkIn } from './mail-step.ts';
import { settle } from './settle.ts';
import { stepInWords } from './step-words.ts';
import { done, stuck, type StepResult, type Stop, type Walker } from './walker.ts';
import { says, wantedOf, type Kind, type Wanted } from './wanted.ts';

/** After ten seconds without an answer people turn to something else (Miller 1968; Nielsen 1993, "Response Times"). */
const PATIENCE_MS = 10_000;
const OPTIONAL_MS = 2_000;
/** A page may still be making itself ready when it can already be seen; people then click once more. */
const AGAIN_MS = 1_000;
const CONTROL = 'button,a,input,select,textarea,summary,label,[role],[onclick],[tabindex]';

/** Does one thing as a person does, and says how far it got. */
export async function takeStep(walker: Walker, step: Step, mailMs: number): Promise<StepResult> {
  const patience = step.wait ?? ('mail' in step ? mailMs : PATIENCE_MS);
  const until = walker.now() + (step.optional === true ? Math.min(OPTIONAL_MS, patience) : patience);
  const result = await attempt(walker, step, until);
  if (step.optional === true && result.state === 'stuck' && result.at.kind === 'missing')
    return { state: 'skipped' };
  return result;
}

function attempt(walker: Walker, step: Step, until: number): Promise<StepResult> {
  const look = (kind: Kind, said: string) => wantedOf(kind, said, step.within);
  if ('open' in step) return open(walker, `${walker.app}${step.open}`, until);
  if ('fill' in step)
    return each(step.fill, (label, value) => fill(walker, look('field', label), label, value, until));
  if ('choose' in step)
    return each(step.choose, (label, option) => choose(walker, look('select', label), label, option, until));
  if ('check' in step) return tick(walker, look('box', step.check), step.check, until);
  if ('click' in step) return click(walker, look('button', step.click), step, until);
  if ('press' in step) return press(walker, step.press);
  if ('upload' in step)
    return each(step.upload, (label, file) => upload(walker, look('file', label), label, file, until));
  if ('see' in step) return see(walker, look('text', step.see), step.see, until);
  if ('gone' in step) return gone(walker, look('text', step.gone), step.gone, until);
  if ('expectUrl' in step) return arrive(walker, step.expectUrl, until);
  return mail(walker, step.mail, step, until);
}

async function each(
  entries: { readonly [name: string]: string },
  act: (name: string, value: string) => Promise<StepResult>,
): Promise<StepResult> {
  for (const [name, value] of Object.entries(entries)) {
    const result = await act(name, value);
    if (result.state !== 'done') return result;
  }
  return done;
}

async function open(walker: Walker, url: string, until: number): Promise<StepResult> {
  await remember(walker, `opening ${new URL(url).pathname}`, false);
  try {
    await walker.page().goto(url, { waitUntil: 'load', timeout: Math.max(1_000, until - walker.now()) });
  } catch (error) {
    const [line = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    const name = /net::(ERR_\w+)/.exec(line)?.[1];
    if (name?.startsWith('ERR_CERT') === true)
      return stuck({
        kind: 'open',
        because: `the browser does not trust the certificate (${name})`,
        add: 'network: { ca: ./ca.pem }',
      });
    // A page whose pictures are slow can be used all the same.
    if (name !== undefined && name !== 'ERR_ABORTED')
      return stuck({ kind: 'open', because: `the page could not be loaded (${name})` });
  }
  await settle(walker.page, walker.watch, walker.now);
  const status = walker.watch.documentStatus(walker.page().url());
  return status !== undefined && status >= 400
    ? stuck({ kind: 'missing', what: `a page at ${new URL(url).pathname}` })
    : done;
}

async function fill(
  walker: Walker,
  wanted: Wanted,
  label: string,
  template: string,
  until: number,
): Promise<StepResult> {
  return withElement(walker, wanted, `a field "${label}"`, until, async (element) => {
    const { [label]: value = '' } = fillFields({ [label]: template }, walker.values);
    await element.fill(value, { timeout: left(walker, until) });
    return done;
  });
}

async function choose(
  walker: Walker,
  wanted: Wanted,
  label: string,
  option: string,
  until: number,
): Promise<StepResult> {
  return withElement(walker, wanted, `a choice "${label}"`, until, async (element) => {
    const isNative = await element.evaluate((one) => one instanceof HTMLSelectElement);
    if (isNative) {
      await element.selectOption({ label: option }, { timeout: left(walker, until) });
      return done;
    }
    await element.click({ timeout: left(walker, until) });
    return click(walker, wantedOf('button', option), { click: option }, until);
  });
}

async function tick(walker: Walker, wanted: Wanted, label: string, until: number): Promise<StepResult> {
  return withElement(walker, wanted, `a box "${label}"`, until, async (element) => {
    await element.evaluate((one) => {
      const isOn =
        one instanceof HTMLInputElement ? one.checked : one.getAttribute('aria-checked') === 'true';
      if (!isOn && one instanceof HTMLElement) one.click();
    });
    return done;
  });
}

async function upload(
  walker: Walker,
  wanted: Wanted,
  label: string,
  file: string,
  until: number,
): Promise<StepResult> {
  return withElement(walker, wanted, `a field for files "${label}"`, until, async (element) => {
    await remember(walker, `choosing a file for ${label}`, false);
    await element.setInputFiles(resolve(walker.folder, file), { timeout: left(walker, until) });
    await settle(walker.page, walker.watch, walker.now);
    return done;
  });
}

async function click(walker: Walker, wanted: Wanted, step: Step & { click: string }, until: number) {
  return withElement(walker, wanted, `a button or link "${step.click}"`, until, async (element) => {
    const isControl = await element.evaluate(
      (one, selector) => one.matches(selector) || getComputedStyle(one).cursor === 'pointer',
      CONTROL,
    );
    await remember(walker, stepInWords(step), isControl);
    const tap = () =>
      walker.device === 'mobile'
        ? element.tap({ timeout: left(walker, until) })
        : element.click({ timeout: left(walker, until) });
    await tap();
    await settle(walker.page, walker.watch, walker.now);
    if (!(await hasAnswered(walker, walker.now() + AGAIN_MS))) {
      await tap().catch(() => undefined);
      await settle(walker.page, walker.watch, walker.now);
    }
    return done;
  });
}

/** Whether anything came of the last act: on the screen or behind it. */
async function hasAnswered(walker: Walker, until: number): Promise<boolean> {
  for (;;) {
    const { act, watch } = walker;
    if (act === undefined || watch.count() > act.requests) return true;
    if ((await appearance(walker)) !== act.appearance) return true;
    if (walker.now() >= until) return false;
    await walker.page().waitForTimeout(LOOK_MS);
  }
}

async function press(walker: Walker, key: string): Promise<StepResult> {
  await remember(walker, `press ${key}`, true);
  await walker.page().keyboard.press(key);
  await settle(walker.page, walker.watch, walker.now);
  return done;
}

async function see(walker: Walker, wanted: Wanted, said: string, until: number): Promise<StepResult> {
  return withElement(walker, wanted, `"${said}"`, until, () => Promise.resolve(done));
}

async function gone(walker: Walker, wanted: Wanted, said: string, until: number): Promise<StepResult> {
  while ((await find(walker.page(), wanted)) !== undefined) {
    if (walker.now() >= until) return stuck({ kind: 'missing', what: `a screen without "${said}"` });
    await walker.page().waitForTimeout(LOOK_MS);
  }
  return done;
}

async function arrive(walker: Walker, said: string, until: number): Promise<StepResult> {
  while (!says(walker.page().url(), said)) {
    if (walker.now() >= until) return stuck({ kind: 'missing', what: `an address with "${said}"` });
    await walker.page().waitForTimeout(LOOK_MS);
  }
  return done;
}

async function mail(
  walker: Walker,
  wanted: Extract<Step, { mail: unknown }>['mail'],
  step: Step,
  until: number,
): Promise<StepResult> {
  const started = walker.now();
  const next = await walker.nextMail(left(walker, until));
  if (next.kind === 'none')
    return stuck(
      next.waited
        ? { kind: 'no-mail', because: `no mail came within ${Math.round((walker.now() - started) / 1000)} s` }
        : { kind: 'open', because: next.because },
    );
  if ('link' in wanted) {
    const link = linkIn(next.mail, wanted.link);
    if (link === undefined)
      return stuck({ kind: 'missing', what: `a link with "${wanted.link}" in the mail` });
    await walker.context.newPage();
    return open(walker, link, walker.now() + PATIENCE_MS);
  }
  const code = codeIn(next.mail, wanted.code);
  if (code === undefined) return stuck({ kind: 'missing', what: 'a code in the mail' });
  const into = wantedOf('field', wanted.into, step.within);
  return withElement(
    walker,
    into,
    `a field "${wanted.into}"`,
    walker.now() + PATIENCE_MS,
    async (element) => {
      await element.fill(code, { timeout: PATIENCE_MS });
      return done;
    },
  );
}

/** Looks for something and does something with it. */
async function withElement(
  walker: Walker,
  wanted: Wanted,
  what: string,
  until: number,
  act: (element: ElementHandle<Element>) => Promise<StepResult>,
): Promise<StepResult> {
  const sought = await seek(walker.page, { wanted, last: walker.last, until, now: walker.now });
  if (sought.kind !== 'found') return stuck(stopOf(sought, what));
  if (wanted.kind !== 'text') walker.last = sought.element;
  try {
    return await act(sought.element);
  } catch (error) {
    // It went away or stopped holding still under the hand: once more, as long as there is time.
    if (walker.now() < until) return withElement(walker, wanted, what, until, act);
    const because = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
    return stuck({ kind: 'missing', what: `${what} that holds still (${because})` });
  }
}

function stopOf(sought: Exclude<Sought, { kind: 'found' }>, what: string): Stop {
  if (sought.kind === 'not-there') return { kind: 'missing', what };
  const { standing } = sought;
  return { ...standing, what };
}

async function remember(walker: Walker, what: string, isControl: boolean): Promise<void> {
  const { watch } = walker;
  const screen = await walker
    .page()
    .evaluate(screenOf)
    .catch(() => undefined);
  walker.act = {
    what,
    isControl,
    appearance: await appearance(walker),
    says: screen?.says ?? [],
    failures: watch.failures.length,
    console: watch.console.length,
    requests: watch.count(),
  };
}

export function appearance(walker: Walker): Promise<string> {
  return walker
    .page()
    .evaluate(appearanceOf)
    .catch(() => 'a page that is just changing');
}

function left(walker: Walker, until: number): number {
  return Math.max(1_000, until - walker.now());
}
