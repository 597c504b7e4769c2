import * as z from 'zod';

const UNITS: { readonly [unit: string]: number } = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A span of time as Go programs write it, `1m30s`, in milliseconds; undefined when it is none. */
export function goDuration(text: string | undefined): number | undefined {
  if (text === undefined || !/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)].reduce(
    (sum, [, number = '0', unit = 's']) => sum + Number(number) * (UNITS[unit] ?? 0),
    0,
  );
}

/** A web address without whatever may be a secret in it. */
export function bareAddress(text: string | null | undefined): { readonly url?: string } {
  if (text === null || text === undefined || !/^https?:\/\//i.test(text) || !URL.canParse(text)) return {};
  const { origin, pathname } = new URL(text);
  return { url: origin + pathname };
}

/** Numbers that some exports write as text. */
export const number = z.coerce.number();

/** A flag that databases write as 0 or 1. */
export const flag = z.union([z.boolean(), z.number(), z.null()]).transform(Boolean);
