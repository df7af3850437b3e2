/** The pages of the rules of advice, as documents that only the server has. */
import { rules } from '#core/advice/rules.ts';
import { sentence, type Words } from '#core/words.ts';
import { ADVICE_SCHEME } from './file-names.ts';

const codes: ReadonlySet<string> = new Set(rules.map(({ code }) => code));

/** Undefined for what no rule says. */
export const advicePageUri = (code: string): string | undefined =>
  codes.has(code) ? `${ADVICE_SCHEME}:/${code}.md` : undefined;

/** As Markdown. */
export function advicePage(uri: string, words: Words): string | undefined {
  const rule = rules.find(({ code }) => advicePageUri(code) === uri);
  if (!rule) return undefined;
  const { title, page, example } = rule;
  return `# ${words(sentence(title))}\n\n${words(sentence(page))}\n\n\`\`\`cnn\n${example}\`\`\`\n`;
}
