import { DEVICES } from '../core/journey.ts';
import type { Material } from '../core/judge.ts';
import { JourneyRuns, type Pass } from '../evidence/journey-runs.ts';
import type { RunDirectory } from '../io/run-directory.ts';
import type { ToldJourney, ToldPass } from '../report/journeys.ts';

/** The journeys of a run with the pictures of their last screens, for reports. */
export function toldJourneys(material: Material, directory: RunDirectory): readonly ToldJourney[] {
  const told = material.evidence.flatMap(({ kind, data }): ToldJourney[] => {
    const parsed = kind === JourneyRuns.kind ? JourneyRuns.schema.safeParse(data) : undefined;
    if (parsed?.success !== true) return [];
    const { journey, device, passes } = parsed.data;
    const last = passes.findLast((one) => one.journey !== undefined)?.journey;
    if (last === undefined) return [];
    const gone = passes.flatMap((one) => one.journey ?? []);
    return [
      {
        journey,
        device,
        browser: last.browser,
        isScript: last.isScript === true,
        passes: passes.map(toldPass),
        complaints: [...new Set(gone.flatMap((one) => [...one.console, ...one.failed]))],
        notContacted: [...new Set(gone.flatMap((one) => one.notContacted))],
        ...pictureOf(last, directory),
      },
    ];
  });
  return told.toSorted((a, b) => DEVICES.indexOf(a.device) - DEVICES.indexOf(b.device));
}

const ADDRESSES: { readonly [kind in Pass['address']]: string } = {
  company: 'company address',
  plus: 'Gmail-like address',
  tagged: 'address with a plus',
};

function toldPass({ address, journey, because }: Pass): ToldPass {
  const end = journey?.end;
  const why = because ?? (end === undefined || end.kind === 'finished' ? undefined : end.because);
  return {
    address: ADDRESSES[address],
    end: end?.kind ?? 'open',
    steps: journey?.steps ?? [],
    durationMs: journey?.durationMs ?? 0,
    ...(why === undefined ? {} : { because: why }),
  };
}

/** A picture that was exchanged since the run is not shown. */
function pictureOf(
  { shots, screen }: NonNullable<Pass['journey']>,
  directory: RunDirectory,
): Pick<ToldJourney, 'picture'> {
  const shot = shots.at(-1);
  if (shot === undefined || !directory.has(shot.file) || directory.sha256(shot.file) !== shot.sha256)
    return {};
  const { what, width, height } = shot;
  const type = shot.file.endsWith('.png') ? 'image/png' : 'image/jpeg';
  const text = screen.text.slice(0, 300);
  return {
    picture: { what, text, type, base64: directory.readBytes(shot.file).toString('base64'), width, height },
  };
}
