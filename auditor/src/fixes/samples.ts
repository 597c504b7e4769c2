import type { Framework } from '../core/stack.ts';
import type { KitContext } from './kit.ts';

/** A product to try kits on. */
export function contextFor(framework: Framework): KitContext {
  return {
    stack: { framework, typescript: false, folder: '', parts: [], seenIn: ['package.json'] },
    app: 'https://app.example.com',
    api: 'https://api.example.com',
    domain: 'example.com',
    product: 'Acme Assist',
  };
}
