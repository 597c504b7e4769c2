/** The secret that the product's own example of an environment shows. No list of common secrets has it. */
export const DEFAULT_SECRET = 'reference-chatbot-only-for-development-4711';
