import type { Target } from '../core/target.ts';
import { DefaultAccount } from '../evidence/account-entry.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { doorOf } from './access/door.ts';
import { doorRoute, type DoorRoute } from './access/door-route.ts';
import { see } from './access/see.ts';
import { inTurn } from './access/turns.ts';
import { ADD_DISPOSABLE, ADD_WHOAMI, disposable } from './accounts/disposable.ts';
import { LOGIN_REQUESTS } from './accounts/revocation.ts';

const KIND = DefaultAccount.kind;

/** Logs in once with each account that the product's own documentation names. Nothing is guessed. */
export const defaultCredentials: Probe = {
  id: 'default-credentials',
  yields: [KIND],
  plan: (context) => {
    const { target } = context;
    const route = doorRoute(context);
    const [like] = disposable(target);
    const left = (because: string, add: string) => ({
      cells: [],
      leftOut: [{ kind: KIND, what: 'whether documented accounts work', because, add }],
    });
    if (target.documented.length === 0)
      return left('the file names no account that the documentation names', ADD_DOCUMENTED);
    if (route === undefined) return left('no route shows whether one is in', ADD_WHOAMI);
    if (like === undefined) return left('no disposable identity shows how one logs in', ADD_DISPOSABLE);
    return {
      cells: target.documented.map((one) => cellFor({ target, route, like, user: one.user })),
      leftOut: [],
    };
  },
};

interface Question {
  readonly target: Target;
  readonly route: DoorRoute;
  readonly like: string;
  readonly user: string;
}

function cellFor(question: Question): RunnableCell {
  return {
    id: `default-credentials/${question.route.operation}/${question.user}`,
    probe: 'default-credentials',
    title: `does the documented account ${question.user} work?`,
    operation: question.route.operation,
    identities: [question.like],
    phase: 'sessions',
    effect: 'session',
    cost: { requests: 2 * LOGIN_REQUESTS + 4, tokens: 0, mails: 0 },
    yields: [KIND],
    run: (lane) => inTurn(lane, question.like, () => run(lane, question)),
  };
}

async function run(lane: Lane, { target, route, like, user }: Question): Promise<CellResult> {
  const ordinary = await lane.login(like);
  if (ordinary.kind === 'failed') return unanswered(`${like} could not log in: ${ordinary.because}`);
  const control = await lane.send({ ...route.ask, as: ordinary.credential });
  const session = await lane.login(like, { account: user });
  if (session.kind === 'failed' && session.trouble) return unanswered(session.because);
  const tenant = target.tenancy?.by === 'subdomain' ? {} : { tenant: null };
  const base = { user, operation: route.operation, control: see(control) };
  if (session.kind === 'failed') return gathered(DefaultAccount.of({ ...base, because: session.because }));
  const look = async () =>
    doorOf(await lane.send({ ...route.ask, ...tenant, as: session.credential }), control);
  const entered = await look();
  const again = entered.state === 'open' ? await look() : undefined;
  return gathered(DefaultAccount.of({ ...base, entered, ...(again === undefined ? {} : { again }) }));
}

const ADD_DOCUMENTED = 'documented: [{ user: admin@example.com, password: "${DOCUMENTED_PASSWORD}" }]';
