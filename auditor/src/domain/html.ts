/** What a page loads and leads to, as its tags say. Addresses as written. */
export interface PageParts {
  /** Scripts, style sheets, frames: browsers refuse them unencrypted in an encrypted page. */
  readonly active: readonly string[];
  /** Pictures, sound, film: browsers load them encrypted or not at all. */
  readonly passive: readonly string[];
  readonly links: readonly string[];
}

const TAG = /<(script|link|iframe|object|embed|form|img|audio|video|source|a)\b([^>]{0,4000})>/gi;
const WITHOUT = /<!--[^]*?-->|(<script\b[^>]*>)[^]*?<\/script\s*>/gi;

export function partsOf(html: string): PageParts {
  const parts = { active: new Set<string>(), passive: new Set<string>(), links: new Set<string>() };
  // Texts of scripts and comments hold tags that are none.
  for (const [, name = '', attributes = ''] of html.replaceAll(WITHOUT, '$1').matchAll(TAG)) {
    const tag = name.toLowerCase();
    const address = attributeOf(attributes, ADDRESS[tag] ?? 'src')?.trim();
    if (address === undefined || address === '') continue;
    if (tag === 'a') parts.links.add(address);
    else if (tag === 'link') {
      if (/(?:^|\s)stylesheet(?:\s|$)/i.test(attributeOf(attributes, 'rel') ?? '')) parts.active.add(address);
    } else if (ACTIVE.has(tag)) parts.active.add(address);
    else parts.passive.add(address);
  }
  return { active: [...parts.active], passive: [...parts.passive], links: [...parts.links] };
}

/** W3C Mixed Content, 3: blockable and upgradeable content. A form is sent, not loaded, and is as bad. */
const ACTIVE = new Set(['script', 'iframe', 'object', 'embed', 'form']);
const ADDRESS: { readonly [tag: string]: string } = {
  a: 'href',
  link: 'href',
  object: 'data',
  form: 'action',
};

function attributeOf(tag: string, name: string): string | undefined {
  const match = new RegExp(String.raw`(?:^|\s)${name}\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))`, 'i').exec(
    tag,
  );
  return (match?.[1] ?? match?.[2] ?? match?.[3])?.replaceAll('&amp;', '&');
}
