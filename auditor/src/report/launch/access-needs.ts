import type { DeliverableId } from '../../core/deliverable.ts';

/** What somebody must be let into before the clock starts: the hours run from then. */
export interface AccessNeed {
  readonly what: string;
  readonly why: string;
  /** False when no task of this plan needs it; it is listed all the same, since the next one may. */
  readonly needed: boolean;
}

const NEEDS: readonly {
  readonly what: string;
  readonly why: string;
  readonly for: readonly DeliverableId[];
}[] = [
  {
    what: 'Source repository, with the right to merge',
    why: 'fixes are merged',
    for: ['hardening', 'secret-audit', 'performance', 'monitoring'],
  },
  {
    what: 'Hosting, with environment variables and deploys',
    why: 'secrets move, releases go out and back',
    for: ['deployment', 'secret-audit', 'hardening', 'performance'],
  },
  { what: 'Domain registrar', why: 'name servers and DNSSEC', for: ['dns-edge'] },
  { what: 'DNS provider', why: 'records for hosts and mail', for: ['dns-edge', 'email-auth'] },
  { what: 'Mail provider', why: 'DKIM keys and the sending domain', for: ['email-auth'] },
  {
    what: 'CDN or proxy, where there is one',
    why: 'redirects, caching, protection',
    for: ['dns-edge', 'edge-protection', 'performance'],
  },
  {
    what: 'Model provider and every other service that issued a key',
    why: 'keys are replaced and budgets capped',
    for: ['secret-audit', 'hardening'],
  },
  { what: 'Monitoring and alert channels', why: 'an alert reaches a person', for: ['monitoring'] },
];

/** The access checklist for what a plan delivers. */
export function accessNeeds(delivered: ReadonlySet<DeliverableId>): readonly AccessNeed[] {
  return NEEDS.map(({ what, why, for: some }) => ({
    what,
    why,
    needed: some.some((one) => delivered.has(one)),
  }));
}
