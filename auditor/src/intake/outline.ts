/** What a paper looks like, without its text. */
export interface Outline {
  readonly words: number;
  readonly steps: number;
  readonly contacts: number;
  readonly unfilled: readonly string[];
  readonly topics: readonly Topic[];
}

/**
 * What a checklist may speak of, by words that people use for it. A paper in another language shows none of them: then nothing
 * is known, which is not the same as missing.
 */
const TOPICS = {
  'people told': /\b(?:tell|told|notify|inform|call|page|escalate|on[- ]?call|contact|announce)/iu,
  'switch off':
    /\b(?:switch|turn|shut|take)(?:ed|s)?\b.{0,30}\b(?:off|down|offline)\b|\bdisable|\bkill[- ]?switch|\bmaintenance mode/iu,
  'rotate keys':
    /\b(?:rotat|revok|replac|regenerat|re-?issu)\w*\b.{0,60}\b(?:key|secret|token|credential|password)/iu,
  'roll back': /\broll(?:ing|ed)?[- ]?back|\brevert|\bprevious (?:release|version|deploy)/iu,
} as const;

type Topic = keyof typeof TOPICS;

const STEP = /^\s*(?:[-*+•]|\d{1,3}[.)]|\[[ x]\])\s+\S/u;

/** E-mail addresses, telephone numbers, handles and channels. */
const CONTACT = /[\w.+-]+@[\w-]+\.[\w.-]+|\+\d[\d ()/-]{6,}\d|(?<![\w/])[@#][a-z][\w-]{2,}/giu;

/** What templates leave for somebody to fill in. */
const UNFILLED =
  /\b(?:TODO|TBD|FIXME|XXX+)\b|lorem ipsum|\bfill (?:this )?in\b|<(?:name|phone|e-?mail|owner|link|url|date|your [a-z ]+)>|\[(?:name|phone|e-?mail|owner|link|url|your [a-z ]+)\]|_{4,}/iu;

const MOST_UNFILLED = 5;
const LINE_LENGTH = 80;

/** Reads what a paper looks like. Pure; never throws, whatever the text. */
export function outlineOf(text: string): Outline {
  const lines = text.split(/\r?\n/u);
  const topics = topicNames().filter((topic) => TOPICS[topic].test(text));
  return {
    words: text.split(/\s+/u).filter((word) => /\p{L}/u.test(word)).length,
    steps: lines.filter((line) => STEP.test(line)).length,
    contacts: new Set(text.match(CONTACT) ?? []).size,
    unfilled: lines
      .filter((line) => UNFILLED.test(line))
      .slice(0, MOST_UNFILLED)
      .map((line) => line.trim().slice(0, LINE_LENGTH)),
    topics,
  };
}

function topicNames(): readonly Topic[] {
  return ['people told', 'switch off', 'rotate keys', 'roll back'];
}
