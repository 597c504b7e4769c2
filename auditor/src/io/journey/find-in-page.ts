import type { Wanted } from './wanted.ts';

/**
 * Finds what a person would take for it: by label, placeholder, `aria-label` or the words on it, in any letter case. Of several
 * it takes the best named, and of equal ones that in the form that was used last; behind an open dialog it finds nothing.
 *
 * Runs inside the page: it may use nothing from outside itself.
 */
export function findInPage({ wanted, last }: { wanted: Wanted; last: Element | null }): Element | null {
  const KINDS = {
    field:
      'input:not([type=hidden],[type=submit],[type=button],[type=reset],[type=image],[type=checkbox],[type=radio],[type=file]),textarea,[contenteditable=""],[contenteditable=true],[role=textbox],[role=searchbox],[role=combobox]',
    select: 'select,[role=combobox],[role=listbox]',
    box: 'input[type=checkbox],input[type=radio],[role=checkbox],[role=radio],[role=switch]',
    file: 'input[type=file]',
    button:
      'button,a[href],summary,input[type=submit],input[type=button],input[type=reset],input[type=image],[role=button],[role=link],[role=tab],[role=menuitem],[role=option],[role=radio],[role=checkbox],[role=switch],[onclick],[tabindex],label',
    text: '*',
  };
  const CONTAINERS =
    'form,dialog,[role=dialog],[role=alertdialog],[role=region],section,article,fieldset,aside,nav,main,li';

  const squeeze = (text: string | null | undefined) => (text ?? '').replaceAll(/\s+/g, ' ').trim();
  const everything = (root: ParentNode): Element[] =>
    [...root.querySelectorAll('*')].flatMap((one) =>
      one.shadowRoot === null ? [one] : [one, ...everything(one.shadowRoot)],
    );
  const shown = (one: Element) => {
    const { width, height } = one.getBoundingClientRect();
    return (
      width > 0 && height > 0 && one.checkVisibility({ opacityProperty: true, visibilityProperty: true })
    );
  };
  const words = (one: Element) => squeeze(one instanceof HTMLElement ? one.innerText : one.textContent);

  /** 4 for the very words, down to 1 for a text that holds them, 0 for another. */
  const fit = (
    given: string | null | undefined,
    { text, pattern }: { text: string; pattern?: Wanted['pattern'] | undefined },
  ) => {
    const said = squeeze(given);
    if (said === '') return 0;
    if (pattern !== undefined) return new RegExp(pattern.source, pattern.flags).test(said) ? 4 : 0;
    const [lower, plain] = [said.toLowerCase(), squeeze(text).toLowerCase()];
    if (lower === plain || plain === '') return 4;
    if (lower.replace(/[\s*:…→›»]+$|\s*\((?:required|optional)\)$/g, '') === plain) return 3;
    const at = lower.indexOf(plain);
    if (at === -1 || said.length > plain.length + 80) return 0;
    const isWord = (letter: string | undefined) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
    if (isWord(lower[at - 1]) || isWord(lower[at + plain.length])) return 0;
    return at === 0 ? 2 : 1;
  };

  const labels = (one: Element): string[] => {
    const own = 'labels' in one && one.labels instanceof NodeList ? [...one.labels] : [];
    const ids = (one.getAttribute('aria-labelledby') ?? '').split(/\s+/).filter(Boolean);
    const named = ids.flatMap((id) => document.getElementById(id) ?? []);
    // The label's own words, without those of a field inside it.
    const texts = own.map((label) =>
      squeeze([...label.childNodes].map((node) => (node === one ? '' : node.textContent)).join(' ')),
    );
    return [one.getAttribute('aria-label') ?? '', ...named.map(words), ...texts];
  };
  const onIt = (one: Element): string[] => {
    const value = one instanceof HTMLInputElement && /submit|button|reset/.test(one.type) ? one.value : '';
    const pictures = [...one.querySelectorAll('img[alt],svg title')];
    const drawn = pictures.map((part) => part.getAttribute('alt') ?? part.textContent ?? '');
    return [words(one), value, ...drawn];
  };
  /** Words right before a field that no label belongs to. */
  const before = (one: Element): string => {
    for (let at: Element | null = one, up = 0; at !== null && up < 3; at = at.parentElement, up += 1) {
      const earlier = at.previousSibling;
      const text = squeeze(earlier?.textContent);
      if (text !== '' && text.length < 80) return text;
    }
    return '';
  };

  const best = (texts: readonly (string | null | undefined)[]) =>
    Math.max(0, ...texts.map((text) => fit(text, wanted)));
  const grade = (one: Element): number => {
    if (wanted.by === 'placeholder') return best([one.getAttribute('placeholder')]) * 100;
    if (wanted.by === 'testid')
      return (
        best(['data-testid', 'data-test', 'data-test-id', 'data-cy'].map((key) => one.getAttribute(key))) *
        100
      );
    if (wanted.by === 'name') return best([one.getAttribute('name'), one.id]) * 100;
    if (wanted.by === 'role') {
      const tag = one.localName === 'a' ? 'link' : one.localName;
      if ((one.getAttribute('role') ?? tag) !== wanted.role) return 0;
    }
    const isInput =
      wanted.kind === 'field' || wanted.kind === 'select' || wanted.kind === 'file' || wanted.kind === 'box';
    const named = best([...labels(one), ...(isInput && wanted.by === 'words' ? [] : onIt(one))]) * 100;
    if (named > 0) return named;
    const hinted = best([one.getAttribute('placeholder'), one.getAttribute('title')]) * 100;
    if (hinted > 0) return hinted - 10;
    return isInput ? Math.max(0, best([before(one)]) * 100 - 20) : 0;
  };

  const all = everything(document);
  const isModal = (one: Element) => one.matches('dialog:modal,[aria-modal=true]') && shown(one);
  const modal = all.findLast(isModal);
  const usable = (one: Element) => {
    if (wanted.kind === 'file') return true;
    if (wanted.kind !== 'box') return shown(one);
    return (
      shown(one) ||
      ('labels' in one &&
        one.labels instanceof NodeList &&
        [...one.labels].some((label) => label instanceof Element && shown(label)))
    );
  };

  /** The smallest places around a heading or name, from the inside to the outside. */
  const places = (): readonly (ParentNode | undefined)[] => {
    const { within } = wanted;
    if (within === undefined) return modal === undefined ? [undefined] : [modal, undefined];
    const headings = all.filter(
      (one) =>
        (one.matches('h1,h2,h3,h4,h5,h6,legend,summary,[role=heading]') && fit(words(one), within) >= 2) ||
        (one.matches(CONTAINERS) && Math.max(0, ...labels(one).map((text) => fit(text, within))) >= 2),
    );
    return headings.filter(shown).flatMap((heading) => {
      const around: Element[] = heading.matches(CONTAINERS) ? [heading] : [];
      for (let at = heading.parentElement; at !== null && at !== document.body; at = at.parentElement)
        around.push(at);
      return around;
    });
  };

  if (wanted.kind === 'text') {
    const holds = (one: Element) => {
      const text = words(one);
      if (wanted.pattern !== undefined)
        return new RegExp(wanted.pattern.source, wanted.pattern.flags).test(text);
      return text.toLowerCase().includes(squeeze(wanted.text).toLowerCase());
    };
    for (const place of places()) {
      const inside = all.filter(
        (one) =>
          (place === undefined || (place instanceof Node && place.contains(one))) &&
          !/^(?:script|style|head|title)$/.test(one.localName),
      );
      const found = inside.findLast((one) => shown(one) && holds(one));
      if (found !== undefined) return found;
      if (wanted.within === undefined && place !== undefined) continue;
    }
    return null;
  }

  const form = last === null ? null : last.closest('form');
  const choose = (selector: string, place: ParentNode | undefined): Element | undefined => {
    let found: { one: Element; points: number } | undefined;
    for (const one of all) {
      if (!one.matches(selector) || (place instanceof Node && !place.contains(one)) || !usable(one)) continue;
      const points = grade(one);
      if (points === 0) continue;
      const inForm = form !== null && one.closest('form') === form ? 250 : 0;
      // A label is clicked for its field only when nothing else has its words.
      const total =
        points +
        inForm -
        (one.localName === 'label' || !one.matches('button,a[href],input,select,textarea,[role]') ? 5 : 0);
      if (found === undefined || total > found.points) found = { one, points: total };
    }
    return found?.one;
  };
  for (const place of places()) {
    const found = choose(KINDS[wanted.kind], place);
    if (found !== undefined) return found;
  }
  if (wanted.kind === 'file') {
    const files = all.filter((one) => one.matches(KINDS.file));
    return files.length === 1 ? (files[0] ?? null) : null;
  }
  if (wanted.kind !== 'button' || wanted.by !== 'words') return null;
  // Products made of clickable boxes: the smallest thing with these words that looks as if it could be clicked.
  return (
    all.findLast(
      (one) => shown(one) && getComputedStyle(one).cursor === 'pointer' && fit(words(one), wanted) >= 2,
    ) ?? null
  );
}
