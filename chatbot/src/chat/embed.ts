import { createHash } from 'node:crypto';
import type { Config } from '../config/config.ts';
import { loadSdk } from './sdk.ts';

/** Turns texts into vectors of length one. */
export type Embedder = {
  readonly label: string;
  readonly embed: (texts: readonly string[]) => Promise<readonly number[][]>;
};

/** The embedder that the configuration names. */
export function createEmbedder(config: Config['embeddings']): Embedder {
  if (config.kind === 'ngrams') return ngrams;
  return {
    label: `${config.name} at ${new URL(config.url).host}`,
    embed: async (texts) => {
      const { createOpenAICompatible, embedMany } = await loadSdk();
      const provider = createOpenAICompatible({
        name: 'embeddings',
        baseURL: config.url,
        ...(config.key === undefined ? {} : { apiKey: config.key }),
      });
      const model = provider.embeddingModel(config.name);
      const { embeddings } = await embedMany({ model, values: [...texts] });
      return embeddings.map(normalise);
    },
  };
}

const DIMENSIONS = 256;
const NGRAM = 3;

/** Hashed character trigrams: finds spellings and word forms, not meanings; and says so. */
const ngrams: Embedder = {
  label: 'hashed character n-grams (spelling, not meaning)',
  embed: async (texts) => texts.map(hashedNgrams),
};

function hashedNgrams(text: string): number[] {
  const vector = Array.from({ length: DIMENSIONS }, () => 0);
  const letters = ` ${text.toLowerCase().replaceAll(/\s+/g, ' ')} `;
  for (let at = 0; at + NGRAM <= letters.length; at += 1) {
    const digest = createHash('md5')
      .update(letters.slice(at, at + NGRAM))
      .digest();
    const slot = digest.readUInt16LE(0) % DIMENSIONS;
    vector[slot] = (vector[slot] ?? 0) + (digest.readUInt8(2) % 2 === 0 ? 1 : -1);
  }
  return normalise(vector);
}

function normalise(vector: readonly number[]): number[] {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
