import * as z from 'zod';
import { secret } from './secret.ts';
import { host, text } from './words.ts';

const SINK = /^(?:smtp|https?|imaps?):\/\/[^\s@/]+\/?$/;

/** Where test mail arrives. */
export const mail = z
  .strictObject({
    sink: text
      .regex(
        SINK,
        'must be smtp://host:port (the auditor listens there), http://host:port (a Mailpit inbox) or imaps://host:port (a mailbox), without a password',
      )
      .describe(
        'Where the product’s mail arrives during a run: smtp://host:port that the auditor listens on, the http:// address of a Mailpit inbox, or the imaps:// address of a mailbox. imap:// encrypts by STARTTLS; only on this machine or network may it do without.',
      )
      .meta({ examples: ['smtp://127.0.0.1:2525'] }),
    domain: host
      .optional()
      .describe(
        'Domain of the addresses that the run makes up. All its mail must arrive at the sink: in a mailbox, by a catch-all.',
      )
      .meta({ examples: ['mail.example.test'] }),
    address: z
      .email('is not an e-mail address')
      .refine((value) => !value.includes('+'), 'may not hold a plus already')
      .optional()
      .describe(
        'Address of a mailbox without a catch-all: the run makes up addresses with a plus (launch+word@example.com), which most providers deliver to it.',
      )
      .meta({ examples: ['launch@example.com'] }),
    user: text
      .optional()
      .describe('User name at the mailbox.')
      .meta({ examples: ['launch@example.test'] }),
    password: secret
      .optional()
      .describe('Password at the mailbox, as ${NAME}.')
      .meta({ examples: ['${MAILBOX_PASSWORD}'] }),
    folder: text
      .optional()
      .describe('Folder of the mailbox; INBOX by default. It is only read: nothing is deleted or marked.'),
  })
  .superRefine(({ sink, ...rest }, context) => {
    const complain = (key: keyof typeof rest, message: string) =>
      context.addIssue({ code: 'custom', path: [key], message });
    if (!sink.startsWith('imap')) {
      for (const key of ['user', 'password', 'folder', 'address'] as const)
        if (rest[key] !== undefined) complain(key, 'is only for a mailbox (imaps://…)');
      return;
    }
    for (const key of ['user', 'password'] as const)
      if (rest[key] === undefined) complain(key, 'is missing: a mailbox needs user and password');
    if ((rest.domain === undefined) === (rest.address === undefined)) complain('domain', WHERE);
  })
  .describe('Where test mail arrives. Without it nothing that sends mail is called.');

const WHERE =
  'or address, one of the two, is needed: the domain whose mail all arrives in the mailbox (a catch-all), or its own address';
