import { randomBytes } from 'node:crypto';

export interface Person {
  readonly mail: string;
  readonly org: string;
  rank: string;
  nick: string;
}

interface Card {
  readonly number: number;
  readonly text: string;
}

export interface Board {
  readonly slug: string;
  readonly org: string;
  heading: string;
  about: string;
  readonly cards: Card[];
  readonly stars: Set<string>;
}

interface Paper {
  readonly slug: string;
  readonly org: string;
  readonly text: string;
}

export interface Session {
  readonly person: Person;
  readonly csrf: string;
}

/** Everything that Fernblick knows. Lost when it stops. */
export interface State {
  readonly people: ReadonlyMap<string, Person>;
  readonly sessions: Map<string, Session>;
  readonly boards: Map<string, Board>;
  readonly papers: Map<string, Paper>;
  /** What was asked, by anybody. */
  readonly asked: string[];
  /** Cards are numbered over all boards. */
  cards: number;
}

export function newState(): State {
  const people = [
    { mail: 'ana@acme.test', org: 'acme', rank: 'lead', nick: 'Ana' },
    { mail: 'ben@acme.test', org: 'acme', rank: 'member', nick: 'Ben' },
    { mail: 'tom@acme.test', org: 'acme', rank: 'member', nick: 'Tom' },
    { mail: 'bea@globex.test', org: 'globex', rank: 'lead', nick: 'Bea' },
  ];
  return {
    people: new Map(people.map((one) => [one.mail, one])),
    sessions: new Map(),
    boards: new Map(),
    papers: new Map(),
    asked: [],
    cards: 0,
  };
}

const WORDS = ['amber', 'birch', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'heath', 'islet', 'jetty', 'knoll', 'lagoon', 'meadow', 'nimbus', 'orchid', 'pebble']; // prettier-ignore

/** `cedar-meadow-4711`: words and a number, as people like to read them. */
export function newSlug(): string {
  const [first = 0, second = 0, ...rest] = randomBytes(4);
  const number = 1000 + (((rest[0] ?? 0) * 256 + (rest[1] ?? 0)) % 9000);
  return `${WORDS[first % 16]}-${WORDS[second % 16]}-${number}`;
}
