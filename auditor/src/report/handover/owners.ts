import { accessNeeds } from '../launch/access-needs.ts';
import { credentialsOf, NO_CREDENTIALS, ownerLine } from './credentials.ts';
import type { HandoverInput } from './input.ts';
import { gap, list, part, table, text, type Line, type Paper } from './paper.ts';
import { contactsOf, rolesOf } from './people.ts';

/** Who owns what, and who can let somebody in. */
export function ownersPaper(input: HandoverInput): Paper {
  const { target } = input;
  const access = target.handover?.access;
  return {
    file: 'owners',
    title: 'Owners and access',
    lead: 'A name beside everything that somebody must be able to change. What has none is everybody’s risk.',
    parts: [
      part('In an incident', list(rolesOf(target), ''), text(contactsOf(target))),
      part(
        'Who can let somebody in',
        table(
          ['into', 'for', 'who'],
          accessNeeds(new Set()).map(({ id, what, why }) => [
            what,
            why,
            access?.[id] ?? gap(`nobody is named (\`handover: access: ${id}:\`)`),
          ]),
          '',
        ),
      ),
      part(
        'Credentials',
        table(
          ['name', 'owner'],
          credentialsOf(input).map((one) => [`\`${one.name}\``, ownerLine(one)]),
          NO_CREDENTIALS,
        ),
        text(wordLine(target)),
      ),
      part(
        'Environments',
        list(
          Object.entries(target.environments ?? {}).flatMap(([stage, file]) =>
            typeof file === 'string' ? [`${stage}: \`${file}\``] : [],
          ),
          gap('no environment is named (`environments:`)'),
        ),
      ),
    ],
  };
}

function wordLine({ attested }: HandoverInput['target']): Line {
  const word = attested['credential-owners'];
  if (word === undefined) return gap('nobody answers for a list of owners (`attested: credential-owners:`)');
  if (!word.holds) return gap(`${word.by} says that not every credential has an owner`);
  return `Answered for by ${word.by} on ${word.on} (${word.evidence}). It is a word, not a proof.`;
}
