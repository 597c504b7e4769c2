/** Something about a product that no machine can see from outside, and that somebody may answer for. */
export interface Claim {
  /** Key of the target file's `attested:`. Never renamed. */
  readonly id: ClaimId;
  /** What is asked of the founder. Yes is the good answer. */
  readonly asks: string;
  /** What would convince a person who was not there. */
  readonly evidence: string;
}

export const CLAIM_IDS = [
  'credential-owners',
  'log-service',
  'one-login',
  'conversation-readers',
  'tested-deploys',
  'checklists',
  'incident-roles',
  'vendor-list',
  'invitation-plan',
  'ticket-load',
  'rollback-tried',
  'alerts-tried',
] as const;

export type ClaimId = (typeof CLAIM_IDS)[number];

const ASKED: { readonly [Id in ClaimId]: Omit<Claim, 'id'> } = {
  'credential-owners': {
    asks: 'Does a person own each credential of a third party, and know how to replace it?',
    evidence: 'the list of credentials with their owners',
  },
  'log-service': {
    asks: 'Do logs go to a place where they are kept and can be searched, beyond what console.log prints?',
    evidence: 'the address of the log service, or how the logs are collected',
  },
  'one-login': {
    asks: 'Does one system alone decide who is logged in, and does it end every session that it began?',
    evidence: 'a note on how accounts, sessions and tokens hang together',
  },
  'conversation-readers': {
    asks: 'Is it written down who may read which conversation, your own people included?',
    evidence: 'the page that says so',
  },
  'tested-deploys': {
    asks: 'Does production come from an automated pipeline that runs tests first?',
    evidence: 'the pipeline’s file or a link to its last run',
  },
  checklists: {
    asks: 'Are there checklists for incidents, failed deploys and key rotation, where the team finds them?',
    evidence: 'where they are kept',
  },
  'incident-roles': {
    asks: 'Is it settled who decides, who repairs and who tells customers in an incident, and do they know it?',
    evidence: 'the names, and where the team finds them',
  },
  'vendor-list': {
    asks: 'Is there a list of all vendors, each with its owner and what happens when it fails?',
    evidence: 'the list',
  },
  'invitation-plan': {
    asks: 'Will paying communities be invited only after a first small group has used the product for some days?',
    evidence: 'the plan of the first invitations',
  },
  'ticket-load': {
    asks: 'How many customers were onboarded in the first week, and how many tickets did they open?',
    evidence: 'the count of your support inbox',
  },
  'rollback-tried': {
    asks: 'Was a rollback of production tried, and how many minutes did it take?',
    evidence: 'the deploys’ log of that day',
  },
  'alerts-tried': {
    asks: 'Was an alert provoked, and how many minutes later did it reach a person?',
    evidence: 'the alert as it arrived',
  },
};

export function claimOf(id: ClaimId): Claim {
  return { id, ...ASKED[id] };
}
