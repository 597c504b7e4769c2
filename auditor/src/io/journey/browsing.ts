import { dirname } from 'node:path';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import type { Exchange, NoAnswer } from '../../core/exchange.ts';
import type { Device, Journey, JourneyOrder } from '../../core/journey.ts';
import { isScript, type ScriptSpec, type Step } from '../../core/target/journeys.ts';
import type { Target } from '../../core/target.ts';
import { findBrowser } from '../browser/find.ts';
import { launchBrowser } from '../browser/launch.ts';
import type { Commands } from '../commands.ts';
import type { Guard } from '../guard.ts';
import type { Post } from '../mail/post.ts';
import { answerWith, type Place } from '../outside.ts';
import type { Passwords } from '../passwords.ts';
import type { Resolver } from '../resolver.ts';
import type { Scope } from '../scope.ts';
import type { Vault } from '../vault.ts';
import { pinnedKeys } from './pinned-keys.ts';
import { redactJourney } from './redact.ts';
import { hostRules } from './host-rules.ts';
import { runScript } from './run-script.ts';
import { takeShot, type KeepShot } from './shots.ts';
import { walk } from './walk.ts';
import type { NextMail, Walker } from './walker.ts';
import { watchNetwork } from './watch.ts';

/** Somebody new in front of a browser, who goes a journey of the target file. */
export interface Browsing {
  walk(place: Place, order: JourneyOrder): Promise<Exchange>;
  close(): Promise<void>;
}

interface BrowsingOptions {
  readonly target: Target;
  readonly targetFile: string;
  readonly ca?: string;
  readonly resolver: Resolver;
  readonly scope: Scope;
  readonly guard: Guard;
  readonly vault: Vault;
  readonly passwords: Passwords;
  readonly post: Post;
  readonly keepShot: KeepShot;
  readonly commands: Commands;
  readonly signal: AbortSignal;
  readonly version: string;
  /** Milliseconds since the run began. */
  readonly now: () => number;
}

type Opened =
  | { readonly ok: true; readonly browser: Browser }
  | { readonly ok: false; readonly because: string };

/** Every pass has a profile of its own; the browser is one for the whole run, started when it is first needed. */
export function createBrowsing(options: BrowsingOptions): Browsing {
  const { target, now, vault } = options;
  let opened: Promise<Opened> | undefined;
  let scripts: Promise<unknown> = Promise.resolve();

  async function open(): Promise<Opened> {
    const found = await findBrowser();
    if (!found.ok) return found;
    const pinned = await pinnedKeys(options);
    try {
      const browser = await launchBrowser(found, {
        rules: await hostRules(target, options.resolver),
        args: pinned.length === 0 ? [] : [`--ignore-certificate-errors-spki-list=${pinned.join(',')}`],
      });
      return { ok: true, browser };
    } catch (error) {
      return { ok: false, because: `${found.path} does not start: ${firstLine(error)}` };
    }
  }

  async function drive(place: Place, order: JourneyOrder): Promise<Exchange['outcome']> {
    opened ??= open();
    const ready = await opened;
    return ready.ok ? go(ready.browser, place, order).then(answerOf) : noAnswer(ready.because);
  }

  /** One after the other: runs of Playwright in the same folder empty each other's results. */
  async function leave(spec: ScriptSpec, place: Place, order: JourneyOrder): Promise<Exchange['outcome']> {
    const turn = scripts.then(async () => {
      const held = options.guard.before(place.family);
      if (held !== undefined) return held;
      const { app = '', mail, limits } = target;
      const journey = await runScript({
        spec,
        app,
        order,
        window: WINDOWS[order.device],
        password: valuesFor(order).password,
        commands: options.commands,
        signal: options.signal,
        keepShot: options.keepShot,
        ...(mail === undefined
          ? {}
          : { mails: { next: mailsOf(order.address), withinMs: limits.patienceMs } }),
      });
      return answerOf(redactJourney(journey, vault));
    });
    scripts = turn.catch(() => undefined);
    return turn;
  }

  async function go(browser: Browser, place: Place, order: JourneyOrder): Promise<Journey> {
    const started = now();
    const context = await browser.newContext(profileOf(order.device, browser.version(), options.version));
    try {
      const watch = await watchNetwork(context, {
        refuses: (url) => options.scope.refuses(url),
        maySend: () => options.guard.before(place.family)?.message,
      });
      const pages = followPages(context);
      await context.newPage();
      const walker: Walker = {
        context,
        watch,
        device: order.device,
        app: (target.app ?? '').replace(/\/$/, ''),
        folder: dirname(options.targetFile),
        values: valuesFor(order),
        now,
        nextMail: mailsOf(order.address),
        page: pages.current,
      };
      const walked = await walk(walker, {
        steps: stepsOf(order.journey),
        mailMs: target.limits.patienceMs,
        dialogs: pages.dialogs,
        shoot: (what) => takeShot(pages.current(), what, `${order.pass}.jpg`, options.keepShot),
      });
      const { journey, device } = order;
      const durationMs = Math.round(now() - started);
      const whole = { journey, device, browser: `Chromium ${browser.version()}`, ...walked, durationMs };
      return redactJourney(whole, vault);
    } finally {
      await context.close().catch(() => undefined);
    }
  }

  function stepsOf(name: string): readonly Step[] {
    const journey = target.journeys[name];
    return journey === undefined || isScript(journey) ? [] : journey;
  }

  function valuesFor({ address }: JourneyOrder) {
    const word = (address.split('@')[0] ?? address).replaceAll(/[^A-Za-z]+/g, ' ').trim();
    const password = vault.reveal(options.passwords.current(address) ?? '');
    return { email: address, password, name: word, workspace: word };
  }

  /** Mails to an address that nobody had before: the first is the first that it ever gets. */
  function mailsOf(address: string): Walker['nextMail'] {
    let known: readonly string[] = [];
    return async (withinMs): Promise<NextMail> => {
      const received = await options.post.received(address, known, withinMs);
      if (received.kind === 'none') return received;
      known = [...known, received.id];
      return { kind: 'mail', mail: received.mail };
    };
  }

  return {
    async walk(place, order) {
      const startedMs = now();
      const spec = target.journeys[order.journey];
      const going = isScript(spec) ? leave(spec, place, order) : drive(place, order);
      const outcome = await going.catch((error: unknown) => noAnswer(firstLine(error)));
      return {
        id: place.id,
        lane: place.lane,
        as: `a new customer on a ${order.device}`,
        request: { method: 'BROWSER', url: target.app ?? '', headers: {} },
        outcome,
        startedMs: Math.round(startedMs),
        durationMs: Math.round(now() - startedMs),
      };
    },
    async close() {
      const ready = await opened;
      if (ready?.ok === true) await ready.browser.close().catch(() => undefined);
    },
  };
}

/** The page that a person has in front of them is the one that was opened last. Windows of the browser are confirmed. */
function followPages(context: BrowserContext): {
  readonly current: () => Page;
  readonly dialogs: () => number;
} {
  const pages: Page[] = [];
  let dialogs = 0;
  context.on('page', (page) => {
    pages.push(page);
    page.on('dialog', (dialog) => {
      dialogs += 1;
      void dialog.accept().catch(() => undefined);
    });
  });
  return {
    current: () => {
      const page = pages.findLast((one) => !one.isClosed()) ?? pages[0];
      if (page === undefined) throw new Error('the browser has no page');
      return page;
    },
    dialogs: () => dialogs,
  };
}

const WINDOWS = { desktop: { width: 1280, height: 800 }, mobile: { width: 390, height: 844 } };

/** As browsers of today say who they are, and that it is us: an extra header would change what a server sees of CORS. */
function profileOf(device: Device, chromium: string, version: string) {
  const major = chromium.split('.')[0] ?? '';
  const system = device === 'mobile' ? 'Linux; Android 10; K' : 'X11; Linux x86_64';
  const kind = device === 'mobile' ? 'Mobile Safari/537.36' : 'Safari/537.36';
  const userAgent = `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${major}.0.0.0 ${kind} launch-ready/${version}`;
  const shared = { locale: 'en-US', serviceWorkers: 'block', userAgent, deviceScaleFactor: 1 } as const;
  if (device === 'desktop') return { ...shared, viewport: WINDOWS.desktop };
  return { ...shared, viewport: WINDOWS.mobile, isMobile: true, hasTouch: true };
}

function answerOf(journey: Journey): Exchange['outcome'] {
  const { end } = journey;
  const label = end.kind === 'stuck' ? `stuck at step ${end.step}` : end.kind;
  return answerWith({ status: 0, label, data: journey });
}

function noAnswer(message: string): NoAnswer {
  return { kind: 'no-answer', reason: 'protocol', message };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
