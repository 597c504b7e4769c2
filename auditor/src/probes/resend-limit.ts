import type { Target } from '../core/target.ts';
import { LimitBurst } from '../evidence/limit-burst.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { ACCOUNT_REQUESTS, sendAccount, type AccountRequest } from './accounts/request.ts';
import { freshAccount, SIGN_UP } from './accounts/sign-up.ts';
import { besideOf, type Beside } from './limits/beside.ts';
import { sendBurst } from './limits/burst.ts';
import { arrivesStill } from './limits/mail-effect.ts';
import { refusedFirst } from './limits/refused-first.ts';
import { sameForm } from './limits/sort.ts';
import { MOST, SINK, strangerBurst, withoutBurst } from './limits/stranger-burst.ts';

const KIND = LimitBurst.resend.kind;

type SignUp = NonNullable<Target['signup']>;

/** Signs an address up, and asks for its verification mail again and again. */
export const resendLimit: Probe = {
  id: 'resend-limit',
  yields: [KIND],
  plan(context) {
    const { target, thresholds } = context;
    const { signup } = target;
    const left = (because: string, add: string) =>
      withoutBurst(KIND, 'a burst of requests for a verification mail', because, add);
    if (signup?.resend === undefined) {
      return left('the file does not say how one asks for the verification mail again', ADD_RESEND);
    }
    if (target.mail === undefined) {
      return left('it sends mail, and the file names no sink', SINK);
    }
    const wanted = Math.min(MOST, thresholds.burst);
    return {
      cells: [cellFor({ target, signup, resend: signup.resend, wanted, beside: besideOf(context) })],
      leftOut: [],
    };
  },
};

const ADD_RESEND =
  'signup: { post: /api/signup, json: { … }, verify: mail, resend: { post: /api/signup/resend, json: { email: "{{email}}" } } }';

interface Question {
  readonly target: Target;
  readonly signup: SignUp;
  readonly resend: AccountRequest;
  readonly wanted: number;
  readonly beside: Beside | undefined;
}

function cellFor(question: Question): RunnableCell {
  const { resend, wanted } = question;
  return strangerBurst({
    probe: 'resend-limit',
    operation: `POST ${resend.post}`,
    script: 'asks for verification mails',
    requests: SIGN_UP.requests + (wanted + 1) * ACCOUNT_REQUESTS,
    mails: SIGN_UP.mails + wanted + 1,
    yields: [KIND],
    run: (lane) => run(lane, question),
  });
}

async function run(lane: Lane, { target, signup, resend, wanted, beside }: Question): Promise<CellResult> {
  const { address, mail } = await freshAccount(lane, target, signup, 'limits');
  if (mail.kind === 'none') return unanswered(`no account awaits a verification mail: ${mail.because}`);
  const send = () =>
    sendAccount(lane, resend, {
      values: { email: address },
      secretsOf: address,
      label: 'somebody who waits for the mail',
    });
  const operation = `POST ${resend.post}`;
  const { burst } = await sendBurst(lane, {
    beside,
    operation,
    as: 'somebody who waits for the mail',
    wanted,
    send,
    isSame: sameForm,
  });
  const refused = refusedFirst(burst, 'a request for the mail');
  const isTaken = refused.controlBecause === undefined;
  const effect =
    isTaken && burst.counts.processed === wanted ? await arrivesStill(lane, mail, address, send) : undefined;
  return gathered(
    LimitBurst.resend.of({
      ...burst,
      ...refused,
      ...(effect === undefined ? {} : { effect: { what: 'another verification mail', ...effect } }),
    }),
  );
}
