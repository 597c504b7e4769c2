import type { Target } from '../../core/target.ts';
import type { Lane } from '../../io/lane.ts';
import { store } from './documents.ts';
import { factOf, questionAbout } from './facts.ts';
import { remember } from './memories.ts';
import { askOnce, openTalk, type Chat, type Said } from './talk.ts';

/** A word that somebody put somewhere, and how they get it back. */
export interface Planted {
  readonly place: 'document' | 'conversation' | 'memory';
  /** The project that it belongs to; others may know that there is one. */
  readonly word: string;
  /** What the owner's question brings back. */
  readonly secret: string;
  /** All that nobody else may ever see: the secret, and what the document is called. */
  readonly canaries: readonly string[];
  /** The founder said that such things come back; else it is only tried. */
  readonly isExpected: boolean;
  /** The owner asks for it. */
  readonly ask: () => Promise<Said>;
}

/** Plants a word in each place that the product has, through its own routes. */
export async function plantAll(
  lane: Lane,
  target: Target,
  owner: Chat,
  places: readonly Planted['place'][],
): Promise<{ readonly plants: readonly Planted[] } | { readonly because: string }> {
  const plants: Planted[] = [];
  const { upload, memory } = owner.spec;
  if (upload !== undefined && places.includes('document')) {
    const [plant, title] = [newPlant(lane), lane.canary()];
    const content = `${factOf(plant.word, plant.secret)}\n`;
    const document = { fileName: `notes-${title}.txt`, contentType: 'text/plain', content };
    const stored = await store(lane, { target, upload, owner: owner.identity }, document);
    if (stored.kind === 'not-stored') return { because: stored.because };
    const canaries = [plant.secret, title];
    plants.push({
      ...plant,
      place: 'document',
      canaries,
      isExpected: true,
      ask: asking(lane, owner, plant.word),
    });
  }
  if (memory !== undefined && places.includes('memory')) {
    const plant = newPlant(lane);
    const because = await remember(lane, memory, owner.identity, factOf(plant.word, plant.secret));
    if (because !== undefined) return { because };
    plants.push({ ...plant, place: 'memory', isExpected: true, ask: asking(lane, owner, plant.word) });
  }
  if (places.includes('conversation')) {
    const plant = newPlant(lane);
    const talk = await openTalk(lane, owner);
    await talk.say(factOf(plant.word, plant.secret));
    const ask = () => talk.say(questionAbout(plant.word));
    plants.push({ ...plant, place: 'conversation', isExpected: false, ask });
  }
  return { plants };
}

function newPlant(lane: Lane): Pick<Planted, 'word' | 'secret' | 'canaries'> {
  const secret = lane.canary();
  return { word: lane.word(), secret, canaries: [secret] };
}

function asking(lane: Lane, owner: Chat, word: string): Planted['ask'] {
  return () => askOnce(lane, owner, questionAbout(word));
}
