/** Names of fields that people write prose into. */
export const PROSE =
  /^(?:title|name|message|content|text|description|body|note|notes|comment|subject|summary|prompt|question|label|bio|about|instructions?|caption|topic)$/i;

/** Names of strings that are codes rather than prose: filled only when they must be. */
export const CODES =
  /(?:currency|locale|language|lang|country|time_?zone|colou?r|status|state|type|kind|role|tier|plan|model|provider|format|mime|phone|zip|postcode|token|hash|signature|version|cursor|sort|order|filter|password|secret|code|url|uri|link|icon|avatar|image|date|time|at)$/i;
