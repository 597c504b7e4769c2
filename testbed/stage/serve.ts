import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs, parseEnv } from 'node:util';
import type * as Chatbot from '@launch-ready/chatbot';
import { applyFlaws } from '../flaws/apply-flaws.ts';
import { flawById } from '../flaws/flaw-by-id.ts';
import { CHEAP_PASSWORDS, modelFor, TIGHT } from '../src/launch-settings.ts';
import { OUTAGES } from '../src/outages.ts';
import { COMMIT_FILE } from './releases.ts';

/**
 * Starts the chatbot of one release with the variables of one environment, as its production entry does, and with flaws, as only
 * the testbed can. It says where it is in one line of JSON and ends with its parent.
 *
 *     node --conditions=launch-ready-source testbed/stage/serve.ts --release releases/1f2e3d --env-file .env.production
 */
const { values } = parseArgs({
  options: {
    release: { type: 'string', default: '.' },
    'env-file': { type: 'string', default: '.env' },
    flaw: { type: 'string', multiple: true, default: [] },
    outages: { type: 'string', default: '.' },
  },
});
const entry = join(values.release, 'chatbot', 'src', 'index.ts');
const product: typeof Chatbot = await import(pathToFileURL(entry).href);

const variables = parseEnv(readFileSync(values['env-file'], 'utf8'));
const commit = readFileSync(join(values.release, COMMIT_FILE), 'utf8').trim();
const launch = product.launchFromEnv({ ...variables, COMMIT: commit });
if (!launch.ok) throw new Error(launch.problems.join('\n'));
/** Between two words, as a fast model has it: so that a reply in the making can be watched and stopped. */
const PACE_MS = 10;

const flaws = values.flaw.map(flawById);
const { config, host, port } = launch.launch;
const { database } = config;
const outageFile = join(values.outages, OUTAGES.database);
const chatbot = await product.createChatbot({
  config: {
    ...config,
    database: database.kind === 'server' ? database : { ...database, outageFile },
    model: modelFor({ flaws, directory: values.outages, paceMs: PACE_MS }),
    tools: { outageFile: join(values.outages, OUTAGES.tool) },
    passwords: CHEAP_PASSWORDS,
    // A run does not wait for what a founder's product does in minutes.
    retrySeconds: [0.2, 0.2],
    limits: TIGHT,
  },
  policies: applyFlaws(product.defaultPolicies, flaws),
});
const { url } = await chatbot.listen(port, host);
process.stdout.write(`${JSON.stringify({ url })}\n`);

let closing = false;
async function close(): Promise<void> {
  if (closing) return;
  closing = true;
  await chatbot.close();
  process.exit(0);
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
// A parent that is gone, in whatever way, leaves a closed pipe behind.
process.stdin.once('close', () => void close()).resume();
