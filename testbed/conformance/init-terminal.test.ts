import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyOf, json, open } from '../strangers/tiny/serve.ts';
import { atTerminal, CTRL_C, ENTER, HAS_TERMINAL } from './terminal.ts';
import { workplace } from './workplace.ts';

/** A product with a sign-up that anybody may use. */
async function clubs() {
  const fields = (...names: readonly string[]) => ({
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: names,
          properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
        },
      },
    },
  });
  const paths = {
    '/api/signup': { post: { requestBody: fields('email', 'password', 'company') } },
    '/api/login': { post: { requestBody: fields('email', 'password') } },
    '/api/me': { get: {} },
  };
  const accounts = new Map<string, { readonly [key: string]: unknown }>();
  const server = await open((request, response) => {
    void (async () => {
      const sent = await bodyOf(request);
      const account = accounts.get(String(sent['email']));
      if (request.url === '/openapi.json')
        return json(response, { openapi: '3.1.0', info: { title: 'Clubs' }, paths });
      if (request.url === '/api/signup') accounts.set(String(sent['email']), sent);
      if (request.url === '/api/signup') return json(response, { ok: true });
      if (request.url === '/api/login' && account !== undefined && account['password'] === sent['password'])
        return json(response, { token: `tok-${String(sent['email'])}-0123456789` });
      const me = [...accounts.values()].find(
        (one) => request.headers.authorization === `Bearer tok-${String(one['email'])}-0123456789`,
      );
      if (request.url === '/api/me' && me !== undefined)
        return json(response, { email: me['email'], role: 'owner', company: { slug: me['company'] } });
      response.writeHead(401, { 'content-type': 'application/json' }).end('{}');
    })();
  });
  return { ...server, accounts };
}

describe.runIf(HAS_TERMINAL)('init in a terminal', () => {
  it('asks, signs two customers up, writes the file and tries it', async () => {
    const product = await clubs();
    using place = workplace();
    const { exit, screen, left } = await atTerminal(['init', product.url], place.folder, [
      [/Who is it for\?/, ENTER],
      [/yours, or may you test it\?/, 'y'],
      [/Shall ana of acme be signed up/, 'y'],
      [/E-mail address for ana/, ENTER],
      [/Shall bea of globex be signed up/, 'y'],
      [/E-mail address for bea/, `bea@globex.example${ENTER}`],
      [/second person in the first company\?/, 'n'],
      [/may be logged out and locked\?/, 'n'],
    ]);
    await product.stop();
    expect(left).toEqual([]);
    expect(exit).toBe(0);
    expect([...product.accounts.keys()]).toEqual(['ana@acme.test', 'bea@globex.example']);
    expect(screen).toContain('ana, bea: all log in and are who the file says.');
    expect(screen).not.toMatch(/Lr9-|tok-/);
    expect(readFileSync(join(place.folder, 'launch-ready.yaml'), 'utf8')).toMatch(
      / {2}bea: \{ tenant: globex, role: owner/,
    );
  });

  it('writes nothing when the person gives up', async () => {
    const product = await clubs();
    using place = workplace();
    const { exit, screen } = await atTerminal(['init', product.url], place.folder, [
      [/Who is it for\?/, ENTER],
      [/yours, or may you test it\?/, CTRL_C],
    ]);
    await product.stop();
    expect(screen).toContain('Nothing was written.');
    expect(exit).toBe(64);
    expect(() => readFileSync(join(place.folder, 'launch-ready.yaml'))).toThrow('ENOENT');
    expect(product.accounts.size).toBe(0);
  });
});
