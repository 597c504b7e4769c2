/** What a team gets done between the verdict and the launch, in the words of the articles. */
export interface Deliverable {
  readonly id: DeliverableId;
  readonly title: string;
  /** What is handed over when it is done. */
  readonly delivers: string;
}

export const DELIVERABLE_IDS = [
  'secret-audit',
  'dns-edge',
  'email-auth',
  'edge-protection',
  'hardening',
  'performance',
  'deployment',
  'monitoring',
  'handover',
] as const;

export type DeliverableId = (typeof DELIVERABLE_IDS)[number];

const TITLES: { readonly [Id in DeliverableId]: Omit<Deliverable, 'id'> } = {
  'secret-audit': {
    title: 'Secret audit, hardened environments, rotation plan',
    delivers: 'no secret in reach of a browser or a repository, and new ones in place of those that were',
  },
  'dns-edge': {
    title: 'DNS clean-up, redirects, sub-domains, certificates',
    delivers: 'one canonical address, valid certificates and no stale record',
  },
  'email-auth': {
    title: 'SPF, DKIM and DMARC with a test',
    delivers: 'mail that passes, shown by a received message',
  },
  'edge-protection': {
    title: 'Protection and safer settings at the edge',
    delivers: 'a proxy in front, HTTPS only, static files cached',
  },
  hardening: {
    title: 'Hardening of login, access, limits and the chatbot',
    delivers: 'every proven failure mended, and its proof tried again',
  },
  performance: {
    title: 'Caching and faster answers',
    delivers: 'routes under the bound of the profile',
  },
  deployment: {
    title: 'Production deployment and rollback notes',
    delivers: 'production with its own environment, and a way back that was tried',
  },
  monitoring: {
    title: 'Uptime monitoring and alert routing',
    delivers: 'a monitor every minute, and an alert that reached a person',
  },
  handover: {
    title: 'Handover checklist, runbooks and owners',
    delivers: 'papers by which a small team runs it without guessing',
  },
};

export function deliverableOf(id: DeliverableId): Deliverable {
  return { id, ...TITLES[id] };
}
