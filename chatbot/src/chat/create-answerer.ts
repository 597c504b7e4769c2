import type { Config } from '../config/config.ts';
import type { Answerer } from './answerer.ts';
import { extractive } from './extractive.ts';
import { modelAnswerer } from './model.ts';
import { simulated } from './simulated.ts';

/** The answerer that the configuration names. */
export function createAnswerer({ model, replyTokens }: Config): Answerer {
  switch (model.kind) {
    case 'extractive':
      return extractive;
    case 'simulated':
      return simulated(model.pauseMs, model.outageFile);
    case 'openai-compatible':
      return modelAnswerer(model, replyTokens);
  }
}
