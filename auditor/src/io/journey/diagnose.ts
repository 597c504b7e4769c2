import type { Journey, Stuck } from '../../core/journey.ts';
import type { Failure } from './watch.ts';
import type { LastAct, Stop } from './walker.ts';

/** What is known when somebody does not get on. */
export interface Scene {
  readonly stop: Stop;
  readonly act: LastAct | undefined;
  readonly screen: Journey['screen'];
  /** Nothing that a person could notice has changed since the last act. */
  readonly isUnchanged: boolean;
  /** Status of the document that is shown. */
  readonly status: number | undefined;
  readonly failures: readonly Failure[];
  readonly console: readonly string[];
  readonly halted: string | undefined;
  /** Hosts outside the target file that the page cannot do without. */
  readonly strangers: readonly string[];
  readonly dialogs: number;
}

type Diagnosis =
  | {
      readonly kind: 'stuck';
      readonly how: Stuck;
      readonly because: string;
      readonly marks: readonly string[];
    }
  | { readonly kind: 'open'; readonly because: string; readonly add?: string };

/** A window of the browser that comes back this often is one that nobody gets rid of. */
const MOST_DIALOGS = 5;

/** Says why somebody does not get on: first what is no fault of the product, then what shows by itself, then what is missing. */
export function diagnose(scene: Scene): Diagnosis {
  const { stop, act, halted, strangers } = scene;
  if (stop.kind === 'open') return stop;
  if (halted !== undefined) return { kind: 'open', because: halted };
  const limited = scene.failures.find((one) => one.status === 429);
  if (limited !== undefined)
    return {
      kind: 'open',
      because: `${nameOf(limited)}: the product limits how often this may be done from one address`,
    };
  const own = ownFault(scene);
  if (own !== undefined) return own;
  if (strangers.length > 0) {
    const because = `the page wanted ${strangers.join(', ')}, which the target file does not name`;
    return { kind: 'open', because, add: `network: { allow: [${strangers.join(', ')}] }` };
  }
  const isSilent = scene.isUnchanged && act?.isControl === true;
  const fresh = scene.screen.says.filter((text) => act?.says.includes(text) !== true);
  const told = fresh.length === 0 ? '' : `the page says: ${fresh.join(' · ')}`;
  if (stop.kind === 'no-mail' && !(isSilent && fresh.length === 0))
    return say('no-mail', [stop.because, told].filter((text) => text !== '').join('; '), fresh);
  if (stop.kind === 'disabled') return say('disabled', `${stop.what} cannot be used`, scene.screen.says);
  if (fresh.length > 0) return say('refused', told, fresh);
  if (isSilent) return say('silent', `nothing happens on the screen after ${act.what}`);
  const uncaught = scene.console.slice(act?.console ?? 0).find((text) => text.startsWith('Uncaught '));
  if (uncaught !== undefined) return say('crashed', `the page's script ended: ${uncaught}`, [uncaught]);
  return say('missing', stop.kind === 'no-mail' ? stop.because : `${stop.what} cannot be seen`);
}

/** What shows by itself that the product does not do what it should. */
function ownFault({ stop, act, status, failures, screen, dialogs }: Scene): Diagnosis | undefined {
  if (dialogs >= MOST_DIALOGS)
    return say('dialog', 'a window of the browser comes back whenever it is closed');
  const isAddress = act?.what.startsWith('opening ') === true && status === 404;
  if (status !== undefined && status >= 400 && !isAddress)
    return say('error-page', `${new URL(screen.url).pathname} is an error page (${status})`, [screen.title]);
  const failed = failures
    .slice(act?.failures ?? 0)
    .find(({ status: result, type }) => result >= 500 || (result === 0 && /xhr|fetch|document/.test(type)));
  if (failed !== undefined) return say('failed', `${nameOf(failed)} behind the page`, [nameOf(failed)]);
  if (stop.kind === 'unreachable')
    return say('unreachable', `${stop.what} is ${stop.where}, where nobody can scroll`);
  if (stop.kind === 'covered')
    return say('covered', `${stop.what} lies below something else: ${stop.by}`, [stop.by]);
  return undefined;
}

function say(how: Stuck, because: string, marks: readonly string[] = []): Diagnosis {
  return { kind: 'stuck', how, because, marks: marks.filter((text) => text !== '') };
}

/** `POST /api/x: 500`. */
export function nameOf({ method, url, result }: Failure): string {
  return `${method} ${new URL(url).pathname}: ${result}`;
}
