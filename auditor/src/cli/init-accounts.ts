import type { Json, Operation } from '../core/operation.ts';
import { referenceTo, variableFor } from '../intake/draft/account.ts';
import type { LoginSeen } from '../intake/draft/recognise.ts';
import type { Sections } from '../intake/draft/sections.ts';
import { AS_PLACEHOLDERS, signupBody } from '../intake/draft/signup-body.ts';
import { findMe, pathsIn } from '../intake/discovery/who.ts';
import { conclude } from '../intake/recording/conclusion.ts';
import type { Recording } from '../intake/recording/recorded.ts';
import { createRecorder } from '../intake/recording/recorder.ts';
import { newPassword } from '../io/new-password.ts';
import { openVisitor, type Manners, type Visited, type Visitor } from '../io/visitor.ts';
import type { Person } from './init-draft.ts';
import { NEEDED, type NeededAccount } from './init-needed.ts';
import type { Questions } from './init-questions.ts';

/** Accounts as they were made or named, and what the product answered to them. */
export interface Accounts {
  readonly people: readonly Person[];
  /** What was seen while they logged in, without secrets. */
  readonly recordings: readonly Recording[];
  /** Their passwords, by variable. */
  readonly passwords: { readonly [variable: string]: string };
  /** The sign-up that worked, with its fields as placeholders. */
  readonly signup?: { readonly [key: string]: Json };
}

/** What is known of the product before anybody logs in. */
export interface Product {
  readonly api: string;
  readonly operations: readonly Operation[];
  readonly seen: Sections;
  /** Headers that it expects of everybody. */
  readonly headers: { readonly [name: string]: string };
  /** Accounts that are known already. */
  readonly known: number;
  readonly consent: boolean;
  /** Variables that are set, such as the passwords of an earlier start. */
  readonly env: { readonly [name: string]: string | undefined };
}

/** Walks through the accounts that proofs need: makes them by the product's own sign-up, or asks for them. */
export async function gatherAccounts(questions: Questions, product: Product): Promise<Accounts> {
  const people: Person[] = [];
  const recordings: Recording[] = [];
  const passwords: Record<string, string> = {};
  let signup: Accounts['signup'];
  /** What the product calls the companies that were proposed. */
  const companies = new Map<string, string>();
  for (const proposed of NEEDED.slice(Math.min(product.known, 2))) {
    const needed = { ...proposed, tenant: companies.get(proposed.tenant) ?? proposed.tenant };
    questions.tell(needed.why, needed.title);
    const visitor = openVisitor(product.api, mannersOf(product));
    try {
      const made = await bySignup(questions, product, needed, visitor);
      const account = made ?? (await byHand(questions, product, needed, visitor));
      if (account === undefined) continue;
      if (made?.signup !== undefined) signup = made.signup;
      if (account.password !== '') passwords[variableFor(needed.name, 'password')] = account.password;
      const recording = recordingOf(needed.name, visitor, product.api);
      if (recording !== undefined) recordings.push(recording);
      const person = personOf(needed, account, recording);
      const company = person.tenant ?? toldTenant(recording);
      if (company !== undefined && !companies.has(proposed.tenant)) companies.set(proposed.tenant, company);
      people.push(person);
    } finally {
      await visitor.close();
    }
  }
  return { people, recordings, passwords, ...(signup === undefined ? {} : { signup }) };
}

function mannersOf({ headers, seen }: Product): Manners {
  const header = seen.login?.tokenAs;
  return { headers, ...(header === undefined ? {} : { tokenAs: { header, before: '' } }) };
}

interface Account {
  readonly mail: string;
  readonly password: string;
  readonly tenant?: string;
  readonly role?: string;
  readonly signup?: Accounts['signup'];
}

/** Customers are made by signing up; colleagues are invited, which every product does in its own way. */
async function bySignup(
  questions: Questions,
  { operations, seen, consent, env }: Product,
  { name, tenant, isCustomer }: NeededAccount,
  visitor: Visitor,
): Promise<Account | undefined> {
  const path = seen.signup;
  if (path === undefined || !isCustomer || !consent) return undefined;
  const earlier = env[variableFor(name, 'password')] ?? '';
  if (earlier === '' && !(await questions.signUp(name, tenant, `POST ${path}`))) return undefined;
  const mail = await questions.text(`E-mail address for ${name}`, `${name}@${tenant}.test`);
  const whoami = seen.whoami?.['get'];
  if (earlier !== '') {
    await confirmed(questions, seen.login, { mail, password: earlier, name }, { visitor, whoami });
    return { mail, password: earlier };
  }
  const password = newPassword();
  const { body } = operations.find((one) => one.method === 'POST' && one.path === path) ?? {};
  const as = body?.contentType.includes('form') === true ? 'form' : 'json';
  const answer = await visitor.post(
    path,
    signupBody(body, { name, mail, password, tenant }, seen.login?.user),
    as,
  );
  if (answer.status === 0 || answer.status >= 400) {
    questions.tell(
      `POST ${path} ${said(answer)}. Make ${name} in a private window instead.`,
      `${name} was not made`,
    );
    return undefined;
  }
  const verify = await confirmed(questions, seen.login, { mail, password, name }, { visitor, whoami });
  if (as === 'form') return { mail, password };
  return {
    mail,
    password,
    signup: {
      post: path,
      json: signupBody(body, AS_PLACEHOLDERS, seen.login?.user),
      ...(verify === 'mail' ? { verify } : {}),
    },
  };
}

const TRIES = 3;

/** Logs the new account in; where that is refused, its address has to be confirmed first. */
async function confirmed(
  questions: Questions,
  login: LoginSeen | undefined,
  account: { readonly mail: string; readonly password: string; readonly name: string },
  { visitor, whoami }: { readonly visitor: Visitor; readonly whoami: Json | undefined },
): Promise<'none' | 'mail'> {
  if (login === undefined) return 'none';
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const answer = await enter(visitor, login, account, whoami);
    if (answer.status > 0 && answer.status < 400) {
      questions.tell(`${account.name} is there and can log in.`, account.name);
      return attempt === 0 ? 'none' : 'mail';
    }
    questions.tell(
      `${account.name} is there, but POST ${login.path} ${said(answer)}.\nIf the address has to be confirmed, open the mail to ${account.mail} and follow its link. Later, \`init --force\` tries it again.`,
      account.name,
    );
    if (!(await questions.agree('Done? Then the login is tried again.'))) break;
  }
  return 'mail';
}

async function byHand(
  questions: Questions,
  { seen, consent }: Product,
  { name, tenant, role, question }: NeededAccount,
  visitor: Visitor,
): Promise<Account | undefined> {
  if (!(await questions.agree(question))) return undefined;
  const mail = await questions.text(`The e-mail address that ${name} logs in with`, `${name}@${tenant}.test`);
  const password = await questions.secret(
    `The password of ${name}; leave it empty to set ${referenceTo(name, 'password')} yourself`,
  );
  const { login } = seen;
  if (login !== undefined && password !== '' && consent) {
    const answer = await enter(visitor, login, { mail, password }, seen.whoami?.['get']);
    const isIn = answer.status > 0 && answer.status < 400;
    questions.tell(
      isIn
        ? `${name} can log in.`
        : `POST ${login.path} ${said(answer)}. Check the address and the password in the file.`,
      name,
    );
    if (isIn) return { mail, password };
  }
  return {
    mail,
    password,
    tenant: await questions.text(`A short name of ${name}'s company`, tenant),
    role: await questions.text(`The role of ${name} there`, role),
  };
}

/** Logs in and asks who one is, as a front end does. */
async function enter(
  visitor: Visitor,
  { path, isForm, user, password, others }: LoginSeen,
  account: { readonly mail: string; readonly password: string },
  whoami: Json | undefined,
): Promise<Visited> {
  const answer = await visitor.post(
    path,
    { ...others, [user]: account.mail, [password]: account.password },
    isForm ? 'form' : 'json',
  );
  if (answer.status > 0 && answer.status < 400 && typeof whoami === 'string') await visitor.get(whoami);
  return answer;
}

function said({ status, text, because }: Visited): string {
  if (status === 0) return `got no answer: ${because ?? 'nobody is there'}`;
  const words = text
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, 200);
  return `answered ${status}${words === '' ? '' : `: ${words}`}`;
}

function recordingOf(name: string, { exchanges }: Visitor, api: string): Recording | undefined {
  const recorder = createRecorder(name, { api });
  for (const one of exchanges) recorder.add(one);
  const concluded = conclude(recorder, { name, file: name, api });
  return concluded.ok ? concluded.value.recording : undefined;
}

/** What the product says about an account goes before what was asked for. */
function personOf(needed: NeededAccount, account: Account, recording: Recording | undefined): Person {
  const me = recording === undefined ? undefined : findMe(recording);
  const told = me === undefined ? {} : pathsIn(me);
  return {
    name: needed.name,
    mail: account.mail,
    ...(told.tenant === undefined ? { tenant: labelOf(account.tenant ?? needed.tenant) } : {}),
    ...(told.role === undefined ? { role: labelOf(account.role ?? needed.role) } : {}),
    ...(needed.disposable === true ? { disposable: true } : {}),
  };
}

/** The company of an account, as the product calls it. */
function toldTenant(recording: Recording | undefined): string | undefined {
  const me = recording === undefined ? undefined : findMe(recording);
  const path = me === undefined ? undefined : pathsIn(me).tenant;
  return path === undefined ? undefined : me?.fields.get(path);
}

function labelOf(text: string): string {
  const label = text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9_.@-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+/g, '');
  return label === '' ? 'acme' : label.slice(0, 64);
}
