import { answerOf } from '../core/exchange.ts';
import { ServedFile } from '../evidence/served-file.ts';
import type { Observer } from '../io/probe.ts';
import { findSecretsIn } from '../secrets/find-secrets.ts';
import { toldOf } from '../secrets/told.ts';

/** The most that is searched of one file: larger bundles are cut where they are fetched. */
const SEARCHED = 16_000_000;

/** Looks for credentials in what anybody can load: pages, scripts, source maps. Sees the whole file, before it is cut or redacted. */
export const servedFile: Observer = {
  id: 'served-file',
  yields: [ServedFile.kind],
  traffic: ['served-bundle'],
  see({ exchange, operation, rawBody }) {
    const answer = answerOf(exchange);
    const { method, url } = exchange.request;
    if (answer === undefined || operation !== undefined || answer.status >= 300) return [];
    if (method !== 'GET' || exchange.as !== 'nobody' || !URL.canParse(url)) return [];
    const path = new URL(url).pathname;
    const common = { path, exchange: exchange.id };
    return [
      { key: path, draft: ServedFile.of(common) },
      ...findSecretsIn(rawBody.slice(0, SEARCHED)).map((match) => ({
        key: `${path} ${match.rule.id} ${match.at}`,
        draft: ServedFile.of({ ...common, sighting: toldOf(match, path) }),
      })),
    ];
  },
};
