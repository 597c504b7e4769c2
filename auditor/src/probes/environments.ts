import type { Target } from '../core/target.ts';
import { Environments } from '../evidence/deployment.ts';
import { hostOf } from '../intake/hosts.ts';
import { gathered, type Probe } from '../io/probe.ts';

/** Compares the environments that the target file names. Nothing is sent. */
export const environments: Probe = {
  id: 'environments',
  yields: [Environments.kind],
  plan({ target }) {
    const { development, staging, production } = target.environments ?? {};
    if (production === undefined || (staging ?? development) === undefined) {
      const left = {
        kind: Environments.kind,
        what: 'the variables of the environments',
        because: 'two environments are needed to compare them',
        add: 'environments: { staging: .env.staging, production: .env.production }',
      };
      return { cells: [], leftOut: [left] };
    }
    const cell = {
      id: 'environments/compare',
      probe: 'environments',
      title: 'are the environments separate, and does production lack nothing?',
      identities: [],
      phase: 'passive',
      effect: 'read',
      cost: { requests: 0, tokens: 0, mails: 0 },
      yields: [Environments.kind],
      run: async (lane) =>
        gathered(Environments.of({ ...(await lane.readEnvironments()), own: [...ownHosts(target)] })),
    } as const satisfies ReturnType<Probe['plan']>['cells'][number];
    return { cells: [cell], leftOut: [] };
  },
};

/** Hosts of the product by the founder's own word, whatever their names look like. */
function ownHosts({ app, api, domain }: Target): readonly string[] {
  const addresses = [app, api, domain?.canonical].flatMap((one) =>
    one === undefined ? [] : [new URL(one).hostname],
  );
  const names =
    domain === undefined ? [] : [domain.name, ...domain.hosts.map((one) => hostOf(one, domain.name))];
  return [...new Set([...addresses, ...names])];
}
