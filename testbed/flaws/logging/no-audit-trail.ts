import { defineFlaw } from '../define-flaw.ts';

/** The audit trail is there, and nothing is written to it. */
export const noAuditTrail = defineFlaw({
  id: 'no-audit-trail',
  family: 'logging',
  breaks: 'Nobody can tell afterwards who made a key or changed a role.',
  lowers: ['the writing of the audit trail'],
  seenIn: 'CWE-778; articles: logging and audit trail',
  mustFail: ['logging/audit-trail'],
  policies: () => ({ logs: { isNoted: () => false } }),
});
