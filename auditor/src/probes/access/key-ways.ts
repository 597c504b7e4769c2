import type { Ask } from '../../io/lane.ts';

/** A place in a request where products look for an API key. */
export interface KeyWay {
  readonly name: string;
  readonly put: (key: string) => Pick<Ask, 'headers' | 'query'>;
}

const inHeader = (name: string): KeyWay => ({
  name,
  put: (key) => ({ headers: { [name.toLowerCase()]: key } }),
});
const inQuery = (name: string): KeyWay => ({ name: `?${name}=`, put: (key) => ({ query: { [name]: key } }) });
const asScheme = (scheme: string): KeyWay => ({
  name: `Authorization: ${scheme}`,
  put: (key) => ({ headers: { authorization: `${scheme} ${key}` } }),
});

/** The places that API products document; several are often read by code of different age, and only one asks for scopes. */
export const KEY_WAYS: readonly KeyWay[] = [
  asScheme('Bearer'),
  inHeader('X-Api-Key'),
  inHeader('Api-Key'),
  inHeader('X-API-Token'),
  inHeader('X-Auth-Token'),
  asScheme('ApiKey'),
  inQuery('api_key'),
];
