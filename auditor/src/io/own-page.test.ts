import { describe, expect, test } from 'vitest';
import { json } from './fixtures/small-server.ts';
import { trialRun } from './fixtures/trial-run.ts';
import { fromOwnPage } from './own-page.ts';

const APP = 'https://app.example.test';

test.each<[string, string | undefined, string, 'GET' | 'POST', object]>([
  ['a read beside the page', APP, APP, 'GET', { 'sec-fetch-site': 'same-origin' }],
  ['a change beside the page', APP, APP, 'POST', { 'sec-fetch-site': 'same-origin', origin: APP }],
  [
    'a read on another host',
    APP,
    'https://api.example.test',
    'GET',
    { 'sec-fetch-site': 'same-site', origin: APP },
  ],
  [
    'a change on a sub-domain of a tenant',
    APP,
    'https://acme.app.example.test',
    'POST',
    { 'sec-fetch-site': 'same-origin', origin: 'https://acme.app.example.test' },
  ],
  ['a change where no page is known', undefined, APP, 'POST', { 'sec-fetch-site': 'same-origin' }],
])('%s', (_, app, origin, method, expected) => {
  expect(fromOwnPage({ app, origin, method })).toEqual(expected);
});

describe('a session in a cookie', () => {
  const serve: Parameters<typeof trialRun>[0]['serve'] = (_, response) => json(response, 200, {});
  const identities = { ana: { cookie: 'sid=${ANA}' }, bea: { bearer: '${BEA}' } };
  const env = { ANA: 'ana-0123456789', BEA: 'bea-0123456789' };

  test('is used as by a page of the product, a token as by a program', async () => {
    await using run = await trialRun({ target: { identities }, env, serve });
    const { world } = run.live;
    await world.exchange('t#1', 't', { method: 'GET', path: '/me', as: 'ana' });
    await world.exchange('t#2', 't', { method: 'GET', path: '/me', as: 'bea' });
    await world.exchange('t#3', 't', { method: 'GET', path: '/me' });
    expect(run.visits.map(({ headers }) => headers['sec-fetch-site'])).toEqual([
      'same-origin',
      undefined,
      undefined,
    ]);
  });

  test('is used from elsewhere where a question is about that', async () => {
    await using run = await trialRun({ target: { identities }, env, serve });
    const headers = { origin: 'https://evil.example' };
    await run.live.world.exchange('t#1', 't', { method: 'POST', path: '/a', as: 'ana', headers });
    expect(run.visits[0]?.headers).toMatchObject(headers);
    expect(run.visits[0]?.headers).not.toHaveProperty('sec-fetch-site');
  });
});
