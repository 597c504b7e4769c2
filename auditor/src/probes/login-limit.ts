import { answerOf, describeExchange } from '../core/exchange.ts';
import type { LoginSpec } from '../core/target.ts';
import { LimitBurst, type Burst } from '../evidence/limit-burst.ts';
import { LimitBypass } from '../evidence/limit-bypass.ts';
import type { Somebody } from '../intake/login-fields.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { BYPASS_REQUESTS, tryBypasses } from './limits/bypass.ts';
import { BESIDE_REQUESTS, besideOf, type Beside } from './limits/beside.ts';
import { sendBurst } from './limits/burst.ts';
import { loginPath, nobody, sendLogin, wrongLogin } from './limits/login-form.ts';
import { sameAnswer } from './limits/sort.ts';

/** The articles' generous end: "even 20 to 50 rapid requests should show whether controls exist". */
const MOST = 50;

const KIND = LimitBurst.login.kind;
const ADD = `identities:
  ana: { tenant: acme, login: { post: /api/auth/login, json: { email: ana@acme.test, password: "\${ANA_PASSWORD}" } } }`;

/** Tries wrong passwords for an account that nobody has, as fast as a script would. */
export const loginLimit: Probe = {
  id: 'login-limit',
  yields: [KIND, LimitBypass.kind],
  plan(context) {
    const { target, thresholds } = context;
    const doors = new Map<string, { identity: string; login: LoginSpec }>();
    for (const [identity, { credential }] of Object.entries(target.identities)) {
      const path = credential.kind === 'login' ? loginPath(credential.login) : undefined;
      if (credential.kind !== 'login' || path === undefined || doors.has(path)) continue;
      doors.set(path, { identity, login: credential.login });
    }
    const wanted = Math.min(MOST, thresholds.burst);
    const cells = [...doors].map(([path, door]) =>
      cellFor({ path, wanted, beside: besideOf(context), ...door }),
    );
    const because = 'no identity logs in by a request that could be repeated with a wrong password';
    const leftOut = [KIND, LimitBypass.kind].map((kind) => ({
      kind,
      what: 'a burst of wrong passwords',
      because,
      add: ADD,
    }));
    return { cells, leftOut: cells.length === 0 ? leftOut : [] };
  },
};

interface Door {
  readonly path: string;
  readonly identity: string;
  readonly login: LoginSpec;
  readonly wanted: number;
  readonly beside: Beside | undefined;
}

function cellFor(door: Door): RunnableCell {
  const { path, identity, login, wanted } = door;
  const each = login.kind !== 'oauth' && login.csrf !== undefined ? 2 : 1;
  return {
    id: `login-limit/POST ${path}/${identity}`,
    probe: 'login-limit',
    title: `does POST ${path} stop a script that guesses passwords?`,
    operation: `POST ${path}`,
    identities: [identity],
    phase: 'bursts',
    effect: 'burst',
    // Two logins of the identity beside the burst, with token and retry, and one empty request.
    cost: { requests: each * (wanted + 1 + BYPASS_REQUESTS) + 8 + BESIDE_REQUESTS, tokens: 0, mails: 0 },
    yields: [KIND, LimitBypass.kind],
    run: (lane) => run(lane, door),
  };
}

async function run(lane: Lane, { path, identity, login, wanted, beside }: Door): Promise<CellResult> {
  const who = nobody(`launch-ready-${lane.word()}`);
  const operation = `POST ${path}`;
  const body = wrongLogin(login, who);
  if (body === undefined) {
    return unanswered(`it is unclear which fields of ${identity}'s login are the name and the password`);
  }
  const before = await lane.login(identity);
  const ask = { method: 'POST', path, operation, body, label: 'a stranger' } as const;
  const { burst, first } = await sendBurst(lane, {
    beside,
    operation,
    as: 'a stranger',
    wanted,
    send: () => sendLogin(lane, login, ask),
  });
  const { throttle } = burst;
  const ways =
    throttle === undefined || first === undefined
      ? []
      : await tryBypasses({
          path,
          first,
          send: (change) => sendLogin(lane, login, { ...ask, ...change }),
        });
  const doubt = await doubtOf(lane, { path, login, burst, who });
  const unproven =
    doubt ?? (before.kind === 'failed' ? `${identity} could not log in there: ${before.because}` : undefined);
  const after = await lane.login(identity);
  return gathered(
    LimitBurst.login.of({
      ...burst,
      ...(unproven === undefined ? {} : { controlBecause: unproven }),
      bystander: bystanderOf(identity, after),
    }),
    LimitBypass.of({
      operation,
      ways: [...ways],
      ...(throttle === undefined ? {} : { limited: throttle.call }),
    }),
  );
}

/**
 * The request has the form of one that logs in, so a refusal is about the password; but 400, 404 and 422 may also mean that
 * the made-up name is not one: then they answer an empty request in the same way, and nothing was ever guessed.
 */
async function doubtOf(
  lane: Lane,
  {
    path,
    login,
    burst,
    who,
  }: Pick<Door, 'path' | 'login'> & { readonly burst: Burst; readonly who: Somebody },
): Promise<string | undefined> {
  const { status } = burst.control;
  if (status === undefined || burst.throttle !== undefined) return undefined;
  if (status === 405 || status === 415) return `${burst.control.line} is no answer of a login`;
  if (status !== 400 && status !== 404 && status !== 422) return undefined;
  const wrong = wrongLogin(login, who);
  const empty =
    wrong?.kind === 'form' ? { kind: 'form' as const, fields: {} } : { kind: 'json' as const, json: {} };
  const operation = `POST ${path}`;
  const [again, nothing] = [
    await sendLogin(lane, login, {
      method: 'POST',
      path,
      operation,
      ...(wrong === undefined ? {} : { body: wrong }),
    }),
    await sendLogin(lane, login, { method: 'POST', path, operation, body: empty }),
  ];
  const [answer, other] = [answerOf(again), answerOf(nothing)];
  if (answer === undefined || other === undefined || !sameAnswer(answer, other)) return undefined;
  return `${describeExchange(nothing)}, as to an empty request: it does not show that passwords were checked`;
}

function bystanderOf(
  who: string,
  result: Awaited<ReturnType<Lane['login']>>,
): NonNullable<Burst['bystander']> {
  if (result.kind === 'logged-in') return { who, outcome: 'served' };
  const throttled = /\b429\b|too many|rate.?limit/i.test(result.because);
  return { who, outcome: throttled ? 'throttled' : 'failed', because: result.because };
}
