import type { CANCEL_SYMBOL } from '@clack/prompts';
import { PROFILE_IDS } from '../core/profile.ts';
import { UsageError } from './exit.ts';

/** What is asked of the person. */
export interface Questions {
  address(): Promise<string>;
  profile(): Promise<string>;
  consent(address: string): Promise<boolean>;
  agree(message: string): Promise<boolean>;
  /** Whether an account may be made through the product's sign-up. */
  signUp(name: string, tenant: string, by: string): Promise<boolean>;
  text(message: string, example: string): Promise<string>;
  /** Shown as dots. */
  secret(message: string): Promise<string>;
  tell(text: string, title: string): void;
}

/**
 * Asks at the keyboard. Loaded only when somebody sits there.
 *
 * @throws UsageError when the person gives up
 */
export async function openQuestions(): Promise<Questions> {
  const { text, select, confirm, note, password, isCancel } = await import('@clack/prompts');
  const answered = async <Value>(asked: Promise<Value | typeof CANCEL_SYMBOL>): Promise<Value> => {
    const answer = await asked;
    // Ctrl+C comes as a symbol.
    if (isCancel(answer)) throw new UsageError('Nothing was written.');
    return answer;
  };
  const ask = async (message: string, placeholder: string) =>
    (await answered(text({ message, placeholder, defaultValue: placeholder }))).trim();
  const agree = (message: string) => answered(confirm({ message }));
  return {
    address: () => ask('Address of your app', 'http://localhost:3000'),
    profile: () => {
      const options = PROFILE_IDS.map((value) => ({ value, label: value.replaceAll('-', ' ') }));
      return answered<string>(select({ message: 'Who is it for?', options }));
    },
    consent: (address) => agree(`Is ${address} yours, or may you test it?`),
    agree,
    signUp: (name, tenant, by) => agree(`Shall ${name} of ${tenant} be signed up for you, by ${by}?`),
    text: ask,
    secret: async (message) => (await answered(password({ message }))) ?? '',
    tell: (words, title) => note(words, title),
  };
}

/**
 * Answers without asking: accounts are signed up, what only a person can do is left out.
 *
 * @param mail address for each account, with `{name}` where its name goes
 */
export function unattended(mail: string): Questions {
  const never = (): never => {
    throw new Error('nobody is there to be asked');
  };
  return {
    address: never,
    profile: never,
    consent: never,
    agree: () => Promise.resolve(false),
    signUp: () => Promise.resolve(true),
    text: (message, example) => {
      const name = /E-mail address for (\S+)/.exec(message)?.[1];
      return Promise.resolve(name === undefined ? example : mail.replaceAll('{name}', name));
    },
    secret: () => Promise.resolve(''),
    tell: (words, title) =>
      void process.stderr.write(words.startsWith(title) ? `${words}\n` : `${title}: ${words}\n`),
  };
}
