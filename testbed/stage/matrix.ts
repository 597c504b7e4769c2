import * as z from 'zod';
import type { Lack } from './stage.ts';

/** One gate broken on the stage, and nothing else. */
export interface Breach {
  readonly gate: string;
  /** A control of the product that is switched off … */
  readonly flaw?: string;
  /** … or something forgotten around it. */
  readonly lacks?: Lack;
}

/** Each gate of the profile that is audited on the stage, with one way to break it alone. */
export const BREACHES: readonly Breach[] = [
  { gate: 'authentication', flaw: 'jwt-signature-ignored' },
  { gate: 'authorization', flaw: 'conversation-read-idor' },
  { gate: 'secrets', flaw: 'key-in-bundle' },
  { gate: 'rate-limits', flaw: 'login-unlimited' },
  { gate: 'access-logged', flaw: 'refusals-not-logged' },
  { gate: 'onboarding', flaw: 'onboarding-error-page' },
  { gate: 'tls-redirects', lacks: 'www-certificate' },
  { gate: 'email-auth', lacks: 'dmarc' },
  { gate: 'monitoring', lacks: 'alerts' },
  { gate: 'chat-safety', flaw: 'system-prompt-leaks' },
  { gate: 'latency', flaw: 'core-route-slow' },
];

type Target = { readonly [section: string]: unknown };

/** Evidence that is withheld, and the gates that cannot be decided without it. */
export interface Gap {
  readonly name: string;
  readonly gates: readonly string[];
  readonly without: (target: Target) => Target;
}

export const GAPS: readonly Gap[] = [
  withoutSection('logout', ['authentication']),
  { name: 'second customer', gates: ['authorization'], without: withOneCustomer },
  withoutSection('repo', ['secrets']),
  withoutSection('bundle', ['secrets']),
  withoutSection('logs', ['secrets', 'access-logged']),
  withoutSection('mail', ['rate-limits', 'onboarding']),
  withoutSection('chat', ['chat-safety', 'onboarding', 'rate-limits']),
  withoutSection('journeys', ['onboarding']),
  withoutSection('domain', ['tls-redirects', 'email-auth']),
  withoutSection('monitoring', ['monitoring']),
];

function withoutSection(name: string, gates: readonly string[]): Gap {
  return {
    name,
    gates,
    without: (target) => Object.fromEntries(Object.entries(target).filter(([section]) => section !== name)),
  };
}

const IdentitiesSchema = z.record(z.string(), z.looseObject({ tenant: z.string().optional() }));

function withOneCustomer(target: Target): Target {
  const identities = Object.entries(IdentitiesSchema.parse(target['identities']));
  const first = identities.find(([, { tenant }]) => tenant !== undefined)?.[1].tenant;
  return {
    ...target,
    identities: Object.fromEntries(identities.filter(([, { tenant }]) => tenant === first)),
  };
}
