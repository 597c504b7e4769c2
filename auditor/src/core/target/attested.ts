import * as z from 'zod';
import { claimOf, type ClaimId } from '../claims.ts';
import { file, text } from './words.ts';

/** A word nobody renews is worth less every month. */
const LONGEST_DAYS = 366;
/** How long a word counts where the file does not say. */
const USUAL_DAYS = 90;

const DAY_MS = 86_400_000;

const day = z.iso.date('is not a day; write it as 2026-12-31');

const WORD = {
  by: text.describe('Who says so.').meta({ examples: ['Mara Lind'] }),
  on: day.describe('On which day.').meta({ examples: ['2026-11-20'] }),
  evidence: text
    .describe('What shows it: a file beside this one, an address, or words.')
    .meta({ examples: ['docs/operations.md'] }),
  about: z
    .array(file)
    .max(50, 'are more than 50')
    .default([])
    .describe('Files that it speaks of. When one of them changes after that day, the word no longer counts.')
    .meta({ examples: [['docs/operations.md']] }),
  until: day
    .optional()
    .describe(`Last day on which it counts; ${USUAL_DAYS} days after \`on\` when left out.`)
    .meta({ examples: ['2027-02-18'] }),
  holds: z.boolean().default(true).describe('False says that it is not so: an honest red flag.'),
};

const minutes = z
  .number()
  .min(0, 'may not be negative')
  .max(100_000, 'is too large')
  .describe('Minutes that it took.')
  .meta({ examples: [6] });

const number = z.int('must be a whole number').min(0, 'may not be negative').max(1_000_000, 'is too large');

const people = z
  .record(text, text)
  .refine((named) => Object.keys(named).length > 0, { error: 'name nobody' });

/** What no machine can see from outside, and who answers for it. */
export const attested = z
  .strictObject({
    'credential-owners': word('credential-owners', {
      owners: people
        .describe('Owner of each credential, by its name. Never its value.')
        .meta({ examples: [{ OPENAI_API_KEY: 'Mara Lind' }] }),
    }),
    'log-service': word('log-service', {}),
    'one-login': word('one-login', {}),
    'conversation-readers': word('conversation-readers', {}),
    'tested-deploys': word('tested-deploys', {}),
    checklists: word('checklists', {}),
    'incident-roles': word('incident-roles', {
      roles: people
        .describe('Who has which part in an incident.')
        .meta({ examples: [{ decides: 'Mara Lind', 'tells customers': 'Jon Berg' }] }),
    }),
    'vendor-list': word('vendor-list', {}),
    'invitation-plan': word('invitation-plan', {}),
    'ticket-load': word('ticket-load', {
      customers: number
        .min(1, 'must be at least 1')
        .describe('Customers who were onboarded in the week.')
        .meta({ examples: [40] }),
      tickets: number.describe('Tickets that they opened.').meta({ examples: [1] }),
    }),
    'rollback-tried': word('rollback-tried', { minutes }),
    'alerts-tried': word('alerts-tried', { minutes }),
  } satisfies { readonly [Id in ClaimId]: z.ZodType })
  .superRefine((said, context) => {
    for (const [claim, one] of Object.entries(said)) {
      const message = one?.until === undefined ? undefined : problemOf(one.on, one.until);
      if (message !== undefined) context.addIssue({ code: 'custom', path: [claim, 'until'], message });
    }
  })
  .describe(
    'What no machine can see, by question: who says so, on which day, on what evidence. It counts as attested, never as proven.',
  );

export type Attested = z.output<typeof attested>;

/** What somebody must be let into before they can change anything. */
const ACCESS_IDS = [
  'repository',
  'hosting',
  'registrar',
  'dns',
  'mail',
  'cdn',
  'models',
  'monitoring',
] as const;

export type AccessId = (typeof ACCESS_IDS)[number];

const paper = file.optional();

/** Papers that a team needs to run the product. */
export const handover = z
  .strictObject({
    incident: paper
      .describe('Checklist for incidents: who is told, how to switch the chat off, rotate keys, roll back.')
      .meta({ examples: ['docs/incident.md'] }),
    failedDeploy: paper
      .describe('Checklist for a deploy that went wrong.')
      .meta({ examples: ['docs/failed-deploy.md'] }),
    keyRotation: paper.describe('Checklist for replacing keys.').meta({ examples: ['docs/key-rotation.md'] }),
    switchOff: text
      .optional()
      .describe('How the chat is switched off: a command or a sentence. Shown in the papers, never run.')
      .meta({ examples: ['set CHAT_ENABLED=false and restart, or ./ops/chat-off.sh'] }),
    access: z
      .partialRecord(z.enum(ACCESS_IDS), text)
      .default({})
      .describe('Who can let somebody into what. Never a password.')
      .meta({ examples: [{ hosting: 'Mara Lind', dns: 'Jon Berg' }] }),
  })
  .describe('What a team runs the product by: checklists as Markdown or text files, and who has the keys.');

/** The last day on which a word counts. */
export function lastDayOf({
  on,
  until,
}: {
  readonly on: string;
  readonly until?: string | undefined;
}): string {
  return until ?? addDays(on, USUAL_DAYS);
}

function word<Own extends z.ZodRawShape>(id: ClaimId, own: Own) {
  const { asks, evidence } = claimOf(id);
  return z
    .strictObject({ ...WORD, ...own })
    .optional()
    .describe(`${asks} Shown by ${evidence}.`);
}

function problemOf(on: string, until: string): string | undefined {
  if (until < on) return 'is before `on`';
  if (until > addDays(on, LONGEST_DAYS)) return 'is more than a year after `on`; look again by then';
  return undefined;
}

function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}
