/** Where an element stands, for somebody who can only scroll and tap. */
export type Standing =
  | { readonly kind: 'fine' }
  | { readonly kind: 'disabled' }
  | { readonly kind: 'unreachable'; readonly where: string }
  | { readonly kind: 'covered'; readonly by: string };

/**
 * Scrolls to an element as far as a person can, and says whether it can be reached there. Programs can scroll what people
 * cannot (`overflow: hidden`), so what they moved is put back.
 *
 * Runs inside the page: it may use nothing from outside itself.
 */
export function standingOf(given: Element): Standing {
  const box = given instanceof HTMLInputElement && /checkbox|radio|file/.test(given.type);
  const isSmall = given.getBoundingClientRect().width < 2 || getComputedStyle(given).opacity === '0';
  const one = box && isSmall ? (given.labels?.[0] ?? given) : given;
  const isFixed = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
  const clipping: {
    readonly at: Element;
    readonly left: number;
    readonly top: number;
    readonly x: boolean;
    readonly y: boolean;
  }[] = [];
  const root = document.scrollingElement ?? document.documentElement;
  for (let at: Element | null = one.parentElement; at !== null; at = at.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(at);
    // The page itself scrolls unless html or, handed on to the window, body forbids it (CSS Overflow 3, 3.3).
    const holder = at === document.body || at === document.documentElement ? root : at;
    const [x, y] = [isFixed(overflowX), isFixed(overflowY)];
    if (x || y) clipping.push({ at: holder, left: holder.scrollLeft, top: holder.scrollTop, x, y });
  }
  one.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
  for (const { at, left, top, x, y } of clipping) {
    if (x && at.scrollLeft !== left) at.scrollLeft = left;
    if (y && at.scrollTop !== top) at.scrollTop = top;
  }
  const { left, top, width, height } = one.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const [wide, high] = [window.innerWidth, window.innerHeight];
  if (x < 0) return { kind: 'unreachable', where: 'beyond the left edge of the screen' };
  if (x > wide) return { kind: 'unreachable', where: 'beyond the right edge of the screen' };
  if (y < 0) return { kind: 'unreachable', where: 'above the top of the page' };
  if (y > high) return { kind: 'unreachable', where: 'below the bottom of the page' };
  if ('disabled' in one && one.disabled === true) return { kind: 'disabled' };
  if (one.getAttribute('aria-disabled') === 'true') return { kind: 'disabled' };
  const from = one.getRootNode();
  const hit = from instanceof Document || from instanceof ShadowRoot ? from.elementFromPoint(x, y) : null;
  if (hit === null || hit === one || one.contains(hit) || hit.contains(one)) return { kind: 'fine' };
  if (hit.closest('label')?.control === given) return { kind: 'fine' };
  let above: Element = hit;
  for (let at: Element | null = hit; at !== null && !at.contains(one); at = at.parentElement) above = at;
  const text = (above instanceof HTMLElement ? above.innerText : '').replaceAll(/\s+/g, ' ').trim();
  return { kind: 'covered', by: text === '' ? `an empty ${above.localName}` : text.slice(0, 120) };
}

/** What a person sees. Runs inside the page: it may use nothing from outside itself. */
export function screenOf(): { url: string; title: string; text: string; says: string[] } {
  const squeeze = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
  const shown = (one: Element): one is HTMLElement => one instanceof HTMLElement && one.checkVisibility();
  const complaints = document.querySelectorAll(
    '[role=alert],[aria-live=assertive],[class*="error" i],[class*="invalid" i],[class*="danger" i],[aria-errormessage],[aria-invalid=true] ~ *',
  );
  const said = [...complaints].filter(shown).map((one) => squeeze(one.innerText));
  const fields = [
    ...document.querySelectorAll<HTMLInputElement>(
      'input:user-invalid,select:user-invalid,textarea:user-invalid',
    ),
  ];
  const asked = fields.map((field) => {
    const name = field.labels?.[0]?.innerText ?? field.placeholder ?? field.name;
    return `${squeeze(name)}: ${squeeze(field.validationMessage)}`;
  });
  const says = [...new Set([...said, ...asked])].filter((text) => text !== '' && text.length < 300);
  return {
    url: location.href,
    title: document.title,
    text: squeeze(document.body?.innerText ?? '').slice(0, 1_500),
    says: says.slice(0, 8),
  };
}

/** Everything of a page that a person could notice a change in. Runs inside the page. */
export function appearanceOf(): string {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input,select,textarea')];
  const busy = document.querySelectorAll('[aria-busy=true],progress,dialog[open]').length;
  const invalid = document.querySelectorAll(':user-invalid').length;
  return JSON.stringify([
    location.href,
    document.body?.innerText ?? '',
    document.images.length,
    busy,
    invalid,
    fields.map((field) => [field.value.length, field.checked, field.disabled]),
    [Math.round(window.scrollX), Math.round(window.scrollY)],
  ]);
}
