import { Environments } from '../evidence/deployment.ts';
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
      run: async (lane) => gathered(Environments.of(await lane.readEnvironments())),
    } as const satisfies ReturnType<Probe['plan']>['cells'][number];
    return { cells: [cell], leftOut: [] };
  },
};
