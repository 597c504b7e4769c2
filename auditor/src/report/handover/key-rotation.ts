import type { HandoverInput } from './input.ts';
import { credentialsOf, NO_CREDENTIALS, ownerLine } from './credentials.ts';
import { list, part, steps, table, text, type Paper } from './paper.ts';
import { contactsOf, lookLines } from './people.ts';
import { seenSecrets } from './secrets.ts';

/** The checklist for replacing keys. */
export function keyRotationPaper(input: HandoverInput): Paper {
  return {
    file: 'key-rotation',
    title: 'Key rotation',
    lead: 'One key after the other. The old one works until everything that uses it has the new one.',
    parts: [
      part(
        'For each key',
        steps(
          'Tell its owner, and agree on the hour.',
          'Make the new key where it was issued: with the same rights or fewer, and with a cap where it costs money.',
          'Set it in the secret store of the environment. Not in code, not in a ticket, not in a chat.',
          'Release, or restart what reads it.',
          ...lookLines(input.target),
          'Revoke the old key, and see that it is refused.',
          'Run `npx launch-ready audit --only secrets`: the old one must be nowhere, the new one neither.',
        ),
      ),
      part(
        'The keys',
        table(
          ['name', 'who replaces it', 'set in'],
          credentialsOf(input).map((one) => [`\`${one.name}\``, ownerLine(one), one.stages.join(', ')]),
          NO_CREDENTIALS,
        ),
      ),
      part(
        'Replace these first: they were seen',
        list(seenSecrets(input.report), 'The run saw no key where it should not be.'),
      ),
      part('Who is told', text(contactsOf(input.target))),
    ],
  };
}
