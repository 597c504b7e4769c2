import type { Profile } from '../../core/profile.ts';
import type { Answer, Standing } from './standing.ts';

/** What only the founder knows and advice depends on. */
export const SITUATION = {
  'internal-data': 'Does the bot touch data of a company’s own systems?',
  'users-waiting': 'Are users already waiting to be let in?',
} as const;

export type Situation = keyof typeof SITUATION;

/** Do it yourself or get help, as the articles draw the line. */
export interface Advice {
  readonly advice: 'do-it-yourself' | 'get-help' | 'nothing-to-do';
  readonly because: string;
  /** Signals that hold, in words. */
  readonly signals: readonly string[];
  /** What would have to be known to be sure. */
  readonly open: readonly string[];
}

const SIGNALS: readonly { readonly text: string; readonly places: readonly string[] }[] = [
  { text: 'it is uncertain who gets in', places: ['authentication', 'authorization'] },
  { text: 'secrets are exposed, or may be', places: ['secrets'] },
  { text: 'environments have drifted apart, or may have', places: ['deployment'] },
  { text: 'monitoring is missing', places: ['monitoring'] },
];

const TOGETHER: readonly (readonly string[])[] = [
  ['deployment'],
  ['authentication', 'authorization', 'secrets'],
  ['email-auth'],
];

/**
 * Two of the four signals and a bot that touches internal data; or users who are waiting; or deployment, security and mail all
 * open: then the articles advise help. Otherwise the kits do.
 */
export function adviceOf(
  standing: Standing,
  profile: Profile,
  answers: { readonly [id in Situation]?: Answer | undefined },
): Advice {
  const troubled = (ids: readonly string[]) =>
    standing.places.some((one) => ids.includes(one.id) && isTrouble(one.status));
  const signals = SIGNALS.filter(({ places }) => troubled(places)).map(({ text }) => text);
  const blocked = standing.places.some((one) => isTrouble(one.status));
  const internal = answers['internal-data'] ?? (profile.id === 'internal-ops' ? 'yes' : 'unknown');
  const waiting = answers['users-waiting'] ?? 'unknown';
  if (!blocked) {
    return { advice: 'nothing-to-do', because: 'every gate and row passed', signals, open: [] };
  }
  const help = (because: string): Advice => ({ advice: 'get-help', because, signals, open: [] });
  if (TOGETHER.every(troubled)) return help('deployment, security and mail delivery are all open at once');
  if (signals.length >= 2 && internal === 'yes')
    return help(`${signals.length} of four signals hold, and the bot touches internal data`);
  if (waiting === 'yes') return help('users are already waiting, and something still blocks the launch');
  const open = [
    ...(signals.length >= 2 && internal === 'unknown' ? [SITUATION['internal-data']] : []),
    ...(waiting === 'unknown' ? [SITUATION['users-waiting']] : []),
  ];
  return {
    advice: 'do-it-yourself',
    because: `${signals.length} of four signals hold; the kits bring the fixes (\`npx launch-ready fix\`)`,
    signals,
    open,
  };
}

function isTrouble(status: string): boolean {
  return status === 'fail' || status === 'unproven';
}
