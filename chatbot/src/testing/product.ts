import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { createChatbot } from '../chatbot.ts';
import type { ConfigInput } from '../config/config.ts';
import { OUTBOX_FILE } from '../mail/mailer.ts';
import type { PolicyOverrides } from '../policies/policies.ts';

/** An answer as tests look at it. */
export type Answer = {
  readonly status: number;
  readonly json: unknown;
  readonly text: string;
  readonly headers: Headers;
};

/** What a request may carry. */
type Sent = {
  readonly token?: string;
  readonly body?: unknown;
  readonly form?: FormData | URLSearchParams | string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A person with a signed-in session. */
export type Person = {
  readonly email: string;
  readonly password: string;
  readonly token: string;
  readonly refreshToken: string;
  readonly id: string;
  readonly workspaceId: string;
};

/** A product that listens, with an outbox to read. */
export type Product = {
  readonly url: string;
  readonly send: (method: string, path: string, sent?: Sent) => Promise<Answer>;
  readonly mailedToken: (email: string) => string;
  readonly signUp: (email: string, workspaceName: string) => Promise<Person>;
  readonly join: (person: Person, workspace: Person, role: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The password of everybody in tests. */
export const PASSWORD = 'a long enough password';

/** Starts a product of its own for one test file, with cheap passwords and no log. */
export async function startProduct(
  policies: PolicyOverrides = {},
  config: Partial<ConfigInput> = {},
): Promise<Product> {
  const directory = mkdtempSync(join(tmpdir(), 'chatbot-test-'));
  const chatbot = await createChatbot({
    config: {
      jwtSecret: 'a secret for tests, long enough to pass',
      mail: { kind: 'outbox', directory },
      logs: { kind: 'silent' },
      passwords: { memoryKiB: 8, passes: 1, cheap: true },
      vouchers: ['voucher-for-tests'],
      ...config,
    },
    policies,
  });
  const { url } = await chatbot.listen(0);
  const send = (method: string, path: string, sent: Sent = {}) => request(url + path, method, sent);
  const mailedToken = (email: string) => newestToken(join(directory, OUTBOX_FILE), email);
  return {
    url,
    send,
    mailedToken,
    signUp: (email, workspaceName) => signUp({ send, mailedToken }, email, workspaceName),
    join: async (person, workspace, role) => {
      const path = `/api/workspaces/${workspace.workspaceId}/invites`;
      await send('POST', path, { token: workspace.token, body: { email: person.email, role } });
      await send('POST', '/api/invites/accept', {
        token: person.token,
        body: { token: mailedToken(person.email) },
      });
    },
    close: async () => {
      await chatbot.close();
      rmSync(directory, { recursive: true });
    },
  };
}

async function request(url: string, method: string, { token, body, form, headers }: Sent): Promise<Answer> {
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(form === undefined && body === undefined ? {} : { body: form ?? JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('application/json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson ? JSON.parse(text) : undefined,
  };
}

const Session = z.object({ accessToken: z.string(), refreshToken: z.string() });
const Me = z.object({ id: z.string(), workspace: z.object({ id: z.string() }) });

async function signUp(
  { send, mailedToken }: Pick<Product, 'send' | 'mailedToken'>,
  email: string,
  workspaceName: string,
): Promise<Person> {
  await send('POST', '/api/auth/signup', {
    body: { email, password: PASSWORD, name: 'Somebody', workspaceName },
  });
  await send('POST', '/api/auth/verify', { body: { token: mailedToken(email) } });
  const login = await send('POST', '/api/auth/login', { body: { email, password: PASSWORD } });
  const { accessToken, refreshToken } = Session.parse(login.json);
  const me = Me.parse((await send('GET', '/api/me', { token: accessToken })).json);
  return {
    email,
    password: PASSWORD,
    token: accessToken,
    refreshToken,
    id: me.id,
    workspaceId: me.workspace.id,
  };
}

const Mailed = z.object({ to: z.string(), link: z.string() });

function newestToken(outbox: string, email: string): string {
  const mails = readFileSync(outbox, 'utf8').trim().split('\n');
  const mail = mails.map((line) => Mailed.parse(JSON.parse(line))).findLast(({ to }) => to === email);
  return new URL(mail?.link ?? 'http://no-mail').searchParams.get('token') ?? '';
}

/** A small text file as a form. */
export function fileForm(text: string, name = 'notes.md'): FormData {
  const form = new FormData();
  form.set('file', new File([text], name, { type: 'text/markdown' }));
  return form;
}

const WithId = z.object({ id: z.string() });

/** The id of something that was just created. */
export const idOf = ({ json }: Answer): string => WithId.parse(json).id;
