import { defineCheck, gate, row, step } from '../../core/check.ts';
import { decideEach } from '../../core/verdict.ts';
import { TenantSelector } from '../../evidence/object-read.ts';
import { decideRead } from '../access.ts';

/** The tenant comes from the session, not from the request. */
export const tenantSelector = defineCheck({
  id: 'authorization/tenant-selector',
  decides: [row('authorization'), gate('authorization'), step('B2'), step('M2'), step('H3')],
  title: 'The tenant comes from the session, not from the request',
  why: 'If a header or field decides the tenant, any customer can become any other by changing one word.',
  passes:
    "With one's own credential, naming another customer's tenant in a header, the query or the body, or naming none, shows nothing of theirs.",
  sources: [
    { article: 'b2b-onboarding', step: 2 },
    { article: 'marketplace-onboarding', step: 2 },
    { article: 'team-handover', step: 3 },
    { owasp: 'API1:2023' },
    { cwe: 639 },
    { cwe: 290 },
  ],
  needs: { selections: TenantSelector },
  judge: ({ selections }) => decideEach(selections, decideRead),
  absentKey: 'tenants',
  fix: {
    minutes: 60,
    deliverable: 'hardening',
    steps: [
      'Take the tenant from the verified session; use a tenant in the request only to choose among those the caller belongs to.',
      'Refuse a request whose tenant is empty or unknown.',
    ],
    kits: ['row-level-security'],
  },
});
