/** What a piece of text is replaced by. The same for all of a kind, so that lines that differ in it say the same. */
const secret = '[secret]';
const email = '[e-mail]';
const card = '[card]';

type Rule = readonly [pattern: RegExp, by: string | ((found: string) => string)];

const names =
  'pass(?:word|wd|phrase|code)?|pwd|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|' +
  'encryption[_-]?key|auth(?:orization)?|credentials?|cookie|session[_-]?id|signature';
/** Names so short that longer words end in them. */
const shortNames = 'sid|sig|otp|pin|cvv|cvc';

/** Of texts as long as others like: each rule is bounded where it could look back and forth. */
const secrets: Rule[] = [
  [/-----BEGIN [A-Z ]*(?:PRIVATE KEY|CERTIFICATE)-----[\s\S]*?(?:-----END [A-Z ]+-----|$)/g, secret],
  [/\beyJ[\w-]{8,4000}\.[\w-]{4,}(?:\.[\w-]*)?/g, secret],
  [/\b(bearer|basic|digest|negotiate)\s+[\w.~+/=-]{6,}/gi, `$1 ${secret}`],
  // The password of an address may itself have an @ in it.
  [/\b([a-z][a-z\d+.-]{0,30}:\/\/)[^\s/"'<>]{0,256}:[^\s/"'<>]{0,256}@/gi, `$1${secret}@`],
  [/\bhttps:\/\/hooks\.slack\.com\/[^\s"'<>]+/gi, secret],
  [/\b(?:A3T[A-Z\d]|AKIA|ASIA|AGPA|AIDA|AROA)[A-Z\d]{16}\b/g, secret],
  [
    /\b(?:gh[pousr]_|github_pat_|glpat-|npm_|pypi-|dop_v1_|hv[sb]\.|xox[abeoprs]-|xapp-|ya29\.|AIza)[\w-]{16,}/g,
    secret,
  ],
  [/\b(?:sk|rk|pk|whsec)[_-](?:live_|test_|proj-|ant-)?[\w-]{16,}/g, secret],
  [/\bSG\.[\w-]{16,}\.[\w-]{16,}/g, secret],
  // Quoted as JSON does it, inside JSON that is quoted once more, as a header, and as a query's parameter.
  [
    new RegExp(
      `((?:(?:\\b|_|(?<=[a-z]))(?:${names})|(?:\\b|_)(?:${shortNames}))\\\\?["']?\\s*[:=]>?\\s*)(\\[secret\\]|\\\\?"(?:[^"\\\\]|\\\\[^"])*\\\\?"?|'[^']*'?|[^\\s,;&"'<>)\\]}]+)`,
      'gi',
    ),
    (found: string) => hidden(found),
  ],
  [/[A-Za-z\d+/_-]{38,}={0,2}/g, found => (isRandom(found) ? secret : found)],
];

const cards: Rule[] = [
  [/(?<![\w-]|\d\.)[2-6]\d{3}(?:[ -]?\d){9,15}(?![\w-]|\.\d)/g, found => (isCard(found) ? card : found)],
];
const addresses: Rule[] = [[/[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63})+/gi, email]];

/** Nothing of this and no rule can fit, which is quickly seen. */
const suspicious = new RegExp(
  `[\\w+/=-]{20}|://|${names}|${shortNames}|bearer|basic|digest|negotiate|-----BEGIN|eyJ`,
  'i',
);

/** The text without secrets: keys, tokens, passwords, cards. What stands around them stays. Pure. */
export function withoutSecrets(text: string): string {
  const known = suspicious.test(text) ? apply(secrets, text) : text;
  return /\d{4}/.test(known) ? apply(cards, known) : known;
}

/** The text without secrets and without people's addresses. Pure. */
export const redact = (text: string): string => {
  const known = withoutSecrets(text);
  return known.includes('@') ? apply(addresses, known) : known;
};

const nothingSecret = /^(?:\[secret\]|true|false|null|none|\*+|bearer|basic|digest|negotiate)?$/i;

/** A name with its sign, and in place of what is said after it that it is secret; its quotes stay. */
function hidden(found: string): string {
  const sign = /[:=]>?\s*/.exec(found);
  const at = sign ? sign.index + sign[0].length : 0;
  const value = found.slice(at);
  const quote = /^\\?["']/.exec(value)?.[0] ?? '';
  const said = value.slice(quote.length, quote && value.endsWith(quote) ? -quote.length : undefined);
  return nothingSecret.test(said) ? found : `${found.slice(0, at)}${quote}${secret}${quote}`;
}

/** Long, of both cases and with digits, and hardly two of a kind beside each other: as keys are, and names are not. */
function isRandom(found: string): boolean {
  const kinds = [...found].map(one => (/\d/.test(one) ? 'digit' : /[A-Z]/.test(one) ? 'upper' : 'lower'));
  const turns = kinds.filter((kind, at) => at > 0 && kind !== kinds[at - 1]).length;
  return new Set(kinds).size === 3 && turns > 0.3 * found.length;
}

/** By the check digit that all card numbers have (Luhn). */
function isCard(found: string): boolean {
  const digits = found.replace(/\D/g, '');
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const twice = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return digits.length >= 13 && digits.length <= 19 && sum % 10 === 0;
}

const apply = (rules: Rule[], text: string) =>
  rules.reduce(
    (known, [pattern, by]) => (typeof by === 'string' ? known.replace(pattern, by) : known.replace(pattern, by)),
    text,
  );
