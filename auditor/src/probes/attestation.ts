import { CLAIM_IDS, claimOf, type ClaimId } from '../core/claims.ts';
import { lastDayOf, type Attested as AttestedSection } from '../core/target/attested.ts';
import { Attested } from '../evidence/attestation.ts';
import type { Paper } from '../evidence/paper.ts';
import type { Lane } from '../io/lane.ts';
import { gathered, type CellResult, type Probe, type RunnableCell } from '../io/probe.ts';

type Word = NonNullable<AttestedSection[ClaimId]>;

/** Reads what the founder answers for, and whether what it speaks of has changed since. */
export const attestation: Probe = {
  id: 'attestation',
  yields: CLAIM_IDS.map((claim) => Attested[claim].kind),
  plan: ({ target }) => {
    const cells: RunnableCell[] = [];
    const open: ClaimId[] = [];
    for (const claim of CLAIM_IDS) {
      const word = target.attested[claim];
      if (word === undefined) open.push(claim);
      else cells.push(cellFor(claim, word));
    }
    return { cells, leftOut: open.map(leftOutOf) };
  },
};

function cellFor(claim: ClaimId, word: Word): RunnableCell {
  return {
    id: `attestation/${claim}`,
    probe: 'attestation',
    title: `what ${word.by} says: ${claimOf(claim).asks}`,
    identities: [],
    phase: 'passive',
    effect: 'read',
    cost: { requests: 0, tokens: 0, mails: 0 },
    yields: [Attested[claim].kind],
    run: (lane) => read(lane, claim, word),
  };
}

async function read(lane: Lane, claim: ClaimId, word: Word): Promise<CellResult> {
  const { by, on, holds, evidence, about } = word;
  const named = namesFile(evidence) ? [evidence] : [];
  const { readOn, papers } = await lane.readPapers([...named, ...about]);
  const shown: Paper | undefined = named.length === 0 ? undefined : papers[0];
  const draft = Attested[claim].of({
    claim,
    by,
    on,
    until: lastDayOf(word),
    holds,
    evidence,
    ...(shown === undefined ? {} : { shown }),
    about: papers.slice(named.length),
    readOn,
    ...detailsOf(word),
  });
  return gathered({ ...draft, origin: 'attested' });
}

function detailsOf(word: Word): {
  readonly people?: Record<string, string>;
  readonly figures?: Record<string, number>;
} {
  if ('owners' in word) return { people: word.owners };
  if ('roles' in word) return { people: word.roles };
  if ('minutes' in word) return { figures: { minutes: word.minutes } };
  if ('customers' in word) return { figures: { customers: word.customers, tickets: word.tickets } };
  return {};
}

/** `docs/operations.md` is a file; an address and a sentence are not. */
function namesFile(evidence: string): boolean {
  return /^[^\s:]+\.(?:md|txt|pdf|html?|ya?ml|json|csv|rst|adoc)$/iu.test(evidence);
}

function leftOutOf(claim: ClaimId) {
  const { asks, evidence } = claimOf(claim);
  return {
    kind: Attested[claim].kind,
    what: asks,
    because: `nobody has answered: ${asks}`,
    add: `attested:
  ${claim}: { by: Your Name, on: <day>, evidence: ${evidence}${EXTRA[claim] ?? ''} }`,
  };
}

/** What some answers need besides. */
const EXTRA: { readonly [claim in ClaimId]?: string } = {
  'credential-owners': ', owners: { OPENAI_API_KEY: Your Name }',
  'incident-roles': ', roles: { decides: Your Name }',
  'ticket-load': ', customers: 20, tickets: 0',
  'rollback-tried': ', minutes: 10',
  'alerts-tried': ', minutes: 3',
};
