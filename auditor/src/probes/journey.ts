import type { LeftOut } from '../core/cell.ts';
import { answerOf, type Exchange } from '../core/exchange.ts';
import { DEVICES, JourneySchema, type AddressKind, type Device, type Journey } from '../core/journey.ts';
import { scriptName } from '../core/commands.ts';
import { isScript, type JourneySpec } from '../core/target/journeys.ts';
import type { Target } from '../core/target.ts';
import { JourneyRuns, type JourneyRunsData, type Pass } from '../evidence/journey-runs.ts';
import { commandProblem } from '../io/commands.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, unanswered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';
import { disposable } from './accounts/disposable.ts';
import { ACCOUNT_REQUESTS, sendAccount } from './accounts/request.ts';
import { madeUpAddress, madeUpDomain } from './accounts/made-up.ts';
import { oweAccount } from './accounts/sign-up.ts';

const NAME = 'onboarding';

/** "Three times in a row without a hand on it": once can be luck. Both kinds of addresses are among them on each device. */
const ADDRESSES: { readonly [device in Device]: readonly AddressKind[] } = {
  desktop: ['company', 'plus', 'company'],
  mobile: ['plus', 'company', 'plus'],
};
/** One mailbox takes no others. */
const TAGGED: readonly AddressKind[] = ['tagged', 'tagged', 'tagged'];

/** A page loads some 70 files (HTTP Archive, Web Almanac 2024, median), and not every step opens one. */
const REQUESTS_PER_STEP = 30;
/** Nobody knows how many steps a script has; the owner's run of it is counted like a long way. */
const SCRIPT_STEPS = 20;

/** Goes the journey of a new customer in a real browser, on desktop and mobile, again and again. */
export const journey: Probe = {
  id: 'journey',
  yields: [JourneyRuns.kind],
  plan: ({ target }) => {
    const spec = target.journeys[NAME];
    if (spec === undefined) return { cells: [], leftOut: [LEFT_OUT] };
    const { requests, mails, needsSink } = costOf(spec);
    if (needsSink && target.mail === undefined) return { cells: [], leftOut: [NO_SINK] };
    const cells = DEVICES.map((device): RunnableCell => {
      const passes = ADDRESSES[device].length;
      return {
        id: `journey/${NAME}/${device}`,
        probe: 'journey',
        title: `does a new customer get through the onboarding on ${device}?`,
        identities: [],
        // A browser keeps the processor busy while the bot's answers are waited for.
        phase: 'writes',
        effect: 'write',
        waits: true,
        ...(isScript(spec) ? { commands: [scriptName(NAME)] } : {}),
        cost: {
          requests: passes * requests + ACCOUNT_REQUESTS,
          tokens: 0,
          mails: mails === 0 ? 0 : passes * mails + 1,
        },
        yields: [JourneyRuns.kind],
        run: (lane) => run(lane, target, device),
      };
    });
    return { cells, leftOut: [] };
  },
};

/** The most that one pass asks for. */
function costOf(spec: JourneySpec): {
  readonly requests: number;
  readonly mails: number;
  readonly needsSink: boolean;
} {
  // A script may read its mail wherever it likes.
  if (isScript(spec)) return { requests: SCRIPT_STEPS * REQUESTS_PER_STEP, mails: 1, needsSink: false };
  const mails = spec.filter((step) => 'mail' in step).length;
  const signsUp = JSON.stringify(spec).includes('{{email}}');
  return {
    requests: spec.length * REQUESTS_PER_STEP,
    // Products that write to everybody who signs up do so once.
    mails: signsUp ? Math.max(1, mails) : 0,
    needsSink: mails > 0,
  };
}

async function run(lane: Lane, target: Target, device: Device): Promise<CellResult> {
  if (isScript(target.journeys[NAME])) {
    const name = scriptName(NAME);
    const refused = commandProblem(await lane.command({ name, onlyAsk: true }));
    if (refused !== undefined) return unanswered(`${name} ${refused}`);
  }
  return gathered(JourneyRuns.of(await goThrough(lane, target, device)));
}

async function goThrough(lane: Lane, target: Target, device: Device): Promise<JourneyRunsData> {
  const passes: Pass[] = [];
  const kinds = target.mail?.address === undefined ? ADDRESSES[device] : TAGGED;
  let repeat: AddressKind | undefined;
  for (const [index, kind] of kinds.entries()) {
    const address = repeat ?? kind;
    const pass = await goOnce(lane, target, { device, kind: address, number: index + 1 });
    passes.push(pass);
    const isThrough = pass.journey?.end.kind === 'finished';
    // Whoever does not get on tries once more in the same way; twice the same is no accident.
    if (!isThrough && (repeat !== undefined || pass.journey?.end.kind !== 'stuck')) break;
    repeat = isThrough ? undefined : address;
  }
  const waits = passes.some(({ journey: gone }) => gone?.end.kind === 'stuck' && gone.end.how === 'no-mail');
  return {
    journey: NAME,
    device,
    wanted: kinds.length,
    passes,
    ...(waits ? { mail: await askForAnotherMail(lane, target) } : {}),
  };
}

interface PassPlan {
  readonly device: Device;
  readonly kind: AddressKind;
  readonly number: number;
}

async function goOnce(lane: Lane, target: Target, { device, kind, number }: PassPlan): Promise<Pass> {
  const address = addressOf(kind, lane.word(), target);
  const settle = oweAccount(lane, target, address);
  const exchange = await lane.browse({ journey: NAME, device, address, pass: `${NAME}-${device}-${number}` });
  const gone = journeyOf(exchange);
  if (gone === undefined || !hasSignedUp(gone)) settle();
  const { outcome } = exchange;
  return {
    exchange: exchange.id,
    address: kind,
    ...(gone === undefined ? {} : { journey: gone }),
    ...(outcome.kind === 'no-answer' ? { because: outcome.message } : {}),
  };
}

/** Nobody has an account who has not sent a form. */
function hasSignedUp({ steps, isScript: isOwn }: Journey): boolean {
  // What a script has sent, nobody saw.
  if (isOwn === true) return true;
  const filled = steps.findIndex(({ what, state }) => what.startsWith('fill ') && state === 'done');
  return (
    filled !== -1 &&
    steps.slice(filled + 1).some(({ what, state }) => /^(?:click|press) /.test(what) && state === 'done')
  );
}

function addressOf(kind: AddressKind, word: string, target: Target): string {
  return kind === 'plus' ? `launch.ready.${word}+hello@${madeUpDomain(target)}` : madeUpAddress(target, word);
}

function journeyOf(exchange: Exchange): Journey | undefined {
  const answer = answerOf(exchange);
  return answer === undefined ? undefined : JourneySchema.parse(JSON.parse(answer.body));
}

/** A mail that does not come proves something only where another one does. */
async function askForAnotherMail(lane: Lane, target: Target): Promise<NonNullable<JourneyRunsData['mail']>> {
  const reset = target.password?.reset;
  const [name] = disposable(target);
  const user = name === undefined ? undefined : target.identities[name]?.user;
  if (reset === undefined || user === undefined || !user.includes('@'))
    return {
      arrived: false,
      because:
        'no other mail could be asked for (password.reset, and a disposable identity whose user is an address)',
      exchange: '',
    };
  const { exchange, result } = await lane.mail(user, () =>
    sendAccount(lane, reset, { values: { email: user }, label: 'somebody who forgot the password' }),
  );
  return result.kind === 'mail'
    ? { arrived: true, exchange: exchange.id }
    : { arrived: false, because: result.because, exchange: exchange.id };
}

const what = 'whether a new customer gets through the onboarding, on desktop and mobile';

const LEFT_OUT: LeftOut = {
  kind: JourneyRuns.kind,
  what,
  because: 'the file does not say what a new customer does (journeys.onboarding)',
  add: `journeys:
  onboarding:
    - open: /
    - fill: { Email: "{{email}}", Password: "{{password}}" }
    - click: Sign up
    - mail: { link: verify }
    - see: Welcome`,
};

const NO_SINK: LeftOut = {
  kind: JourneyRuns.kind,
  what,
  because: 'the journey waits for a mail, and the file names no place where mail arrives',
  add: 'mail: { sink: smtp://127.0.0.1:2525 }',
};
