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
  { gate: 'chat-safety', flaw: 'html-comment-instructs' },
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

const CustomersSchema = z.looseObject({
  identities: z.record(z.string(), z.looseObject({ tenant: z.string().optional() })),
  chat: z.looseObject({}),
});

/** Nobody of another tenant, and no cap on a budget that is somebody else's. */
function withOneCustomer(target: Target): Target {
  const { identities, chat, ...others } = CustomersSchema.parse(target);
  const first = Object.values(identities).find(({ tenant }) => tenant !== undefined)?.tenant;
  const { budget: _, ...talk } = chat;
  const insiders = Object.entries(identities).filter(([, { tenant }]) => tenant === first);
  return { ...others, chat: talk, identities: Object.fromEntries(insiders) };
}
