import type { DeliverableId } from '../../core/deliverable.ts';
import type { AccessId } from '../../core/target/attested.ts';

/** What somebody must be let into before the clock starts: the hours run from then. */
export interface AccessNeed {
  readonly id: AccessId;
  readonly what: string;
  readonly why: string;
  /** False when no task of this plan needs it; it is listed all the same, since the next one may. */
  readonly needed: boolean;
}

const NEEDS: readonly {
  readonly id: AccessId;
  readonly what: string;
  readonly why: string;
  readonly for: readonly DeliverableId[];
}[] = [
  {
    id: 'repository',
    what: 'Source repository, with the right to merge',
    why: 'fixes are merged',
    for: ['hardening', 'secret-audit', 'performance', 'monitoring'],
  },
  {
    id: 'hosting',
    what: 'Hosting, with environment variables and deploys',
    why: 'secrets move, releases go out and back',
    for: ['deployment', 'secret-audit', 'hardening', 'performance'],
  },
  { id: 'registrar', what: 'Domain registrar', why: 'name servers and DNSSEC', for: ['dns-edge'] },
  { id: 'dns', what: 'DNS provider', why: 'records for hosts and mail', for: ['dns-edge', 'email-auth'] },
  { id: 'mail', what: 'Mail provider', why: 'DKIM keys and the sending domain', for: ['email-auth'] },
  {
    id: 'cdn',
    what: 'CDN or proxy, where there is one',
    why: 'redirects, caching, protection',
    for: ['dns-edge', 'edge-protection', 'performance'],
  },
  {
    id: 'models',
    what: 'Model provider and every other service that issued a key',
    why: 'keys are replaced and budgets capped',
    for: ['secret-audit', 'hardening'],
  },
  {
    id: 'monitoring',
    what: 'Monitoring and alert channels',
    why: 'an alert reaches a person',
    for: ['monitoring'],
  },
];

/** The access checklist for what a plan delivers. */
export function accessNeeds(delivered: ReadonlySet<DeliverableId>): readonly AccessNeed[] {
  return NEEDS.map(({ id, what, why, for: some }) => ({
    id,
    what,
    why,
    needed: some.some((one) => delivered.has(one)),
  }));
}
