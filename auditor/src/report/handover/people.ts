import type { OperationRef } from '../../core/target.ts';
import type { HandoverInput } from './input.ts';
import { gap, type Line } from './paper.ts';

type Target = HandoverInput['target'];

/** Who has which part in an incident; a gap where nobody is named. */
export function rolesOf({ attested }: Target): readonly Line[] {
  const roles = Object.entries(attested['incident-roles']?.roles ?? {});
  if (roles.length === 0)
    return [
      gap('nobody is named who decides, who repairs and who tells customers (`attested: incident-roles:`)'),
    ];
  return roles.map(([role, who]) => `${who}: ${role}`);
}

/** Where alerts reach people, and with them whoever is told first. */
export function contactsOf({ monitoring, attested }: Target): Line {
  const mails = monitoring?.alerts.mail?.to ?? [];
  if (mails.length > 0)
    return `Alerts go to ${mails.map((one) => `\`${one}\``).join(', ')}: write there, too.`;
  const words = Object.values(attested['incident-roles']?.roles ?? {});
  if (words.some((word) => REACHABLE.test(word))) return 'How to reach them stands beside their names.';
  return gap(
    'no address or telephone number of anybody is known (`monitoring: alerts: mail: to:`, or beside the names of `incident-roles`)',
  );
}

/** An address, a telephone number or a handle. */
const REACHABLE = /[\w.+-]+@[\w-]+\.\w|\+\d[\d ()/-]{6,}\d|(?<![\w/])[@#][a-z][\w-]{2,}/iu;

/** How the chat is switched off. */
export function switchOffLine({ handover }: Target): Line {
  const how = handover?.switchOff;
  if (how === undefined)
    return gap('nobody has written down how this chat is switched off (`handover: switchOff:`)');
  return `Switch the chat off: ${how}`;
}

/** The founder's own command for going back, or a gap. */
export function rollbackLine({ environments }: Target): Line {
  const command = environments?.rollback?.run;
  if (command === undefined)
    return gap(
      'no command is known that rolls back to the previous release (`environments: rollback: run:`)',
    );
  return `Roll back to the previous release: \`${command}\`, from the folder of the target file.`;
}

/** How anybody sees what is served and whether it works. */
export function lookLines({ release, monitoring, chat }: Target): readonly Line[] {
  const health = monitoring?.health ?? [];
  return [
    ...(health.length === 0
      ? [gap('no health endpoint is named (`monitoring: health:`)')]
      : [`Ask ${health.map(named).join(', ')}: does the product say that it works?`]),
    ...(release === undefined
      ? []
      : [`Ask \`GET ${release.get}\`: which release is served, and is it the one that should be?`]),
    ...(chat === undefined
      ? []
      : [`Put one question to the chat (${named(chat.send)}), and read the answer.`]),
  ];
}

function named({ method, path }: OperationRef): string {
  return `\`${method} ${path}\``;
}
