import { createHmac } from 'node:crypto';
import { jsonOf, type Reply, type Visit } from '../reply.ts';

const SECRET = 'a-key-of-the-project';
export const API_KEY = 'AIzaSyA-0123456789abcdefghijklmnopqrstu';

const ACCOUNTS = [
  { localId: 'Yk3mP0aNaT4v', email: 'ana@acme.test', password: 'word-of-ana-1' },
  { localId: 'Qz8rB1eAs7wX', email: 'bea@globex.test', password: 'word-of-bea-1' },
];

/** Identity Platform's sign-in and look-up. */
export function accounts({ path, query, body }: Visit): Reply {
  if (query.get('key') !== API_KEY) return failure(400, 'API_KEY_INVALID');
  const given = jsonOf(body);
  if (path.endsWith(':signInWithPassword')) {
    const account = ACCOUNTS.find(
      (one) => one.email === given['email'] && one.password === given['password'],
    );
    if (account === undefined) return failure(400, 'INVALID_LOGIN_CREDENTIALS');
    const { localId, email } = account;
    return { status: 200, body: { localId, email, idToken: tokenOf(localId), expiresIn: '3600' } };
  }
  const localId = uidOf(String(given['idToken']));
  return localId === undefined
    ? failure(400, 'INVALID_ID_TOKEN')
    : { status: 200, body: { users: [{ localId }] } };
}

/** The account that a token was issued to. */
export function uidOf(token: string): string | undefined {
  const { localId } = ACCOUNTS.find((one) => tokenOf(one.localId) === token) ?? {};
  return localId;
}

export function failure(status: number, message: string): Reply {
  return { status, body: { error: { code: status, message, status: message } } };
}

function tokenOf(uid: string): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256' })}.${part({ sub: uid, user_id: uid })}`;
  return `${signed}.${createHmac('sha256', SECRET).update(signed).digest('base64url')}`;
}
