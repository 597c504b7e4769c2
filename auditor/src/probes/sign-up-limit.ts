import type { Target } from '../core/target.ts';
import { LimitBurst } from '../evidence/limit-burst.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { madeUpAddress } from './accounts/made-up.ts';
import { freshAccount, SIGN_UP, signUp } from './accounts/sign-up.ts';
import { besideOf, type Beside } from './limits/beside.ts';
import { sendBurst } from './limits/burst.ts';
import { arrivesStill } from './limits/mail-effect.ts';
import { refusedFirst } from './limits/refused-first.ts';
import { sameForm } from './limits/sort.ts';
import { MOST, SINK, strangerBurst, withoutBurst } from './limits/stranger-burst.ts';

const KIND = LimitBurst.signup.kind;

type SignUp = NonNullable<Target['signup']>;

/** Signs many new addresses up, whose mail comes to our own sink. */
export const signUpLimit: Probe = {
  id: 'sign-up-limit',
  yields: [KIND],
  plan(context) {
    const { target, thresholds } = context;
    const { signup } = target;
    const left = (because: string, add: string) => withoutBurst(KIND, 'a burst of sign-ups', because, add);
    if (signup === undefined) {
      return left(
        'the file does not say how one signs up',
        'signup: { post: /api/signup, json: { email: "{{email}}", password: "{{password}}" } }',
      );
    }
    if (target.mail === undefined && target.absent.mail === undefined) {
      return left('it sends mail, and the file names no sink', SINK);
    }
    const wanted = Math.min(MOST, thresholds.burst);
    return { cells: [cellFor({ target, signup, wanted, beside: besideOf(context) })], leftOut: [] };
  },
};

interface Question {
  readonly target: Target;
  readonly signup: SignUp;
  readonly wanted: number;
  readonly beside: Beside | undefined;
}

function cellFor(question: Question): RunnableCell {
  const { signup, wanted } = question;
  // The burst, one account before it and one after.
  const accounts = wanted + 2;
  return strangerBurst({
    probe: 'sign-up-limit',
    operation: `POST ${signup.post}`,
    script: 'makes accounts',
    requests: accounts * SIGN_UP.requests,
    mails: mailsOf(question, accounts),
    yields: [KIND],
    run: (lane) => run(lane, question),
  });
}

/** A product that mails nobody sends none, whoever signs up. */
function mailsOf({ target }: Question, accounts: number): number {
  return target.mail === undefined ? 0 : accounts * SIGN_UP.mails;
}

async function run(lane: Lane, { target, signup, wanted, beside }: Question): Promise<CellResult> {
  const operation = `POST ${signup.post}`;
  const isMailed = signup.verify !== 'none' && target.mail !== undefined;
  const before = isMailed ? await freshAccount(lane, target, signup, 'limits') : undefined;
  const address = () => madeUpAddress(target, lane.word());
  const { burst } = await sendBurst(lane, {
    beside,
    operation,
    as: 'a stranger',
    wanted,
    send: () => signUp(lane, target, signup, address()),
    isSame: sameForm,
  });
  const last = address();
  const effect =
    before === undefined || burst.counts.processed < wanted
      ? undefined
      : await arrivesStill(lane, before.mail, last, () => signUp(lane, target, signup, last));
  return gathered(
    LimitBurst.signup.of({
      ...burst,
      ...refusedFirst(burst, 'a sign-up'),
      ...(effect === undefined ? {} : { effect: { what: 'the mail to a new account', ...effect } }),
    }),
  );
}
