import type { TargetInput } from '../../core/target.ts';
import type { Reply, Visit } from '../../io/rehearsal.ts';

/**
 * A made-up product in another style than most: one page that never navigates, fields with nothing but placeholders, a cookie
 * notice over everything, a code by mail instead of a link. Each weakness stops somebody.
 */
export type KioskWeakness =
  | 'notice-off-screen'
  | 'button-does-nothing'
  | 'plus-refused'
  | 'server-fails'
  | 'mail-never-sent';

interface Kiosk {
  readonly serve: (visit: Visit) => Reply | undefined;
}

export function openKiosk(...weaknesses: readonly KioskWeakness[]): Kiosk {
  const has = (one: KioskWeakness) => weaknesses.includes(one);
  const mails: { readonly to: string; readonly text: string }[] = [];
  const codes = new Map<string, string>();

  function serve({ method, path, body, query }: Visit): Reply | undefined {
    if (path.startsWith('/api/v1/')) return inbox(path, query);
    if (path === '/' && method === 'GET')
      return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page(has) };
    const fields = fieldsOf(body);
    if (path === '/begin') {
      if (has('server-fails')) return { status: 500, body: { error: 'oops' } };
      const email = fields['email'] ?? '';
      if (has('plus-refused') && email.includes('+'))
        return { status: 422, body: { error: 'This is no address.' } };
      const code = String(100_000 + codes.size * 7919).slice(0, 6);
      codes.set(email, code);
      if (!has('mail-never-sent')) mails.push({ to: email, text: `Hello, your code is ${code}.` });
      return { body: { next: 'code' } };
    }
    if (path === '/code') {
      const isRight = codes.get(fields['email'] ?? '') === fields['code'];
      return isRight ? { body: { next: 'done' } } : { status: 422, body: { error: 'This is not the code.' } };
    }
    return undefined;
  }

  /** The mails, as Mailpit shows them. */
  function inbox(path: string, query: URLSearchParams): Reply {
    const id = /^\/api\/v1\/message\/(\d+)$/.exec(path)?.[1];
    if (id !== undefined) return { body: { Subject: 'Welcome', Text: mails[Number(id)]?.text, HTML: '' } };
    const wanted = (query.get('query') ?? '').replace(/^to:/, '').replaceAll('"', '');
    const found = mails.flatMap(({ to }, index) =>
      to === wanted ? [{ ID: String(index), To: [{ Address: to }] }] : [],
    );
    return { body: { messages: found.toReversed() } };
  }

  return { serve };
}

function fieldsOf(body: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(body));
}

function page(has: (one: KioskWeakness) => boolean): string {
  const offScreen = has('notice-off-screen')
    ? '@media (max-width:600px){#notice{overflow:hidden}#notice span{position:absolute;left:120vw}}'
    : '';
  return `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Kiosk</title>
<style>body{font:16px sans-serif;margin:1rem}#notice{position:fixed;inset:0;background:#0009;color:#fff;padding:2rem}span,b{cursor:pointer;display:inline-block;padding:.75rem;background:#06c;color:#fff}${offScreen}</style>
<div id="notice"><p>We use cookies.</p><span>Accept all</span></div>
<main></main>
<script>
const main = document.querySelector('main'); let email;
document.querySelector('#notice span').addEventListener('click', () => document.querySelector('#notice').remove());
const send = (path, fields) => fetch(path, { method: 'POST', body: new URLSearchParams(fields) }).then(async (answer) => {
  const said = await answer.json();
  if (answer.ok) return said;
  throw new Error(said.error);
});
const show = (...parts) => main.replaceChildren(...parts);
const make = (tag, set) => Object.assign(document.createElement(tag), set);
const complain = (error) => main.append(make('p', { className: 'form-error', textContent: error.message }));
function begin() {
  const mail = make('input', { placeholder: 'you@company.com', type: 'email' });
  const word = make('input', { placeholder: 'Choose a password', type: 'password' });
  const go = make('b', { textContent: 'Get started' });
  go.addEventListener('click', () => ${has('button-does-nothing') ? 'undefined' : "send('/begin', { email: email = mail.value, word: word.value }).then(code, " + (has('server-fails') ? '() => undefined' : 'complain') + ')'});
  show(make('h1', { textContent: 'Your corner shop of answers' }), mail, word, go);
}
function code() {
  const field = make('input', { placeholder: '6-digit code', inputMode: 'numeric' });
  const go = make('b', { textContent: 'Continue' });
  go.addEventListener('click', () => send('/code', { email, code: field.value }).then(() => show(make('h1', { textContent: 'Your space is ready' })), complain));
  show(make('h1', { textContent: 'Look into your mail' }), field, go);
}
begin();
</script></html>`;
}

/** What the kiosk's founder would write. */
export function kioskTarget(origin: string): Omit<TargetInput, 'schema' | 'api'> {
  return {
    app: origin,
    consent: 'owner',
    mail: { sink: origin },
    limits: { timeout: '5s' },
    journeys: {
      onboarding: [
        { open: '/' },
        { click: 'Accept all', optional: true },
        { fill: { 'placeholder=you@company.com': '{{email}}', 'Choose a Password': '{{password}}' } },
        { click: 'get started' },
        { mail: { code: 'code is (\\d{6})', into: '6-digit code' }, wait: '3s' },
        { click: 'Continue', wait: '3s' },
        { see: 'Your space is ready', wait: '3s' },
      ],
    },
  };
}
