import type { BodySpec, Json } from '../../core/operation.ts';
import { exampleBody } from '../fill-body.ts';
import { isObject } from '../json.ts';

/** Who signs up. */
export interface NewAccount {
  readonly name: string;
  readonly mail: string;
  readonly password: string;
  readonly tenant: string;
}

/** The same fields as placeholders of a target file. */
export const AS_PLACEHOLDERS: NewAccount = {
  name: '{{name}}',
  mail: '{{email}}',
  password: '{{password}}',
  tenant: '{{workspace}}',
};

const MAIL = /mail/i;
const PASSWORD = /pass|pwd/i;
const COMPANY = /workspace|organi[sz]ation|org|tenant|team|company|account_?name|business/i;
const AGREED = /terms|accept|agree|consent|tos|privacy|gdpr/i;
const PERSON = /^(?:(?:full|display|first|last|given|family|user|sur)?_?name|nick(?:_?name)?|handle)$/i;

/**
 * The body of a sign-up for an account: fields are known by their names, the rest is what the description offers.
 *
 * @param user the field that the login asks for: what stands there is what one logs in with
 */
export function signupBody(body: BodySpec | undefined, account: NewAccount, user?: string): Json {
  const { value } = exampleBody(body, () => account.name);
  const known =
    isObject(value) && (body?.schema !== undefined || body?.example !== undefined) ? value : USUAL;
  const whole = filled(known, account);
  return user !== undefined && isObject(whole) && user in whole ? { ...whole, [user]: account.mail } : whole;
}

const USUAL: Json = { email: '', password: '' };

function filled(value: Json, account: NewAccount, name = ''): Json {
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, account, key)]));
  if (typeof value === 'boolean') return AGREED.test(name) ? true : value;
  if (typeof value !== 'string') return value;
  if (MAIL.test(name)) return account.mail;
  if (PASSWORD.test(name)) return account.password;
  if (COMPANY.test(name)) return account.tenant;
  return PERSON.test(name) ? account.name : value;
}
