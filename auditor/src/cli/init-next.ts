/** An account that is there and cannot log in yet. */
export interface Waiting {
  readonly name: string;
  readonly mail: string;
  /** What the product said. */
  readonly words: string;
}

interface Standing {
  /** The target file as it was named. */
  readonly name: string;
  readonly app: string;
  readonly waiting: readonly Waiting[];
  /** Variables that have no value yet. */
  readonly unset: readonly string[];
  /** True when no route is known but the front page. */
  readonly isBlind: boolean;
  /** True when something of the file was tried and does not hold. */
  readonly isWrong: boolean;
}

const USUAL_NAME = 'launch-ready.yaml';

/** The commands that come next, in their order. */
export function nextSteps({ name, app, waiting, unset, isBlind, isWrong }: Standing): readonly string[] {
  const again = `npx launch-ready init --force${name === USUAL_NAME ? '' : ` --out ${name}`}`;
  const file = name === USUAL_NAME ? '' : ` ${name}`;
  if (waiting.length > 0) return numbered([confirm(waiting, app), `${again}   ${SAME_ACCOUNTS}`]);
  if (unset.length > 0)
    return numbered([
      `Set ${listed(unset)}: with export ${unset[0] ?? ''}=…, or in .env beside the file (never commit that).`,
      `${again}   tries the accounts and adds what they show`,
    ]);
  if (isWrong)
    return numbered([`Correct that in ${name}.`, `${again}   tries it again; what you wrote stays`]);
  if (isBlind) {
    const record = `npx launch-ready init ${app} --force --record ana --record bea`;
    return numbered([
      `${record}${name === USUAL_NAME ? '' : ` --out ${name}`}   opens a browser: log in as one customer, then as another, and do what they do`,
      'Or bring what says the routes: --har ana=ana.har bea=bea.har, --from-openapi, --postman or --curl.',
    ]);
  }
  return numbered([
    `npx launch-ready audit${file} --dry-run   shows each question and what it may cost; sends nothing`,
    `npx launch-ready audit${file}`,
  ]);
}

const SAME_ACCOUNTS = 'logs the same accounts in, and finishes the file';

function numbered(steps: readonly string[]): readonly string[] {
  return ['Next:', ...steps.map((step, index) => `  ${index + 1}. ${step}`)];
}

function confirm(waiting: readonly Waiting[], app: string): string {
  return [
    `If their addresses have to be confirmed, open the link in the mail to ${listed(waiting.map((one) => one.mail))}.`,
    ...(isHere(app) ? [MAIL_AT_HOME] : []),
    'If it is something else, correct their logins in the file.',
  ].join('\n     ');
}

/** Products that are being developed seldom send real mail. */
const MAIL_AT_HOME =
  'Mail of a product on your own machine is in the terminal where it runs, in its outbox folder, or in its mail catcher (Mailpit: http://localhost:8025).';

function isHere(app: string): boolean {
  return /^(?:localhost|127(?:\.\d+){3}|\[::1\]|.*\.localhost)$/.test(new URL(app).hostname);
}

/** `ana, bea and tom` */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
