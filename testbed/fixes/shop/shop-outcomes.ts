import { all, type Outcome } from '../audit-kits.ts';

const BY_TOKEN = [
  'authentication/tampered-token',
  'authentication/unsigned-token',
  'cors/origin-allow-list',
  'exposure/stack-trace',
  'input/malformed',
  'input/oversized',
  'input/unknown-fields',
  'limits/login',
  'logging/request-id',
];
const BY_COOKIE = ['cookies/http-only', 'cookies/same-site', 'cookies/secure', 'csrf/cross-site-write'];
const HEADERS = 'web/security-headers';

interface ByIdentity<Value> {
  readonly token: Value;
  readonly cookie: Value;
}

/** What is asked of a shop that knows its customers by token, and by cookie. */
export const ASKED: ByIdentity<readonly string[]> = { token: [...BY_TOKEN, HEADERS], cookie: BY_COOKIE };

export const RED: ByIdentity<Outcome> = {
  token: { ...all(BY_TOKEN, 'fail'), [HEADERS]: 'advice' },
  cookie: all(BY_COOKIE, 'fail'),
};

export const GREEN: ByIdentity<Outcome> = {
  // A limit that counts by address cannot be told from one for everybody: that is said.
  token: { ...all(BY_TOKEN, 'pass'), [HEADERS]: 'pass', 'limits/login': 'advice' },
  cookie: all(BY_COOKIE, 'pass'),
};
