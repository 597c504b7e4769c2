import { expect, test } from 'vitest';
import { tokenInUrl as check } from '../checks/authentication/token-in-url.ts';
import { addressWithToken } from '../observers/address-with-token.ts';
import { operationOf, rehearse, type Visit } from '../io/rehearsal.ts';
import { tokenInUrl } from './token-in-url.ts';

type Believes = (visit: Visit) => boolean;

async function verdict(
  identity: 'bearer' | 'cookie' | 'apiKey',
  believes: Believes,
  body: unknown = { name: 'Ana' },
) {
  const given = {
    bearer: { bearer: '${ANA}' },
    cookie: { cookie: 'sid=${ANA}' },
    apiKey: { apiKey: { header: 'X-Api-Key', value: '${ANA}' } },
  };
  const { evidence, requests, planned } = await rehearse({
    probe: tokenInUrl,
    observers: [addressWithToken],
    target: { consent: 'owner', identities: { ana: { tenant: 'acme', ...given[identity] } } },
    operations: [operationOf('GET /me')],
    serve: (visit) => {
      const { authorization, cookie, 'x-api-key': key } = visit.headers;
      const given = `${authorization ?? ''} ${cookie ?? ''} ${String(key)}`;
      const known = given.includes('ana-secret-1') || believes(visit);
      return known ? { body } : { status: 401, body: { error: 'sign in' } };
    },
  });
  expect(requests).toBeLessThanOrEqual(planned);
  const of = (kind: string) => ({ evidence: evidence.filter((one) => one.kind === kind), missing: [] });
  return check.judge({ tries: of('token-in-url'), addresses: of('address-with-token') }).status;
}

const nowhere: Believes = () => false;
const inQuery =
  (name: string): Believes =>
  ({ query }) =>
    query.get(name) === 'ana-secret-1';

test.each<[string, 'bearer' | 'cookie' | 'apiKey', Believes, string]>([
  ['a token is taken from headers only', 'bearer', nowhere, 'pass'],
  ['a token is taken from the address', 'bearer', inQuery('access_token'), 'fail'],
  ['a key is taken from the address', 'apiKey', inQuery('api_key'), 'fail'],
  ['a session is taken from the address', 'cookie', inQuery('sid'), 'fail'],
  ['anything at all is taken there', 'bearer', ({ query }) => query.has('token'), 'unproven'],
])('%s', async (_, identity, believes, status) => {
  expect(await verdict(identity, believes)).toBe(status);
}); // prettier-ignore

test('a link with the token in it is handed out', async () => {
  expect(await verdict('bearer', nowhere, { socket: '/live?token=ana-secret-1' })).toBe('fail');
});
