import { defineCheck } from '../../core/check.ts';
import { advice, allOf, decideEach, held, undecided, type Decision } from '../../core/verdict.ts';
import { FrontEnd, type FrontEndData } from '../../evidence/front-end.ts';

/** Only ever gives advice: an address in a script may be old, and the run has asked nothing that an account could see there. */
export const unlistedEndpoints = defineCheck({
  id: 'exposure/unlisted-endpoints',
  decides: [],
  title: 'The front end names no address that the run did not know of',
  why: 'Anybody can read the scripts of a product. What they name and no list names is what was tested by nobody.',
  passes:
    'A page of the app was read, and every address of the interface in it and in its scripts is among the operations of the run. What is not is listed as advice.',
  sources: [{ article: 'b2b-onboarding', step: 1 }, { owasp: 'API9:2023' }, { cwe: 1059 }],
  needs: { scripts: FrontEnd },
  judge: ({ scripts }) => {
    const calling = {
      evidence: scripts.evidence.filter(({ data }) => data.backends !== undefined),
      missing: [],
    };
    return allOf([
      decideEach(scripts, decide),
      ...(calling.evidence.length === 0 ? [] : [decideEach(calling, decideBackends)]),
    ]);
  },
  fix: {
    minutes: 30,
    deliverable: 'hardening',
    steps: [
      'Add each address to routes.list of the target file, or record a visit to the page that calls it, so that the run asks it.',
      'Name the hosted backends that the browser calls under backends, with their tables, functions and buckets.',
      'Take out of the product what is not used any more.',
      'Keep scripts of internal pages out of what everybody loads.',
    ],
  },
});

/** Addresses that the finding names. */
const MOST = 15;

function decide({ pages, scripts, unlisted, cut, because }: FrontEndData): Decision {
  if (pages === 0) return undecided(because ?? 'the app showed no page', 'app: https://app.example.com');
  const count = unlisted.length;
  if (count === 0) {
    if (cut === undefined) return held;
    const what = `Of the front end ${cut}: there may be more addresses in the rest than the run knows of.`;
    return advice({ where: 'front end', key: 'partly', what, exhibits: [], certainty: 'probable' });
  }
  const shown = unlisted
    .slice(0, MOST)
    .map(
      ({ method, path, script, line }) =>
        `${method === undefined ? '' : `${method} `}${path} (${script}:${line})`,
    );
  const more = count > MOST ? ` and ${count - MOST} more` : '';
  const rest = cut === undefined ? '' : ` There may be more: ${cut}.`;
  const exchanges = [...new Set(unlisted.map((one) => one.exchange))].slice(0, 3);
  return advice({
    where: 'front end',
    key: 'unlisted',
    what: `${scripts === 1 ? 'A script' : `${scripts} scripts`} of the front end ${scripts === 1 ? 'names' : 'name'} ${count} ${count === 1 ? 'address' : 'addresses'} that no list names, so the run asked nothing of ${count === 1 ? 'it' : 'them'} as a customer: ${shown.join(', ')}${more}.${rest}`,
    exhibits: exchanges.map((exchange) => ({
      exchange,
      role: 'the script',
      marks: unlisted
        .filter((one) => one.exchange === exchange && !one.path.includes('{'))
        .map((one) => one.path),
    })),
    certainty: 'probable',
  });
}

/** What the browser asks of a hosted backend is open to everybody who has the public key: policies alone stand before it. */
function decideBackends({ backends = [] }: FrontEndData): Decision {
  const shown = backends.map(({ project, what }) => {
    const more = what.length > MOST ? ` and ${what.length - MOST} more` : '';
    return `${project} (${what.slice(0, MOST).join(', ')}${more})`;
  });
  return advice({
    where: 'front end',
    key: 'backends',
    what: `The front end speaks to a hosted backend by itself, and the run asked nothing of what the file does not name: ${shown.join('; ')}.`,
    exhibits: backends.map(({ exchange, project }) => ({ exchange, role: 'the script', marks: [project] })),
    certainty: 'probable',
  });
}
