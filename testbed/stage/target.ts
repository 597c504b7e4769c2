import type { Person } from '../src/people.ts';
import { KEYS, targetOf } from '../src/target-file.ts';
import { attestedOn } from './attested.ts';
import type { Edge } from './edge.ts';
import { monitoringOf, type MonitoringOptions } from './monitoring.ts';
import { CANONICAL, DOMAIN, HOSTS, SELECTOR, SENDER } from './names.ts';

interface StageTargetOptions {
  readonly people: readonly Person[];
  readonly publicKey: string;
  /** Where an audit may listen for webhooks. */
  readonly listener: string;
  /** Where a file takes a part of production away. */
  readonly outages: string;
  readonly edge: Pick<Edge, 'http' | 'https'>;
  readonly resolver: string;
  readonly monitoring: MonitoringOptions;
}

/** What a founder writes about a launch: everything about the product, and everything around it. */
export function stageTarget(options: StageTargetOptions) {
  const { people, publicKey, listener, outages, edge, resolver, monitoring } = options;
  const hosts = Object.values(HOSTS).flatMap((host) => [
    [`${host}:443`, edge.https],
    [`${host}:80`, edge.http],
  ]);
  return {
    ...targetOf({ url: CANONICAL, directory: outages, inbox: monitoring.inbox, listener, people, publicKey }),
    domain: {
      name: DOMAIN,
      mailFrom: SENDER,
      canonical: CANONICAL,
      hosts: ['app', 'api', 'staging'],
      selectors: [SELECTOR],
      message: './mail.eml',
    },
    network: { resolver, ca: './ca.pem', hosts: Object.fromEntries(hosts) },
    logs: ['./logs/production.log'],
    bundle: './current/chatbot/src/web/assets',
    environments: {
      staging: './.env.staging',
      production: './.env.production',
      rollback: { run: './ops/rollback.sh', forward: './ops/deploy.sh' },
    },
    monitoring: monitoringOf(monitoring),
    handover: {
      ...KEYS,
      incident: './repository/docs/handover/incident.md',
      failedDeploy: './repository/docs/handover/failed-deploy.md',
      keyRotation: './repository/docs/handover/key-rotation.md',
    },
    attested: attestedOn(new Date().toISOString().slice(0, 10)),
    // Half as much again as a whole run has been seen to use.
    limits: { modelTokens: 1_000_000, mails: 220 },
  };
}
