import * as fc from 'fast-check';

/**
 * A gate has to say the same of the same commit: properties are tried on the same examples every time. Looking for examples
 * that nobody has seen is the work of `npm run fuzz`.
 */
fc.configureGlobal(process.env['MODE'] === 'fuzz' ? { numRuns: 2_000 } : { seed: 20_261_201 });
