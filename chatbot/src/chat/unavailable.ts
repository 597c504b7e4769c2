/** What is said when the model does not answer. */
export const MODEL_UNAVAILABLE =
  'The assistant is not available right now. Your message is kept; please try again.';
