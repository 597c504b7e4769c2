import { PROFILE_IDS } from '../core/profile.ts';
import { UsageError } from './exit.ts';
import type { Person } from './init-draft.ts';

/** Asks at the keyboard. Loaded only when somebody sits there. */
export interface Questions {
  address(): Promise<string>;
  profile(): Promise<string>;
  consent(address: string): Promise<boolean>;
  people(known: readonly string[]): Promise<readonly Person[]>;
}

const WHY_TWO = `Whether one customer can see another's data is only proven with two customers.
Open a private window, sign up a second time with another address and another company name.
Give both an ordinary name, such as acme and globex, and put nothing into them that matters.`;

const WHY_DISPOSABLE = `Logging out, changing a password and being locked out are tried on an account made for it.
Invite one more member into the first company, such as tom, and use it for nothing else.`;

/** @throws UsageError when the person gives up */
export async function openQuestions(): Promise<Questions> {
  const { text, select, confirm, note } = await import('@clack/prompts');
  const ask = async (message: string, placeholder: string): Promise<string> => {
    const answer = await text({ message, placeholder, defaultValue: placeholder });
    if (typeof answer === 'symbol') throw gaveUp();
    return answer.trim();
  };
  const agree = async (message: string): Promise<boolean> => {
    const answer = await confirm({ message });
    if (typeof answer === 'symbol') throw gaveUp();
    return answer;
  };
  const askPerson = async (who: string, example: Person): Promise<Person> => {
    const mail = await ask(`${who}: the e-mail address that it logs in with`, example.mail ?? '');
    const tenant = await ask(`${who}: a short name of its company`, example.tenant ?? 'acme');
    const role = await ask(`${who}: its role there`, example.role ?? 'member');
    return { ...example, mail, tenant: labelOf(tenant), role: labelOf(role) };
  };
  return {
    address: () => ask('Address of your app', 'http://localhost:3000'),
    async profile() {
      const options = PROFILE_IDS.map((value) => ({ value, label: value.replaceAll('-', ' ') }));
      const answer = await select({ message: 'Who is it for?', options });
      if (typeof answer === 'symbol') throw gaveUp();
      return answer;
    },
    consent: (address) => agree(`Is ${address} yours, or may you test it?`),
    async people(known) {
      const people: Person[] = [];
      if (known.length === 0) {
        people.push(
          await askPerson('The first account', {
            name: 'ana',
            mail: 'ana@acme.test',
            tenant: 'acme',
            role: 'admin',
          }),
        );
      }
      note(WHY_TWO, 'Why a second customer');
      if (known.length < 2 && (await agree('Do you have a second account, of another company?')))
        people.push(
          await askPerson('The second account', {
            name: 'bea',
            mail: 'bea@globex.test',
            tenant: 'globex',
            role: 'admin',
          }),
        );
      note(WHY_DISPOSABLE, 'Why a disposable account');
      if (await agree('Do you have an account that may be logged out and locked?'))
        people.push(
          await askPerson('The disposable account', {
            name: 'tom',
            mail: 'tom@acme.test',
            tenant: 'acme',
            role: 'member',
            disposable: true,
          }),
        );
      return people;
    },
  };
}

/** Ctrl+C comes as a symbol. */
function gaveUp(): UsageError {
  return new UsageError('Nothing was written.');
}

function labelOf(text: string): string {
  const label = text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9_.@-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+/g, '');
  return label === '' ? 'acme' : label.slice(0, 64);
}
