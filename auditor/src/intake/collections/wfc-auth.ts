import type { Json } from '../../core/operation.ts';
import { isPrivateField } from '../recording/secrets.ts';
import { parseJson } from '../recording/body.ts';
import { referenceTo, type AccountDraft } from '../draft/account.ts';
import { formatJsonPath } from '../json-path.ts';
import { isObject, listOf, objectOf, textOf, type JsonObject } from '../json.ts';
import type { Problem } from '../problem.ts';
import { failure, success, type Result } from '../result.ts';
import { readYaml } from '../yaml-source.ts';

interface AccountsRead {
  readonly accounts: readonly AccountDraft[];
  readonly notices: readonly Problem[];
}

const MAX_LENGTH = 1024 * 1024;

/**
 * Reads the accounts of a Web Fuzzing Commons auth file. Its secrets are written out there; here each becomes the name of a
 * variable, and the value is not kept.
 *
 * @see https://github.com/WebFuzzing/Commons/blob/master/src/main/resources/wfc/schemas/auth.yaml
 */
export function readWfcAuth(text: string, file: string): Result<AccountsRead, readonly Problem[]> {
  const { source, problems } = readYaml(text.replace(/^\uFEFF/, ''), file, MAX_LENGTH);
  if (source === undefined) return failure(problems);
  const entries = listOf(objectOf(source.json)['auth']).map((one) => objectOf(one));
  const problem = (message: string, level: Problem['level']): Problem => ({ level, file, message });
  if (entries.length === 0)
    return failure([problem('is no Web Fuzzing Commons auth file: it has no list "auth"', 'error')]);
  const template = objectOf(objectOf(source.json)['authTemplate']);
  const accounts: AccountDraft[] = [];
  const notices: Problem[] = [];
  for (const [index, entry] of entries.entries()) {
    const name = labelOf(textOf(entry['name']) ?? `user${index + 1}`);
    const account = accountOf(name, merged(template, entry));
    if (typeof account === 'string') notices.push(problem(`${name} is left out: ${account}`, 'notice'));
    else accounts.push(account);
  }
  return accounts.length === 0
    ? failure(notices.map((one) => ({ ...one, level: 'error' as const })))
    : success({ accounts, notices });
}

/** What the template says holds unless the entry says otherwise, also one level down. */
function merged(template: JsonObject, entry: JsonObject): JsonObject {
  const result: Record<string, Json> = { ...template };
  for (const [key, value] of Object.entries(entry)) {
    const below = result[key];
    result[key] = isObject(below) && isObject(value) ? { ...merged(below, value) } : value;
  }
  return result;
}

function labelOf(name: string): string {
  const label = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9_.@-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|-+$/g, '');
  return label === '' ? 'user' : label.slice(0, 64);
}

/** The account, or why it cannot be used. */
function accountOf(name: string, entry: JsonObject): AccountDraft | string {
  if (isObject(entry['loginEndpointAuth'])) return withLogin(name, entry['loginEndpointAuth']);
  const headers = headersOf(entry['fixedHeaders']);
  const authorization = headers.find((one) => one.name.toLowerCase() === 'authorization');
  if (authorization !== undefined) {
    const isBearer = /^bearer\s/i.test(authorization.value);
    return isBearer
      ? { name, credential: { bearer: referenceTo(name, 'token') } }
      : {
          name,
          credential: { apiKey: { header: 'Authorization', value: referenceTo(name, 'authorization') } },
        };
  }
  const [first] = headers;
  if (first === undefined) return 'it has neither headers nor a login';
  if (first.name.toLowerCase() === 'cookie')
    return { name, credential: { cookie: referenceTo(name, 'cookie') } };
  return { name, credential: { apiKey: { header: first.name, value: referenceTo(name, 'key') } } };
}

function headersOf(json: Json | undefined): readonly { readonly name: string; readonly value: string }[] {
  return listOf(json).flatMap((one) => {
    const name = textOf(objectOf(one)['name']);
    return name === undefined ? [] : [{ name, value: textOf(objectOf(one)['value']) ?? '' }];
  });
}

function withLogin(name: string, login: JsonObject): AccountDraft | string {
  const path = textOf(login['endpoint']);
  if (path === undefined || !path.startsWith('/'))
    return 'its login is on another server; add a bearer token or a cookie by hand';
  if (textOf(login['verb']) !== 'POST' && login['verb'] !== undefined) return 'its login is no POST';
  const fields = fieldsOf(name, login);
  if (fields === undefined) return 'the body of its login cannot be read';
  const token = objectOf(login['token']);
  const pointer = textOf(token['extractFromField']) ?? textOf(token['extractSelector']);
  const tokenPath = pointer === undefined ? {} : { token: pathFrom(pointer) };
  const isForm = /x-www-form-urlencoded/.test(textOf(login['contentType']) ?? '');
  return {
    name,
    credential: { login: isForm ? { form: path, fields } : { post: path, json: fields, ...tokenPath } },
  };
}

function fieldsOf(name: string, login: JsonObject): JsonObject | undefined {
  const pair = objectOf(login['payloadUserPwd']);
  const [user, password] = [textOf(pair['usernameField']), textOf(pair['passwordField'])];
  if (user !== undefined && password !== undefined)
    return { [user]: textOf(pair['username']) ?? '', [password]: referenceTo(name, 'password') };
  const raw = textOf(login['payloadRaw']) ?? '';
  const json =
    parseJson(raw) ?? (raw.includes('=') ? Object.fromEntries(new URLSearchParams(raw)) : undefined);
  if (!isObject(json)) return undefined;
  return Object.fromEntries(
    Object.entries(json).map(([key, value]) => [key, isPrivateField(key) ? referenceTo(name, key) : value]),
  );
}

/** `/data/token` is `$.data.token` (RFC 6901). */
function pathFrom(pointer: string): string {
  const keys = pointer
    .split('/')
    .filter((one) => one !== '')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return formatJsonPath(keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key)));
}
