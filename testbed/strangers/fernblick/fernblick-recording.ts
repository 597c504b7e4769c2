import { createHarClient, type Click } from '../har-client.ts';
import { FERNBLICK_ENV, fernblickTarget } from './fernblick-target.ts';

interface Somebody {
  readonly name: 'ana' | 'bea';
  readonly org: 'acme' | 'globex';
}

/** What a founder who clicked twice through Fernblick writes: who there is and where the recordings are. */
export function recordedTarget(port: number) {
  const { schema, product, profile, api, consent, network, identities, limits } = fernblickTarget(port);
  const har = { ana: './ana.har', bea: './bea.har' };
  return { schema, product, profile, api, consent, network, identities, routes: { har }, limits };
}

/** Clicks through Fernblick once as its front end would: makes one of each thing, looks at it, changes it. */
export async function recordFernblick(port: number, { name, org }: Somebody): Promise<string> {
  const { click, har } = createHarClient({ origin: `http://${org}.app.test`, port });
  let token = '';
  const ask = async (path: string) => (await click({ path })).json;
  const change = (order: Click) => click({ ...order, headers: { 'X-Fern-Form': token } });
  const newToken = async () => {
    token = textAt(await ask('/session/form'), 'form', 'csrf');
  };
  const [heading, about] =
    name === 'ana'
      ? ['Harbour rebuild', 'What we build at the pier']
      : ['Winter range', 'What the shops will sell'];

  await ask('/');
  await ask('/api/pulse');
  await ask('/legal/terms');
  await newToken();
  await change({
    method: 'POST',
    path: '/session/new',
    json: { mail: `${name}@${org}.test`, passphrase: name === 'ana' ? FERNBLICK_ENV.ANA : FERNBLICK_ENV.BEA },
  });
  await newToken();
  await ask('/api/whoami');
  await ask('/api/alerts');
  await ask('/api/ledger');
  await change({ method: 'PATCH', path: '/api/whoami', json: { nick: `${name} of ${org}` } });
  await ask('/api/boards');

  const made = await change({ method: 'POST', path: '/api/boards', json: { heading, about } });
  const board = textAt(made.json, 'board', 'slug');
  await ask(`/api/boards/${board}`);
  await change({ method: 'PUT', path: `/api/boards/${board}`, json: { about: `${about}, and when` } });
  await change({ method: 'PUT', path: `/api/boards/${board}/star` });
  await ask(`/api/boards/${board}/cards`);
  const card = await change({
    method: 'POST',
    path: `/api/boards/${board}/cards`,
    json: { text: 'Ask the harbour master for the tide table' },
  });
  await ask(`/api/boards/${board}/cards/${textAt(card.json, 'card', 'number')}`);
  await ask('/api/boards');

  await ask('/api/papers');
  const brought = await change({
    method: 'POST',
    path: '/api/papers',
    file: { field: 'paper', name: 'notes.txt', text: `Notes of ${name} about the ${heading.toLowerCase()}` },
  });
  const paper = textAt(brought.json, 'paper', 'slug');
  await ask('/api/papers');
  await ask(`/api/papers/${paper}`);
  await change({
    method: 'POST',
    path: '/api/ask',
    json: { question: `What do my papers say about the ${heading}?` },
  });
  await change({ method: 'DELETE', path: `/api/papers/${paper}` });
  await change({ method: 'DELETE', path: `/api/boards/${board}` });
  await change({ method: 'POST', path: '/session/end' });
  return har();
}

function textAt(json: { readonly [key: string]: unknown }, key: string, field: string): string {
  const inner = json[key];
  const value =
    typeof inner === 'object' && inner !== null
      ? Object.entries(inner).find(([one]) => one === field)?.[1]
      : undefined;
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new Error(`no ${key}.${field} in ${JSON.stringify(json)}`);
  return String(value);
}
