import { OWN_FAULTS, type AddressKind, type Journey, type Stuck } from '../../core/journey.ts';
import { advice, broken, held, undecided, type Decision } from '../../core/verdict.ts';
import type { JourneyRunsData, Pass } from '../../evidence/journey-runs.ts';

const SPEAKS_FOR_ITSELF: ReadonlySet<Stuck> = new Set(OWN_FAULTS);

type StuckEnd = Extract<Journey['end'], { kind: 'stuck' }>;
type StuckPass = Pass & { readonly journey: Journey & { readonly end: StuckEnd } };

/**
 * What the passes on one device say. Stuck twice in the same place is proof where the product's fault shows, or where somebody
 * else got past that step: then the step is written rightly.
 *
 * @param all the passes on every device
 */
export function decideJourney(data: JourneyRunsData, all: readonly JourneyRunsData[]): Decision {
  const { device, journey, passes, wanted } = data;
  const open = passes.find((one) => one.journey === undefined || one.journey.end.kind === 'open');
  if (open !== undefined) return openDecision(open, device);
  const stuck = passes.filter(isStuck);
  const [last, again] = [stuck.at(-2), stuck.at(-1)];
  if (last === undefined || again === undefined) {
    if (stuck.length > 0) return flaky(data, stuck);
    if (passes.length < wanted)
      return undecided(`only ${passes.length} of ${wanted} passes were made on ${device}`);
    return sameWindow(data, all) ?? told(data);
  }
  const { end, steps } = again.journey;
  if (end.step !== last.journey.end.step || end.how !== last.journey.end.how) return flaky(data, stuck);
  const step = steps[end.step - 1]?.what ?? '';
  const where = `${journey} on ${device}, step ${end.step}: ${step}`;
  if (!isProven(again, data, all)) return undecided(`${where}: ${end.because}${doubt(data, end)}`, mend(end));
  return broken({
    where,
    what: `${who(again)} on ${device} at step ${end.step} of ${steps.length > end.step ? steps.length : 'the onboarding'}, ${step}: ${end.because}.`,
    key: `${journey}|${device}|${end.step}|${end.how}`,
    exhibits: [
      { exchange: last.exchange, role: 'the first time', marks: [...last.journey.end.marks] },
      { exchange: again.exchange, role: 'the same again', marks: [...end.marks] },
    ],
  });
}

function isStuck(one: Pass): one is StuckPass {
  return one.journey?.end.kind === 'stuck';
}

function openDecision({ journey, because }: Pass, device: string): Decision {
  const end = journey?.end;
  if (end?.kind !== 'open') return undecided(`${device}: ${because ?? 'nobody went there'}`);
  return undecided(`${device}: ${end.because}`, end.add);
}

function flaky({ device, passes }: JourneyRunsData, stuck: readonly StuckPass[]): Decision {
  const places = stuck.map(({ journey: { end } }) => `at step ${end.step}, ${end.because}`);
  return undecided(
    `${device}: ${passes.length - stuck.length} of ${passes.length} passes got to the end; one stopped ${places.join('; one ')}`,
  );
}

function isProven(
  { journey: { end } }: StuckPass,
  data: JourneyRunsData,
  all: readonly JourneyRunsData[],
): boolean {
  if (SPEAKS_FOR_ITSELF.has(end.how)) return true;
  if (end.how === 'no-mail' && data.mail?.arrived === true) return true;
  return all.some(({ passes }) => passes.some((one) => one.journey?.steps[end.step - 1]?.state === 'done'));
}

function who(pass: StuckPass): string {
  return pass.journey.isScript === true
    ? `Your own script, with ${addressed(pass)}, stops`
    : `A new customer with ${addressed(pass)} is stuck`;
}

/** A script that does not heed the device shows the same twice, and a phone was never tried. */
function sameWindow(
  { device, journey, passes }: JourneyRunsData,
  all: readonly JourneyRunsData[],
): Decision | undefined {
  if (device !== 'mobile' || passes[0]?.journey?.isScript !== true) return undefined;
  const [narrow, wide] = [
    widthOf(passes),
    widthOf(all.flatMap((one) => (one.device === device ? [] : one.passes))),
  ];
  if (narrow === undefined || narrow !== wide) return undefined;
  return undecided(
    `${journey} on ${device}: the script's pictures are ${narrow} pixels wide on both devices, so it did not open a phone's window`,
    'use: { viewport: { width: Number(process.env.LAUNCH_READY_WIDTH), height: Number(process.env.LAUNCH_READY_HEIGHT) } } in playwright.config',
  );
}

function widthOf(passes: readonly Pass[]): number | undefined {
  return passes.flatMap((one) => one.journey?.shots ?? [])[0]?.width;
}

/** Why it is left open. */
function doubt({ mail }: JourneyRunsData, { how }: StuckEnd): string {
  if (how === 'script-ended') return '; nobody got past this, so the script itself may be wrong';
  if (how === 'no-mail')
    return `; whether any mail arrives there is not known: ${mail?.because ?? 'none was asked for'}`;
  return '; nobody got past this step, so the step itself may be written wrongly';
}

function mend({ how, step }: StuckEnd): string | undefined {
  if (how === 'script-ended') return undefined;
  if (how === 'no-mail')
    return 'password: { reset: { post: /api/password/reset, json: { email: "{{email}}" } } }';
  return `journeys: { onboarding: […] } – step ${step} as a customer would read it on the screen`;
}

/** It held; what did not stop anybody is told. */
function told(data: JourneyRunsData): Decision {
  const { device, journey, passes } = data;
  const noise = new Set(
    passes.flatMap((one) => [...(one.journey?.console ?? []), ...(one.journey?.failed ?? [])]),
  );
  const [first] = noise;
  if (first === undefined) return onlyTagged(data) ?? held;
  const more = noise.size > 1 ? ` and ${noise.size - 1} more` : '';
  return advice({
    where: `${journey} on ${device}`,
    what: `Nobody was stopped, and the browser complains on the way: ${first}${more}.`,
    key: `${journey}|${device}|noise`,
    exhibits: passes.slice(0, 1).map(({ exchange }) => ({ exchange, role: 'a pass', marks: [first] })),
  });
}

/** A company address is the commoner one, and was not among them. */
function onlyTagged({ device, journey, passes }: JourneyRunsData): Decision | undefined {
  if (passes.some(({ address }) => address !== 'tagged')) return undefined;
  return advice({
    where: `${journey} on ${device}`,
    what: 'Everybody got through, each with an address that has a plus (mail.address). A domain whose mail all arrives in the mailbox (mail.domain) would show it for others too.',
    key: `${journey}|${device}|tagged`,
    exhibits: passes.slice(0, 1).map(({ exchange }) => ({ exchange, role: 'a pass', marks: [] })),
  });
}

const ADDRESSED: { readonly [kind in AddressKind]: string } = {
  company: 'a company address',
  plus: 'an address of the Gmail kind (dots and a plus)',
  tagged: 'an address with a plus',
};

function addressed({ address }: Pass): string {
  return ADDRESSED[address];
}
