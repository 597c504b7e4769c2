import { assert, describe, expect, test } from 'vitest';
import { TargetSchema, type TargetInput } from '../../core/target.ts';
import { discover } from '../discovery/discover.ts';
import { API, har, pieces, type Click } from '../fixtures/boards.ts';
import { readHar } from '../recording/har.ts';
import { completed } from './complete.ts';
import { sectionsSeen } from './sections.ts';

interface Who {
  readonly name: string;
  readonly org: string;
}

const ANA: Who = { name: 'ana', org: 'acme' };
const BEA: Who = { name: 'bea', org: 'globex' };

/** A product with words of its own: sub-domains, a form token, a session that is "opened" and "left". */
function visit({ name, org }: Who): readonly Click[] {
  const at = (path: string) => `https://${org}.boards.example${path}`;
  const sid = `s1d${name}0123456789abcdef`;
  const token = `f0rm${name}98765432100000`;
  const headers = { Cookie: `sid=${sid}`, 'X-Page': token };
  return [
    { url: at('/door/page'), answer: { page: { csrf: token } } },
    {
      url: at('/door/open'),
      method: 'POST',
      headers: { 'X-Page': token },
      body: { mail: `${name}@${org}.test`, passphrase: `word-of-${name}` },
      answer: { welcome: name },
      setCookie: `sid=${sid}; HttpOnly`,
    },
    {
      url: at('/api/whoami'),
      headers,
      answer: { who: { mail: `${name}@${org}.test`, house: org, rank: 'lead' } },
    },
    {
      url: at('/api/files'),
      method: 'POST',
      headers,
      bodyType: 'multipart/form-data; boundary=x',
      body: FILE,
      answer: { file: { id: `fil_${name}12345` } },
    },
    { url: at(`/api/files/fil_${name}12345`), headers, method: 'DELETE', status: 204 },
    {
      url: at('/api/ask'),
      method: 'POST',
      headers,
      body: { question: 'What do my files say?' },
      type: 'text/event-stream',
      answer:
        'event: hello\ndata: {"by":"fern"}\n\nevent: piece\ndata: {"say":"They say "}\n\nevent: piece\ndata: {"say":"nothing."}\n\n',
    },
    { url: at('/door/leave'), method: 'POST', headers, status: 204, setCookie: 'sid=; Max-Age=0' },
  ];
}

const FILE = '--x\r\nContent-Disposition: form-data; name="paper"; filename="a.txt"\r\n\r\ntext\r\n--x--\r\n';

async function seen(...people: readonly Who[]) {
  const reads = await Promise.all(
    people.map((who) =>
      readHar(pieces(har(visit(who)), 4_096), { name: who.name, file: `${who.name}.har`, api: API }),
    ),
  );
  const recordings = reads.map((read) => {
    assert(read.ok, read.ok ? '' : JSON.stringify(read.error));
    return read.value.recording;
  });
  const discovery = discover(recordings);
  return { discovery, sections: sectionsSeen({ operations: discovery.operations, recordings, discovery }) };
}

function target(more: Partial<TargetInput> = {}) {
  const identity = (tenant: string, role: string) => ({ tenant, role, bearer: '${TOKEN}' });
  const identities = {
    ana: identity('acme', 'lead'),
    bea: identity('globex', 'lead'),
    ben: identity('acme', 'member'),
  };
  return TargetSchema.parse({ schema: 1, api: API, identities, ...more });
}

describe('what two recordings show of a product', () => {
  test('is its tenancy, who one is, the way out and the bot', async () => {
    const { discovery, sections } = await seen(ANA, BEA);
    const { target: full, learned } = completed(target(), sections, discovery);
    expect(full.tenancy).toEqual({ by: 'subdomain' });
    expect(full.whoami).toEqual({
      get: '/api/whoami',
      user: '$.who.mail',
      tenant: '$.who.house',
      role: '$.who.rank',
    });
    expect(full.logout?.post).toBe('/door/leave');
    expect(full.chat).toMatchObject({
      send: { method: 'POST', path: '/api/ask' },
      body: { question: '{{prompt}}' },
      stream: { format: 'sse', event: 'piece', text: '$.say' },
      upload: { post: '/api/files', field: 'paper', id: '$.file.id', remove: '/api/files/{file}' },
    });
    expect(learned).toEqual([
      'tenancy by subdomain',
      'whoami GET /api/whoami',
      'logout POST /door/leave',
      'chat POST /api/ask',
    ]);
  });

  test('and how it logs in, with the token of its form', async () => {
    const { sections } = await seen(ANA, BEA);
    expect(sections.login).toMatchObject({
      path: '/door/open',
      user: 'mail',
      password: 'passphrase',
      csrf: { get: '/door/page', field: 'csrf', from: '$.page.csrf', header: 'x-page' },
    });
  });

  test('never goes before what the file says', async () => {
    const { discovery, sections } = await seen(ANA, BEA);
    const said = target({
      tenancy: { by: 'session' },
      whoami: { get: '/api/me' },
      logout: { post: '/bye' },
      absent: { chat: 'none' },
    });
    expect(completed(said, sections, discovery)).toEqual({ target: said, learned: [] });
  });

  test('is a key of the tenant where the label is another', async () => {
    const { discovery, sections } = await seen(ANA, BEA);
    const own = (tenant: string) => ({ tenant, bearer: '${TOKEN}' });
    const named = TargetSchema.parse({
      schema: 1,
      api: API,
      identities: { ana: own('first'), bea: own('second') },
    });
    const { target: full } = completed(named, sections, discovery);
    expect(full.tenants).toEqual({
      first: { id: 'first', host: 'acme' },
      second: { id: 'second', host: 'globex' },
    });
    // The answer about the caller does not say "first", so nobody is refused for it.
    expect(full.whoami?.tenant).toBeUndefined();
  });

  test('is not believed where it contradicts the roles of those who recorded', async () => {
    const { discovery, sections } = await seen(ANA, BEA);
    const own = (tenant: string) => ({ tenant, role: 'admin', bearer: '${TOKEN}' });
    const named = TargetSchema.parse({
      schema: 1,
      api: API,
      identities: { ana: own('acme'), bea: own('globex') },
    });
    expect(completed(named, sections, discovery).target.whoami?.role).toBeUndefined();
  });

  test('is no sub-domain when one person recorded alone', async () => {
    const { discovery } = await seen(ANA);
    expect(discovery.tenancy).toBeUndefined();
  });
});
