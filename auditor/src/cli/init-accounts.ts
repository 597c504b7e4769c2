import type { Json, Operation } from '../core/operation.ts';
import { referenceTo, variableFor } from '../intake/draft/account.ts';
import type { Sections } from '../intake/draft/sections.ts';
import { AS_PLACEHOLDERS, signupBody } from '../intake/draft/signup-body.ts';
import { findMe, pathsIn } from '../intake/discovery/who.ts';
import type { Recording } from '../intake/recording/recorded.ts';
import { newPassword } from '../io/new-password.ts';
import { openVisitor, type Manners, type Visitor } from '../io/visitor.ts';
import type { Person } from './init-draft.ts';
import { NEEDED, type NeededAccount } from './init-needed.ts';
import type { Questions } from './init-questions.ts';
import type { Waiting } from './init-next.ts';
import { enter, entryOf, isIn, recordingOf, said } from './init-visit.ts';

/** Accounts as they were made or named, and what the product answered to them. */
export interface Accounts {
  readonly people: readonly Person[];
  /** What was seen while they logged in, without secrets. */
  readonly recordings: readonly Recording[];
  /** Variables whose values were kept. */
  readonly kept: readonly string[];
  /** Those who are there and cannot log in yet. */
  readonly waiting: readonly Waiting[];
  /** The sign-up that worked, with its fields as placeholders. */
  readonly signup?: { readonly [key: string]: Json };
}

/** What is known of the product before anybody logs in. */
export interface Product {
  /** Address of its pages. */
  readonly app: string;
  readonly api: string;
  readonly operations: readonly Operation[];
  readonly seen: Sections;
  /** Headers that it expects of everybody. */
  readonly headers: { readonly [name: string]: string };
  /** Names of accounts that are known already. */
  readonly known: readonly string[];
  readonly consent: boolean;
  /** Variables that are set, such as the passwords of an earlier start. */
  readonly env: { readonly [name: string]: string | undefined };
  /** Keeps a password as soon as there is an account that needs it. */
  keep(variable: string, value: string): void;
}

/** Walks through the accounts that proofs need: makes them by the product's own sign-up, or asks for them. */
export async function gatherAccounts(questions: Questions, product: Product): Promise<Accounts> {
  const people: Person[] = [];
  const recordings: Recording[] = [];
  const kept: string[] = [];
  const waiting: Waiting[] = [];
  let signup: Accounts['signup'];
  /** What the product calls the companies that were proposed. */
  const companies = new Map<string, string>();
  const { known } = product;
  for (const proposed of NEEDED.slice(Math.min(known.length, 2)).filter(
    ({ name }) => !known.includes(name),
  )) {
    const needed = { ...proposed, tenant: companies.get(proposed.tenant) ?? proposed.tenant };
    questions.tell(needed.why, needed.title);
    const visitor = openVisitor(product.api, mannersOf(product));
    const keep = (value: string) => {
      const variable = variableFor(needed.name, 'password');
      if (value === '' || value === product.env[variable]) return;
      product.keep(variable, value);
      kept.push(variable);
    };
    try {
      const made = await bySignup(questions, product, needed, { visitor, keep });
      const account = made ?? (await byHand(questions, product, needed, { visitor, keep }));
      if (account === undefined) continue;
      if (account.waiting !== undefined) waiting.push(account.waiting);
      if (made?.signup !== undefined) signup = made.signup;
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
  return { people, recordings, kept, waiting, ...(signup === undefined ? {} : { signup }) };
}

export function mannersOf({ app, headers, seen }: Pick<Product, 'app' | 'headers' | 'seen'>): Manners {
  const header = seen.login?.tokenAs;
  return { app, headers, ...(header === undefined ? {} : { tokenAs: { header, before: '' } }) };
}

/** Somebody's browser, and where their password goes. */
interface Seat {
  readonly visitor: Visitor;
  readonly keep: (password: string) => void;
}

interface Account {
  readonly mail: string;
  readonly tenant?: string;
  readonly role?: string;
  readonly signup?: Accounts['signup'];
  readonly waiting?: Waiting;
}

/** Customers are made by signing up; colleagues are invited, which every product does in its own way. */
async function bySignup(
  questions: Questions,
  product: Product,
  { name, tenant, isCustomer }: NeededAccount,
  { visitor, keep }: Seat,
): Promise<Account | undefined> {
  const { operations, seen, consent, env } = product;
  const path = seen.signup;
  if (path === undefined || !isCustomer || !consent) return undefined;
  const earlier = env[variableFor(name, 'password')] ?? '';
  if (earlier === '' && !(await questions.signUp(name, tenant, `POST ${path}`))) return undefined;
  const mail = await questions.text(`E-mail address for ${name}`, `${name}@${tenant}.test`);
  if (earlier !== '') return confirmed(questions, product, { mail, password: earlier, name }, visitor);
  const password = newPassword();
  const { body } = operations.find((one) => one.method === 'POST' && one.path === path) ?? {};
  const as = body?.contentType.includes('form') === true ? 'form' : 'json';
  const answer = await visitor.post(
    path,
    signupBody(body, { name, mail, password, tenant }, seen.login?.user),
    as,
  );
  if (!isIn(answer)) {
    questions.tell(
      `POST ${path} ${said(answer)}. Make ${name} in a private window instead.`,
      `${name} was not made`,
    );
    return undefined;
  }
  keep(password);
  const made = await confirmed(questions, product, { mail, password, name }, visitor);
  if (as === 'form') return made;
  const json = signupBody(body, AS_PLACEHOLDERS, seen.login?.user);
  return { ...made, signup: { post: path, json, ...(made.isByMail ? { verify: 'mail' } : {}) } };
}

const TRIES = 3;

/** Logs the new account in; where that is refused, its address has to be confirmed first. */
async function confirmed(
  questions: Questions,
  { seen: { login, whoami }, operations }: Product,
  account: { readonly mail: string; readonly password: string; readonly name: string },
  visitor: Visitor,
): Promise<Account & { readonly isByMail: boolean }> {
  const { mail, name } = account;
  if (login === undefined) return { mail, isByMail: false };
  let words = '';
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const answer = await enter(visitor, entryOf(login, account), { operations, whoami: whoami?.['get'] });
    if (isIn(answer)) {
      questions.tell(`${name} is there and can log in.`, name);
      return { mail, isByMail: attempt > 0 };
    }
    words = `POST ${login.path} ${said(answer)}`;
    questions.tell(`${name} is there, and cannot log in yet: ${words}`, name);
    if (
      !(await questions.agree(`Open the link in the mail to ${mail}. Done? Then the login is tried again.`))
    )
      break;
  }
  return { mail, isByMail: true, waiting: { name, mail, words } };
}

async function byHand(
  questions: Questions,
  { seen, consent, operations }: Product,
  { name, tenant, role, question }: NeededAccount,
  { visitor, keep }: Seat,
): Promise<Account | undefined> {
  if (!(await questions.agree(question))) return undefined;
  const mail = await questions.text(`The e-mail address that ${name} logs in with`, `${name}@${tenant}.test`);
  const password = await questions.secret(
    `The password of ${name}; leave it empty to set ${referenceTo(name, 'password')} yourself`,
  );
  keep(password);
  const { login } = seen;
  if (login !== undefined && password !== '' && consent) {
    const entry = entryOf(login, { mail, password });
    const answer = await enter(visitor, entry, { operations, whoami: seen.whoami?.['get'] });
    questions.tell(
      isIn(answer)
        ? `${name} can log in.`
        : `POST ${login.path} ${said(answer)}. Check the address and the password in the file.`,
      name,
    );
    if (isIn(answer)) return { mail };
  }
  return {
    mail,
    tenant: await questions.text(`A short name of ${name}'s company`, tenant),
    role: await questions.text(`The role of ${name} there`, role),
  };
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
