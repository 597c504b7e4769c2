import type { HandoverInput } from './input.ts';
import { gap, part, steps, text, type Paper } from './paper.ts';
import { contactsOf, switchOffLine } from './people.ts';

/** How to take the chat away from people while the rest goes on. */
export function switchOffPaper({ target }: HandoverInput): Paper {
  const route =
    target.chat === undefined
      ? gap('the chat’s route is not known (`chat: send:`)')
      : `If that does not work: let the proxy or CDN answer \`${target.chat.send.method} ${target.chat.send.path}\` with 503 and a clear sentence. It works for every product.`;
  return {
    file: 'switch-off',
    title: 'Switch the chat off',
    lead: 'When the bot says or does what it must not, it is taken away first. Nobody needs permission for that.',
    parts: [
      part(
        'How',
        steps(
          switchOffLine(target),
          route,
          'See that it is off: open the product as a customer, and ask something.',
          'People must read what happened and when it is back, not an error. Write that sentence today.',
          'Keep tools off as well: revoke the bot’s own keys to systems in which it can act.',
        ),
      ),
      part('Who is told', text(contactsOf(target))),
      part(
        'On again',
        steps(
          'The cause is known and mended, and an audit has tried it: `npx launch-ready audit --only chat-safety`.',
          'On for yourselves first, then for everybody.',
        ),
      ),
    ],
  };
}
